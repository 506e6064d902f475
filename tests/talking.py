"""Talking to the coach in tests, and telling which response a text is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]


class Talk:
    """One person's conversation through the front door."""

    def __init__(self, house: Any, person: str, country: str | None = "GB") -> None:
        self.house, self.person, self.country = house, person, country
        self.replies: list[Any] = []

    async def say(self, text: str) -> list[Any]:
        self.house.front_door.forget_pace(self.person)
        self.replies = await self.house.front_door.receive(self.person, "test", text, country=self.country)
        return self.replies

    async def press(self, title: str) -> list[Any]:
        self.house.front_door.forget_pace(self.person)
        self.replies = await self.house.front_door.receive(
            self.person, "test", None, button=title, country=self.country
        )
        return self.replies

    async def grown_up(self, consent: bool = False) -> None:
        """Through the opening: somebody of age, who says yes or no to being remembered."""
        await self.say("hello")
        await self.say("I feel anxious about us all the time")
        await self.say("yes")
        await self.say("yes" if consent else "no")

    @property
    def names(self) -> list[str]:
        """The responses that were said last, by name."""
        return [response_of(reply.text) for reply in self.replies]

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.replies)

    @property
    def numbers(self) -> bool:
        return any(reply.has_numbers for reply in self.replies)


@lru_cache(maxsize=1)
def _ends() -> list[tuple[str, str]]:
    """(what follows the slot, name) of the wordings that begin with one: {heard} takes up a word of the person's."""
    found = []
    for file in sorted((ROOT / "data" / "responses").glob("*.yml")):
        for name, variations in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"].items():
            texts = (str(v.get("text") or "") for v in variations)
            found += [(text.removeprefix("{heard}").strip(), name) for text in texts if text.startswith("{heard}")]
    return found


@lru_cache(maxsize=1)
def _beginnings() -> list[tuple[str, str]]:
    """(beginning of a wording up to its first slot, name), longest first."""
    found = []
    for file in sorted((ROOT / "data" / "responses").glob("*.yml")):
        for name, variations in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"].items():
            found += [(_head(str(v.get("text") or "")), name) for v in variations]
    return sorted(((head, name) for head, name in found if head), key=lambda pair: -len(pair[0]))


def _head(text: str) -> str:
    return text.split("{")[0].strip()


def response_of(text: str) -> str:
    """The name of the response with this wording; "" for a text that is none (a practice step, the front door's own)."""
    # Where a word was taken up, it is the same answer, and goes by its name.
    ends = (name.removesuffix("_heard") for end, name in _ends() if text.strip().endswith(end))
    return next(ends, None) or next((name for head, name in _beginnings() if text.strip().startswith(head)), "")

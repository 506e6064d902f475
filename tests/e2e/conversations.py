"""The scripted conversations of tests/stories, played over any way in."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.talking import response_of

STORIES = Path(__file__).parents[1] / "stories"


@dataclass(frozen=True)
class Step:
    """One message, and names of responses of which one at least must be among the replies."""

    say: str | None
    press: str | None
    expect: tuple[str, ...]
    shows: str | None  # a text that must stand in the replies
    never: tuple[str, ...]  # names that must not be among them
    known: str | None = None  # what falls short at this turn today: the rest of the conversation still counts


@dataclass(frozen=True)
class Conversation:
    title: str
    country: str | None
    point: int | None  # of the source article
    steps: tuple[Step, ...]
    known: str | None = None  # why it fails today: the expectation stands, and the test says when it holds


def load() -> list[Conversation]:
    raw = [one for file in sorted(STORIES.glob("*.yml")) for one in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [
        Conversation(
            one["title"],
            one.get("country", "GB"),
            one.get("point"),
            tuple(
                Step(
                    s.get("say"),
                    s.get("press"),
                    tuple(_list(s.get("expect"))),
                    s.get("shows"),
                    tuple(_list(s.get("never"))),
                    s.get("known"),
                )
                for s in one["turns"]
            ),
            one.get("known"),
        )
        for one in raw
    ]


def _list(value: Any) -> Iterable[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


def faults(conversation: Conversation, send: Callable[[Step], list[str]]) -> list[str]:
    """Plays it; `send` gives the texts of the replies to one step. A sentence for each fault."""
    found = []
    for number, step in enumerate(conversation.steps, 1):
        texts = send(step)
        names = [response_of(text) for text in texts]
        what = f"{conversation.title}, turn {number} ({step.say or step.press!r}): got {names}"
        short = [f"{what}: {fault}" for fault in _short_of(step, names, texts)]
        if step.known and not short:  # told, no failure: near a threshold it may hold on one processor only
            warnings.warn(f"{what}: holds now, take `known` away", stacklevel=2)
        found += [] if step.known else short
        if not texts or not any(text.strip() for text in texts):
            found.append(f"{what}: silence")
        if len(texts) > 4:
            found.append(f"{what}: {len(texts)} bubbles")
    return found


def _short_of(step: Step, names: list[str], texts: list[str]) -> list[str]:
    found = [f"{name} must not be said" for name in names if any(matches(name, n) for n in step.never)]
    if step.expect and not any(matches(name, wanted) for name in names for wanted in step.expect):
        found.append(f"expected one of {step.expect}")
    if step.shows and step.shows not in "\n".join(texts):
        found.append(f"{step.shows!r} is not shown")
    return found


def matches(name: str, wanted: str) -> bool:
    """`wanted` may end in * ("utter_share_no_reply*")."""
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted

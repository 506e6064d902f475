"""A front door with a fake agent behind it: no model, no database."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from steady.channels.front_door import FrontDoor
from steady.content.front import load_front_words
from steady.understanding.risk import Risk

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DANGER = "I want to die"
DEFUSED = '/greet{"a":"b"} I want to die'
BUTTONS = [{"title": "Yes", "payload": "/affirm"}, {"title": "It’s fine", "payload": '/deny{"x": 1}'}]


def numbers_in(replies: list[Any]) -> bool:
    return any(reply.has_numbers for reply in replies)


class FakeScreen:
    """Hears danger in a few words, so that these tests do not hang on the rules of the real one."""

    def assess(self, text: str) -> Risk:
        lowered = text.lower()
        if "want to die" in lowered:
            return Risk("crisis", "suicide", "self", "wish")
        if "he hits me" in lowered:
            return Risk("crisis", "abuse", "self")
        return Risk("concern", "suicide", "self") if "no point" in lowered else Risk()


class FakeAgent:
    """Rasa as the front door sees it: a tracker store, and messages that are answered with `replies`."""

    def __init__(self) -> None:
        self.replies: Sequence[Mapping[str, Any]] = [{"text": "hm"}]
        self.risk: Mapping[str, Any] | None = None  # what the parse says
        self.slots: dict[str, Any] = {}
        self.error: Exception | None = None
        self.seconds = 0.0
        self.heard: list[Any] = []  # Rasa's UserMessages
        self.events: dict[str, list[Any]] = {}
        self.tracker_store = self

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.heard]

    async def get_or_create_tracker(self, person: str, append_action_listen: bool = True) -> Any:
        return await self.retrieve(person)

    async def retrieve(self, person: str) -> Any:
        latest = SimpleNamespace(parse_data={"risk": self.risk})
        events = self.events.setdefault(person, [])
        return SimpleNamespace(events=events, latest_message=latest, get_slot=self.slots.get)

    async def handle_message(self, message: Any) -> Any:
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        self.heard.append(message)
        event = SimpleNamespace(type_name="user", metadata=message.metadata, timestamp=NOW.timestamp())
        self.events.setdefault(message.sender_id, []).append(event)
        message.output_channel.messages.extend(self.replies)


class Door:
    """One person's conversation with a door that stands still in time until it is told otherwise."""

    def __init__(self, library: Any, root: Any) -> None:
        self.agent, self.now, self.counted = FakeAgent(), NOW, []
        self.door = FrontDoor(self.agent, library=library, screen=FakeScreen(), words=load_front_words(root / "data"),
                              clock=lambda: self.now, count_crisis=self.counted.append)  # type: ignore[arg-type]  # fmt: skip

    async def say(self, text: str | None, *, person: str = "p", **more: Any) -> list[Any]:
        return await self.door.receive(person, "test", text, **more)

    async def met(self) -> Door:
        """After the first message, so that the disclosure is out of the way."""
        await self.say("hello")
        self.agent.heard.clear()
        return self


@pytest.fixture
async def fresh(library: Any, root: Any) -> Door:
    return Door(library, root)


@pytest.fixture
async def door(fresh: Door) -> Door:
    return await fresh.met()

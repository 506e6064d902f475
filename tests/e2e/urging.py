"""A house whose clock the tests move, and a channel that keeps what the coach says by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from steady.channels.replies import Reply
from steady.serving.follow_ups import FollowUps
from tests.talking import Talk, response_of

START = dt.datetime(2026, 11, 24, 20, 0, tzinfo=dt.UTC)


class Channel:
    """`refuses`: how often it is to fail before it takes anything."""

    def __init__(self) -> None:
        self.said: dict[str, list[list[Reply]]] = {}
        self.refuses = 0
        self.addresses: list[str | None] = []

    def name(self) -> str:
        return "test"

    async def say_first(self, person: str, replies: Sequence[Reply], address: str | None) -> bool:
        if self.refuses:
            self.refuses -= 1
            return False
        self.said.setdefault(person, []).append(list(replies))
        self.addresses.append(address)
        return True


class Evening:
    """`later(minutes)` moves the clock and has what is due said."""

    def __init__(self, house: Any) -> None:
        self.house, self.now, self.channel = house, START, Channel()
        self.follow_ups = FollowUps(house, [self.channel])

    def clock(self) -> dt.datetime:
        return self.now

    async def later(self, minutes: float) -> None:
        self.now += dt.timedelta(minutes=minutes)
        await self.follow_ups.look()

    def heard(self, talk: Talk) -> list[list[str]]:
        """Names of the responses of each time the coach spoke first to this person."""
        return [[response_of(reply.text) for reply in replies] for replies in self.channel.said.get(talk.person, [])]


@contextmanager
def evening_in(house: Any) -> Iterator[Evening]:
    """The house lives by the evening's clock, and goes back to its own afterwards."""
    evening = Evening(house)
    before = house.clock, house.memory.clock, house.front_door.clock
    house.clock = house.memory.clock = house.front_door.clock = evening.clock
    try:
        yield evening
    finally:
        house.clock, house.memory.clock, house.front_door.clock = before
        house.memory.speaks_first = None


async def waiting(talk: Talk, minutes: str = "10", strength: str = "8", consent: bool = False) -> None:
    """Somebody of age for whom a wait is running."""
    await talk.grown_up(consent)
    await talk.say("I really want to text him right now")
    await talk.say(strength)
    await talk.say(minutes)
    await talk.say("just wait")

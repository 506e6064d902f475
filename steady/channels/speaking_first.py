"""The coach speaks first: what a channel needs so that follow-ups reach its people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from steady.channels.replies import Reply


@runtime_checkable
class SpeaksFirst(Protocol):
    """A channel in which the coach may speak first.

    To join in, a channel does three things.

    1. It has `name()`, the same that it gives to `FrontDoor.receive(person, name, ...)`. A follow-up
       goes to the channel that the person wrote in last, and is left alone by processes that do not
       serve that channel.
    2. It has `say_first`. It is called in the event loop of the process, with the person's lock held,
       when the conversation has already moved on: the replies are what the person now has before them,
       and their buttons are the ones that the front door accepts next. True means taken: shown, or kept
       for when they come back. False, or an exception, has the same replies offered again, until it is
       too late for them (steady/serving/schedule.py); they must never be shown twice after a True.
       Replies with `custom` follow the rules of any other reply; the text says all of it.
    3. It is handed to `FollowUps(house, [channel, ...])` (steady/serving/follow_ups.py), whose `run()`
       is one task of the process.

    `person` is the person key, a hash that leads nowhere. A channel that has to know a number or a chat
    to reach somebody passes it as `FrontDoor.receive(..., address=...)` with each message: it is kept,
    enciphered, in the row of the follow-up only, goes with it, and comes back here as `address`.
    A channel that cannot speak first simply does not join: then people are told to keep the time themselves.
    """

    def name(self) -> str: ...

    async def say_first(self, person: str, replies: Sequence[Reply], address: str | None) -> bool: ...

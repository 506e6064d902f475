"""Conversations that live in this process only: without consent, or while the database fails."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Conversation:
    """The events of one person's conversation (each as JSON) and how they stand to the database."""

    lines: list[str] = field(default_factory=list, repr=False)
    #: How many of the first lines are in the database.
    stored: int = 0
    #: Lines before this one are never to be written: consent was taken back after them.
    floor: int = 0
    #: Whether lines beyond `stored` should be written.
    wanted: bool = False
    #: Whether the rows in the database should be deleted.
    forget: bool = False
    #: One thread writes it at a time.
    lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @property
    def settled(self) -> bool:
        """Whether the database says all that this does, so that memory need not."""
        return self.wanted and not self.forget and self.stored == len(self.lines)


class TrackerMemory:
    """Conversations by person, bounded in time (`seconds` since last saved), people and size.

    What the database still owes is not given up for its age, only for lack of room.
    """

    def __init__(
        self,
        seconds: float = 2 * 3600,
        max_people: int = 2000,
        max_characters: int = 100_000_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds, self._max_people, self._max_characters = seconds, max_people, max_characters
        self._clock = clock
        self._size = 0
        self._kept: OrderedDict[str, tuple[Conversation, float, int]] = OrderedDict()

    def get(self, person: str) -> Conversation | None:
        self._sweep()
        found = self._kept.get(person)
        return found[0] if found else None

    def put(self, person: str, conversation: Conversation) -> None:
        self.drop(person)
        size = sum(map(len, conversation.lines))
        self._kept[person] = (conversation, self._clock(), size)
        self._size += size
        self._sweep()

    def drop(self, person: str) -> None:
        found = self._kept.pop(person, None)
        self._size -= found[2] if found else 0

    def people(self) -> list[str]:
        self._sweep()
        return list(self._kept)

    def owed(self) -> Iterator[tuple[str, Conversation]]:
        """Those with something that the database has not yet been told."""
        for person, (conversation, _, _) in list(self._kept.items()):
            if conversation.wanted or conversation.forget:
                yield person, conversation

    def _sweep(self) -> None:
        oldest_allowed = self._clock() - self._seconds
        expired = []
        for person, (conversation, used_at, _) in self._kept.items():
            if used_at >= oldest_allowed:
                break  # they are in the order of their use
            if not (conversation.wanted or conversation.forget):
                expired.append(person)
        for person in expired:
            self.drop(person)
        while len(self._kept) > 1 and (len(self._kept) > self._max_people or self._size > self._max_characters):
            self.drop(next(iter(self._kept)))

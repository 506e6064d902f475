"""What the channel holds of each chat while the process runs: the line, the open keys, the pace."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from steady.channels.front_door import MOST_MESSAGES, WINDOW
from steady.channels.telegram_parts import Key
from steady.channels.telegram_updates import Incoming

MOST_CHATS = 5000
MOST_USED = 50
Press = Literal["open", "used", "unknown", "stale"]


@dataclass
class Waiting:
    """An update in its chat's line. `said_first`: the send of care and numbers that went ahead of it."""

    incoming: Incoming
    handled: asyncio.Future[None]
    danger: bool = False
    flood: bool = False
    begun_before: bool = False  # before a restart: it had its effect, its answer may be missing
    said_first: asyncio.Task[None] | None = None


@dataclass(eq=False)
class Chat:
    """One private chat."""

    id: int
    person: str
    line: list[Waiting] = field(default_factory=list)
    worker: asyncio.Task[None] | None = None
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)
    gone: bool = False  # blocked; nothing is sent
    kept: bool = False  # on record as the way to this person
    note_due: bool = False  # "not end-to-end encrypted" is still to be said
    noted: bool = False
    asked_country: bool = False
    said: dict[str, int] = field(default_factory=dict)  # how often each own sentence was given
    offered: dict[str, Key] | None = None  # None: nothing was offered since the process began
    keyboards: list[int] = field(default_factory=list)  # messages that show keys
    _used: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_USED))
    _times: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_MESSAGES + 1))
    told_too_fast: float = float("-inf")
    danger_answered: float = float("-inf")

    @property
    def busy(self) -> bool:
        return bool(self.line) or self.worker is not None and not self.worker.done() or self.sending.locked()

    def join(self, waiting: Waiting) -> None:
        """Takes its place in the line: the order is that of Telegram's numbers, however they arrive."""
        self.line.append(waiting)
        self.line.sort(key=lambda w: w.incoming.id)

    def floods(self, at: float) -> bool:
        """Whether one more message at `at` (Telegram's time, seconds) is too much.

        By when it was written, not by when it is read: what waited through a restart is no flood.
        """
        self._times.append(at)
        return len(self._times) > MOST_MESSAGES and at - self._times[0] < WINDOW

    def turn(self, key: str) -> int:
        before = self.said.get(key, 0)
        self.said[key] = before + 1
        return before

    def offer(self, keys: Iterable[Key]) -> list[int]:
        """From now on only `keys` count. Returns the messages whose keys do not."""
        self.offered = {key.id: key for key in keys}
        before, self.keyboards = self.keyboards, []
        return before

    def press(self, button: str) -> tuple[Press, Key | None]:
        """What the id of a pressed key means now. One answer to a question: its other keys are used up with it."""
        offered = self.offered or {}
        if button in offered:
            self._used.extend(offered)
            self.offered = {}
            return "open", offered[button]
        if button in self._used:
            return "used", None
        return ("unknown" if self.offered is None else "stale"), None


class Chats:
    """The chats by id; the least recently used idle ones go when there are too many."""

    def __init__(self, most: int = MOST_CHATS) -> None:
        self._chats: OrderedDict[int, Chat] = OrderedDict()
        self._people: dict[str, int] = {}
        self._most = most

    def of(self, id: int, person: str) -> Chat:
        chat = self._chats.setdefault(id, Chat(id, person))
        self._chats.move_to_end(id)
        self._people[person] = id
        if len(self._chats) > self._most:
            idle = next((c for c in self._chats.values() if c is not chat and not c.busy), None)
            if idle is not None:
                del self._chats[idle.id]
                self._people.pop(idle.person, None)
        return chat

    def of_person(self, person: str) -> Chat | None:
        id = self._people.get(person)
        return None if id is None else self._chats.get(id)

    def all(self) -> list[Chat]:
        return list(self._chats.values())

"""Web sessions: a signed token in the browser, and what is held in memory for each.

The token is `Keys.sign("web:<id>:<issued>:<country>")`: made here, unguessable, and it needs
no table. "kept" in the place of "web" marks one of a person who chose to be known again on their device. It is the browser's only way in; the id in it never leaves this module in clear.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from steady.channels.replies import Reply
from steady.channels.web_events import EventLog
from steady.channels.web_messages import Incoming
from steady.channels.web_problems import Problem
from steady.records.crypto import Keys
from steady.records.errors import BadToken

log = logging.getLogger(__name__)

ID_BYTES = 32
DAY_S = 24 * 60 * 60
#: Seconds that a token is valid, by its kind.
LIFETIME_S = {"web": DAY_S, "kept": 30 * DAY_S}
#: A turn that takes longer is answered with the numbers; it goes on, and a retry gets its replies.
LONGEST_TURN_S = 30.0
KEPT_ANSWERS = 20
MOST_ROOMS = 5_000


@dataclass(frozen=True)
class Session:
    person: str
    country: str | None


def new_token(keys: Keys, now: float, country: str | None) -> str:
    """A token for somebody new. `now`: seconds since 1970."""
    return _token(keys, "web", secrets.token_urlsafe(ID_BYTES), now, country)


def token_again(keys: Keys, token: str | None, now: float, country: str | None) -> str:
    """A token that lasts a month, for the same person while theirs is valid, else for somebody new."""
    try:
        _, id, _, before = _parts(keys, token, now)
    except Problem:
        id, before = secrets.token_urlsafe(ID_BYTES), ""
    return _token(keys, "kept", id, now, country or before)


def read_token(keys: Keys, token: str | None, now: float) -> Session:
    """Whose token this is. Raises Problem("no_session") when absent, forged or too old."""
    _, id, _, country = _parts(keys, token, now)
    return Session(keys.person("web", id), country or None)


def _token(keys: Keys, kind: str, id: str, now: float, country: str | None) -> str:
    return keys.sign(f"{kind}:{id}:{int(now)}:{country or ''}")


def _parts(keys: Keys, token: str | None, now: float) -> list[str]:
    """Kind, id, time and country. Raises Problem("no_session")."""
    try:
        parts = keys.unsign(token or "").split(":")
        kind, _, issued, _ = parts
        age = now - int(issued)
    except (BadToken, ValueError) as error:
        raise Problem("no_session") from error
    if kind not in LIFETIME_S or not 0 <= age + 60 <= LIFETIME_S[kind] + 60:  # a minute for a clock set back
        raise Problem("no_session")
    return parts


@dataclass(frozen=True)
class Turn:
    number: int
    replies: Sequence[Reply]


@dataclass(eq=False)
class Room:
    """One session's order of turns, its answers for retries, and its events."""

    events: EventLog = field(default_factory=EventLog)
    turns: int = 0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _answers: OrderedDict[object, asyncio.Task[Turn]] = field(default_factory=OrderedDict)

    @property
    def busy(self) -> bool:
        return self._lock.locked() or self.events.streams > 0

    async def take(self, message: Incoming, receive: Callable[[], Awaitable[Sequence[Reply]]]) -> Turn:
        """The turn for `message`, after those before it; for a repeated id, the one it had.

        Raises what `receive` raises, and Problem("last_chance") after LONGEST_TURN_S.
        """
        key = message.retry_key or object()
        task = self._answers.get(key)
        if task is None:
            task = asyncio.create_task(self._run(receive))
            task.add_done_callback(lambda done: self._settle(key, done))
            self._answers[key] = task
            self._shorten()
        try:
            # Shielded: a browser that goes away must not cut a turn in two.
            return await asyncio.wait_for(asyncio.shield(task), LONGEST_TURN_S)
        except TimeoutError as error:
            raise Problem("last_chance", status=503) from error

    async def _run(self, receive: Callable[[], Awaitable[Sequence[Reply]]]) -> Turn:
        async with self._lock:
            replies = await receive()
            self.turns += 1
            return Turn(self.turns, replies)

    def _settle(self, key: object, task: asyncio.Task[Turn]) -> None:
        """A failed turn is forgotten, so that the same id may try again; so is one without an id."""
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            log.debug("a turn ended in %s", type(failure).__name__)
        if task.cancelled() or failure is not None or not isinstance(key, tuple):
            self._answers.pop(key, None)

    def _shorten(self) -> None:
        done = [key for key, task in self._answers.items() if task.done()]
        for key in done[: max(0, len(self._answers) - KEPT_ANSWERS)]:
            del self._answers[key]


class Rooms:
    """The rooms by person key; the least recently used idle ones go when there are too many."""

    def __init__(self, most: int = MOST_ROOMS) -> None:
        self._rooms: OrderedDict[str, Room] = OrderedDict()
        self._most = most

    def of(self, person: str) -> Room:
        room = self._rooms.setdefault(person, Room())
        self._rooms.move_to_end(person)
        if len(self._rooms) > self._most:
            idle = next((p for p, r in self._rooms.items() if r is not room and not r.busy), None)
            if idle is not None:
                del self._rooms[idle]
        return room

    def close(self) -> None:
        """Ends every open event stream, so that the server can stop at once."""
        for room in self._rooms.values():
            room.events.close()

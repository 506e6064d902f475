"""What the coach says without being asked: kept for a while, streamed, resumed.

Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Ids are
`<start>-<number>`: after a restart the numbers begin again, and the start tells them apart.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator, Sequence
from typing import Any

KEPT_EVENTS = 50
MOST_STREAMS = 4
HEARTBEAT_S = 15.0
HEARTBEAT = ": still here\n\n"
#: How long a browser waits before it comes back, in ms.
HELLO = "retry: 3000\n\n"
_START = secrets.token_hex(4)


class EventLog:
    """The last events of one session, and those who listen to it."""

    def __init__(self) -> None:
        self._kept: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)
        self._listeners: set[asyncio.Event] = set()
        self._count = 0
        self._closed = False

    @property
    def streams(self) -> int:
        return len(self._listeners)

    def add(self, replies: Sequence[dict[str, Any]]) -> None:
        """Keeps `replies` (payloads) as one event and wakes the listeners."""
        self._count += 1
        data = json.dumps({"replies": list(replies)})
        self._kept.append((self._count, f"id: {_START}-{self._count}\nevent: replies\ndata: {data}\n\n"))
        self._wake()

    def close(self) -> None:
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.set()

    async def stream(self, last_id: str | None, heartbeat: float = HEARTBEAT_S) -> AsyncIterator[str]:
        """All events after `last_id`, then the new ones as they come; comments in between.

        Everything kept is sent when `last_id` is absent, unknown or from before a restart.
        """
        sent = _number(last_id)
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            yield HELLO
            while not self._closed:
                listener.clear()
                for number, event in list(self._kept):
                    if number > sent:
                        sent = number
                        yield event
                try:
                    await asyncio.wait_for(listener.wait(), heartbeat)
                except TimeoutError:
                    yield HEARTBEAT
        finally:
            self._listeners.discard(listener)


def _number(last_id: str | None) -> int:
    start, _, number = (last_id or "").partition("-")
    return int(number) if start == _START and number.isascii() and number.isdigit() else 0

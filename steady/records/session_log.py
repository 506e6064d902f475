"""The session log: told of every event, and never in the way of a conversation.

`tell` puts the event into a bounded queue and returns. One thread of its own
assembles turns and writes them; when the database fails it tries again, ever
more slowly, and the queue fills up to its bound. Only what goes beyond is lost,
and counted in `dropped`.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.errors import RecordsError
from steady.records.notes import count_crisis
from steady.records.turn_rows import write_turns
from steady.records.turns import (
    ConsentChanged,
    CrisisSeen,
    FinishedTurn,
    Happening,
    TurnAssembler,
    TurnBuffer,
)

logger = logging.getLogger(__name__)

_END = object()  # what `close` puts last into the queue
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 5.0  # seconds between attempts, doubled each time
_LAST_WAIT = 0.2  # between attempts while closing, when little time is left


class SessionLog:
    """Starts its thread when made; `close` ends it.

    `keep_text`: keep what people write, enciphered. `max_waiting`: events that
    may wait in memory for a failing database (about ten make a turn).
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        keep_text: bool,
        session_gap_minutes: int = 60,
        *,
        max_waiting: int = 10_000,
    ) -> None:
        self._database = database
        self._keys = keys
        self._gap = timedelta(minutes=session_gap_minutes)
        self._assembler = TurnAssembler(keep_text)
        self._buffer = TurnBuffer(self._gap)
        self._waiting: queue.Queue[Any] = queue.Queue(max_waiting)
        self._closing = threading.Event()
        self._give_up_at = float("inf")
        self._counting = threading.Lock()
        self._dropped = 0
        self._degraded = False
        self._thread = threading.Thread(target=self._work, name="session-log", daemon=True)
        self._thread.start()

    @property
    def dropped(self) -> int:
        """How many events or turns were lost since the start."""
        return self._dropped

    @property
    def degraded(self) -> bool:
        """Whether the database is failing at present."""
        return self._degraded

    def tell(self, event: Mapping[str, Any]) -> None:
        """Take note of one event of Rasa's (`as_dict()` with `sender_id`). Never waits or raises."""
        if self._closing.is_set():
            self._drop("the log is closed")
            return
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            self._drop("too many wait for the database")

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all that was told is dealt with. False when the time (seconds) was too short."""
        with self._waiting.all_tasks_done:
            return self._waiting.all_tasks_done.wait_for(lambda: not self._waiting.unfinished_tasks, timeout)

    def close(self, timeout: float = 5.0) -> None:
        """Write what waits, for at most `timeout` seconds, and end the thread. Drops the rest."""
        self._give_up_at = time.monotonic() + timeout
        self._closing.set()
        try:
            self._waiting.put(_END, timeout=timeout + 1)
        except queue.Full:
            logger.error("The session log could not be closed in time; its thread ends with the program.")
            return
        self._thread.join(timeout + 1)

    # --- in the thread -------------------------------------------------------

    def _work(self) -> None:
        while True:
            event = self._waiting.get()
            try:
                if event is _END:
                    return
                for happening in self._assembler.feed(event):
                    self._act_on(happening)
            except (
                KeyError,
                TypeError,
                ValueError,
                AttributeError,
                OverflowError,
                OSError,
            ) as error:
                self._drop(f"an event has no valid form ({type(error).__name__})")
            finally:
                self._waiting.task_done()

    def _act_on(self, happening: Happening) -> None:
        if isinstance(happening, CrisisSeen):
            seen = happening
            self._write(lambda session: count_crisis(session, seen.kind, at=seen.at))
        elif isinstance(happening, FinishedTurn):
            self._buffer.add(happening)
            self._write_buffered(happening.person)
        elif isinstance(happening, ConsentChanged) and happening.given:
            self._write_buffered(happening.person)
        else:
            self._buffer.drop(happening.person)

    def _write_buffered(self, person: str) -> None:
        """Write the person's turns if there is consent, else leave them in memory."""
        turns = self._buffer.of(person)
        if not turns:
            return
        written = self._write(lambda session: write_turns(session, self._keys, turns, self._gap))
        if written is not False:  # written, or given up
            self._buffer.drop(person)

    def _write(self, work: Callable[[Session], bool | None]) -> bool | None:
        """Do `work` in a session of its own, again and again until the database takes it.

        Returns what `work` did, or None after giving up.
        """
        wait = _FIRST_WAIT
        while time.monotonic() < self._give_up_at:
            try:
                with self._database.session() as session:
                    result = work(session)
            except RecordsError as error:
                if not self._degraded:
                    logger.error("The session log cannot write and will try again. %s", error)
                self._degraded = True
                self._pause(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            except (SQLAlchemyError, ValueError) as error:
                # The row itself is at fault: trying again would stop the log for good.
                self._drop(f"the database refused a row ({type(error).__name__})")
                return None
            else:
                if self._degraded:
                    logger.warning("The session log can write again.")
                self._degraded = False
                return result
        self._drop("the log is closing and the database still fails")
        return None

    def _pause(self, seconds: float) -> None:
        """Wait, but not beyond the moment at which `close` is called."""
        if self._closing.is_set():
            time.sleep(min(seconds, _LAST_WAIT))
        else:
            self._closing.wait(seconds)

    def _drop(self, reason: str) -> None:
        with self._counting:
            self._dropped += 1
            count = self._dropped
        # Not every one: a failing disk must not be filled up by its own alarm.
        if count & (count - 1) == 0:
            logger.error("The session log has dropped %d so far: %s.", count, reason)

"""The channel's way to the records: best effort, off the event loop, never in the way of an answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.errors import RecordsError
from steady.records.telegram import begin_update, chat_of, drop_chat, finish_update, keep_chat, known_updates

logger = logging.getLogger(__name__)
T = TypeVar("T")

PATIENCE = 2.5  # seconds; a locked database must not keep a person waiting longer
REST = 5.0  # seconds that failing records are left alone, so that a whole line does not wait for them in turn


class Ledger:
    """`bot`: the number of the bot, so that another bot's updates are not taken for this one's."""

    def __init__(self, database: Database, keys: Keys, bot: int, clock: Callable[[], dt.datetime]) -> None:
        self.database, self.keys, self.bot, self.clock = database, keys, bot, clock
        self._one_by_one = asyncio.Lock()  # SQLite has one writer; a hundred threads would only lock each other out
        self._rest_until = 0.0

    async def known(self, ids: Collection[int]) -> dict[int, bool]:
        """Of `ids`, those begun before; True: answered whole. {} when the records fail."""
        return await self._use(known_updates, self.bot, ids) or {}

    async def begin(self, id: int) -> None:
        await self._use(begin_update, self.bot, id, at=self.clock())

    async def finish(self, id: int) -> None:
        await self._use(finish_update, self.bot, id, at=self.clock())

    async def keep(self, person: str, chat: int) -> bool:
        """Whether the chat is on record now, which takes the person's consent."""
        return bool(await self._use(keep_chat, self.keys, person, chat, at=self.clock()))

    async def chat(self, person: str) -> int | None:
        return await self._use(chat_of, self.keys, person)

    async def drop(self, person: str) -> None:
        await self._use(drop_chat, person)

    async def _use(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T | None:
        def run() -> T:
            with self.database.session() as session:
                return work(session, *args, **kwargs)

        async with self._one_by_one:
            if time.monotonic() < self._rest_until:
                return None
            try:
                return await asyncio.wait_for(asyncio.to_thread(run), PATIENCE)
            except (RecordsError, SQLAlchemyError, TimeoutError) as error:
                logger.error("telegram.records_failed work=%s error=%s", work.__name__, type(error).__name__)
                self._rest_until = time.monotonic() + REST
                return None

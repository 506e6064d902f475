"""The actions' way to the records: best effort, off the event loop, never in the way.

A record that cannot be written is logged and left out; the person's conversation goes on.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.errors import RecordsError
from steady.settings import Settings, load_settings

logger = logging.getLogger(__name__)
T = TypeVar("T")


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Memory:
    database: Database
    keys: Keys
    settings: Settings
    clock: Callable[[], dt.datetime] = _utc_now
    # The channels in which this process can speak first; None: not known here (an action server of its own).
    speaks_first: frozenset[str] | None = None

    async def use(self, work: Callable[..., T], *args: Any, default: T | None = None, **kwargs: Any) -> T | None:
        """`work(session, *args, **kwargs)` in a thread and a transaction; `default` when the records fail."""

        def run() -> T:
            with self.database.session() as session:
                return work(session, *args, **kwargs)

        try:
            return await asyncio.to_thread(run)
        except (RecordsError, SQLAlchemyError) as error:
            logger.error("records.failed work=%s error=%s", getattr(work, "__name__", work), type(error).__name__)
            return default


_bound: list[Memory] = []


def bind(memory: Memory) -> None:
    """Hands the serving process's database to the actions that run inside it."""
    _bound[:] = [memory]


@lru_cache(maxsize=1)
def _own() -> Memory:
    """In an action server of its own there is nobody to bind: open the records from the settings."""
    settings = load_settings()
    return Memory(open_database(settings.database_url), Keys.from_secret(settings.secret), settings)


def memory() -> Memory:
    return _bound[0] if _bound else _own()


def now() -> dt.datetime:
    """The time, in UTC; a pretended one where the house was opened with such a clock."""
    return memory().clock()

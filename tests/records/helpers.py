"""Databases in trouble, what is on disk, and events as Rasa sends them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from steady.records.database import Database
from steady.records.models import Base

NOON = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds the write lock."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def pragma(database: Database, statement: str) -> Iterator[None]:
    """Every connection of this engine is under `PRAGMA <statement>` for a while."""

    def set_it(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA {statement}")

    database.engine.dispose()
    event.listen(database.engine, "checkout", set_it)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", set_it)
        database.engine.dispose()


def read_only(database: Database) -> Any:
    return pragma(database, "query_only = ON")


def disk_full(database: Database) -> Any:
    """SQLite raises a limit below the present size to that size: no page can be added."""
    return pragma(database, "max_page_count = 1")


def rows_by_table(database: Database) -> dict[str, int]:
    """Rows of every table there is, so that a table added later is not forgotten."""
    with database.engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in Base.metadata.tables
        }


def bytes_on_disk(path: Path) -> bytes:
    """The database and its -wal and -shm files."""
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*")))


class Talk:
    """Makes one person's events, with a clock of its own (seconds since the epoch)."""

    def __init__(self, person: str, start: float = NOON.timestamp()) -> None:
        self.person, self.now = person, start

    def user(
        self,
        text: str = "does he still love me",
        intent: str = "ask_reassurance",
        risk: dict[str, Any] | None = None,
        **parsed: Any,
    ) -> dict[str, Any]:
        parse_data = {
            "intent": {"name": intent, "confidence": 0.9},
            "risk": risk or {"level": "none", "kind": None},
            "text": text,
            **parsed,
        }
        return self._event("user", text=text, parse_data=parse_data, input_channel="web")

    def action(self, name: str) -> dict[str, Any]:
        return self._event("action", name=name)

    def slot(self, name: str, value: object) -> dict[str, Any]:
        return self._event("slot", name=name, value=value)

    def turn(self, text: str = "hello", action: str = "utter_greet", **more: Any) -> list[Any]:
        """Events of a whole turn, 0.5 s from message to listening again."""
        return [self.user(text, **more), self.action(action), self.action("action_listen")]

    def _event(self, kind: str, **values: Any) -> dict[str, Any]:
        self.now += 0.25
        return {"sender_id": self.person, "event": kind, "timestamp": self.now, **values}

"""Opening the database. SQLite needs nothing set up; Postgres is an address."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, exc
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from steady.records.errors import RecordsError, as_records_error, is_our_fault

logger = logging.getLogger(__name__)

#: Key in `Session.info`: something was erased, leave no trace of it in the log file.
ERASED = "erased"


@dataclass(frozen=True)
class Database:
    """An engine and its sessions. `where` is the address without the password."""

    engine: Engine
    where: str

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A unit of work: committed at the end, rolled back on any error.

        Raises RecordsError (one sentence) when the database cannot do its work, and
        SQLAlchemy's own error for what no database would accept.
        """
        session = sessionmaker(self.engine, future=True, expire_on_commit=False)()
        try:
            yield session
            session.commit()
        except (exc.DBAPIError, exc.TimeoutError) as error:
            session.rollback()
            if is_our_fault(error):
                raise
            raise as_records_error(error, self.where) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        if session.info.get(ERASED):
            self._drop_traces()

    def close(self) -> None:
        self.engine.dispose()

    def _drop_traces(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was erased.

        With a reader at work this does less than it should; SQLite then does
        it itself when the last connection closes.
        """
        if self.engine.dialect.name != "sqlite":
            return
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except exc.DBAPIError as error:
            # The erasure itself is committed; an error now would say otherwise.
            logger.warning("Could not empty the log of %s yet (%s).", self.where, type(error).__name__)


def open_database(url: str, *, busy_timeout_ms: int = 2000) -> Database:
    """Open the database at `url` (SQLite file or Postgres); makes no tables.

    For SQLite, a missing folder (0700) and file (0600) are made, and a file that
    others may read is closed to them. Raises RecordsError.
    """
    try:
        address = make_url(url)
    except exc.ArgumentError as error:
        raise RecordsError(
            "STEADY_DATABASE_URL is not an address of a database."
            " Write it as sqlite:///path/to/file.db or postgresql://user:password@host/name."
        ) from error
    where = address.render_as_string(hide_password=True)
    if address.get_backend_name() == "sqlite":
        _make_private_file(address, where)
        return Database(_sqlite_engine(address, busy_timeout_ms), where)
    # Rasa's own 50 + 100 connections a process exhaust a stock Postgres.
    engine = create_engine(
        address,
        future=True,
        hide_parameters=True,
        pool_size=5,
        max_overflow=10,
        pool_timeout=3,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": f"-c lock_timeout={busy_timeout_ms}"},
    )
    return Database(engine, where)


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for another kind of database."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def _make_private_file(address: URL, where: str) -> None:
    if not address.database or address.database == ":memory:":
        raise RecordsError(
            "STEADY_DATABASE_URL names an SQLite database in memory, which threads cannot share."
            " Name a file, as in sqlite:///var/steady.db."
        )
    path = Path(address.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise RecordsError(
            f"The database file of {where} cannot be made or opened ({error.strerror})."
            " See that the user that runs Steady may write to its folder."
        ) from error


def _sqlite_engine(address: URL, busy_timeout_ms: int) -> Engine:
    engine = create_engine(
        address,
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=10,
        pool_timeout=3,
        # The pool lends a connection to one thread at a time.
        connect_args={"check_same_thread": False, "timeout": busy_timeout_ms / 1000},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        _turn_on_wal(cursor, busy_timeout_ms / 1000)
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
        cursor.close()

    return engine


def _turn_on_wal(cursor: sqlite3.Cursor, patience: float) -> None:
    """Turn on the write-ahead log, which lets readers read while one writes.

    SQLite does not apply its busy timeout to this one statement: two programs
    that open a new file together would fail, so wait (`patience` seconds) here.
    """
    give_up_at = time.monotonic() + patience
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(0.01)

"""A fake Bot API, a migrated database, and the channel between them, for every test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from steady.records.database import Database, open_database
from steady.records.migrate import migrate
from tests.channels.door import Door
from tests.telegram.fake_api import FakeApi, serving
from tests.telegram.running import Echo, Running


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("telegram") / "steady.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    path = shutil.copy(empty_database, tmp_path / "steady.db")
    opened = open_database(f"sqlite:///{path}", busy_timeout_ms=50)
    yield opened
    opened.close()


@pytest.fixture
async def idle(api: FakeApi, database: Database, library: Any, root: Path) -> AsyncIterator[Running]:
    """Not started yet. Time stands still for the front door, so that no reminder of the day falls due."""
    made = Door(library, root)
    made.agent = made.door.agent = Echo()
    running = Running(api, database, made.door, made)
    yield running
    if hasattr(running, "channel"):
        await running.stop(kill=True)


@pytest.fixture
async def running(idle: Running) -> Running:
    return await idle.start()

"""A migrated database in a file of its own for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from steady.framework.stand_ins import install

install()  # before anything imports Rasa

from steady.records.crypto import Keys  # noqa: E402
from steady.records.database import Database, open_database  # noqa: E402
from steady.records.migrate import migrate  # noqa: E402
from steady.records.notes import give_consent  # noqa: E402

from .helpers import NOON  # noqa: E402

SECRET = "a secret for tests that is long enough"
#: Short, so that a test with a locked database is quick.
BUSY_MS = 50


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys.from_secret(SECRET)


@pytest.fixture(scope="session")
def ada(keys: Keys) -> str:
    return keys.person("web", "ada")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to copy: migrating anew for every test would take most of the time."""
    path = tmp_path_factory.mktemp("template") / "steady.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_file, tmp_path / "steady.db"))


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{path}", busy_timeout_ms=BUSY_MS)
    yield opened
    opened.close()


@pytest.fixture
def consented(database: Database, keys: Keys, ada: str) -> str:
    """The key of a person who has consented."""
    with database.session() as session:
        give_consent(session, keys, ada, at=NOON, country="GB")
    return ada

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from steady.records.database import Database, open_database
from steady.records.errors import RecordsError
from steady.records.migrate import is_current, migrate
from steady.records.models import Base

from .helpers import locked


def test_models_and_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_they_agree_on_constraints_too_which_alembic_does_not_compare(database: Database, tmp_path: Path) -> None:
    from_models = open_database(f"sqlite:///{tmp_path}/models.db")
    Base.metadata.create_all(from_models.engine)
    assert _tables(database) == _tables(from_models)


def test_migrating_is_complete_and_may_be_repeated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/steady.db"
    assert not is_current(url)
    assert not (tmp_path / "var").exists(), "asking must not make the file"
    migrate(url)
    assert is_current(url)
    migrate(url)
    assert is_current(url)


def test_an_older_database_is_not_current(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    assert not is_current(f"sqlite:///{path}")


def test_two_programs_may_migrate_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/steady.db"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate, [url, url]))  # raises what a thread has raised
    assert is_current(url)


def test_a_locked_database_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steady.records.migrate.open_database", lambda url: open_database(url, busy_timeout_ms=10))
    with locked(path), pytest.raises(RecordsError, match="locked"):
        migrate(f"sqlite:///{path}")


def _tables(database: Database) -> dict[str, set[str]]:
    """Each table's columns and constraints, however they are spaced and ordered."""
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        ).all()
    return {name: {re.sub(r"[\s\"]+", " ", line).strip(" ,") for line in sql.splitlines()} for name, sql in rows}

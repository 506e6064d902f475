import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.errors import RecordsError
from steady.records.models import Person
from steady.records.notes import count_crisis, give_consent

from .helpers import NOON, disk_full, locked, read_only


def test_folder_and_files_are_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "var" / "steady.db"
    database = open_database(f"sqlite:///{path}")
    with database.session() as session:
        session.execute(text("CREATE TABLE t (x)"))
        session.execute(text("INSERT INTO t VALUES (1)"))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = list(path.parent.iterdir())
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600} and len(files) == 3


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    path.chmod(0o644)
    open_database(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 2000)],
)
def test_sqlite_is_set_up(path: Path, pragma: str, value: object) -> None:
    with open_database(f"sqlite:///{path}").engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_new_file_that_another_program_is_just_opening_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")  # the one lock for which SQLite itself does not wait here
    release = threading.Timer(0.1, other.execute, ["ROLLBACK"])
    release.start()
    with open_database(f"sqlite:///{tmp_path}/new.db").engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    release.join()
    other.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not an address"),
        ("sqlite://", "in memory"),
        ("sqlite:////proc/nowhere/steady.db", "cannot be made or opened"),
    ],
)
def test_an_address_that_cannot_work_says_so(url: str, sentence: str) -> None:
    with pytest.raises(RecordsError, match=sentence):
        open_database(url)


def test_a_locked_database_is_a_sentence(database: Database, path: Path) -> None:
    with (
        locked(path),
        pytest.raises(RecordsError, match="locked by another program"),
        database.session() as session,
    ):
        count_crisis(session, "suicide", at=NOON)


def test_a_read_only_database_is_a_sentence(database: Database) -> None:
    with (
        read_only(database),
        pytest.raises(RecordsError, match="read but not written"),
        database.session() as session,
    ):
        count_crisis(session, "suicide", at=NOON)


def test_a_full_disk_is_a_sentence(database: Database, keys: Keys) -> None:
    with (
        disk_full(database),
        pytest.raises(RecordsError, match="no room left"),
        database.session() as session,
    ):
        for i in range(500):
            give_consent(session, keys, f"{i:064}", at=NOON)


def test_a_database_without_tables_says_to_migrate(tmp_path: Path) -> None:
    with (
        pytest.raises(RecordsError, match="Migrate it"),
        open_database(f"sqlite:///{tmp_path}/new.db").session() as session,
    ):
        session.get(Person, "nobody")


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "steady.db").write_text("not a database at all, just some text " * 50)
    with (
        pytest.raises(RecordsError, match="is not a database"),
        open_database(f"sqlite:///{tmp_path}/steady.db").session() as session,
    ):
        session.get(Person, "nobody")


def test_no_error_repeats_what_was_to_be_kept_or_the_password(database: Database) -> None:
    with pytest.raises(IntegrityError) as error, database.session() as session:
        session.add(Person(key="k" * 64, code="words of a person", created_at=NOON))
    assert "words of a person" not in str(error.value)
    assert open_database("postgresql://u:hunter2@localhost/x").where == "postgresql://u:***@localhost/x"


def test_an_error_within_undoes_all(database: Database, keys: Keys, ada: str) -> None:
    with pytest.raises(ZeroDivisionError), database.session() as session:
        give_consent(session, keys, ada, at=NOON)
        raise ZeroDivisionError
    with database.session() as session:
        assert session.get(Person, ada) is None


def test_a_time_without_zone_is_refused(database: Database, keys: Keys, ada: str) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="without zone"), database.session() as session:
        give_consent(session, keys, ada, at=NOON.replace(tzinfo=None))

from datetime import timedelta
from pathlib import Path

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.doubts import doubts_since, note_doubt
from steady.records.privacy import purge

from .helpers import NOON, bytes_on_disk, rows_by_table

MARK = (7, -3, 0, 2, 6)


def test_without_consent_nothing_is_kept(database: Database, keys: Keys, ada: str) -> None:
    with database.session() as session:
        assert note_doubt(session, keys, ada, MARK, "one", at=NOON) is False
        assert doubts_since(session, keys, ada, "one", NOON - timedelta(days=7)) == ()
    assert not any(rows_by_table(database).values())


def test_only_recent_ones_of_the_same_reader_come_back(database: Database, keys: Keys, consented: str) -> None:
    with database.session() as session:
        note_doubt(session, keys, consented, MARK, "one", at=NOON)
        note_doubt(session, keys, consented, (1,), "another", at=NOON)
        note_doubt(session, keys, consented, (2,), "one", at=NOON - timedelta(days=8))
        assert doubts_since(session, keys, consented, "one", NOON - timedelta(days=7)) == ((NOON, MARK),)


def test_a_mark_is_in_cipher(database: Database, keys: Keys, consented: str, path: Path) -> None:
    with database.session() as session:
        note_doubt(session, keys, consented, MARK, "one", at=NOON)
    assert b"one" in bytes_on_disk(path) and b"7, -3, 0" not in bytes_on_disk(path)


def test_after_a_week_it_goes_whoever_still_comes(database: Database, keys: Keys, consented: str) -> None:
    with database.session() as session:
        note_doubt(session, keys, consented, MARK, "one", at=NOON - timedelta(days=7, minutes=1))
        note_doubt(session, keys, consented, MARK, "one", at=NOON - timedelta(days=6))
        assert purge(session, NOON, 365)["doubt"] == 1

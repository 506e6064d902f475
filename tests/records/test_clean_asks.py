from datetime import timedelta
from pathlib import Path

from steady.records.clean_asks import clean_asks, note_clean_ask
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.models import CleanAsk

from .helpers import NOON, bytes_on_disk, rows_by_table


def test_without_consent_nothing_is_kept(database: Database, keys: Keys, ada: str) -> None:
    with database.session() as session:
        assert note_clean_ask(session, keys, ada, "Would you call?", ["would"], at=NOON) is False
        assert clean_asks(session, ada) == ()
    assert not any(rows_by_table(database).values())


def test_the_text_is_kept_in_cipher(database: Database, keys: Keys, consented: str, path: Path) -> None:
    with database.session() as session:
        assert note_clean_ask(session, keys, consented, "I feel marmaladish.", ["feel"], at=NOON)
        assert note_clean_ask(session, keys, consented, "Would you call?", ["would"], at=NOON - timedelta(days=1))
        assert clean_asks(session, consented) == (NOON - timedelta(days=1), NOON)
        row = session.query(CleanAsk).filter_by(at=NOON).one()
        assert keys.decrypt(row.text_cipher) == "I feel marmaladish." and row.parts == ["feel"]
    assert b"clean_ask" in bytes_on_disk(path) and b"marmaladish" not in bytes_on_disk(path)

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from steady.records import notes
from steady.records.check_ins import Day, check_in_of, check_ins, save_check_in, visits
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.models import CheckIn
from steady.records.reminders import (
    KeptWish,
    drop_reminder,
    keep_reminder,
    note_answered,
    note_reminded,
    reminder_of,
    reminders,
)

from .helpers import NOON, bytes_on_disk, rows_by_table

TODAY = date(2025, 3, 14)


def test_without_consent_neither_a_check_in_nor_a_wish_is_kept(database: Database, keys: Keys, ada: str) -> None:
    with database.session() as session:
        assert save_check_in(session, keys, ada, Day(TODAY, 5), at=NOON) is False
        assert keep_reminder(session, KeptWish(ada, 1200, "UTC", None, "web"), at=NOON) is False
        assert (check_in_of(session, ada, TODAY), check_ins(session, ada)) == (None, ())
        assert visits(session, ada) == (None, ())
        assert reminder_of(session, ada) is None
    assert not any(rows_by_table(database).values())


def test_one_a_day_and_a_change_leaves_what_was_skipped(database: Database, keys: Keys, consented: str) -> None:
    with database.session() as session:
        save_check_in(session, keys, consented, Day(TODAY, 7, 4, None, 2, "wobbly"), at=NOON)
        save_check_in(session, keys, consented, Day(TODAY, 5, None, 6), at=NOON + timedelta(hours=3))
        save_check_in(session, keys, consented, Day(TODAY - timedelta(days=1), 9), at=NOON)
        assert check_ins(session, consented) == (Day(TODAY - timedelta(days=1), 9), Day(TODAY, 5, 4, 6, 2))
        row = session.execute(select(CheckIn).filter_by(day=TODAY.isoformat())).scalar()
        assert keys.decrypt(row.word_cipher) == "wobbly" and row.at == NOON + timedelta(hours=3)


def test_the_word_is_not_readable_on_disk(database: Database, keys: Keys, consented: str, path: Path) -> None:
    with database.session() as session:
        save_check_in(session, keys, consented, Day(TODAY, 5, word="marmalade"), at=NOON)
    assert TODAY.isoformat().encode() in bytes_on_disk(path) and b"marmalade" not in bytes_on_disk(path)


@pytest.mark.parametrize(
    "told", [Day(TODAY, 11), Day(TODAY, None, -1), Day(TODAY, None, None, 12), Day(TODAY, resisted=-1)]
)
def test_what_is_off_the_scale_is_refused(database: Database, keys: Keys, consented: str, told: Day) -> None:
    with pytest.raises(IntegrityError), database.session() as session:
        save_check_in(session, keys, consented, told, at=NOON)


def test_visits_are_sittings_and_practices(database: Database, consented: str) -> None:
    later = NOON + timedelta(days=2)
    with database.session() as session:
        notes.note_practice(session, consented, "soften", at=later)
        assert visits(session, consented) == (NOON, (later,))


def test_a_wish_takes_the_place_of_the_last_and_can_be_taken_back(database: Database, consented: str) -> None:
    with database.session() as session:
        keep_reminder(session, KeptWish(consented, 1200, "Europe/London", (1320, 420), "web"), at=NOON)
        wish = KeptWish(consented, 540, "America/New_York", None, "web")
        assert keep_reminder(session, wish, at=NOON) is True
        assert reminder_of(session, consented) == wish and reminders(session, ["web"]) == (wish,)
        assert reminders(session, ["telegram"]) == ()
        note_reminded(session, consented, at=NOON)
        assert (reminder_of(session, consented).said_at, reminder_of(session, consented).unanswered) == (NOON, 1)
        note_answered(session, consented)
        assert reminder_of(session, consented).unanswered == 0
        assert drop_reminder(session, consented) is True
        assert drop_reminder(session, consented) is False

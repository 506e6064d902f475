from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from steady.records import notes
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.errors import RecordsError
from steady.records.models import CrisisCount, Person

from .helpers import NOON, rows_by_table


def test_without_consent_nothing_is_kept_but_the_crisis_count(database: Database, ada: str) -> None:
    with database.session() as session:
        assert notes.has_consent(session, ada) is False
        assert notes.note_practice(session, ada, "soften", at=NOON, before=7) is False
        assert notes.note_ask_or_check(session, ada, at=NOON, outcome="loop") is False
        assert notes.note_referral(session, ada, "couples", at=NOON) is False
        assert notes.last_practices(session, ada) == ()
        assert notes.practice_history(session, ada) == ()
        assert notes.withdraw_consent(session, ada) is False
        notes.count_crisis(session, "suicide", at=NOON)
    kept = {table: n for table, n in rows_by_table(database).items() if n}
    assert kept == {"crisis_count": 1}


def test_consent_is_given_once_and_taken_back_with_everything(database: Database, keys: Keys, consented: str) -> None:
    with database.session() as session:
        later = NOON + timedelta(days=1)
        assert notes.give_consent(session, keys, consented, at=later, country="IE") is True
        person = session.get(Person, consented)
        assert (person.consent_at, person.country, person.code) == (
            NOON,
            "IE",
            keys.code(consented),
        )
        assert notes.note_practice(session, consented, "soften", at=later) is True
    with database.session() as session:
        assert notes.withdraw_consent(session, consented) is True
    assert not any(rows_by_table(database).values())


def test_practices_are_remembered_in_order(database: Database, consented: str) -> None:
    with database.session() as session:
        for hours, name in enumerate(["break", "touch", "soften", "letter"]):
            at = NOON + timedelta(hours=hours)
            notes.note_practice(session, consented, name, at=at, before=hours, after=None)
        assert notes.last_practices(session, consented, 2) == ("letter", "soften")
        history = notes.practice_history(session, consented)
    assert [(p.practice, p.before) for p in history] == [
        ("break", 0), ("touch", 1), ("soften", 2), ("letter", 3),
    ]  # fmt: skip
    assert history[0].at == NOON


def test_two_people_never_share_a_code(
    database: Database, keys: Keys, consented: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = keys.code(consented)
    monkeypatch.setattr(Keys, "code", lambda self, person: taken)
    with database.session() as session, pytest.raises(RecordsError, match="taken"):
        notes.give_consent(session, keys, "f" * 64, at=NOON)


@pytest.mark.parametrize("rating", [-1, 11])
def test_a_rating_beyond_ten_is_refused(database: Database, consented: str, rating: int) -> None:
    with pytest.raises(IntegrityError), database.session() as session:
        notes.note_practice(session, consented, "soften", at=NOON, before=rating)


def test_crises_are_counted_by_month_in_utc_and_kind(database: Database) -> None:
    west = timezone(timedelta(hours=-8))
    times = [
        datetime(2025, 1, 31, 23, 0, tzinfo=UTC),
        datetime(2025, 1, 31, 23, 0, tzinfo=west),  # February in UTC
        datetime(2025, 2, 1, tzinfo=UTC),
    ]
    with database.session() as session:
        for at in times:
            notes.count_crisis(session, "suicide", at=at)
        notes.count_crisis(session, None, at=times[0])
        counts = session.execute(select(CrisisCount.month, CrisisCount.kind, CrisisCount.n)).all()
    assert {tuple(row) for row in counts} == {
        ("2025-01", "suicide", 1), ("2025-02", "suicide", 2), ("2025-01", "unspecified", 1),
    }  # fmt: skip


def test_two_threads_lose_no_count_and_no_consent(database: Database, keys: Keys, ada: str) -> None:
    def work(_: int) -> None:
        for _ in range(25):
            with database.session() as session:
                session.connection().exec_driver_sql("PRAGMA busy_timeout = 5000")
                notes.count_crisis(session, "medical", at=NOON)
                notes.give_consent(session, keys, ada, at=NOON)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))  # raises what a thread has raised
    with database.session() as session:
        assert session.execute(select(CrisisCount.n)).scalars().all() == [50]
    assert rows_by_table(database)["person"] == 1

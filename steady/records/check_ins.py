"""Check-ins and what else a look back is made of; kept with consent only (see notes.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.models import CheckIn, Person, PracticeRun, UrgeWave
from steady.records.models import Session as Sitting
from steady.records.notes import has_consent

NUMBERS = ("anxiety", "urge", "kindness", "resisted")


@dataclass(frozen=True)
class Day:
    """One check-in: `day` where the person is, scales 0-10, `resisted` a count; None when skipped."""

    day: date
    anxiety: int | None = None
    urge: int | None = None
    kindness: int | None = None
    resisted: int | None = None
    word: str | None = None


def save_check_in(session: Session, keys: Keys, person_key: str, told: Day, *, at: datetime) -> bool:
    """Keeps it, or changes the one of that day: what was skipped then stays as it was. False without consent."""
    if not has_consent(session, person_key):
        return False
    row = _of_day(session, person_key, told.day)
    if row is None:
        row = CheckIn(person_key=person_key, day=told.day.isoformat())
        session.add(row)
    row.at = at
    for name in NUMBERS:
        if (value := getattr(told, name)) is not None:
            setattr(row, name, value)
    if told.word is not None:
        row.word_cipher = keys.encrypt(told.word)
    session.flush()
    return True


def check_in_of(session: Session, person_key: str, day: date) -> Day | None:
    """That day's check-in, without its word; None when there is none."""
    row = _of_day(session, person_key, day)
    return None if row is None else _told(row)


def check_ins(session: Session, person_key: str) -> tuple[Day, ...]:
    """All of them, oldest first, without their words."""
    rows = select(CheckIn).filter_by(person_key=person_key).order_by(CheckIn.day)
    return tuple(_told(row) for row in session.execute(rows).scalars())


def visits(session: Session, person_key: str) -> tuple[datetime | None, tuple[datetime, ...]]:
    """(since when the person is on record, the times at which they came); (None, ()) without consent."""
    person = session.get(Person, person_key)
    if person is None:
        return None, ()
    sittings = select(Sitting.started_at).filter_by(person_key=person_key)
    others = [select(table.at).filter_by(person_key=person_key) for table in (PracticeRun, UrgeWave)]
    times = [time for one in (sittings, *others) for time in session.execute(one).scalars()]
    return person.created_at, tuple(sorted(times))


def _of_day(session: Session, person_key: str, day: date) -> Any:
    found = select(CheckIn).filter_by(person_key=person_key, day=day.isoformat())
    return session.execute(found).scalar()


def _told(row: Any) -> Day:
    return Day(date.fromisoformat(row.day), *(getattr(row, name) for name in NUMBERS))

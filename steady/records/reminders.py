"""The wish to be reminded of the check-in: one a person, kept with consent only (see notes.py)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from steady.records.database import ERASED
from steady.records.models import Person, Reminder
from steady.records.notes import has_consent


@dataclass(frozen=True)
class KeptWish:
    """Minutes are of the day, in `zone`; `quiet` None: no quiet hours. When to say it: steady/dialogue/reminding.py."""

    person: str
    minute: int
    zone: str
    quiet: tuple[int, int] | None
    channel: str
    said_at: datetime | None = None
    unanswered: int = 0
    asked_at: datetime | None = field(default=None, compare=False)
    seen_at: datetime | None = field(default=None, compare=False)  # when the person last wrote


def keep_reminder(session: Session, wish: KeptWish, *, at: datetime) -> bool:
    """Keeps it in place of an earlier one. False without consent."""
    if not has_consent(session, wish.person):
        return False
    drop_reminder(session, wish.person)
    quiet_from, quiet_until = wish.quiet or (None, None)
    session.add(Reminder(person_key=wish.person, at=at, minute=wish.minute, zone=wish.zone, quiet_from=quiet_from,
                         quiet_until=quiet_until, channel=wish.channel, said_at=None, unanswered=0))  # fmt: skip
    session.flush()
    return True


def reminder_of(session: Session, person_key: str) -> KeptWish | None:
    row = session.execute(select(Reminder).filter_by(person_key=person_key)).scalar()
    return None if row is None else _wish(row)


def reminders(session: Session, channels: Collection[str]) -> tuple[KeptWish, ...]:
    """Every wish for one of these channels."""
    rows = select(Reminder, Person.last_seen_at).join(Person, Person.key == Reminder.person_key)
    rows = rows.where(Reminder.channel.in_(list(channels))).order_by(Reminder.id)
    return tuple(replace(_wish(row), seen_at=seen) for row, seen in session.execute(rows))


def note_reminded(session: Session, person_key: str, *, at: datetime) -> None:
    """It was said; one more that waits for an answer."""
    row = session.execute(select(Reminder).filter_by(person_key=person_key)).scalar()
    if row is not None:
        row.said_at, row.unanswered = at, row.unanswered + 1


def note_answered(session: Session, person_key: str) -> None:
    """The person came: the reminders go on."""
    row = session.execute(select(Reminder).filter_by(person_key=person_key)).scalar()
    if row is not None:
        row.unanswered = 0


def drop_reminder(session: Session, person_key: str) -> bool:
    """Takes the wish away. Returns whether there was one."""
    session.info[ERASED] = True
    gone = session.execute(delete(Reminder).where(Reminder.person_key == person_key))
    return int(gone.rowcount) > 0  # type: ignore[attr-defined]


def _wish(row: Reminder) -> KeptWish:
    quiet = None if row.quiet_from is None else (row.quiet_from, row.quiet_until)
    return KeptWish(row.person_key, row.minute, row.zone, quiet, row.channel, row.said_at, row.unanswered, row.at)

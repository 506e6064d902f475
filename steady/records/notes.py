"""What the actions note about a person, and ask for again.

Nothing here keeps anything about a person who has not consented: the functions
then return False, or an empty tuple. Only `count_crisis` works without consent,
as it counts and does not identify. Times carry a zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.errors import RecordsError
from steady.records.models import AskOrCheck, CrisisCount, Person, PracticeRun, Referral
from steady.records.privacy import erase_person

UNSPECIFIED = "unspecified"


@dataclass(frozen=True)
class PracticeNote:
    """One run of a practice; ratings are 0-10, None when skipped."""

    practice: str
    at: datetime
    before: int | None
    after: int | None
    finished: bool


@dataclass(frozen=True)
class AskedNote:
    """One time through the four questions; `outcome` is None when it was stopped before."""

    at: datetime
    outcome: str | None


def give_consent(session: Session, keys: Keys, person_key: str, *, at: datetime, country: str | None = None) -> bool:
    """Put the person on record. Again: only the country changes, if given. Returns True.

    Raises RecordsError in the one case in a million that the person's code is another's.
    """
    row = {"key": person_key, "code": keys.code(person_key), "country": country}
    times = {"consent_at": at, "created_at": at, "last_seen_at": at}
    # One statement, as two consents may arrive at once.
    session.execute(_insert(session, Person).values(**row, **times).on_conflict_do_nothing())
    person = session.get(Person, person_key)
    if person is None:
        raise RecordsError(
            "This person's code is taken by somebody else already, so nothing can be kept about them."
            " They can use Steady without; a new STEADY_SECRET would change all codes."
        )
    if country is not None:
        person.country = country
    return True


def withdraw_consent(session: Session, person_key: str) -> bool:
    """Take the consent back: nothing may then be kept, so everything is erased.

    Returns whether there was a consent.
    """
    return erase_person(session, person_key)["person"] > 0


def has_consent(session: Session, person_key: str) -> bool:
    return session.execute(select(Person.key).filter_by(key=person_key)).first() is not None


def note_practice(
    session: Session,
    person_key: str,
    practice: str,
    *,
    at: datetime,
    before: int | None = None,
    after: int | None = None,
    finished: bool = True,
) -> bool:
    run = {"practice": practice, "before": before, "after": after, "finished": finished}
    return _note(session, PracticeRun, person_key, at=at, **run)


def note_ask_or_check(
    session: Session,
    person_key: str,
    *,
    at: datetime,
    outcome: str | None,
    new_trigger: bool | None = None,
    asked_before: bool | None = None,
    answer_enough: bool | None = None,
    can_wait: bool | None = None,
) -> bool:
    """Note the answers that were given (None: stopped before) and the outcome."""
    first = {"new_trigger": new_trigger, "asked_before": asked_before}
    last = {"answer_enough": answer_enough, "can_wait": can_wait}
    return _note(session, AskOrCheck, person_key, at=at, outcome=outcome, **first, **last)


def note_referral(session: Session, person_key: str, kind: str, *, at: datetime) -> bool:
    return _note(session, Referral, person_key, at=at, kind=kind)


def practice_history(session: Session, person_key: str) -> tuple[PracticeNote, ...]:
    """Every run of a practice by this person, oldest first."""
    rows = session.execute(
        select(PracticeRun).filter_by(person_key=person_key).order_by(PracticeRun.at, PracticeRun.id)
    ).scalars()
    return tuple(PracticeNote(r.practice, r.at, r.before, r.after, r.finished) for r in rows)


def asked_history(session: Session, person_key: str) -> tuple[AskedNote, ...]:
    """Every time this person went through the four questions, oldest first."""
    rows = session.execute(
        select(AskOrCheck).filter_by(person_key=person_key).order_by(AskOrCheck.at, AskOrCheck.id)
    ).scalars()
    return tuple(AskedNote(r.at, r.outcome) for r in rows)


def last_practices(session: Session, person_key: str, n: int = 3) -> tuple[str, ...]:
    """The names of the latest `n` runs, latest first."""
    latest = (PracticeRun.at.desc(), PracticeRun.id.desc())
    names = select(PracticeRun.practice).filter_by(person_key=person_key).order_by(*latest)
    return tuple(session.execute(names.limit(n)).scalars())


def count_crisis(session: Session, kind: str | None, *, at: datetime) -> None:
    """Add one to the month's count of this kind. No consent needed: nobody is named."""
    month = at.astimezone(UTC).strftime("%Y-%m")
    statement = _insert(session, CrisisCount).values(month=month, kind=kind or UNSPECIFIED, n=1)
    session.execute(statement.on_conflict_do_update(index_elements=["month", "kind"], set_={"n": CrisisCount.n + 1}))


def _note(session: Session, model: Any, person_key: str, **values: object) -> bool:
    if not has_consent(session, person_key):
        return False
    session.add(model(person_key=person_key, **values))
    session.flush()
    return True


def _insert(session: Session, model: Any) -> Any:
    """An INSERT that knows ON CONFLICT, which each dialect spells by itself."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model)

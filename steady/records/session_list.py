"""Reading sessions for the operator: what happened in them, never what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.models import AskOrCheck, Person, PracticeRun, Referral, Turn
from steady.records.models import Session as Sitting
from steady.records.notes import PracticeNote
from steady.records.privacy import find_person


@dataclass(frozen=True)
class TurnView:
    at: datetime
    intent: str | None
    confidence: float | None
    risk_level: str | None  # None: not screened
    risk_kind: str | None
    actions: tuple[str, ...]
    latency_ms: int | None


@dataclass(frozen=True)
class SessionView:
    """One session. `code` is the person's; `outcomes` are those of ask-or-check talks."""

    id: int
    code: str
    channel: str
    started_at: datetime
    ended_at: datetime  # the last turn's time
    turns: tuple[TurnView, ...]
    practices: tuple[PracticeNote, ...]
    outcomes: tuple[str, ...]
    referrals: tuple[str, ...]


def load_sessions(session: Session, *, code: str | None = None, limit: int = 20) -> tuple[SessionView, ...]:
    """The latest sessions, newest first; of one person when a code is given."""
    newest = (Sitting.started_at.desc(), Sitting.id.desc())
    query = select(Sitting, Person.code).join(Person, Person.key == Sitting.person_key)
    if code is not None:
        person = find_person(session, code)
        if person is None:
            return ()
        query = query.where(Sitting.person_key == person.key)
    rows = session.execute(query.order_by(*newest).limit(limit)).all()
    return tuple(_view(session, sitting, its_code) for sitting, its_code in rows)


def load_session(session: Session, id: int) -> SessionView | None:
    sitting = session.get(Sitting, id)
    if sitting is None:
        return None
    return _view(session, sitting, session.get(Person, sitting.person_key).code)


def _view(session: Session, sitting: Any, code: str) -> SessionView:
    turns = session.execute(select(Turn).filter_by(session_id=sitting.id).order_by(Turn.at, Turn.id)).scalars().all()
    practices = _during(session, sitting, PracticeRun)
    return SessionView(
        id=sitting.id,
        code=code,
        channel=sitting.channel,
        started_at=sitting.started_at,
        ended_at=turns[-1].at if turns else sitting.started_at,
        turns=tuple(_turn(turn) for turn in turns),
        practices=tuple(PracticeNote(p.practice, p.at, p.before, p.after, p.finished) for p in practices),
        outcomes=tuple(a.outcome for a in _during(session, sitting, AskOrCheck) if a.outcome),
        referrals=tuple(r.kind for r in _during(session, sitting, Referral)),
    )


def _turn(row: Any) -> TurnView:
    risk = (row.risk_level, row.risk_kind)
    return TurnView(row.at, row.intent, row.confidence, *risk, tuple(row.actions), row.latency_ms)


def _during(session: Session, sitting: Any, model: Any) -> list[Any]:
    """The person's rows from the start of this session until their next one starts.

    Notes are made while a turn is answered, so after its time: the last turn is no upper bound.
    """
    next_start = session.execute(
        select(Sitting.started_at)
        .where(Sitting.person_key == sitting.person_key, Sitting.started_at > sitting.started_at)
        .order_by(Sitting.started_at)
        .limit(1)
    ).scalar()
    query = select(model).where(model.person_key == sitting.person_key, model.at >= sitting.started_at)
    if next_start is not None:
        query = query.where(model.at < next_start)
    return list(session.execute(query.order_by(model.at, model.id)).scalars())

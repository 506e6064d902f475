"""Writing finished turns into their sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.models import Person, Turn
from steady.records.models import Session as Sitting
from steady.records.turns import FinishedTurn


def write_turns(session: Session, keys: Keys, turns: Iterable[FinishedTurn], gap: timedelta) -> bool:
    """Write turns of one person, oldest first. False, and nothing written, without consent."""
    person: Person | None = None
    for turn in turns:
        person = person or session.get(Person, turn.person)
        if person is None:
            return False
        sitting = _running(session, turn, gap)
        sitting.n_turns += 1
        person.last_seen_at = max(person.last_seen_at, turn.at)
        session.add(_row(sitting, keys, turn))
        session.flush()  # the next turn looks for this one
    return True


def _running(session: Session, turn: FinishedTurn, gap: timedelta) -> Sitting:
    """The session that the turn belongs to: the person's latest, or a new one after a gap."""
    of_person = select(Sitting).filter_by(person_key=turn.person, channel=turn.channel)
    newest = of_person.order_by(Sitting.started_at.desc(), Sitting.id.desc()).limit(1)
    latest = session.execute(newest).scalar()
    if latest is not None:
        last_turn = select(func.max(Turn.at)).where(Turn.session_id == latest.id)
        last_at = session.execute(last_turn).scalar() or latest.started_at
        if turn.at - last_at <= gap:
            return latest
        latest.ended_at = last_at
    new = Sitting(person_key=turn.person, channel=turn.channel, started_at=turn.at, ended_at=None, n_turns=0)
    session.add(new)
    session.flush()
    return new


def _row(sitting: Sitting, keys: Keys, turn: FinishedTurn) -> Turn:
    return Turn(
        session_id=sitting.id,
        at=turn.at,
        intent=turn.intent,
        confidence=turn.confidence,
        risk_level=turn.risk_level,
        risk_kind=turn.risk_kind,
        actions=list(turn.actions),
        latency_ms=turn.latency_ms,
        text_cipher=None if turn.text is None else keys.encrypt(turn.text),
    )

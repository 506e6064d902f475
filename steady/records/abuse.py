"""Whether abuse was told in an earlier conversation; known of people who agreed to notes only."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from steady.records.models import AskOrCheck, Turn
from steady.records.models import Session as Sitting


def abuse_on_record(session: Session, person_key: str) -> bool:
    """A turn with a risk of kind abuse or read as its disclosure, or four questions that ended in "not safe"."""
    told = or_(Turn.risk_kind == "abuse", Turn.intent == "disclose_abuse")
    turns = select(Turn.id).join(Sitting, Sitting.id == Turn.session_id).where(Sitting.person_key == person_key, told)
    asked = select(AskOrCheck.id).filter_by(person_key=person_key, outcome="not_safe")
    return any(session.execute(rows.limit(1)).first() is not None for rows in (turns, asked))

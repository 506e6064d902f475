"""Clean asks that a person built and kept; with consent only (see notes.py), their text in cipher."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.models import CleanAsk
from steady.records.notes import has_consent


def note_clean_ask(
    session: Session, keys: Keys, person_key: str, text: str, parts: Sequence[str], *, at: datetime
) -> bool:
    """Keeps that it was made: `parts` are names ("feel", "would"), `text` is enciphered. False without consent."""
    if not has_consent(session, person_key):
        return False
    row = CleanAsk(person_key=person_key, at=at, parts=list(parts), text_cipher=keys.encrypt(text))
    session.add(row)
    session.flush()
    return True


def clean_asks(session: Session, person_key: str) -> tuple[datetime, ...]:
    """When asks were made, oldest first; without their text."""
    rows = select(CleanAsk.at).filter_by(person_key=person_key).order_by(CleanAsk.at, CleanAsk.id)
    return tuple(session.execute(rows).scalars())

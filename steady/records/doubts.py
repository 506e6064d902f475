"""What a person asked to be certain of, as a coarse mark; with consent only (see notes.py), for a week, in cipher."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.models import Doubt
from steady.records.notes import has_consent


def note_doubt(
    session: Session, keys: Keys, person_key: str, mark: Sequence[int], reader: str, *, at: datetime
) -> bool:
    """Keeps `mark`, small whole numbers, enciphered; `reader` says by what they were read. False without consent."""
    if not has_consent(session, person_key):
        return False
    cipher = keys.encrypt(json.dumps(list(mark)))
    session.add(Doubt(person_key=person_key, at=at, reader=reader, mark_cipher=cipher))
    session.flush()
    return True


def doubts_since(
    session: Session, keys: Keys, person_key: str, reader: str, since: datetime
) -> tuple[tuple[datetime, tuple[int, ...]], ...]:
    """(when, mark) of this reader, oldest first. Raises WrongKey."""
    rows = select(Doubt).filter_by(person_key=person_key, reader=reader).where(Doubt.at >= since)
    ordered = session.execute(rows.order_by(Doubt.at, Doubt.id)).scalars()
    return tuple((row.at, tuple(json.loads(keys.decrypt(row.mark_cipher)))) for row in ordered)

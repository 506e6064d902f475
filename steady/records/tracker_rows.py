"""The rows behind the tracker store: one event each, enciphered, only ever appended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from steady.records.crypto import Keys
from steady.records.database import ERASED, Database
from steady.records.models import ConversationEvent, Person

SESSION_STARTED = "session_started"


def append_events(database: Database, keys: Keys, person: str, lines: Iterable[str]) -> bool:
    """Append events (JSON each). False, and nothing written, if the person is not on record.

    Raises RecordsError.
    """
    rows = [_row(keys, person, line) for line in lines]
    try:
        with database.session() as session:
            if session.get(Person, person) is None:
                return False
            session.bulk_save_objects(rows)
    except IntegrityError:
        return False  # erased between the look and the writing
    return True


def read_events(database: Database, keys: Keys, person: str, all_sessions: bool) -> list[str]:
    """The events as JSON, in order: all, or those since the latest session began.

    Raises RecordsError, of which WrongKey.
    """
    mine = ConversationEvent.person_key == person
    query = select(ConversationEvent.cipher).where(mine).order_by(ConversationEvent.id)
    with database.session() as session:
        if not all_sessions:
            starts = select(func.max(ConversationEvent.id)).where(mine, ConversationEvent.starts_session.is_(True))
            query = query.where(ConversationEvent.id >= (session.execute(starts).scalar() or 0))
        ciphers = session.execute(query).scalars().all()
    return [keys.decrypt(cipher) for cipher in ciphers]


def delete_events(database: Database, person: str) -> None:
    """Raises RecordsError."""
    with database.session() as session:
        session.info[ERASED] = True
        session.execute(delete(ConversationEvent).where(ConversationEvent.person_key == person))


def people_with_events(database: Database) -> list[str]:
    """Raises RecordsError."""
    with database.session() as session:
        return list(session.execute(select(ConversationEvent.person_key).distinct()).scalars())


def _row(keys: Keys, person: str, line: str) -> ConversationEvent:
    event = json.loads(line)
    return ConversationEvent(
        person_key=person,
        at=datetime.fromtimestamp(event.get("timestamp") or 0, UTC),
        starts_session=event.get("event") == SESSION_STARTED,
        cipher=keys.encrypt(line),
    )

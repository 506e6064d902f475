"""A person's rights over what is kept: all of it out, all of it gone, none of it for ever."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, inspect, select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys, tidy_code
from steady.records.database import ERASED
from steady.records.errors import NoSuchPerson, WrongKey
from steady.records.models import (
    OF_A_PERSON,
    CheckIn,
    CleanAsk,
    ConversationEvent,
    CrisisCount,
    Doubt,
    FollowUp,
    Person,
    TelegramChat,
    TelegramUpdate,
    Turn,
)
from steady.records.models import Session as Sitting

#: The public yearly count needs some years back; after that these go too.
CRISIS_COUNT_DAYS = 6 * 366
#: A follow-up is said within the hour or not at all; one that nobody took away goes after a day.
FOLLOW_UP_DAYS = 1
#: "You asked this earlier this week" looks back seven days and no further.
DOUBT_DAYS = 7
#: Telegram sends an update again for a day; after two its number is of no use.
TELEGRAM_UPDATE_DAYS = 2


def find_person(session: Session, code_or_key: str) -> Person | None:
    """The person with this code (however typed) or this key, or None."""
    by_key = session.get(Person, code_or_key)
    if by_key is not None:
        return by_key
    return session.execute(select(Person).filter_by(code=tidy_code(code_or_key))).scalar()


def export_person(session: Session, keys: Keys, code_or_key: str) -> dict[str, Any]:
    """Everything on record about one person, deciphered; ready for `json.dumps`.

    Somebody without consent may have follow-ups only; these are found by the key. Raises NoSuchPerson, and WrongKey when the secret has changed since.
    """
    person = find_person(session, code_or_key)
    if person is None and (waiting := _follow_ups_of(session, code_or_key)):
        return {"person": None, FollowUp.__tablename__: [_opened(row, keys) for row in waiting]}
    if person is None:
        raise NoSuchPerson(
            f"Nobody with the code {code_or_key} is on record here."
            " See that the code is right; without consent nothing was kept."
        )
    whole: dict[str, Any] = {"person": _plain(person)}
    for model in OF_A_PERSON:
        rows = session.execute(select(model).filter_by(person_key=person.key).order_by(model.id))
        whole[model.__tablename__] = [_opened(row, keys) for row in rows.scalars()]
    for sitting in whole["session"]:
        turns = select(Turn).filter_by(session_id=sitting["id"]).order_by(Turn.id)
        sitting["turns"] = [_opened(turn, keys) for turn in session.execute(turns).scalars()]
    return whole


def erase_person(session: Session, code_or_key: str) -> dict[str, int]:
    """Erase everything about one person from every table.

    Returns the number of rows erased by table; of somebody without consent only follow-ups can be
    found, by the key.
    """
    person = find_person(session, code_or_key)
    if person is None:
        nothing = dict.fromkeys([*(m.__tablename__ for m in OF_A_PERSON), "turn", "person"], 0)
        return {**nothing, FollowUp.__tablename__: _delete(session, FollowUp, FollowUp.person_key == code_or_key)}
    sittings = select(Sitting.id).where(Sitting.person_key == person.key)
    erased = {"turn": _delete(session, Turn, Turn.session_id.in_(sittings))}
    for model in OF_A_PERSON:
        erased[model.__tablename__] = _delete(session, model, model.person_key == person.key)
    # Last, and with ON DELETE CASCADE: what another thread has added meanwhile goes as well.
    erased["person"] = _delete(session, Person, Person.key == person.key)
    session.expire_all()
    return erased


def purge(session: Session, now: datetime, retention_days: int) -> dict[str, int]:
    """Erase what is older than the retention time. Returns rows erased by table.

    People not seen for that long go whole. Crisis counts stay for six years.
    """
    cutoff = now - timedelta(days=retention_days)
    old_sittings = Sitting.started_at < cutoff
    purged = {
        "turn": _delete(session, Turn, Turn.session_id.in_(select(Sitting.id).where(old_sittings))),
        "session": _delete(session, Sitting, old_sittings),
    }
    for model in OF_A_PERSON:
        if model is not Sitting:
            purged[model.__tablename__] = _delete(session, model, model.at < cutoff)
    forgotten = FollowUp.due_at < now - timedelta(days=FOLLOW_UP_DAYS)
    purged[FollowUp.__tablename__] += _delete(session, FollowUp, forgotten)
    purged[Doubt.__tablename__] += _delete(session, Doubt, Doubt.at < now - timedelta(days=DOUBT_DAYS))
    oldest_month = (now - timedelta(days=CRISIS_COUNT_DAYS)).strftime("%Y-%m")
    purged["crisis_count"] = _delete(session, CrisisCount, CrisisCount.month < oldest_month)
    purged["telegram_update"] = _delete(
        session, TelegramUpdate, TelegramUpdate.at < now - timedelta(days=TELEGRAM_UPDATE_DAYS)
    )
    purged["person"] = _delete(session, Person, Person.last_seen_at < cutoff)
    return purged


def check_keys(session: Session, keys: Keys) -> None:
    """Raise WrongKey when the people on record were put there with another secret."""
    person = session.execute(select(Person).limit(1)).scalar()
    if person is not None and keys.code(person.key) != person.code:
        raise WrongKey(
            "The people in this database were put there with another STEADY_SECRET: nobody would be"
            " recognised, and nothing could be read. Put the former secret back into .env."
        )


def count_rows(session: Session) -> dict[str, int]:
    """Rows by table, for health and the operator."""
    models = (Person, Turn, CrisisCount, *OF_A_PERSON)
    return {m.__tablename__: session.execute(select(func.count()).select_from(m)).scalar_one() for m in models}


def _follow_ups_of(session: Session, person_key: str) -> list[Any]:
    return list(session.execute(select(FollowUp).filter_by(person_key=person_key).order_by(FollowUp.id)).scalars())


def _delete(session: Session, model: Any, which: Any) -> int:
    session.info[ERASED] = True
    gone = session.execute(delete(model).where(which).execution_options(synchronize_session=False))
    return int(gone.rowcount)


def _plain(row: Any) -> dict[str, Any]:
    """A row as JSON-safe values: times in ISO 8601, ciphers left out."""
    values = {c.key: getattr(row, c.key) for c in inspect(type(row)).column_attrs}
    shown = {k: v for k, v in values.items() if not isinstance(v, bytes) and "cipher" not in k}
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in shown.items()}


def _opened(row: Any, keys: Keys) -> dict[str, Any]:
    """As `_plain`, with what was enciphered in clear: `text` of a turn or a clean ask, `event` of a conversation, `address`, `word`."""
    plain = _plain(row)
    if isinstance(row, Turn):
        plain["text"] = None if row.text_cipher is None else keys.decrypt(row.text_cipher)
    if isinstance(row, CleanAsk):
        plain["text"] = keys.decrypt(row.text_cipher)
    if isinstance(row, Doubt):
        plain["mark"] = json.loads(keys.decrypt(row.mark_cipher))
    if isinstance(row, FollowUp):
        plain["address"] = None if row.address_cipher is None else keys.decrypt(row.address_cipher)
    if isinstance(row, TelegramChat):
        plain["chat"] = keys.decrypt(row.chat_cipher)
    if isinstance(row, ConversationEvent):
        plain["event"] = json.loads(keys.decrypt(row.cipher))
    if isinstance(row, CheckIn):
        plain["word"] = None if row.word_cipher is None else keys.decrypt(row.word_cipher)
    return plain

"""What must be known of Telegram after a restart: which updates were answered, and who may be written to.

An update is a number that says nothing about anybody; it is kept for two days
(privacy.py), as Telegram sends again for one. A chat is kept with consent only, enciphered, so that what somebody asked to be
told later reaches them. Times carry a zone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.database import ERASED
from steady.records.models import TelegramChat, TelegramUpdate
from steady.records.notes import has_consent


def known_updates(session: Session, bot: int, ids: Collection[int]) -> dict[int, bool]:
    """Of `ids`, those that were begun: True when they were answered whole."""
    rows = select(TelegramUpdate).where(TelegramUpdate.bot == bot, TelegramUpdate.update_id.in_(list(ids)))
    return {row.update_id: row.done for row in session.execute(rows).scalars()}


def begin_update(session: Session, bot: int, update_id: int, *, at: datetime) -> None:
    """An answer is under way: from now on the message has an effect, and is not to have it twice."""
    session.merge(TelegramUpdate(bot=bot, update_id=update_id, at=at, done=False))


def finish_update(session: Session, bot: int, update_id: int, *, at: datetime) -> None:
    session.merge(TelegramUpdate(bot=bot, update_id=update_id, at=at, done=True))


def keep_chat(session: Session, keys: Keys, person_key: str, chat: int, *, at: datetime) -> bool:
    """Keeps the way to a person. False without consent."""
    if not has_consent(session, person_key):
        return False
    row = session.execute(select(TelegramChat).filter_by(person_key=person_key)).scalar()
    if row is None:
        session.add(TelegramChat(person_key=person_key, at=at, chat_cipher=keys.encrypt(str(chat))))
    else:
        row.at = at
    session.flush()
    return True


def chat_of(session: Session, keys: Keys, person_key: str) -> int | None:
    """The chat of a person who agreed; None when there is none. Raises WrongKey."""
    row = session.execute(select(TelegramChat).filter_by(person_key=person_key)).scalar()
    return None if row is None else int(keys.decrypt(row.chat_cipher))


def drop_chat(session: Session, person_key: str) -> bool:
    """They blocked the bot: they are not to be written to. Returns whether there was a chat."""
    session.info[ERASED] = True
    gone = session.execute(delete(TelegramChat).where(TelegramChat.person_key == person_key))
    return int(gone.rowcount) > 0  # type: ignore[attr-defined]

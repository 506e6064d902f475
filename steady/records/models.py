"""The tables. All times are UTC; all but `crisis_count` and `telegram_update` go with the person they are about.

A person is on record only after consent. What a person wrote is kept in four columns
only, all enciphered: `turn.text_cipher`, `conversation_event.cipher`, `check_in.word_cipher`, `clean_ask.text_cipher`.
One table knows people without consent as well: `follow_up`, while something that
they asked for is still to come. It holds no text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
)

from steady.records.base import Base, UtcTime, of_person
from steady.records.models_tools import AskOrCheck, CheckIn, CleanAsk, Course, Doubt, PracticeRun, Reminder, UrgeWave

__all__ = [
    "AskOrCheck",
    "Base",
    "CheckIn",
    "CleanAsk",
    "ConversationEvent",
    "Course",
    "CrisisCount",
    "Doubt",
    "FollowUp",
    "Person",
    "PracticeRun",
    "Referral",
    "Reminder",
    "Session",
    "TelegramChat",
    "TelegramUpdate",
    "Turn",
    "UrgeWave",
    "OF_A_PERSON",
    "UtcTime",
]


class Person(Base):
    __tablename__ = "person"
    key = Column(String(64), primary_key=True)
    code = Column(String(16), nullable=False, unique=True)
    consent_at = Column(UtcTime, nullable=False)
    country = Column(String(2))
    created_at = Column(UtcTime, nullable=False)
    last_seen_at = Column(UtcTime, nullable=False, index=True)


class Session(Base):
    """One sitting: turns with no long gap between them."""

    __tablename__ = "session"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
    channel = Column(String(32), nullable=False)
    started_at = Column(UtcTime, nullable=False, index=True)
    ended_at = Column(UtcTime)  # the last turn's time, set when the next session begins
    n_turns = Column(Integer, nullable=False, default=0)
    __table_args__ = (Index("ix_session_person", "person_key", "started_at"),)


class Turn(Base):
    """One message of a person and what was done about it."""

    __tablename__ = "turn"
    id = Column(Integer, primary_key=True)
    session_id = Column(ForeignKey("session.id", ondelete="CASCADE"), nullable=False, index=True)
    at = Column(UtcTime, nullable=False, index=True)
    intent = Column(String(120))
    confidence = Column(Float)
    risk_level = Column(String(16))  # null: the message was not screened; never means safe
    risk_kind = Column(String(32))
    actions = Column(JSON, nullable=False)
    latency_ms = Column(Integer)
    text_cipher = Column(LargeBinary)


class Referral(Base):
    __tablename__ = "referral"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
    at = Column(UtcTime, nullable=False)
    kind = Column(String(64), nullable=False)
    __table_args__ = (Index("ix_referral_person", "person_key", "at"),)


class FollowUp(Base):
    """Something that the coach is to say by itself, later. Its person need not be on record.

    The row goes when it was said, was taken back, or came too late.
    """

    __tablename__ = "follow_up"
    id = Column(Integer, primary_key=True)
    person_key = Column(String(64), nullable=False, index=True)
    at = Column(UtcTime, nullable=False)
    due_at = Column(UtcTime, nullable=False, index=True)
    channel = Column(String(32), nullable=False)
    kind = Column(String(64), nullable=False)  # the intent that it triggers
    about = Column(JSON, nullable=False)  # names, numbers and switches; see records/follow_ups.py
    held = Column(Boolean, nullable=False)  # there was danger since it was planned
    address_cipher = Column(LargeBinary)  # what a channel needs to find the person again, if it needs anything


class TelegramChat(Base):
    """Where somebody who agreed can be written to."""

    __tablename__ = "telegram_chat"
    id = Column(Integer, primary_key=True)
    person_key = Column(ForeignKey("person.key", ondelete="CASCADE"), nullable=False, unique=True)
    at = Column(UtcTime, nullable=False)  # when they last wrote there, after a start of the program
    chat_cipher = Column(LargeBinary, nullable=False)


class TelegramUpdate(Base):
    """An update that was answered, or was being answered. A number of Telegram's; nobody can be told from it."""

    __tablename__ = "telegram_update"
    bot = Column(BigInteger, primary_key=True, autoincrement=False)
    update_id = Column(BigInteger, primary_key=True, autoincrement=False)
    at = Column(UtcTime, nullable=False, index=True)
    done = Column(Boolean, nullable=False)


class CrisisCount(Base):
    """How many crisis messages in a month, of everybody together. No identifier."""

    __tablename__ = "crisis_count"
    month = Column(String(7), primary_key=True)  # YYYY-MM
    kind = Column(String(32), primary_key=True)
    n = Column(Integer, nullable=False)


class ConversationEvent(Base):
    """One event of a conversation, for the tracker store; order is by `id`."""

    __tablename__ = "conversation_event"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
    at = Column(UtcTime, nullable=False, index=True)
    # In clear, so that the latest session can be found without deciphering all.
    starts_session = Column(Boolean, nullable=False)
    cipher = Column(LargeBinary, nullable=False)
    __table_args__ = (Index("ix_conversation_event_person", "person_key", "id"),)


#: Tables that point at a person by `person_key`; `turn` hangs on `session`.
OF_A_PERSON: tuple[Any, ...] = (
    Session,
    PracticeRun,
    AskOrCheck,
    CleanAsk,
    Doubt,
    Referral,
    UrgeWave,
    FollowUp,
    TelegramChat,
    CheckIn,
    Reminder,
    Course,
    ConversationEvent,
)

"""The tables. All times are UTC; all but `crisis_count` and `telegram_update` go with the person they are about.

A person is on record only after consent. What a person wrote is kept in four columns
only, all enciphered: `turn.text_cipher`, `conversation_event.cipher`, `check_in.word_cipher`, `clean_ask.text_cipher`.
One table knows people without consent as well: `follow_up`, while something that
they asked for is still to come. It holds no text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()


class UtcTime(TypeDecorator):
    """A point in time, aware and in UTC in Python, without zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without zone cannot be kept; pass one with a zone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _of_person() -> Column:
    return Column(ForeignKey("person.key", ondelete="CASCADE"), nullable=False)


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
    person_key = _of_person()
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


class PracticeRun(Base):
    __tablename__ = "practice_run"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    practice = Column(String(64), nullable=False)
    at = Column(UtcTime, nullable=False)
    before = Column(Integer)  # 0-10, null when skipped
    after = Column(Integer)
    finished = Column(Boolean, nullable=False)
    __table_args__ = (
        CheckConstraint("before BETWEEN 0 AND 10", name="before_in_range"),
        CheckConstraint("after BETWEEN 0 AND 10", name="after_in_range"),
        Index("ix_practice_run_person", "person_key", "at"),
    )


class AskOrCheck(Base):
    """The four answers of the ask-or-check talk (null: not asked) and what came of it."""

    __tablename__ = "ask_or_check"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    new_trigger = Column(Boolean)
    asked_before = Column(Boolean)
    answer_enough = Column(Boolean)
    can_wait = Column(Boolean)
    outcome = Column(String(64))
    __table_args__ = (Index("ix_ask_or_check_person", "person_key", "at"),)


class CleanAsk(Base):
    """A sentence to ask with, built and kept. `parts`: names of those that it has (when, feel, need, would)."""

    __tablename__ = "clean_ask"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    parts = Column(JSON, nullable=False)
    text_cipher = Column(LargeBinary, nullable=False)
    __table_args__ = (Index("ix_clean_ask_person", "person_key", "at"),)


class Doubt(Base):
    """That certainty was asked for: a coarse mark of the question, never its words; kept for a week."""

    __tablename__ = "doubt"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    reader = Column(String(16), nullable=False)  # what the mark was read by; others do not compare with it
    mark_cipher = Column(LargeBinary, nullable=False)
    __table_args__ = (Index("ix_doubt_person", "person_key", "at"),)


class Referral(Base):
    __tablename__ = "referral"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    kind = Column(String(64), nullable=False)
    __table_args__ = (Index("ix_referral_person", "person_key", "at"),)


class UrgeWave(Base):
    """One wait with an urge: strengths 0-10 (null when skipped), and what happened."""

    __tablename__ = "urge_wave"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    kind = Column(String(16), nullable=False)  # text, call, check, ask, go, other; never words
    minutes = Column(Integer, nullable=False)
    before = Column(Integer)
    after = Column(Integer)
    readings = Column(JSON, nullable=False)  # those in between: [[minute, strength], ...]
    outcome = Column(String(16), nullable=False)  # waited, did_it, still_waiting
    __table_args__ = (
        CheckConstraint("before BETWEEN 0 AND 10", name="urge_before_in_range"),
        CheckConstraint("after BETWEEN 0 AND 10", name="urge_after_in_range"),
        Index("ix_urge_wave_person", "person_key", "at"),
    )


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


class CheckIn(Base):
    """How a person says that a day is: their own scales, 0-10, null when skipped. One a day at most."""

    __tablename__ = "check_in"
    id = Column(Integer, primary_key=True)
    person_key = _of_person()
    at = Column(UtcTime, nullable=False)
    day = Column(String(10), nullable=False)  # YYYY-MM-DD where the person is
    anxiety = Column(Integer)
    urge = Column(Integer)
    kindness = Column(Integer)
    resisted = Column(Integer)  # checks resisted
    word_cipher = Column(LargeBinary)
    __table_args__ = (
        CheckConstraint("anxiety BETWEEN 0 AND 10", name="anxiety_in_range"),
        CheckConstraint("urge BETWEEN 0 AND 10", name="urge_in_range"),
        CheckConstraint("kindness BETWEEN 0 AND 10", name="kindness_in_range"),
        CheckConstraint("resisted >= 0", name="resisted_in_range"),
        UniqueConstraint("person_key", "day", name="one_check_in_a_day"),
    )


class Reminder(Base):
    """The wish to be reminded of the check-in, at an hour of the person's own. One a person."""

    __tablename__ = "reminder"
    id = Column(Integer, primary_key=True)
    person_key = Column(ForeignKey("person.key", ondelete="CASCADE"), nullable=False, unique=True)
    at = Column(UtcTime, nullable=False)  # when it was asked for
    minute = Column(Integer, nullable=False)  # of the day, 0-1439, where the person is
    zone = Column(String(64), nullable=False)  # as in the tz database
    quiet_from = Column(Integer)  # minutes of the day; null: no quiet hours, as the person asked
    quiet_until = Column(Integer)
    channel = Column(String(32), nullable=False)
    said_at = Column(UtcTime)  # when it was said last
    unanswered = Column(Integer, nullable=False, default=0)  # said since the person last wrote


class Course(Base):
    """Where a person is in the course: numbers of days, never words. One a person."""

    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
    person_key = Column(ForeignKey("person.key", ondelete="CASCADE"), nullable=False, unique=True)
    at = Column(UtcTime, nullable=False)  # when it moved last
    begun_at = Column(UtcTime, nullable=False)
    day = Column(Integer, nullable=False)
    part = Column(Integer, nullable=False)  # of the day, from 0
    over = Column(Boolean, nullable=False)  # that day is done or skipped, the next not begun
    left = Column(Boolean, nullable=False)
    done = Column(JSON, nullable=False)  # days taken to their end: [1, 2, ...]
    done_on = Column(String(10))  # YYYY-MM-DD where the person is, of the last of them


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
    person_key = _of_person()
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

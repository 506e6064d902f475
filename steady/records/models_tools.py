"""The tables of what a person did here: practices, questions, asks, urges, check-ins, the course. See models.py."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)

from steady.records.base import Base, UtcTime, of_person


class PracticeRun(Base):
    __tablename__ = "practice_run"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
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
    person_key = of_person()
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
    person_key = of_person()
    at = Column(UtcTime, nullable=False)
    parts = Column(JSON, nullable=False)
    text_cipher = Column(LargeBinary, nullable=False)
    __table_args__ = (Index("ix_clean_ask_person", "person_key", "at"),)


class Doubt(Base):
    """That certainty was asked for: a coarse mark of the question, never its words; kept for a week."""

    __tablename__ = "doubt"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
    at = Column(UtcTime, nullable=False)
    reader = Column(String(16), nullable=False)  # what the mark was read by; others do not compare with it
    mark_cipher = Column(LargeBinary, nullable=False)
    __table_args__ = (Index("ix_doubt_person", "person_key", "at"),)


class UrgeWave(Base):
    """One wait with an urge: strengths 0-10 (null when skipped), and what happened."""

    __tablename__ = "urge_wave"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
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


class CheckIn(Base):
    """How a person says that a day is: their own scales, 0-10, null when skipped. One a day at most."""

    __tablename__ = "check_in"
    id = Column(Integer, primary_key=True)
    person_key = of_person()
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

"""Where a person is in the course; kept with consent only (see notes.py). What the numbers mean: steady/dialogue/course.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.models import Course
from steady.records.notes import has_consent

FIELDS = ("day", "part", "over", "left", "done", "done_on")


def keep_course(session: Session, person_key: str, place: Mapping[str, Any], *, at: datetime) -> bool:
    """Keeps the place (all of FIELDS), in that of an earlier one. False without consent."""
    if not has_consent(session, person_key):
        return False
    row = session.execute(select(Course).filter_by(person_key=person_key)).scalar()
    if row is None:
        row = Course(person_key=person_key, begun_at=at)
        session.add(row)
    row.at = at
    for name in FIELDS:
        setattr(row, name, place[name])
    session.flush()
    return True


def course_of(session: Session, person_key: str) -> dict[str, Any] | None:
    """The place that was kept last; None when there is none."""
    row = session.execute(select(Course).filter_by(person_key=person_key)).scalar()
    return None if row is None else {name: getattr(row, name) for name in FIELDS}

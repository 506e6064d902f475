"""The place in the course: with consent only, one a person, in numbers."""

from datetime import timedelta

from sqlalchemy import select

from steady.dialogue.course import Place
from steady.records.course import course_of, keep_course
from steady.records.database import Database
from steady.records.models import Course

from .helpers import NOON, rows_by_table


def test_without_consent_no_place_is_kept(database: Database, ada: str) -> None:
    with database.session() as session:
        assert keep_course(session, ada, Place(2).as_slot(), at=NOON) is False
        assert course_of(session, ada) is None
    assert not any(rows_by_table(database).values())


def test_a_place_takes_the_place_of_an_earlier_one(database: Database, consented: str) -> None:
    later = Place(4, 2, over=False, left=True, done=(1, 3), done_on="2025-03-14")
    with database.session() as session:
        assert keep_course(session, consented, Place(1).as_slot(), at=NOON)
        assert keep_course(session, consented, later.as_slot(), at=NOON + timedelta(days=2))
    with database.session() as session:
        assert Place.from_slot(course_of(session, consented)) == later
        row = session.execute(select(Course)).scalar_one()
        assert (row.begun_at, row.at) == (NOON, NOON + timedelta(days=2))

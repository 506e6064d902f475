"""What all tables stand on: their common base, times in UTC, and the column that ties a row to a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    TypeDecorator,
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


def of_person() -> Column:
    return Column(ForeignKey("person.key", ondelete="CASCADE"), nullable=False)

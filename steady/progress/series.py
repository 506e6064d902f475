"""From what was kept to what is shown: a stretch of days, a line for each scale, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

PERIODS = ("week", "month", "all")
LENGTH = {"week": 7, "month": 30}  # days, today among them
SCALES = ("anxiety", "urge", "kindness")
# A longer stretch is shown by weeks: one point for each, the median of its days.
MOST_DAYS = 92


@dataclass(frozen=True)
class Point:
    """`value`: 0-10; a half where it is a median."""

    day: date
    value: float


@dataclass(frozen=True)
class Pair:
    """Something that was rated before and after, 0-10: a practice or a wait with an urge."""

    day: date
    before: int
    after: int


@dataclass(frozen=True)
class Stretch:
    """What one chart shows. `lines`: scale to points in order of days; both ends of the days are included."""

    period: str
    first: date
    last: date
    lines: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def empty(self) -> bool:
        return not self.pairs and not any(self.lines.values())


def window(period: str, today: date, oldest: date | None) -> tuple[date, date]:
    """First and last day of a period. "all" begins with the oldest entry, and is a week at least."""
    length = LENGTH.get(period)
    if length is None:
        week_ago = today - timedelta(days=LENGTH["week"] - 1)
        return min(oldest or week_ago, week_ago), today
    return today - timedelta(days=length - 1), today


def stretch(period: str, today: date, lines: Mapping[str, Sequence[Point]], pairs: Sequence[Pair]) -> Stretch:
    """The part of all that was kept that falls in the period; lines without a point are left out."""
    days = [*(point.day for points in lines.values() for point in points), *(pair.day for pair in pairs)]
    first, last = window(period, today, min(days, default=None))
    kept = {scale: _within(points, first, last) for scale, points in lines.items()}
    if (last - first).days >= MOST_DAYS:
        kept = {scale: by_week(points, first) for scale, points in kept.items()}
    shown = {scale: points for scale, points in kept.items() if points}
    return Stretch(period, first, last, shown, tuple(p for p in pairs if first <= p.day <= last))


def by_week(points: Iterable[Point], first: date) -> tuple[Point, ...]:
    """A point for each seven days from `first` in which there is any: their median, on the middle one's day."""
    weeks: dict[int, list[Point]] = {}
    for point in points:
        weeks.setdefault((point.day - first).days // 7, []).append(point)
    return tuple(
        Point(week[len(week) // 2].day, float(median(point.value for point in week)))
        for _, week in sorted(weeks.items())
    )


def quiet_days(first: date, today: date, since: date | None, seen: Iterable[date]) -> int | None:
    """How many days before today, from `first` or since the person is known, they did not come.

    None when not even one day can be told.
    """
    if since is None:
        return None
    start, there = max(first, since), set(seen)
    whole = [start + timedelta(days=n) for n in range((today - start).days)]
    return sum(day not in there for day in whole) if whole else None


def _within(points: Sequence[Point], first: date, last: date) -> tuple[Point, ...]:
    return tuple(sorted((p for p in points if first <= p.day <= last), key=lambda point: point.day))

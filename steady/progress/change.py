"""What changed, or that it is too early to say. Medians, and never over fewer than FEWEST points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from steady.progress.series import LENGTH, SCALES, Point, window

# Of four, two may be odd days without moving the median far.
FEWEST = 4
# A smaller difference of medians is called none.
SMALLEST = 1.0

Direction = Literal["easier", "harder", "same"]


@dataclass(frozen=True)
class Change:
    """`span`: what was compared: "week" or "month" (with the one before), or "halves" of the stretch."""

    scale: str
    before: float
    after: float
    span: str
    direction: Direction


def change(lines: Mapping[str, Sequence[Point]], period: str, today: date) -> Change | None:
    """The change of the first scale that can be told, always looked for in the same order; None: too early.

    The best-looking scale is not picked: that would be a flattering mirror. `lines`: all that was kept,
    each in order of days.
    """
    for scale in SCALES:
        points = lines.get(scale) or ()
        compared = _periods(points, period, today) or _halves(points, period, today)
        if compared:
            earlier, later, span = compared
            before, after = float(median(earlier)), float(median(later))
            return Change(scale, before, after, span, direction(scale, before, after))
    return None


def direction(scale: str, before: float, after: float) -> Direction:
    """Less anxiety or urge is easier; so is more kindness."""
    grown = after - before if scale == "kindness" else before - after
    if abs(grown) < SMALLEST:
        return "same"
    return "easier" if grown > 0 else "harder"


def _periods(points: Sequence[Point], period: str, today: date) -> tuple[list[float], list[float], str] | None:
    """This week or month, and the one before."""
    if period not in LENGTH:
        return None
    first, last = window(period, today, None)
    length = timedelta(days=LENGTH[period])
    now = [p.value for p in points if first <= p.day <= last]
    then = [p.value for p in points if first - length <= p.day <= last - length]
    return (then, now, period) if min(len(then), len(now)) >= FEWEST else None


def _halves(points: Sequence[Point], period: str, today: date) -> tuple[list[float], list[float], str] | None:
    """The earlier and the later half of what is in the period; of an odd number the middle one is left out."""
    first, last = window(period, today, points[0].day if points else None)
    values = [p.value for p in points if first <= p.day <= last]
    half = len(values) // 2
    return (values[:half], values[-half:], "halves") if half >= FEWEST else None

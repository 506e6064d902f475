"""Where a day and a value lie in a picture, and which days are named below it. Plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

HIGHEST = 10.0  # of every scale
STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)  # days between two named ones


@dataclass(frozen=True)
class Frame:
    """The drawing area: left, top, width and height in the picture's units; y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    def x(self, day: date, first: date, last: date) -> float:
        """`first` lies at the left edge, `last` at the right; one day alone in the middle. Days beyond are held in."""
        days = (last - first).days
        share = 0.5 if days <= 0 else min(1.0, max(0.0, (day - first).days / days))
        return round(self.left + share * self.width, 1)

    def y(self, value: float) -> float:
        """0 lies at the bottom edge, 10 at the top; values beyond are held in."""
        share = min(1.0, max(0.0, value / HIGHEST))
        return round(self.top + (1 - share) * self.height, 1)


def named_days(first: date, last: date, most: int = 7) -> list[date]:
    """At most `most` (2 or more) days from `first` to `last`, evenly apart; the last day is among them."""
    days = max(0, (last - first).days)
    fitting = (step for step in STEPS if days // step + 1 <= most)
    step = next(fitting, -(-days // (most - 1)))
    return [last - timedelta(days=back) for back in range(days - days % step, -1, -step)]

"""When a reminder of the check-in may be said. Pure: a wish and a time go in.

It keeps to the clock on the person's wall, summer time included; it is quiet in the quiet hours,
on a day that was checked in already, and after a few that nobody answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_OF_A_DAY = 24 * 60
# Quiet unless somebody asks for an hour in between.
QUIET = (22 * 60, 7 * 60)
# Said later than this (the server was down), it would come at another hour than the one asked for.
TOO_LATE = timedelta(hours=1)
# Whoever leaves so many unanswered is left in peace until they write again.
MOST_UNANSWERED = 3


@dataclass(frozen=True)
class Wish:
    """`minute`: of the day, 0-1439, in `zone`. `quiet`: from and until, minutes of the day; None: no quiet hours."""

    minute: int
    zone: str
    quiet: tuple[int, int] | None = QUIET
    unanswered: int = 0


def is_quiet(minute: int, quiet: tuple[int, int] | None) -> bool:
    """Whether this minute of the day lies in the quiet hours, which may go over midnight."""
    if quiet is None:
        return False
    start, end = quiet
    return start <= minute < end if start <= end else minute >= start or minute < end


def next_due(wish: Wish, after: datetime, done: date | None = None) -> datetime | None:
    """The next time (UTC) later than `after` (with a zone) at which it is due.

    `done`: the last day, where the person is, that needs none: checked in, or reminded already.
    None when it is to stay silent: too many were not answered, or its hour is always a quiet one.
    """
    if wish.unanswered >= MOST_UNANSWERED:
        return None
    day = after.astimezone(ZoneInfo(wish.zone)).date()
    for _ in range(8):  # a week: only a change of the clock can move an hour into the quiet ones
        due = on_day(wish, day)
        wall = due.astimezone(ZoneInfo(wish.zone))
        fits = wall.date() == day and not is_quiet(wall.hour * 60 + wall.minute, wish.quiet)
        if due > after and fits and (done is None or day > done):
            return due
        day = max(day, done or day) + timedelta(days=1)
    return None


def on_day(wish: Wish, day: date) -> datetime:
    """The wish's time on `day`, in UTC.

    An hour that the clock leaves out is taken after the gap (2:30 is 3:30 that day); of one that
    comes twice, the first.
    """
    wall = datetime.combine(day, time(*divmod(wish.minute, 60)), ZoneInfo(wish.zone))
    return wall.astimezone(UTC)


def may_say(wish: Wish, due: datetime, now: datetime) -> bool:
    """Whether one that was due at `due` may still be said `now`."""
    wall = now.astimezone(ZoneInfo(wish.zone))
    return due <= now <= due + TOO_LATE and not is_quiet(wall.hour * 60 + wall.minute, wish.quiet)

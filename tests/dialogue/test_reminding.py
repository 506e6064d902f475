"""When a reminder is due: wall clocks, summer time, quiet hours, days that need none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.dialogue.reminding import MOST_UNANSWERED, QUIET, Wish, is_quiet, may_say, next_due

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wish(time: str, zone: str = "Europe/London", **more: object) -> Wish:
    hour, minute = time.split(":")
    return Wish(int(hour) * 60 + int(minute), zone, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "after", "due"),
    [
        (wish("20:00"), "2026-01-10 12:00", "2026-01-10 20:00"),
        (wish("20:00"), "2026-01-10 20:00", "2026-01-11 20:00"),  # later than, not at
        (wish("20:00"), "2026-07-10 12:00", "2026-07-10 19:00"),  # summer time
        (wish("20:00", "Asia/Kolkata"), "2026-01-10 12:00", "2026-01-10 14:30"),
        (wish("8:00", "Pacific/Auckland"), "2026-01-10 12:00", "2026-01-10 19:00"),  # their 11th
        (wish("20:00", "America/Los_Angeles"), "2026-01-11 01:00", "2026-01-11 04:00"),  # their 10th
        # New York, the night of 8 March 2026: the clock goes from 2:00 to 3:00.
        (wish("20:00", "America/New_York"), "2026-03-08 02:00", "2026-03-09 00:00"),
        (wish("2:30", "America/New_York", quiet=None), "2026-03-08 05:00", "2026-03-08 07:30"),  # 3:30 that day
        (wish("2:30", "America/New_York", quiet=None), "2026-03-09 05:00", "2026-03-09 06:30"),
        # London, 25 October 2026: 1:00-2:00 comes twice; the first, and only once.
        (wish("1:30", "Europe/London", quiet=None), "2026-10-24 12:00", "2026-10-25 00:30"),
        (wish("1:30", "Europe/London", quiet=None), "2026-10-25 00:30", "2026-10-26 01:30"),
        (wish("9:00", "Europe/London"), "2026-10-24 12:00", "2026-10-25 09:00"),
    ],
)
def test_the_next_time(told: Wish, after: str, due: str) -> None:
    assert next_due(told, at(after)) == at(due)


def test_a_day_that_was_checked_in_needs_none() -> None:
    assert next_due(wish("20:00"), at("2026-01-10 12:00"), done=date(2026, 1, 10)) == at("2026-01-11 20:00")
    assert next_due(wish("20:00"), at("2026-01-10 12:00"), done=date(2026, 1, 9)) == at("2026-01-10 20:00")


def test_it_is_quiet_in_quiet_hours_unless_they_were_given_up() -> None:
    assert next_due(wish("23:00"), at("2026-01-10 12:00")) is None
    assert next_due(wish("23:00", quiet=None), at("2026-01-10 12:00")) == at("2026-01-10 23:00")


def test_a_few_without_an_answer_are_enough() -> None:
    assert next_due(wish("20:00", unanswered=MOST_UNANSWERED), at("2026-01-10 12:00")) is None
    assert next_due(wish("20:00", unanswered=MOST_UNANSWERED - 1), at("2026-01-10 12:00"))


@pytest.mark.parametrize(
    ("minute", "quiet", "expected"),
    [(22 * 60, QUIET, True), (22 * 60 - 1, QUIET, False), (0, QUIET, True), (7 * 60 - 1, QUIET, True),
     (7 * 60, QUIET, False), (13 * 60, (13 * 60, 15 * 60), True), (15 * 60, (13 * 60, 15 * 60), False), (0, None, False)],
)  # fmt: skip
def test_quiet_hours_go_over_midnight(minute: int, quiet: tuple[int, int] | None, expected: bool) -> None:
    assert is_quiet(minute, quiet) is expected


def test_a_late_one_is_said_within_the_hour_and_never_into_the_night() -> None:
    due = at("2026-01-10 21:30")
    assert may_say(wish("21:30"), due, due)
    assert may_say(wish("21:30"), due, due + timedelta(minutes=29))
    assert not may_say(wish("21:30"), due, due + timedelta(minutes=30)), "22:00 is quiet"
    assert not may_say(wish("12:00"), at("2026-01-10 12:00"), at("2026-01-10 13:01"))
    assert not may_say(wish("12:00"), at("2026-01-10 12:00"), at("2026-01-10 11:59"))


ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia",
                         "America/St_Johns", "Africa/Casablanca", "Etc/GMT-2", "UTC"])  # fmt: skip


@SLOW_MACHINES
@given(st.integers(0, 1439), ZONES, st.datetimes(datetime(2011, 1, 1), datetime(2035, 1, 1)), st.booleans())
def test_it_is_later_within_days_and_outside_the_quiet_hours(
    minute: int, zone: str, naive: datetime, loud: bool
) -> None:
    after = naive.replace(tzinfo=UTC)
    told = Wish(minute, zone, None if loud else QUIET)
    due = next_due(told, after)
    if due is None:
        assert not loud and is_quiet(minute, QUIET)
        return
    assert after < due <= after + timedelta(days=3)
    wall = due.astimezone(ZoneInfo(zone))
    assert not is_quiet(wall.hour * 60 + wall.minute, told.quiet)
    # On the wall clock it is the hour asked for, but where that hour is left out that day.
    if wall.hour * 60 + wall.minute != minute:
        assert wall.utcoffset() != (due - timedelta(hours=2)).astimezone(ZoneInfo(zone)).utcoffset()
    # And once a day: the next is on a later day.
    following = next_due(told, due)
    assert following is None or following.astimezone(ZoneInfo(zone)).date() > wall.date()

"""Which entries a period shows, weeks in place of many days, and the days on which nobody came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.progress.series import MOST_DAYS, Pair, Point, by_week, quiet_days, stretch, window

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TODAY = date(2026, 3, 31)


def days_ago(n: int) -> date:
    return TODAY - timedelta(days=n)


@pytest.mark.parametrize(
    ("period", "oldest", "first"),
    [("week", 100, 6), ("month", 100, 29), ("all", 100, 100), ("all", 2, 6), ("all", None, 6), ("week", None, 6)],
)
def test_where_a_period_begins(period: str, oldest: int | None, first: int) -> None:
    assert window(period, TODAY, None if oldest is None else days_ago(oldest)) == (days_ago(first), TODAY)


def test_only_what_is_in_the_period_is_shown_in_order() -> None:
    points = [Point(days_ago(n), float(n)) for n in (1, 40, 6, 7)]
    shown = stretch(
        "week", TODAY, {"anxiety": points, "urge": points[1:2]}, [Pair(days_ago(2), 7, 4), Pair(days_ago(9), 1, 1)]
    )
    assert [p.value for p in shown.lines["anxiety"]] == [6.0, 1.0]
    assert "urge" not in shown.lines, "a line without a point is none"
    assert shown.pairs == (Pair(days_ago(2), 7, 4),) and shown.days == 7


def test_nothing_kept_is_empty() -> None:
    assert stretch("month", TODAY, {"anxiety": []}, []).empty


def test_a_long_stretch_is_shown_by_weeks() -> None:
    points = [Point(days_ago(n), float(n % 3)) for n in range(MOST_DAYS + 1, -1, -1)]
    line = stretch("all", TODAY, {"anxiety": points}, []).lines["anxiety"]
    assert 13 <= len(line) <= 15
    assert len(stretch("all", TODAY, {"anxiety": points[2:]}, []).lines["anxiety"]) == MOST_DAYS


def test_a_week_is_its_median() -> None:
    days = [
        Point(date(2026, 3, 2), 1),
        Point(date(2026, 3, 4), 9),
        Point(date(2026, 3, 6), 2),
        Point(date(2026, 3, 9), 8),
    ]
    assert by_week(days, date(2026, 3, 2)) == (Point(date(2026, 3, 4), 2.0), Point(date(2026, 3, 9), 8.0))


POINTS = st.lists(st.builds(Point, st.dates(date(2024, 1, 1), TODAY), st.integers(0, 10).map(float)), max_size=60)


@SLOW_MACHINES
@given(POINTS, st.sampled_from(["week", "month", "all"]))
def test_shown_days_lie_in_the_stretch_and_values_among_what_was_given(points: list[Point], period: str) -> None:
    shown = stretch(period, TODAY, {"anxiety": sorted(points, key=lambda p: p.day)}, [])
    for point in shown.lines.get("anxiety", ()):
        assert shown.first <= point.day <= shown.last
        assert min(p.value for p in points) <= point.value <= max(p.value for p in points)


@pytest.mark.parametrize(
    ("since", "seen", "expected"),
    [
        (30, [], 6),  # six whole days before today
        (30, [1, 3, 3, 0], 4),  # today says nothing yet
        (3, [3, 2], 1),
        (0, [], None),
        (None, [], None),
    ],
)
def test_days_on_which_nobody_came(since: int | None, seen: list[int], expected: int | None) -> None:
    known = None if since is None else days_ago(since)
    assert quiet_days(days_ago(6), TODAY, known, [days_ago(n) for n in seen]) == expected

"""Where days and values lie, by table and for any frame."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.progress.scale import Frame, named_days

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

FRAME = Frame(left=40, top=10, width=600, height=200)
FIRST = date(2026, 3, 1)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


@pytest.mark.parametrize(
    ("n", "of", "x"), [(0, 6, 40), (6, 6, 640), (3, 6, 340), (1, 3, 240), (0, 0, 340), (9, 6, 640), (-2, 6, 40)]
)
def test_where_a_day_lies(n: int, of: int, x: float) -> None:
    assert FRAME.x(day(n), FIRST, day(of)) == x


@pytest.mark.parametrize(("value", "y"), [(0, 210), (10, 10), (5, 110), (2.5, 160), (11, 10), (-1, 210)])
def test_where_a_value_lies(value: float, y: float) -> None:
    assert FRAME.y(value) == y


@pytest.mark.parametrize(
    ("of", "most", "named"),
    [
        (6, 7, [0, 1, 2, 3, 4, 5, 6]),
        (29, 7, [1, 8, 15, 22, 29]),
        (6, 4, [0, 2, 4, 6]),
        (0, 7, [0]),
        (90, 7, [6, 20, 34, 48, 62, 76, 90]),
        (1, 2, [0, 1]),
    ],
)
def test_which_days_are_named(of: int, most: int, named: list[int]) -> None:
    assert named_days(FIRST, day(of), most) == [day(n) for n in named]


@SLOW_MACHINES
@given(st.integers(0, 20_000), st.integers(2, 12))
def test_named_days_fit_ascend_and_end_today(of: int, most: int) -> None:
    named = named_days(FIRST, day(of), most)
    assert 1 <= len(named) <= most
    assert named == sorted(set(named)) and named[-1] == day(of) and named[0] >= FIRST
    assert len({(b - a).days for a, b in zip(named, named[1:], strict=False)}) <= 1, "evenly apart"


@SLOW_MACHINES
@given(
    st.integers(0, 4000), st.lists(st.integers(0, 4000), min_size=1),
    st.lists(st.floats(0, 10), min_size=1), st.builds(Frame, *[st.floats(0, 500)] * 2, *[st.floats(10, 2000)] * 2),
)  # fmt: skip
def test_all_lies_in_the_frame_and_in_order(of: int, days: list[int], values: list[float], frame: Frame) -> None:
    xs = [frame.x(day(n), FIRST, day(of)) for n in sorted(days)]
    ys = [frame.y(value) for value in sorted(values)]
    assert xs == sorted(xs) and ys == sorted(ys, reverse=True), "a later day is never further left"
    assert all(frame.left - 0.1 <= x <= frame.left + frame.width + 0.1 for x in xs)
    assert all(frame.top - 0.1 <= y <= frame.top + frame.height + 0.1 for y in ys)

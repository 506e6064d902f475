"""One modest sentence needs enough points on both sides, and never the best-looking scale."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.progress.change import FEWEST, Change, change, direction
from steady.progress.series import Point

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TODAY = date(2026, 3, 31)


def line(*values: int, every: int = 1) -> list[Point]:
    """The last value is today's."""
    n = len(values)
    return [Point(TODAY - timedelta(days=(n - 1 - i) * every), float(v)) for i, v in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "period", "expected"),
    [
        ((6, 7, 6, 8, 6, 6, 7, 4, 3, 4, 5, 4, 4, 3), "week", ("week", 6.0, 4.0, "easier")),
        ((4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6), "week", ("week", 4.0, 6.0, "harder")),
        ((5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 5, 5, 5, 5), "week", ("week", 5.0, 5.0, "same")),
        ((8, 8, 8, 8, 2, 2, 2, 2), "all", ("halves", 8.0, 2.0, "easier")),
        ((8, 8, 8, 8, 0, 2, 2, 2, 2), "all", ("halves", 8.0, 2.0, "easier")),  # the middle one is left out
        ((8, 8, 8, 8, 2, 2, 2, 2), "month", ("halves", 8.0, 2.0, "easier")),  # the month before is empty
        ((8, 8, 8, 2, 2, 2, 2), "all", None),
        ((9, 9, 9, 9, 1, 1, 1), "week", None),
        ((5,), "all", None),
        ((), "all", None),
    ],
)
def test_what_changed(values: tuple[int, ...], period: str, expected: tuple[str, float, float, str] | None) -> None:
    found = change({"anxiety": line(*values)}, period, TODAY)
    assert (found and (found.span, found.before, found.after, found.direction)) == expected


def test_months_are_compared_where_both_have_enough() -> None:
    found = change({"anxiety": line(7, 7, 7, 7, 7, 3, 3, 3, 3, 3, every=6)}, "month", TODAY)
    assert found == Change("anxiety", 7.0, 3.0, "month", "easier")


def test_the_first_scale_with_enough_speaks_and_not_the_best() -> None:
    worse, better = line(*[3] * 7, *[6] * 7), line(*[9] * 7, *[1] * 7)
    assert change({"urge": better, "anxiety": worse}, "week", TODAY).scale == "anxiety"
    assert change({"urge": better, "anxiety": worse[:3]}, "week", TODAY).scale == "urge"


@pytest.mark.parametrize(
    ("scale", "before", "after", "expected"),
    [("anxiety", 5, 4, "easier"), ("urge", 4, 5, "harder"), ("kindness", 4, 5, "easier"), ("kindness", 5, 3, "harder"),
     ("anxiety", 5, 4.5, "same"), ("kindness", 5, 5, "same")],
)  # fmt: skip
def test_kindness_is_better_the_other_way_round(scale: str, before: float, after: float, expected: str) -> None:
    assert direction(scale, before, after) == expected


def test_a_week_without_entries_is_not_compared_with_itself() -> None:
    old = [Point(TODAY - timedelta(days=n), 5.0) for n in range(40, 20, -1)]
    assert change({"anxiety": old}, "week", TODAY) is None


@SLOW_MACHINES
@given(st.lists(st.integers(0, 10), max_size=30), st.sampled_from(["week", "month", "all"]))
def test_never_over_fewer_points_than_it_takes(values: list[int], period: str) -> None:
    found = change({"anxiety": line(*values)}, period, TODAY)
    if len(values) < 2 * FEWEST:
        assert found is None
    if found:
        assert min(values) <= found.before <= max(values) and min(values) <= found.after <= max(values)

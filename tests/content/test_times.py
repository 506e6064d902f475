"""Times of day, as people name them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.content.times import from_clock, half_of_the_day, read_time, shown

SLOW_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8pm", ["20:00"]),
        ("8 p.m. please", ["20:00"]),
        ("at 7.30 am", ["7:30"]),
        ("12am", ["0:00"]),
        ("12 pm", ["12:00"]),
        ("20:30", ["20:30"]),
        ("20h15", ["20:15"]),
        ("08:00", ["8:00"]),
        ("8:00", ["8:00", "20:00"]),
        ("at nine", ["9:00", "21:00"]),
        ("nine in the evening", ["21:00"]),
        ("every morning at 7", ["7:00"]),
        ("half past eight at night", ["20:30"]),
        ("quarter to nine in the morning", ["8:45"]),
        ("half past six", ["6:30", "18:30"]),
        ("noon", ["12:00"]),
        ("around midnight", ["0:00"]),
        ("12 at night", ["0:00"]),
        ("in the evening", ["20:00"]),
        ("before bed", ["21:30"]),
        ("after work", ["18:00"]),
        ("19", ["19:00"]),
        ("7 o'clock", ["7:00", "19:00"]),
        ("whenever", []),
        ("for 6 weeks", []),
        ("13pm", []),
        ("25:00", []),
        ("", []),
    ],
)
def test_a_time_of_day(text: str, expected: list[str]) -> None:
    assert [shown(minute) for minute in read_time(text)] == expected


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("in the morning", "first"),
        ("am", "first"),
        ("evening please", "second"),
        ("pm", "second"),
        ("later", "second"),
        ("yes", None),
    ],
)
def test_which_half_of_the_day(text: str, half: str | None) -> None:
    assert half_of_the_day(text) == half
    assert read_time(text, moments=False) == ()


@SLOW_MACHINES
@given(st.text(max_size=60))
def test_any_text_gives_minutes_of_a_day_or_nothing(text: str) -> None:
    minutes = read_time(text)
    assert len(minutes) <= 2 and all(0 <= minute < 24 * 60 for minute in minutes)


@SLOW_MACHINES
@given(st.integers(0, 24 * 60 - 1))
def test_a_time_with_its_half_of_the_day_is_read_back(minute: int) -> None:
    hour, rest = divmod(minute, 60)
    assert read_time(f"{hour % 12 or 12}:{rest:02d} {'pm' if hour >= 12 else 'am'}") == (minute,)
    assert from_clock(shown(minute)) == minute


@pytest.mark.parametrize("text", ["24:00", "8", "8:0", "eight", "", "8:60:00"])
def test_what_no_button_carries_is_no_clock(text: str) -> None:
    assert from_clock(text) is None

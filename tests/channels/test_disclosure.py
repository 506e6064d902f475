"""When the coach says again that it is a program: the law names the times."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from steady.channels.disclosure import EVERY, disclosure_due

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC).timestamp()
HOUR = 3600.0


def user(time: float, disclosed: object = True) -> SimpleNamespace:
    return SimpleNamespace(type_name="user", timestamp=time, metadata={"disclosed": disclosed})


def test_the_first_message_is_answered_with_it() -> None:
    assert disclosure_due([], NOON) == "utter_disclosure"


@pytest.mark.parametrize(
    "event",
    [
        user(NOON, False),
        SimpleNamespace(type_name="user", timestamp=NOON, metadata=None),
        SimpleNamespace(type_name="slot", timestamp=NOON),
        SimpleNamespace(type_name="bot", timestamp=NOON, metadata={"disclosed": True}),
    ],
)
def test_what_did_not_carry_it_does_not_count(event: SimpleNamespace) -> None:
    assert disclosure_due([event], NOON + 1) == "utter_disclosure"


@pytest.mark.parametrize(
    ("later", "due"),
    [
        (0, False),
        (EVERY - 1, False),
        (EVERY, True),
        (11 * HOUR, True),
        (12 * HOUR + 1, True),
        (8 * 24 * HOUR, True),
    ],
)
def test_again_after_three_hours(later: float, due: bool) -> None:
    assert disclosure_due([user(NOON)], NOON + later) == ("utter_disclosure_again" if due else None)


def test_three_hours_and_the_day_are_what_the_law_says() -> None:
    assert EVERY == 3 * HOUR
    before_midnight = NOON + 12 * HOUR - 60
    assert disclosure_due([user(before_midnight)], before_midnight + 59) is None
    assert disclosure_due([user(before_midnight)], before_midnight + 61) == "utter_disclosure_again"


def test_it_is_counted_from_the_last_time_it_was_said() -> None:
    events = [user(NOON - 5 * HOUR), user(NOON - HOUR), user(NOON, False)]
    assert disclosure_due(events, NOON + HOUR) is None
    assert disclosure_due(events, NOON + 2 * HOUR) == "utter_disclosure_again"

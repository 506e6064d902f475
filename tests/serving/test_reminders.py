"""When a wish to be reminded is due: its hour, once a day, not late, not after three that nobody answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from steady.dialogue.reminding import MOST_UNANSWERED, QUIET
from steady.records.reminders import KeptWish
from steady.serving.reminders import is_due

DUE = dt.datetime(2026, 11, 24, 20, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
WISH = KeptWish("p", 20 * 60, "Europe/London", QUIET, "web", asked_at=DUE - 3 * DAY, seen_at=DUE - 3 * DAY)


@pytest.mark.parametrize(("minutes", "due"), [(-1, False), (0, True), (29, True), (31, False)])
def test_at_its_hour_and_not_late(minutes: int, due: bool) -> None:
    assert is_due(WISH, DUE + minutes * MINUTE) is due


def test_once_a_day() -> None:
    said = replace(WISH, said_at=DUE, unanswered=1)
    assert not is_due(said, DUE + MINUTE) and is_due(said, DUE + DAY)


def test_not_for_an_hour_that_was_over_when_it_was_wished_for() -> None:
    assert not is_due(replace(WISH, asked_at=DUE + MINUTE), DUE + 2 * MINUTE)


def test_silent_after_a_few_without_an_answer_until_they_write() -> None:
    left = replace(WISH, said_at=DUE - DAY, unanswered=MOST_UNANSWERED)
    assert not is_due(left, DUE)
    assert is_due(replace(left, seen_at=DUE - MINUTE), DUE)

"""The same question again: from which time on it is named, how far each noticing goes, what is too long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from steady.dialogue.asked_again import MOST_KEPT, Asked, as_slot, from_slot, notice

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
SAME, OTHER = (7, 0), (0, 7)


def ago(mark: tuple[int, ...] = SAME, **back: float) -> Asked:
    return Asked(NOW - timedelta(**back), mark)


def noticed(here: list[Asked], kept: list[Asked] | None = None):
    return notice(SAME, here, kept or [], NOW, lambda one, other: tuple(one) == tuple(other))


@pytest.mark.parametrize(
    ("here", "kept", "level", "say"),
    [
        ([], [], 0, ""),
        ([ago(OTHER, minutes=5)], [], 0, ""),
        ([ago(minutes=5)], [], 1, "utter_no_certainty_again"),
        ([ago(minutes=5)], [ago(minutes=5)], 1, "utter_no_certainty_again"),  # on record as well: one and the same
        ([], [ago(days=2)], 1, "utter_again_week"),
        ([], [ago(days=2), ago(days=2, minutes=9)], 1, "utter_again_week"),  # a day counts once
        ([], [ago(days=8)], 0, ""),
        ([ago(days=1)], [], 0, ""),  # another day, and nothing was to be kept
        ([ago(minutes=9), ago(minutes=5)], [], 2, "utter_again_second"),
        ([ago(minutes=9)], [ago(days=2)], 2, "utter_again_second"),
        ([ago(minutes=n) for n in (30, 20, 10)], [], 3, "utter_again_third"),
        ([ago(minutes=n) for n in range(1, 9)], [], 3, "utter_again_third"),
    ],
)
def test_what_is_noticed(here: list[Asked], kept: list[Asked], level: int, say: str) -> None:
    found = noticed(here, kept)
    assert (found.level, found.say) == (level, say)


def test_a_doubt_that_moves_on_in_small_steps_is_one() -> None:
    near = lambda one, other: abs(one[0] - other[0]) <= 2  # noqa: E731
    here = [ago((n, 0), minutes=60 - n) for n in (1, 3, 5)]
    assert notice((7, 0), here, [], NOW, near).level == 3
    assert notice((9, 0), here, [], NOW, near).level == 0
    assert notice((7, 0), here[-1:], [ago((3, 0), days=2)], NOW, near).level == 2


def test_each_noticing_offers_something_else() -> None:
    offers = [noticed([ago(minutes=n) for n in range(1, count + 1)]).offer for count in (1, 2, 3)]
    assert len(set(offers)) == 3


def test_the_slot_keeps_the_latest_and_gives_them_back() -> None:
    asked = [ago((n, -n), minutes=60 - n) for n in range(MOST_KEPT + 5)]
    slot = [[at, [float(n) for n in mark]] for at, mark in as_slot(asked)]  # as a tracker may give it back
    assert from_slot(slot, NOW) == asked[-MOST_KEPT:]
    assert from_slot(None, NOW) == []

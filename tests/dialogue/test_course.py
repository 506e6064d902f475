"""Where a message leads in the course: pure."""

from __future__ import annotations

import pytest

from steady.content.course import ACT, ASK, PRACTICE, TALK, Day, Part
from steady.dialogue.course import Heard, Place, Step, at_day, ended, following, skipped, step, taken_up

PARTS = (Part(TALK, ("a",)), Part(ASK, ("b?",)), Part(PRACTICE, ("c",), "rest"), Part(ACT, ("d",), acts=("x", "y")))
DAYS = [Day(n, f"Day {n}", 3, "s", None, n in {2, 5}, PARTS) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("part", "kind", "interrupted", "expected"),
    [
        (0, "next", False, Step(1)),
        (0, "words", False, Step(1, "heard")),
        (0, "yes", False, Step(1)),
        (0, "no", False, Step(1)),
        (0, "asks", False, Step(0, "asked")),
        (0, "back", False, Step(0, "first")),
        (1, "back", False, Step(0)),
        (1, "again", False, Step(1)),
        (1, "words", False, Step(2, "heard")),
        (1, "no", False, Step(2, "no_need")),
        (1, "next", True, Step(1)),  # back from an interruption: the same place
        (1, "yes", True, Step(1)),
        (1, "words", True, Step(2, "heard")),
        (2, "next", False, Step(3)),
        (2, "no", False, Step(3, "no_need")),
        (3, "act", False, Step(4, "act")),
        (3, "words", False, Step(4, "act")),
        (3, "next", False, Step(4, "no_act")),
        (3, "no", False, Step(4, "no_act")),
        (3, "next", True, Step(3)),
    ],
)
def test_a_message_within_a_day(part: int, kind: str, interrupted: bool, expected: Step) -> None:
    assert step(Place(1, part), PARTS, Heard(kind, interrupted)) == expected


def test_begun_and_taken_up_at_the_same_part() -> None:
    assert taken_up(None, DAYS, False) == Place(1)
    assert taken_up(Place(3, 2, left=True), DAYS, False) == Place(3, 2)
    assert taken_up(Place(3, 0, over=True), DAYS, False) == Place(4)


def test_a_day_ends_and_is_not_counted_twice() -> None:
    once = ended(Place(1, 3), "2026-11-26")
    assert (once.over, once.done, once.done_on) == (True, (1,), "2026-11-26")
    assert ended(at_day(once, 1, DAYS, False), "2026-11-27").done == (1,)


def test_skipping_leaves_no_mark() -> None:
    place = skipped(Place(3, 1, done=(1,)), DAYS, False)
    assert (place.day, place.over, place.done) == (3, True, (1,))
    assert skipped(place, DAYS, False).day == 4, "between two days it is the coming one that is skipped"


def test_after_the_last_there_is_none() -> None:
    assert following(Place(5, over=True), DAYS, False) is None
    assert following(Place(4, over=True), DAYS, False).number == 5


def test_where_somebody_is_hurt_no_day_leads_to_the_partner() -> None:
    assert following(Place(1, over=True), DAYS, True).number == 3
    assert following(Place(4, over=True), DAYS, True) is None
    assert taken_up(Place(2, 1), DAYS, True) == Place(3), "not even one that was begun before"
    assert at_day(None, 2, DAYS, True).day == 3
    assert at_day(None, 2, DAYS, False).day == 2


@pytest.mark.parametrize("number", [-3, 0, 99])
def test_a_day_that_is_not_there_is_the_nearest(number: int) -> None:
    assert at_day(None, number, DAYS, False).day == (5 if number == 99 else 1)


def test_a_place_lives_in_a_slot() -> None:
    place = Place(4, 1, True, True, (1, 3), "2026-11-26")
    assert Place.from_slot(place.as_slot()) == place
    assert Place.from_slot({"day": 4.0, "part": 1.0, "done": [1.0]}) == Place(4, 1, done=(1,)), "floats come back"
    assert Place.from_slot(None) is None and Place.from_slot({}) is None

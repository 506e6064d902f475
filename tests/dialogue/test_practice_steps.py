"""Where a message leads inside a practice."""

from __future__ import annotations

import pytest

from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH, Step
from steady.dialogue.practice_steps import SKIPPED, Move, Place, Said, both, move

STEPS = (
    Step("one"),
    Step("two", uses="touch", without_touch="-", without_body="-"),
    Step("three", writes="letter", more=True),
    Step("four", writes="need"),
    Step("five", uses="breath", without_body="-"),
)


def at(index: int, kind: str, *, way: str | None = None, interrupted: bool = False, says: str | None = None) -> Move:
    return move(Place("practice_done", index, STEPS, interrupted, way), Said(kind, way=says))


@pytest.mark.parametrize(
    ("index", "kind", "moved"),
    [
        (0, "next", Move(1)),
        (4, "next", Move(5)),  # done
        (0, "words", Move(1, say="kept")),
        (2, "words", Move(2, view="more", keeps="letter")),  # there may be more to write
        (3, "words", Move(4, say="kept", keeps="need")),
        (3, "back", Move(2)),
        (0, "back", Move(0, say="first")),
        (3, "again", Move(3)),
        (3, "stuck", Move(3, view="stuck")),
        (3, "no", Move(3, view="no")),
        (1, "other_way", Move(1, NO_TOUCH, say="other_way")),
        (4, "other_way", Move(4, NO_BREATH, say="other_way")),
        (0, "other_way", Move(0, NO_BODY, say="other_way")),
    ],
)
def test_a_step(index: int, kind: str, moved: Move) -> None:
    assert at(index, kind) == moved


def test_the_other_way_once_more_leaves_the_body_out() -> None:
    assert at(1, "other_way", way=NO_TOUCH).way == NO_BODY
    assert at(4, "other_way", way=NO_TOUCH).way == NO_BODY
    assert at(1, "other_way", says=NO_BREATH).way == NO_BREATH


def test_what_is_left_out_stays_left_out() -> None:
    assert all(at(2, kind, way=NO_TOUCH).way == NO_TOUCH for kind in ("next", "back", "again", "words", "stuck", "no"))
    assert both(NO_TOUCH, None) == both(None, NO_TOUCH) == NO_TOUCH
    assert both(NO_TOUCH, NO_BREATH) == NO_BODY


def test_after_an_interruption_the_step_comes_once_more() -> None:
    assert at(1, "next", interrupted=True) == Move(1)
    assert at(3, "words", interrupted=True).keeps == "need"


@pytest.mark.parametrize(
    ("asked", "said", "moved"),
    [
        ("practice_before", Said("words", rating=7), Move(0, rating=7)),
        ("practice_before", Said("next", skips=True), Move(0, rating=SKIPPED)),
        ("practice_before", Said("words"), Move(0, rating=SKIPPED, say="no_number")),
        ("practice_before", Said("other_way", way=NO_TOUCH), Move(0, NO_TOUCH, rating=SKIPPED, say="no_number")),
        ("practice_after", Said("back"), Move(4)),
        ("practice_after", Said("words", rating=0), Move(0, rating=0)),
    ],
)
def test_a_rating(asked: str, said: Said, moved: Move) -> None:
    assert move(Place(asked, 0, STEPS), said) == moved

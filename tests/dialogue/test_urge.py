"""A wait with an urge: its marks, its clock, and what is told while it runs."""

from __future__ import annotations

import pytest

from steady.content.urge import DELAYS
from steady.dialogue.urge import MARKS, Wait, answers_step, change, told

WAIT = Wait("ab12", "text", 10, began=1000.0, before=8)


def test_a_slot_gives_back_what_was_put_into_it() -> None:
    noted = WAIT.with_reading(6, 1000.0 + 5 * 60)
    assert Wait.from_slot(noted.as_slot()) == noted
    assert noted.readings == ((5, 6),) and noted.latest == 6 and WAIT.latest == 8


@pytest.mark.parametrize("value", [None, "x", {}, {"id": "ab12"}, {**WAIT.as_slot(), "more": 1}])
def test_a_slot_of_another_shape_is_no_wait(value: object) -> None:
    assert Wait.from_slot(value) is None


@pytest.mark.parametrize(("seconds", "left"), [(0, 10), (1, 10), (60, 9), (599, 1), (600, 0), (9999, 0)])
def test_what_is_left_is_rounded_up(seconds: float, left: int) -> None:
    assert WAIT.left(1000.0 + seconds) == left


def test_every_delay_has_its_marks_within_it() -> None:
    assert set(MARKS) == set(DELAYS)
    assert all(0 < mark < minutes for minutes, marks in MARKS.items() for mark in marks)


@pytest.mark.parametrize(
    ("text", "intent", "answers_it"),
    [
        ("I texted him, sorry", "describe_checking", "urge_did_it"),
        ("it passed", None, "urge_waited"),
        ("ten mins and i didnt ring him, it passed", "share_progress", "urge_waited"),
        ("he was so sweet today", "share_progress", None),
        ("how long is left", None, "urge_left"),
        ("I still really want to call him", "urge_now", "urge_left"),
        ("it's a 4", None, "urge_reading"),
        ("four", None, "urge_reading"),
        ("we were together for 5 years", "share_breakup", None),
        ("thanks", "thank", None),
        ("do you think he loves me", "seek_reassurance", None),
    ],
)
def test_what_is_told_meanwhile(library, text: str, intent: str | None, answers_it: str | None) -> None:
    assert told(text, intent, library.urge, library.answers) == answers_it


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(8, 3, "fell"), (3, 3, "same"), (3, 8, "rose"), ("skipped", 3, None), (3, None, None)],
)
def test_how_it_moved(before: object, after: object, moved: str | None) -> None:
    assert change(before, after) == moved


@pytest.mark.parametrize(
    ("asked", "text", "answered"),
    [
        ("urge_before", "its off the charts", True),
        ("urge_after", "a bit less", True),
        ("urge_minutes", "ten i suppose", True),
        ("urge_meanwhile", "run my hands under the tap", True),
        ("urge_outcome", "I didn't ring him", True),
        ("urge_kind", "call her", True),
        ("urge_before", "is attachment theory even real", False),
        ("urge_minutes", "will it be over in ten minutes?", False),
        ("new_trigger", "ten", False),
        (None, "ten", False),
    ],
)
def test_an_answer_is_no_digression(library, asked: str | None, text: str, answered: bool) -> None:
    assert answers_step(asked, text, library.urge) is answered

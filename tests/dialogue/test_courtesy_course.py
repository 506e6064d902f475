"""The course and what is said around it: pure decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.dialogue.course import Place
from steady.dialogue.course_turn import course_turn
from steady.dialogue.courtesy import decide
from steady.dialogue.courtesy_turn import PracticeTurn, Table, Turn, load_table

START = ("action_start_course", "course_form")
WHERE = ("action_course_where",)


@pytest.fixture(scope="module")
def table(root: Path) -> Table:
    return load_table(root / "data" / "content")


@pytest.fixture
def say(library, table):
    """The actions for a text; `place` None: no course was begun. `choice`: of a button."""

    def said(
        text: str,
        intent: str = "share_anxiety",
        sure: float = 0.9,
        place: Place | None = None,
        choice: str | None = None,
        **more: object,
    ) -> tuple[str, ...] | None:
        hurt = bool(more.get("abuse"))
        slot = {"course": place.as_slot() if place else None}.get
        turn = course_turn(text, intent, choice, slot, library, hurt, sure)
        given = {
            "practice": PracticeTurn(
                steers=library.practice_talk.steers(text), leaves=library.practice_talk.holds("leaves", text)
            ),
            "adult": True,
            "pressed": text.startswith("/"),
            **more,
        }
        return decide(Turn(text, intent, sure, course=turn, **given), table, library.answers, library.places)  # type: ignore[arg-type]

    return said


def part_of(library, day: int, kind: str) -> Place:
    kinds = [part.kind for part in library.course[day - 1].parts]
    return Place(day, kinds.index(kind))


@pytest.mark.parametrize(
    ("text", "intent", "place", "expected"),
    [
        ("start the course", "start_course", None, START),
        ("start the course", "start_course", Place(3, 1), START),
        ("start the course", "start_course", Place(3, over=True), WHERE),  # offered, not pushed
        ("next day", "share_anxiety", Place(3, over=True), START),
        ("next day", "share_anxiety", None, None),
        ("next day of the course", "start_course", Place(15, over=True), WHERE),
        ("day 7", "start_course", Place(3, over=True), START),
        ("where was I in the course", "start_course", Place(3, 1), WHERE),
        ("where was I in the course", "start_course", None, START),
        ("skip this day", "stop", Place(3, 1), ("action_skip_course_day",)),
        ("leave the course", "leave_course", Place(3, 1), ("action_leave_course",)),
        ("leave the course", "leave_course", None, ("action_leave_course",)),
        ("of course", "start_course", None, ("utter_affirm_idle",)),
        ("next", "start_course", None, ("utter_what_now",)),
        ("of course we would", "start_course", None, ("action_fallback",)),
        ("of course I love the man", "leave_course", Place(3, 1), ("action_fallback",)),
    ],
)
def test_outside_a_day(say, text: str, intent: str, place: Place | None, expected: tuple[str, ...] | None) -> None:
    assert say(text, intent, place=place) == expected


def test_a_vague_reading_needs_the_name_of_the_course(say) -> None:
    told = "three days of nothing and I keep looking at the door"
    assert say(told, "start_course", 0.55) == ("action_fallback",)
    assert say("start the course then", "start_course", 0.55) == START
    assert say("the fifteen days please", "start_course", 0.9) == START


def test_the_age_comes_first(say) -> None:
    assert say("start the course", "start_course", adult=None) == ("action_ask_adult",)
    assert say("start the course", "start_course", adult=False) == ("utter_under_18_again",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", START),
        ("go on", START),
        ("carry on", START),
        ("no", ("utter_course_later",)),
        ("not now", ("utter_course_later",)),
        ("of course, tomorrow", ("utter_course_later",)),
        ("yes, tomorrow", ("utter_course_later",)),
    ],
)
def test_an_answer_to_the_offer_to_go_on(say, text: str, expected: tuple[str, ...]) -> None:
    assert say(text, "affirm", place=Place(3, 1), awaiting="course") == expected


def test_go_on_after_a_practice_that_was_left_is_the_practices(say) -> None:
    left = PracticeTurn(open="grounding", takes_up=True)
    resumed = ("action_resume_practice", "practice_form")
    assert say("go on", "affirm", place=Place(3, 1), practice=left) == resumed
    assert say("go on", "affirm", place=Place(3, 1), practice=left, awaiting="course") == START


WITHIN = {"loop": "course_form", "requested": "course_step"}


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("stop", "stop", ("action_stop",)),
        ("next", "share_anxiety", None),
        ("that is so me", "affirm", None),
        ("where was I", "start_course", None),
        ("skip this day", "stop", ("action_leave", "action_skip_course_day")),
        ("leave the course", "leave_course", ("action_leave", "action_leave_course")),
        ("can we go to day 9", "start_course", ("action_leave", *START)),
        ("are you a real person", "bot_challenge", ("utter_bot_challenge", "action_digress_back")),
        ("what is attachment theory anyway?", "faq", ("action_faq", "action_digress_back")),
        ("he still hasn't texted back", "share_no_reply", ("utter_share_no_reply", "action_digress_back")),
        ("will she leave me?", "seek_reassurance", ("utter_no_certainty", "action_digress_back")),
        ("I want to text him right now", "urge_now", ("action_leave", "action_start_urge", "urge_form")),
        ("my heart is racing", "ask_calm_now", ("action_leave", "action_start_practice", "practice_form")),
        ("can I do my check-in", "check_in", ("action_leave", "action_ask_to_keep")),
        ("right then, bye", "goodbye", ("action_leave", "utter_goodbye")),
        ("of course", "start_course", None),
        ("back", "goodbye", None),
    ],
)
def test_within_a_day_where_nothing_is_asked(
    say, library, text: str, intent: str, expected: tuple[str, ...] | None
) -> None:
    assert say(text, intent, place=part_of(library, 1, "talk"), **WITHIN) == expected


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("that nobody would stay with someone like me", "share_self_criticism", None),
        ("I want to text him right now", "urge_now", None),
        ("he still hasn't texted back", "share_no_reply", None),
        ("delete everything you have about me", "delete_my_data", ("action_ask_delete", "action_digress_back")),
        ("that I'd want them to delete everything they ever had about me", "delete_my_data", None),
        ("that they have one foot out of the door", "goodbye", None),
        ("what is attachment theory anyway?", "faq", ("action_faq", "action_digress_back")),
        ("I can't breathe", "ask_calm_now", ("action_leave", "action_start_practice", "practice_form")),
    ],
)
def test_within_a_day_where_words_are_asked_for(
    say, library, text: str, intent: str, expected: tuple[str, ...] | None
) -> None:
    assert say(text, intent, place=part_of(library, 1, "ask"), **WITHIN) == expected


def test_what_is_told_unclearly_is_no_interruption(say, library) -> None:
    here = part_of(library, 1, "talk")
    assert say("that's me all over", "share_breakup", 0.61, place=here, **WITHIN) is None


def test_the_practice_of_the_day_begins_with_a_yes(say, library) -> None:
    here, begins = part_of(library, 1, "practice"), ("action_course_practice", "action_start_practice", "practice_form")
    assert say("yes", "affirm", place=here, **WITHIN) == begins
    assert say("ok let's do it", "affirm", place=here, **WITHIN) in (begins, None)
    assert say("sure", "affirm", place=here, **WITHIN) == begins
    assert say("next", "affirm", place=here, **WITHIN) is None
    assert say("no", "deny", place=here, **WITHIN) is None


def test_with_abuse_an_urge_is_not_waited_out(say, library) -> None:
    here = part_of(library, 1, "talk")
    said = say("I want to text him right now", "urge_now", place=here, abuse=True, **WITHIN)
    assert said == ("action_leave", "utter_urge_now", "utter_abuse_next")


def test_buttons(say) -> None:
    place = Place(3, 1)
    assert say("/start_course", "start_course", 1.0, place=place) == START
    assert say("/start_course", "start_course", 1.0, place=place, choice="skip_day", **WITHIN) == (
        "action_leave",
        "action_skip_course_day",
    )
    assert say("/start_course", "start_course", 1.0, place=place, choice="next_part") == START
    assert say("/start_course", "start_course", 1.0, place=Place(3, over=True), choice="next_day") == START
    assert say("/start_course", "start_course", 1.0, adult=None) == ("action_ask_adult",)


def test_the_last_day_of_somebody_who_is_not_safe(say, library) -> None:
    """With the days about a partner left out, the end is still the end."""
    assert say("next day of the course", "start_course", place=Place(15, over=True), abuse=True) == WHERE
    assert say("next day of the course", "start_course", place=Place(12, over=True), abuse=True) == START

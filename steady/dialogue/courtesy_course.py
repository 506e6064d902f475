"""Courtesy and the course: begun, found again, left; and what leads out of a day and back. Pure."""

from __future__ import annotations

from steady.content.answers import Answers
from steady.content.course_talk import AGAIN, LEAVE, SKIP, WHERE
from steady.dialogue.course import FORM
from steady.dialogue.course_turn import BEGIN
from steady.dialogue.courtesy_turn import START_PRACTICE, SURE, Table, Turn

AWAITED = "course"
START_COURSE = ("action_start_course", FORM)
# Within a day, "that's me all over" may be read as something told, and "I can't calm down" be an answer: only
# what is clear leads out, and where own words are asked for it must be short as well.
CLEAR, MOST_WORDS_OF_A_REQUEST = 0.8, 8
FOR_CERTAINTY = {"seek_reassurance": "utter_no_certainty"}


def asked_for(turn: Turn) -> tuple[str, ...] | None:
    """What a message about the course itself leads to; None when it is about something else."""
    course = turn.course
    if course.asks is None:
        return None
    if course.asks == LEAVE:
        return ("action_leave_course",)
    if course.asks == SKIP and course.known:
        return ("action_skip_course_day",)
    if course.asks == AGAIN:
        return START_COURSE
    # Once a day is over, the next is offered and not pushed; asked for by its name it begins.
    if course.known and (course.asks == WHERE or course.last or course.over and course.asks == BEGIN):
        return ("action_course_where",)
    return START_COURSE


def outside(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """With no form under way."""
    if turn.adult is not True:
        return None  # the tool waits for the age (held_back), and so it was not begun
    if found := asked_for(turn):
        return found
    said = None if turn.pressed else answers.yes_no(turn.text)
    goes_on = said == "yes" or any(answers.is_said(kind, turn.text) for kind in ("resume", "go_on"))
    if turn.awaiting == AWAITED and not turn.pressed:
        if said == "no" or turn.course.later:
            return ("utter_course_later",)
        if goes_on:
            return ("action_course_where",) if turn.course.last else START_COURSE
    return None


def unfounded(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """Read as being about the course, and nothing in it is: what its words alone may mean."""
    if turn.adult is not True or not turn.course.unfounded:
        return None
    said = None if turn.pressed else answers.yes_no(turn.text)
    goes_on = said == "yes" or any(answers.is_said(kind, turn.text) for kind in ("resume", "go_on"))
    return ("utter_affirm_idle",) if said == "yes" else ("utter_what_now",) if goes_on else ("action_fallback",)


def within(turn: Turn, table: Table, answers: Answers) -> tuple[str, ...] | None:
    """In the middle of a day. () leaves the message to the course; None: it is looked at like in any form."""
    intent, course = turn.intent or "", turn.course
    if course.asks == WHERE and not turn.pressed:
        return ()  # the part is shown again
    if course.asks is not None and course.asks != BEGIN and (found := asked_for(turn)):
        return ("action_leave", *found)
    if course.asks == BEGIN:
        return ()
    if turn.pressed:
        return None
    if turn.practice.steers:
        return ()  # "back", "again"
    plainly = any(answers.is_said(kind, turn.text) for kind in ("skip", "go_on", "resume"))
    if course.offers and (answers.yes_no(turn.text) == "yes" or _practises(turn)):
        return ("action_course_practice", *START_PRACTICE)
    if plainly or answers.yes_no(turn.text) or turn.confidence < SURE:
        return ()
    if course.writes and not turn.text.rstrip().endswith("?"):
        return _from_words(turn, table)
    if intent in table.begun_in_course:
        return ("action_leave", *(_instead(turn, table) or table.starters[intent]))
    if intent.startswith("share_") and turn.confidence >= CLEAR:
        return (f"utter_{intent}", "action_digress_back")
    if intent in FOR_CERTAINTY:
        return (FOR_CERTAINTY[intent], "action_digress_back")
    return None


def _from_words(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """Where own words are asked for: what is no such word."""
    intent = turn.intent or ""
    if intent in {"goodbye", "stop"}:
        return None if turn.practice.leaves else ()
    if turn.confidence < CLEAR or len(turn.text.split()) > MOST_WORDS_OF_A_REQUEST:
        return ()
    if intent == "ask_calm_now":
        return ("action_leave", *table.starters[intent])
    return None if intent in set(table.digressions) - table.said_in_practices else ()


def _practises(turn: Turn) -> bool:
    return turn.intent == "ask_exercise" and turn.practice.named is None and turn.confidence >= SURE


def _instead(turn: Turn, table: Table) -> tuple[str, ...] | None:
    if turn.abuse and (instead := table.with_abuse.get(turn.intent or "")):
        return instead
    kept = turn.intent in table.kept_only and turn.consent is not True
    return ("action_ask_to_keep",) if kept else None

"""What a message and the moment say about the course. Pure: slots and words in, a few switches out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from steady.content.course import PRACTICE
from steady.content.library import Library
from steady.dialogue.course import SLOT, Place, following, open_days

START, LEFT = "start_course", "leave_course"
# Besides the moves of course_talk.py: begin or be told what is next, go on within the day, go to a day by its number.
BEGIN, ON, DAY = "begin", "next_part", "day"
CLEAR = 0.8  # below, a reading is believed only beside a name of the course


@dataclass(frozen=True)
class CourseTurn:
    """`asks`: a move of the course that the message asks for; None when it asks for none."""

    asks: str | None = None
    unfounded: bool = False  # read as being about the course, without a word for it ("of course")
    known: bool = False  # it was begun
    over: bool = False  # the day is over, the next not begun
    last: bool = False  # and there is none after it
    writes: bool = False  # the open part takes own words
    offers: bool = False  # the open part offers a practice
    later: bool = False  # it says "tomorrow"


def course_turn(
    text: str,
    intent: str | None,
    choice: str | None,
    slot: Callable[[str], Any],
    library: Library,
    hurt: bool,
    confidence: float = 1.0,
) -> CourseTurn:
    place = Place.from_slot(slot(SLOT))
    known = place is not None
    asks, unfounded = _asks(text, intent, choice, known, library, confidence >= CLEAR)
    if place is None:
        return CourseTurn(asks, unfounded)
    days = library.course
    part = next((day.parts[min(place.part, len(day.parts) - 1)] for day in days if day.number == place.day), None)
    barred = all(day.number != place.day for day in open_days(days, hurt))
    return CourseTurn(
        asks,
        unfounded,
        known,
        place.over,
        (place.over or barred) and following(place, days, hurt) is None,
        part is not None and part.writes,
        part is not None and part.kind == PRACTICE and not place.over,
        library.course_talk.puts_off(text),
    )


def _asks(
    text: str, intent: str | None, choice: str | None, known: bool, library: Library, clear: bool
) -> tuple[str | None, bool]:
    if text.startswith("/"):
        return {START: choice or BEGIN, LEFT: "leave"}.get(intent or ""), False
    talk, read = library.course_talk, intent in {START, LEFT}
    if move := talk.move(text, known=known, read=read):
        return move, False
    if (
        read
        and not talk.is_cued(text, clear=clear)
        or intent == LEFT
        and not known
        and not talk.is_cued(text, clear=False)
    ):
        return None, True
    if intent == LEFT:
        return "leave", False
    if (known or read) and talk.day(text) is not None:
        return (DAY, False) if read or len(text.split()) <= 3 else (None, False)
    return (BEGIN if intent == START else None), False

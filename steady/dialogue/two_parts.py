"""A message that answers or is courteous first, and then says something of its own: where it comes apart. Pure.

"38, so no need to ask. My partner ..." answers the question about age and tells of a partner; in "none of those.
she moved out in June" the point is behind the courtesy. Whether the rest says anything is for a reading of it
to tell (steady/channels/second_reading.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from steady.content.library import Library

CUTS = re.compile(r"[.;:!?\n…]+\s*|,\s+|\s+(?:[-–—]\s+)?(?=(?:so|but|and)\b)|\s[-–—]\s", re.IGNORECASE)
LEAST_WORDS, LEAST_UNREAD = 3, 6
# "34, and trans, if that matters?", "48. And you?": there the next question is not kept waiting.
LEAST_BEHIND_AN_AGE = 6
# Readings of a courtesy; behind one, these say nothing of their own.
COURTESIES = frozenset({"affirm", "deny", "thank", "greet", "not_sure", "next", "skip", "what_now", "stop"})
# Where a message was read as one of these, its beginning may have decided.
BY_ITS_BEGINNING = COURTESIES | {"nlu_fallback", "leave_course"}
OFFERS_AWAITED = frozenset({"urge", "own_half", "course", "practice", "therapy", None})


def after_the_answer(text: str, awaiting: str | None, library: Library) -> tuple[str, str] | None:
    """(answer, rest) of a message that answers the question about age or notes and goes on; None for another."""
    answers = _answers_age if awaiting == "adult" else _answers_notes
    found: tuple[str, str] | None = None
    for cut in CUTS.finditer(text):
        front, rest = text[: cut.end()].strip(), text[cut.end() :].strip()
        if not rest:
            break
        piece = text[(text.find(found[1]) if found else 0) : cut.start()].strip()
        if found and not answers(piece, library) and not _is_courtesy(piece, library):
            break
        if found or answers(front, library):
            found = front, rest
    if found is None or awaiting == "consent" and _only_begins(found[0], library):
        return None
    kind, behind = library.lead.split(f"ok {found[1]}")
    least = LEAST_BEHIND_AN_AGE if awaiting == "adult" else LEAST_WORDS
    return (found[0], behind) if kind and len(behind.split()) >= least else None


def _only_begins(front: str, library: Library) -> bool:
    """ "ok" in front of a question about the notes is no consent to them: more than a courtesy is needed."""
    return library.lead.split(front) == ("other", "")


def _is_courtesy(piece: str, library: Library) -> bool:
    kind, rest = library.lead.split(piece)
    return not piece or kind is not None and not rest


def _answers_age(front: str, library: Library) -> bool:
    """Of age; who is not is answered as a whole."""
    told = library.opening.of_age(front)
    return told == "adult" or told is None and library.answers.is_said("yes", front)


def _answers_notes(front: str, library: Library) -> bool:
    said = library.opening.on_notes(front)
    return said is not None or any(library.answers.is_said(kind, front) for kind in ("yes", "no"))


def says_something(reading: str | None, text: str, *, refused: bool) -> bool:
    """The rest is a message. Not understood, it still is one where a bare "all right, not that" would pass it over."""
    words = len(text.split())
    if reading == "nlu_fallback":
        return refused and words >= LEAST_UNREAD
    return words >= LEAST_WORDS and reading not in COURTESIES


def point_behind(
    text: str, reading: Callable[[], str | None], awaiting: str | None, library: Library
) -> tuple[str, str] | None:
    """(courtesy, rest) where the courtesy would decide over the rest; None where it may, or where none stands there.

    A "yes" to an offer is an answer, and begins what was offered; a "no" to it leaves the offer for the rest."""
    if awaiting not in OFFERS_AWAITED:
        return None
    kind, rest = library.lead.split(text)
    if kind is None or len(rest.split()) < LEAST_WORDS or kind == "yes" and awaiting:
        return None
    refuses = kind == "no" and awaiting is not None and library.answers.yes_no(text) == "no"
    return (kind, rest) if refuses or reading() in BY_ITS_BEGINNING else None

"""Where a message leads inside a practice, as a pure function: on, back, another way, or staying."""

from __future__ import annotations

from dataclasses import dataclass

from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH, Step

SKIPPED = "skipped"
RATINGS = {"practice_before", "practice_after"}


@dataclass(frozen=True)
class Place:
    """Where the person is. `asked`: "practice_before", "practice_done" (a step) or "practice_after"."""

    asked: str
    index: int
    steps: tuple[Step, ...]
    interrupted: bool = False  # something else was answered since the step was shown
    way: str | None = None


@dataclass(frozen=True)
class Said:
    """`kind`: "next", "back", "again", "other_way", "stuck", "no", or "words" of their own."""

    kind: str
    rating: int | None = None
    way: str | None = None
    skips: bool = False


@dataclass(frozen=True)
class Move:
    """`index` at the number of steps: the practice is done. `rating`: 0-10 or SKIPPED.

    `say`: a word before going on; `view`: said instead of the step, which stays open;
    `keeps`: the name under which this message's words are given back later.
    """

    index: int
    way: str | None = None
    say: str | None = None
    view: str | None = None
    keeps: str | None = None
    rating: int | str | None = None


def move(place: Place, said: Said) -> Move:
    if place.asked in RATINGS:
        return _rated(place, said)
    step = place.steps[min(place.index, len(place.steps) - 1)]
    stay = Move(place.index, place.way)
    if said.kind == "back":
        return Move(max(0, place.index - 1), place.way, say=None if place.index else "first")
    if said.kind == "again" or said.kind == "next" and place.interrupted:
        return stay
    if said.kind == "other_way":
        return _other_way(place, said, step)
    if said.kind in {"stuck", "no"}:
        return Move(place.index, place.way, view=said.kind)
    if said.kind == "next":
        return Move(place.index + 1, place.way)
    if step.writes and step.more:
        return Move(place.index, place.way, view="more", keeps=step.writes)
    return Move(place.index + 1, place.way, say="kept", keeps=step.writes)


def _rated(place: Place, said: Said) -> Move:
    if said.kind == "back" and place.asked == "practice_after":
        return Move(max(0, len(place.steps) - 1), place.way)
    if said.rating is not None:
        return Move(place.index, place.way, rating=said.rating)
    # Words instead of a number: no number is needed, and nobody is asked again.
    plainly = said.skips or said.kind in {"next", "no", "stuck", "back", "again"}
    return Move(place.index, both(place.way, said.way), rating=SKIPPED, say=None if plainly else "no_number")


def _other_way(place: Place, said: Said, step: Step) -> Move:
    """As they said; by the button, round what this step uses. What was left out before stays left out."""
    way = said.way or {"touch": NO_TOUCH, "breath": NO_BREATH}.get(step.uses or "", NO_BODY)
    if said.way is None and way == place.way:
        way = NO_BODY  # the other way was not it either
    return Move(place.index, both(place.way, way), say="other_way")


def both(known: str | None, now: str | None) -> str | None:
    """Two wishes together: without touch and without breath is without the body."""
    return known or now if known is None or now is None or known == now else NO_BODY

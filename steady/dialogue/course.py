"""Where somebody is in the course, and where a message leads. Pure: no Rasa, no clock, no words.

Nothing is locked and nothing is counted against anyone: a day may be taken, skipped or taken again in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from steady.content.course import ACT, PRACTICE, Day, Part

FORM, SLOT = "course_form", "course"


@dataclass(frozen=True)
class Place:
    """`day` 1-15 and `part` from 0; `over`: that day is done or skipped, and the next not begun.

    `done`: days taken to their end; `done_on`: YYYY-MM-DD of the last of them; `left`: the course was left.
    """

    day: int = 1
    part: int = 0
    over: bool = False
    left: bool = False
    done: tuple[int, ...] = ()
    done_on: str | None = None

    def as_slot(self) -> dict[str, Any]:
        kept = ("day", "part", "over", "left", "done_on")
        return {**{name: getattr(self, name) for name in kept}, "done": list(self.done)}

    @classmethod
    def from_slot(cls, value: object) -> Place | None:
        """None for a course that was never begun. A number may come back from the tracker as a float."""
        if not isinstance(value, dict) or "day" not in value:
            return None
        return cls(
            day=int(value["day"]),
            part=int(value.get("part") or 0),
            over=bool(value.get("over")),
            left=bool(value.get("left")),
            done=tuple(int(day) for day in value.get("done") or ()),
            done_on=value.get("done_on"),
        )


@dataclass(frozen=True)
class Heard:
    """One message within a day. `kind`: "next", "back", "again", "yes", "no", "act" (one on a button), "asks", "words"."""

    kind: str
    interrupted: bool = False  # something else was answered since the course spoke last


@dataclass(frozen=True)
class Step:
    """`part` that is shown next (past the last: the day is over), and what is said before it, if anything."""

    part: int
    say: str | None = None


def open_days(days: Sequence[Day], hurt: bool) -> list[Day]:
    """The days that this person is led through: where they are hurt at home, none that sends them to their partner."""
    return [day for day in days if not (hurt and day.about_partner)]


def following(place: Place, days: Sequence[Day], hurt: bool) -> Day | None:
    """The day that comes next; None after the last."""
    return next((day for day in open_days(days, hurt) if day.number > place.day), None)


def taken_up(place: Place | None, days: Sequence[Day], hurt: bool) -> Place:
    """Where the course begins or goes on: in the middle of a day at the same part, else at the next day."""
    if place is None:
        return Place(open_days(days, hurt)[0].number)
    barred = all(day.number != place.day for day in open_days(days, hurt))
    if not place.over and not barred:
        return replace(place, left=False)
    nearest = following(place, days, hurt) or open_days(days, hurt)[-1]
    return replace(place, day=nearest.number, part=0, over=False, left=False)


def at_day(place: Place | None, number: int, days: Sequence[Day], hurt: bool) -> Place:
    """At the beginning of that day, or of the next that is open to them."""
    start = replace(place or Place(), day=min(max(number, 1), days[-1].number), part=0, over=False, left=False)
    return taken_up(start, days, hurt)


def skipped(place: Place, days: Sequence[Day], hurt: bool) -> Place:
    """The day under way, or the one that would come next, is left out."""
    nearest = following(place, days, hurt) if place.over else None
    return replace(place, day=nearest.number if nearest else place.day, part=0, over=True, left=False)


def ended(place: Place, on: str) -> Place:
    """The day is done, on the day `on` where the person is."""
    return replace(place, part=0, over=True, done=tuple(sorted({*place.done, place.day})), done_on=on)


def step(place: Place, parts: Sequence[Part], heard: Heard) -> Step:
    """Where a message leads within a day. Words are taken as they come; a question is not passed over."""
    part = parts[place.part]
    if heard.kind == "back":
        return Step(place.part - 1) if place.part else Step(0, "first")
    if heard.kind == "again" or heard.interrupted and heard.kind in {"next", "yes"}:
        return Step(place.part)
    if heard.kind == "asks":
        return Step(place.part, "asked")
    if part.kind == ACT:
        return Step(place.part + 1, {"act": "act", "words": "act", "yes": "act"}.get(heard.kind, "no_act"))
    if heard.kind == "words":
        return Step(place.part + 1, "heard")
    skips = heard.kind == "no" and (part.writes or part.kind == PRACTICE)
    return Step(place.part + 1, "no_need" if skips else None)

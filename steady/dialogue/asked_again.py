"""The same question again: how often it was met already, and what is said to it. Pure.

Named kindly and not answered anew. Each noticing has words of its own and goes further; a number of
times is never said, and nothing is counted beyond a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HERE, WEEK = timedelta(hours=6), timedelta(days=7)
MOST_KEPT = 12  # marks of one conversation
Mark = Sequence[int]
# level -> what is said, what is offered
SAID = {1: "utter_no_certainty_again", 2: "utter_again_second", 3: "utter_again_third"}
OFFERED = {1: "utter_offer_again", 2: "utter_offer_again_second", 3: "utter_offer_again_people"}
WEEK_SAID = "utter_again_week"


@dataclass(frozen=True)
class Asked:
    """One time that certainty was asked for."""

    at: datetime
    mark: tuple[int, ...]


@dataclass(frozen=True)
class Noticed:
    """`level` 0: not met before, else 1-3. `say`, `offer`: names of responses, "" at level 0."""

    level: int = 0
    say: str = ""
    offer: str = ""


def notice(mark: Mark, here: Iterable[Asked], kept: Iterable[Asked], now: datetime, same: Callable[[Mark, Mark], bool]) -> Noticed:  # fmt: skip
    """`here`: asked in this conversation; `kept`: on record, which may hold the same ones once more.

    What lies longer back than six hours counts only from the records, and there each day once. A question
    that is like one which was like the present one belongs to them: a doubt moves on in small steps.
    """
    circle = _circle(mark, [one for one in here if now - one.at < HERE], same)
    days = {one.at.date() for one in kept if HERE <= now - one.at <= WEEK
            and any(same(one.mark, met) for met in (mark, *(one.mark for one in circle)))}  # fmt: skip
    met_here = len(circle)
    level = min(3, met_here + len(days))
    if not level:
        return Noticed()
    return Noticed(level, WEEK_SAID if level == 1 and days else SAID[level], OFFERED[level])


def _circle(mark: Mark, asked: Sequence[Asked], same: Callable[[Mark, Mark], bool]) -> list[Asked]:
    """Those that hang together with `mark`, directly or by others between."""
    found: list[Asked] = []
    reached: list[Mark] = [mark]
    while reached:
        one = reached.pop()
        new = [other for other in asked if other not in found and same(one, other.mark)]
        found += new
        reached += [other.mark for other in new]
    return found


def as_slot(asked: Sequence[Asked]) -> list[list[object]]:
    """The latest of them as numbers, fit for a slot."""
    return [[one.at.timestamp(), list(one.mark)] for one in asked[-MOST_KEPT:]]


def from_slot(value: object, zone: datetime) -> list[Asked]:
    """Back from a slot; `zone`: any time in the zone wanted. A tracker gives whole numbers back as floats."""
    listed = value if isinstance(value, list) else []
    return [Asked(datetime.fromtimestamp(float(at), zone.tzinfo), tuple(int(n) for n in mark)) for at, mark in listed]

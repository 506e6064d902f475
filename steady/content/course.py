"""The course as data: one file a day under `data/content/course/`, and how people speak of it (`course_talk.yml`)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

DAYS = 15
MINUTES = range(3, 6)
# With a word before them (what was heard, which day it is), a turn stays at three bubbles.
MOST_BUBBLES = 2
# TALK is read, ASK has a question to it, PRACTICE is done with the practice engine, BACK looks back at one, ACT is for the day.
TALK, ASK, PRACTICE, BACK, ACT = "talk", "ask", "practice", "look_back", "act"
TITLE_FITS = 24  # characters on a button
# A question within quotes is somebody else's.
QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Part:
    """One turn of a day: at most two bubbles, and what is expected after them."""

    kind: str
    say: tuple[str, ...]
    practice: str | None = None  # of PRACTICE and BACK
    acts: tuple[str, ...] = ()  # titles of the small acts to choose from

    @property
    def writes(self) -> bool:
        """Own words are welcome here."""
        return self.kind in {ASK, BACK, ACT}


@dataclass(frozen=True)
class Day:
    number: int
    title: str
    minutes: int
    source: str  # the point of the article, and what else it rests on
    reviewed_on: dt.date | None  # when a person who knows about it has read the file
    about_partner: bool  # leads to a talk with the partner: left out where somebody is not safe at home
    parts: tuple[Part, ...]


def load_course(folder: Path, practices: Collection[str]) -> tuple[Day, ...]:
    """Every day in `folder`, in order. `practices`: slugs that a day may name.

    Raises ContentError for a broken file, and when a day is missing or there twice.
    """
    days = [load_day(path, practices) for path in sorted(folder.glob("*.yml"))]
    numbers = [day.number for day in days]
    if sorted(numbers) != list(range(1, DAYS + 1)):
        missing = sorted(set(range(1, DAYS + 1)) - set(numbers))
        twice = sorted({n for n in numbers if numbers.count(n) > 1})
        raise ContentError(
            f"{folder}: the course needs days 1 to {DAYS}, one file each; missing: {missing}, twice: {twice}."
            " Add or correct them, or take the folder back from git."
        )
    return tuple(sorted(days, key=lambda day: day.number))


def load_day(path: Path, practices: Collection[str]) -> Day:
    """Reads one file. Raises ContentError naming the file, part and field."""
    raw = read_yaml(path)
    number = need(raw, "day", int, path, "top level")
    if not 1 <= number <= DAYS:
        raise ContentError(f"{path}, top level: 'day' is {number}, expected 1 to {DAYS}. Correct it.")
    minutes = need(raw, "minutes", int, path, "top level")
    if minutes not in MINUTES:
        raise ContentError(
            f"{path}, top level: 'minutes' is {minutes}, expected 3 to 5. Shorten the day or correct it."
        )
    reviewed = need(raw, "reviewed_on", (dt.date, type(None)), path, "top level")
    known = {"day", "title", "minutes", "source", "reviewed_on", "about_partner", "parts"}
    if unknown := set(raw) - known:
        raise ContentError(f"{path}, top level: {sorted(unknown)} is no field of a day. Correct or remove it.")
    parts = [
        _part(part, path, f"parts[{i}]", practices)
        for i, part in enumerate(need(raw, "parts", list, path, "top level"))
    ]
    _check_order([part.kind for part in parts], path)
    return Day(
        number=number,
        title=need(raw, "title", str, path, "top level").strip(),
        minutes=minutes,
        source=need(raw, "source", str, path, "top level").strip(),
        reviewed_on=reviewed,
        about_partner=bool(raw.get("about_partner", False)),
        parts=tuple(parts),
    )


def _check_order(kinds: list[str], path: Path) -> None:
    """One thing said at least, one practice or look back, and at the end the act."""
    practised = sum(kind in {PRACTICE, BACK} for kind in kinds)
    if not kinds or kinds[0] != TALK:
        raise ContentError(
            f"{path}, parts[0]: a day begins with something said and no question. Add a part with 'say' only."
        )
    if practised != 1:
        raise ContentError(
            f"{path}, parts: {practised} practices or looks back at one. A day has exactly one; add or remove."
        )
    if kinds.count(ACT) != 1 or kinds[-1] != ACT:
        raise ContentError(f"{path}, parts: a day ends with its one 'acts' part. Add it, or move it to the end.")


def _part(raw: object, path: Path, where: str, practices: Collection[str]) -> Part:
    said = need(raw, "say", list, path, where)
    assert isinstance(raw, Mapping)
    if not 0 < len(said) <= MOST_BUBBLES or not all(isinstance(one, str) for one in said):
        raise ContentError(f"{path}, {where}: 'say' holds one or two texts, no more and nothing else. Correct it.")
    say = tuple(one.strip() for one in said)
    if unknown := set(raw) - {"say", PRACTICE, BACK, "acts"}:
        raise ContentError(f"{path}, {where}: {sorted(unknown)} is no field of a part. Correct or remove it.")
    named = [name for name in (PRACTICE, BACK, "acts") if name in raw]
    if len(named) > 1:
        raise ContentError(f"{path}, {where}: {named} do not go together. Make them parts of their own.")
    if not named:
        return Part(ASK if "?" in QUOTED.sub("", say[-1]) else TALK, say)
    if named == ["acts"]:
        return Part(ACT, say, acts=_acts(raw, path, where))
    slug = need(raw, named[0], str, path, where)
    if slug not in practices:
        raise ContentError(f"{path}, {where}: there is no practice {slug!r} in practices/. Correct the name.")
    return Part(named[0], say, practice=slug)


def _acts(raw: Mapping[str, Any], path: Path, where: str) -> tuple[str, ...]:
    acts = need(raw, "acts", list, path, where)
    if not 2 <= len(acts) <= 3 or not all(isinstance(one, str) and len(one) <= TITLE_FITS for one in acts):
        raise ContentError(
            f"{path}, {where}: 'acts' is {acts!r}, expected two or three titles of {TITLE_FITS} characters at most. Correct it."
        )
    return tuple(acts)

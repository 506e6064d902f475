"""How people speak of the course: `data/content/course_talk.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.answers import NUMBER_WORDS, plain
from steady.content.files import ContentError, need, read_yaml

LEAVE, SKIP, WHERE, AGAIN, NEXT = "leave", "skip_day", "where", "again", "next_day"
# In this order: "leave the course, next day at work is long" leaves.
MOVES = (LEAVE, SKIP, WHERE, AGAIN, NEXT)
DAY = re.compile(r"\bday (?:number )?(\d{1,2}|[a-z]+)\b")
MOST_WORDS = 8  # a wish to be somewhere in the course is short; "day two without a word from her" is a story


@dataclass(frozen=True)
class CourseTalk:
    """`whole`: messages that say a move by themselves, once a course is known; `parts`: beside a name of the course."""

    names: tuple[str, ...]
    cues: tuple[str, ...]
    idioms: tuple[str, ...]  # "of course" is no course
    later: tuple[str, ...]
    whole: Mapping[str, frozenset[str]]
    parts: Mapping[str, tuple[str, ...]]

    def is_cued(self, text: str, *, clear: bool = True) -> bool:
        """A word for the course stands in the message, idioms left out: its name where the reading is not
        `clear`, as "day 12 without a word" may be read so."""
        return _holds(self._without_idioms(text), (*self.names, *self.cues) if clear else self.names)

    def move(self, text: str, *, known: bool, read: bool) -> str | None:
        """One of MOVES, or None. `known`: a course was begun, so that "next day" can mean one of its days;
        `read`: the message was read as being about the course."""
        said = self._without_idioms(text)
        named = (known or read) and _holds(said, self.names)
        for move in MOVES:
            if known and said in self.whole[move] or named and _holds(said, self.parts[move]):
                return move
        return None

    def puts_off(self, text: str) -> bool:
        """A short message that says "tomorrow"."""
        said = plain(text)
        return len(said.split()) <= MOST_WORDS and _holds(said, self.later)

    def day(self, text: str) -> int | None:
        """The day that a short message names: "day 4", "can we do day seven"."""
        said = self._without_idioms(text)
        found = DAY.search(said) if len(said.split()) <= MOST_WORDS else None
        if found is None:
            return None
        word = found[1]
        return int(word) if word.isdigit() else NUMBER_WORDS.index(word) if word in NUMBER_WORDS else None

    def _without_idioms(self, text: str) -> str:
        said = f" {plain(text)} "
        for idiom in self.idioms:
            said = said.replace(f" {idiom} ", " ")
        return said.strip()


def _holds(said: str, phrases: Iterable[str]) -> bool:
    return any(f" {phrase} " in f" {said} " for phrase in phrases)


def load_course_talk(folder: Path) -> CourseTalk:
    """Reads `course_talk.yml`. Raises ContentError naming the list that is missing or holds something else than text."""
    path = folder / "course_talk.yml"
    raw = read_yaml(path)

    def texts(entry: object, name: str, where: str) -> tuple[str, ...]:
        listed = need(entry, name, list, path, where)
        if not listed or not all(isinstance(one, str) for one in listed):
            raise ContentError(f"{path}, {where}: {name!r} must be a list of texts, one at least. Correct it.")
        return tuple(plain(one) for one in listed)

    whole, parts = (need(raw, name, dict, path, "top level") for name in ("whole", "parts"))
    return CourseTalk(
        names=texts(raw, "names", "top level"),
        cues=texts(raw, "cues", "top level"),
        idioms=texts(raw, "idioms", "top level"),
        later=texts(raw, "later", "top level"),
        whole={move: frozenset(texts(whole, move, "whole")) for move in MOVES},
        parts={move: texts(parts, move, "parts") for move in MOVES},
    )

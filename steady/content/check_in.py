"""Reading the answers of a check-in: numbers and words on three scales, a count, a word of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.answers import NUMBER_WORDS, Answers, plain
from steady.content.files import ContentError, need, read_yaml

SCALES = ("anxiety", "urge", "kindness")
MOST_WORDS = 12  # of an answer in words; a longer one is a story, and no number is guessed from it
MOST_CHECKS = 99
LONGEST_WORD = 280  # characters of the word for the day
NOTHING = {"no", "nope", "nah", "none", "nothing", "no thanks", "no thank you", "not really", "n/a", "no word"}
NUMBER = (
    r"(?P<number>10|\d|" + "|".join(NUMBER_WORDS) + r")(?![\w/])"
    r"(?!\s+(?:times?|hours?|days?|weeks?|months?|years?|minutes?)\b)"
)
BETWEEN = r"(?:(?:is|was|at|of|about|around|like|say|a|an|level|maybe|today|only|tonight|now)\s+){0,4}"


@dataclass(frozen=True)
class CheckInWords:
    strengths: Mapping[str, int]  # phrase -> 0-10, for anxiety and the urge
    kindness: Mapping[str, int]
    counts: Mapping[str, int]
    told: Mapping[str, tuple[str, ...]]
    same: frozenset[str]

    def strength(self, scale: str, text: str, answers: Answers) -> int | None:
        """0-10 on one of SCALES, from a number or from words; None when neither is there."""
        number = answers.rating(text)
        if number is not None:
            return number
        return _longest(text, self.kindness if scale == "kindness" else self.strengths)

    def count(self, text: str) -> int | None:
        """How many checks, 0-99, from a number or from words."""
        said = plain(text)
        found = re.search(r"(?<![\w/])(\d{1,3})(?![\w/])", said)
        if found and len(said.split()) <= MOST_WORDS:
            return min(int(found[1]), MOST_CHECKS)
        in_words = _longest(text, self.counts)
        if in_words is not None:
            return in_words
        words = said.split()
        spelt = [NUMBER_WORDS.index(word) for word in words if word in NUMBER_WORDS]
        return spelt[0] if spelt and len(words) <= MOST_WORDS else None

    def already_told(self, text: str) -> dict[str, int]:
        """What a message says unasked: "anxiety four, urge two" -> {"anxiety": 4, "urge": 2}."""
        said = plain(text)
        found = {}
        for scale, names in self.told.items():
            name = rf"\b(?:{'|'.join(map(re.escape, names))})\b"
            match = re.search(rf"{name}\s+{BETWEEN}{NUMBER}", said) or (
                # "a 4 for worry"; not "anxiety three urge two", where the three belongs to the left
                re.search(rf"\b{NUMBER}\s+(?:for|on)\s+(?:the\s+|my\s+)?{name}", said)
            )
            if match:
                number = match["number"]
                found[scale] = int(number) if number.isdigit() else NUMBER_WORDS.index(number)
        return found

    def is_same(self, text: str) -> bool:
        """ "the same", "same as that": the number given before."""
        return plain(text) in self.same


def word_of_the_day(text: str, answers: Answers) -> str | None:
    """What is kept of the answer to "a word for today"; None when they would rather not."""
    if answers.is_said("skip", text) or plain(text) in NOTHING or not plain(text):
        return None
    return text.strip()[:LONGEST_WORD]


def _longest(text: str, phrases: Mapping[str, int]) -> int | None:
    said = f" {plain(text.replace('-', ' '))} "
    if len(said.split()) > MOST_WORDS:
        return None
    found = [phrase for phrase in phrases if f" {phrase} " in said]
    return phrases[max(found, key=len)] if found else None


def load_check_in_words(folder: Path) -> CheckInWords:
    """Reads `check_in.yml`. Raises ContentError naming the list."""
    path = folder / "check_in.yml"
    raw = read_yaml(path)
    told = need(raw, "told", dict, path, "top level")
    return CheckInWords(
        strengths=_phrases(raw, "strengths", path),
        kindness=_phrases(raw, "kindness", path),
        counts=_phrases(raw, "counts", path),
        told={name: tuple(words) for name, words in told.items()},
        same=frozenset(plain(phrase) for phrase in need(raw, "same", list, path, "top level")),
    )


def _phrases(raw: object, name: str, path: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for value, listed in need(raw, name, dict, path, "top level").items():
        if not isinstance(value, int) or not isinstance(listed, list) or not all(isinstance(p, str) for p in listed):
            raise ContentError(f"{path}, {name}, {value}: expected a number and a list of phrases. Put quotes around yes and no.")  # fmt: skip
        for phrase in listed:
            if found.setdefault(plain(phrase.replace("-", " ")), value) != value:
                raise ContentError(f"{path}, {name}: {phrase!r} stands for two numbers. Take one out.")
    return found

"""Reading the answers to the two questions at the beginning: of age, and may notes be kept? (`opening.yml`)

Whoever is taken for under 18 is not coached, so only words that say it count; a no to something else does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from steady.content.answers import NUMBER_WORDS, holds, phrases_of, plain
from steady.content.files import need, read_yaml

ADULT_AGE, YOUNGEST, OLDEST = 18, 10, 110
MOST_WORDS = 14
MOST_WORDS_ABOUT_NOTES = 8
AGES = ("before", "after", "lasting", "adult", "minor", "no")
NOTES = ("no", "yes", "refuses", "agrees", "begins", "goes_on", "plainly")
NUMBERS = ("tens", "teens")
# An age as people in forums put it: "29F", "(31 m)".
TAGGED = re.compile(r"^\W*(?:i'?m\s+|me\s+)?\(?(\d{2})\s*/?\s*[fm]\b", re.IGNORECASE)
PARTS = re.compile(r"[,.;:!?]+\s+")
MOST_PARTS = 4
CLAUSES = re.compile(r"[,.;:!?()\n–—]+\s*|\s+(?=(?:so|but)\b)|\band (?=i['’]?m\b|i am\b)", re.IGNORECASE)
BARE = re.compile(r"^\d{2}\W*$")
TRIMMED = re.compile(
    r"^(?:(?:yes|yeah|ok|okay|also|and|sure|fine|oh|well|please) )+|(?: (?:please|too|thanks|thank you|if you like|if you want))+$"
)
OF_SELF = re.compile(
    r"(?:yes |yeah |well |oh |and |sure |ok )*(?:i['’]?m|i am|i have|i turned|i just turned|i['’]?ve|am)\b",
    re.IGNORECASE,
)
NAMES_NOTES = re.compile(r"\b(?:remember|keep|notes?|store|save|record)\b")
WORD = re.compile(r"[^\s,.;:!?()\-–—]+|[,.;:!?()]")


@dataclass(frozen=True)
class OpeningWords:
    age: Mapping[str, frozenset[str]]
    numbers: Mapping[str, Mapping[str, int]]  # "tens", "teens" -> word -> number
    notes: Mapping[str, frozenset[str]]  # by one of NOTES
    back: tuple[str, ...] = ()  # sentences with {back} in them
    called: Mapping[str, str] = field(default_factory=dict)  # reading -> what it is called in them

    def told_age(self, text: str) -> str | None:
        """ "adult" or "minor", where somebody tells their age of themselves, asked or not, anywhere in a message."""
        named = re.search(r"\bage\b", text, re.IGNORECASE) is not None
        for part in CLAUSES.split(text.strip()):
            own = OF_SELF.match(part) or TAGGED.match(part) or named and BARE.match(part)
            if own and (age := self.years(part)) is not None:
                return "adult" if age >= ADULT_AGE else "minor"
        return None

    def agrees_plainly(self, text: str) -> bool:
        """To notes, in so many words: whatever was asked last, this can be about nothing else."""
        parts = (plain(part) for part in PARTS.split(text.strip().rstrip(".!")))
        return any(TRIMMED.sub("", part).strip() in self.notes["plainly"] for part in parts)

    def of_age(self, text: str) -> str | None:
        """ "adult", "minor", "no" (a bare no to the question), or None where the message says nothing of it."""
        said = plain(text)
        if len(said.split()) > MOST_WORDS:
            return self._in_front(text)
        if said in self.age["no"]:
            return "no"
        if holds(said, self.age["minor"]):
            return "adult" if re.search(r"\b(?:not|isn't|ain't) (?:a minor|under)", said) else "minor"
        age = self.years(text)
        if age is not None:
            return "adult" if age >= ADULT_AGE else "minor"
        return "adult" if holds(said, self.age["adult"]) else None

    def _in_front(self, text: str) -> str | None:
        """Who pours out a story may answer at its beginning: "oh yes, I'm forty-six and I have two grown sons"."""
        for part in PARTS.split(text.strip())[:MOST_PARTS]:
            if OF_SELF.match(part) and (age := self.years(part)) is not None:
                return "adult" if age >= ADULT_AGE else "minor"
        return None

    def years(self, text: str) -> int | None:
        """The age in years that the writer gives as their own, in figures or in words, else None."""
        if found := TAGGED.match(text):
            return int(found[1])
        words = WORD.findall(text.lower().replace("’", "'"))
        for at, word in enumerate(words):
            age, width = self._number(words, at)
            if age is not None and YOUNGEST <= age <= OLDEST and self._is_own(words, at, at + width):
                return age
            if word.isalpha() and word not in self.age["before"] and age is None:
                return None  # the story has begun: numbers in it are of something else
        return None

    def _number(self, words: list[str], at: int) -> tuple[int | None, int]:
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word), 1
        tens = self.numbers["tens"].get(word)
        if tens is None:
            return (NUMBER_WORDS.index(word) if word in NUMBER_WORDS else self.numbers["teens"].get(word)), 1
        ones = NUMBER_WORDS.index(after) if after in NUMBER_WORDS[1:10] else 0
        return tens + ones, 2 if ones else 1

    def _is_own(self, words: list[str], start: int, end: int) -> bool:
        """Nothing before it tells of anything else, and what follows is no measure of something else."""
        if not all(word in self.age["before"] or not word[0].isalnum() for word in words[:start]):
            return False
        behind = words[end:]
        if not behind or not behind[0][0].isalnum():
            return True
        if behind[0] not in self.age["after"]:
            return False
        return not (behind[0] in {"years", "year", "yrs"} and len(behind) > 1 and behind[1] in self.age["lasting"])

    def on_notes(self, text: str) -> str | None:
        """ "yes", "no" or None. A question is no consent, and what is half a yes and half a no is neither."""
        said = plain(text)
        if len(said.split()) > MOST_WORDS_ABOUT_NOTES:
            # As in `of_age`: by how it begins, and only a wish that names the notes is a yes.
            parts = [plain(part) for part in PARTS.split(text.strip())[:2]]
            said = " ".join(parts) if len(parts[0].split()) <= MOST_WORDS_ABOUT_NOTES else ""
            if parts[0] in self.notes["refuses"]:
                return "no"
            if not NAMES_NOTES.search(said):
                return None
        if not said or "?" in text:
            return None
        if said in self.notes["refuses"]:
            return "no"
        if holds(said, self.notes["no"]) and not re.search(r"\b(?:don't|dont|do not) mind\b", said):
            return "no"
        if said in self.notes["agrees"] or holds(said, self.notes["yes"]):
            return "yes"
        first, *rest = said.removesuffix("why not").split() or [said]
        agrees = first in self.notes["begins"] and all(word in self.notes["goes_on"] for word in rest)
        return "yes" if agrees else None


def load_opening_words(folder: Path) -> OpeningWords:
    """Reads `opening.yml`. Raises ContentError for a missing list."""
    path = folder / "opening.yml"
    raw = read_yaml(path)
    age, notes = (need(raw, part, dict, path, "top level") for part in ("age", "notes"))
    return OpeningWords(
        {part: phrases_of(need(age, part, list, path, "age"), path, f"age.{part}") for part in AGES},
        {part: need(age, part, dict, path, "age") for part in NUMBERS},
        {part: phrases_of(need(notes, part, list, path, "notes"), path, f"notes.{part}") for part in NOTES},
        tuple(need(raw, "back", list, path, "top level")),
        need(raw, "called", dict, path, "top level"),
    )

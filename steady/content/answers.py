"""Reading short answers: yes, no, not sure, a number from 0 to 10, an age."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import need, read_yaml

NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
KINDS = ("yes", "no", "unsure", "figure", "skip", "go_on", "stop")
# A longer reply is read by its first words only when it is still short: "no, he never did" is an answer,
# a paragraph that begins with "no" may be anything.
MOST_WORDS_BY_BEGINNING = 8


def plain(text: str) -> str:
    """Lower case, straight apostrophes, no other punctuation, single spaces."""
    text = text.lower().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"[^\w'/ ]", " ", text)).strip()


@dataclass(frozen=True)
class Answers:
    phrases: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]  # a lone sign -> the word it stands for

    def is_said(self, kind: str, text: str) -> bool:
        """The whole message is one of the phrases of `kind`."""
        return plain(text) in self.phrases[kind]

    def yes_no(self, text: str) -> str | None:
        """ "yes", "no", "unsure" or None, from a whole short message or its beginning."""
        said = plain(text)
        for kind in ("unsure", "yes", "no"):
            if said in self.phrases[kind]:
                return kind
        words = said.split()
        if not words or len(words) > MOST_WORDS_BY_BEGINNING:
            return None
        for length in (4, 3, 2, 1):
            start = " ".join(words[:length])
            for kind in ("unsure", "no", "yes"):
                if len(words) > length and start in self.phrases[kind]:
                    return kind
        return None

    def rating(self, text: str) -> int | None:
        """A whole number 0-10 in a short message ("7", "about a seven", "6/10"), else None."""
        said = plain(text)
        if len(said.split()) > 8:
            return None
        found = re.search(r"(?<![\w/])(10|\d)(?:\s*/\s*10|\s+out of (?:10|ten))?(?![\w/])", said)
        if found:
            return int(found[1])
        for word in said.split():
            if word in NUMBER_WORDS:
                return NUMBER_WORDS.index(word)
        return None

    def age(self, text: str) -> int | None:
        """An age in years that the writer gives as their own, else None."""
        said = plain(text)
        found = re.search(r"\b(?:i'?m|i am|im|aged?|turned|only)\s+(?:only |just )?(\d{1,2})\b", said)
        if not found:
            found = re.fullmatch(r"(?:yes |no |well )?(\d{1,2})(?: years?(?: old)?)?", said)
        return int(found[1]) if found else None


def load_answers(folder: Path) -> Answers:
    """Reads `answers.yml`. Raises ContentError when a list is missing."""
    path = folder / "answers.yml"
    raw = read_yaml(path)
    phrases = {kind: frozenset(plain(p) for p in need(raw, kind, list, path, "top level")) for kind in KINDS}
    return Answers(phrases, need(raw, "signs", dict, path, "top level"))

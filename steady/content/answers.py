"""Reading short answers: yes, no, not sure, a number from 0 to 10."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml

NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
KINDS = ("yes", "no", "unsure", "figure", "skip", "go_on", "stop", "resume", "help_called", "admits", "how_often",
         "unsure_of_it", "can_wait", "cannot_wait")  # fmt: skip
STOP = re.compile(
    r"^(?:ok |okay |right |no |nah |sorry |actually |please |pls |can we |can you |lets |let's |i want to |i'd like to |just )*"
    r"(?:stop|(?:that'?s|that is|it'?s|i'?ve had) enough)"
    r"(?: (?:it|this|here|there|now|please|pls|asking|thanks|thank you|for (?:now|today|tonight)"
    r"|(?:the|this|that) (?:exercise|practice|breathing|questions?|timer|course|letter|one)))*$"
)
WISH_TO_STOP = re.compile(
    r"\b(?:let'?s|lets|can we|could we|i want to|i'd like to|id like to|i would like to|please) stop (?:here|this|it|now|there)\b"
)
REFUSALS = (
    " not ",
    "n't ",
    " dont ",
    " havent ",
    " wont ",
    " should ",
    " nobody ",
    " no one ",
    " never ",
    " how ",
    " if ",
)
# A longer reply is read by its first words only when it is still short: "no, he never did" is an answer,
# a paragraph that begins with "no" may be anything.
MOST_WORDS_BY_BEGINNING = 8
MOST_WORDS_OF_HOW_OFTEN = 6
OTHERS = re.compile(r"\b(?:he|she|they|him|her|them|we|us)\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case, straight apostrophes, no other punctuation, single spaces."""
    text = text.lower().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"[^\w'/ ]", " ", text)).strip()


@dataclass(frozen=True)
class Answers:
    phrases: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]  # a lone sign -> the word it stands for
    beginnings: Mapping[str, frozenset[str]]  # "yes", "no", "unsure" -> words that a longer answer begins with
    not_a_no: frozenset[str]

    def is_said(self, kind: str, text: str) -> bool:
        """The whole message is one of the phrases of `kind`."""
        return plain(text) in self.phrases[kind]

    def yes_no(self, text: str, most_words: int = MOST_WORDS_BY_BEGINNING) -> str | None:
        """ "yes", "no", "unsure" or None, from a whole short message or its beginning."""
        said = plain(text)
        for kind in ("unsure", "yes", "no"):
            if said in self.phrases[kind]:
                return kind
        return self._beginning(said.split(), most_words)

    def _beginning(self, words: list[str], most_words: int) -> str | None:
        if not words or len(words) > most_words:
            return None
        if words[0] == "no" and len(words) > 1 and words[1] in self.not_a_no:
            return None
        for length in (4, 3, 2, 1):
            start = " ".join(words[:length])
            for kind, beginnings in self.beginnings.items():
                if len(words) > length and start in beginnings:
                    return kind
        return None

    def holds(self, kind: str, text: str) -> bool:
        """A phrase of `kind` stands somewhere in the message."""
        return holds(plain(text), self.phrases[kind])

    def help_is_called(self, text: str) -> bool:
        """In an emergency, somebody says that help was called or is coming. "I feel OK" is not that."""
        said = f" {plain(text)} "
        return not any(word in said for word in REFUSALS) and self.holds("help_called", text)

    def admits(self, text: str) -> bool:
        """In answer to the direct question about suicide: that it is thought of, without a plain yes.

        "Most nights" is such an answer only as a short one of its own: "he works at night" is about him.
        """
        short = len(text.split()) <= MOST_WORDS_OF_HOW_OFTEN and not OTHERS.search(text)
        return self.holds("admits", text) or short and self.holds("how_often", text)

    def wants_stop(self, text: str) -> bool:
        """ "stop" in a short message, but not "don't stop" or "he won't stop calling"."""
        return self.is_said("stop", text) or STOP.match(plain(text)) is not None

    def wishes_to_stop(self, text: str) -> bool:
        """Somewhere in a longer message: "... so let's stop here, I want to sleep"."""
        return WISH_TO_STOP.search(plain(text)) is not None

    def rating(self, text: str) -> int | None:
        """A whole number 0-10 in a short message ("7", "about a seven", "6/10"), else None."""
        said = plain(text)
        if len(said.split()) > 8:
            return None
        found = re.search(r"(?<![\w/])(10|\d)(?:\s*/\s*10|\s+out of (?:10|ten))?(?![\w/])", said)
        if found:
            return int(found[1])
        words = said.split()
        for before, word in zip(["", *words], words, strict=False):
            # "no one", "the one", "one of": not numbers
            if word in NUMBER_WORDS and not (word == "one" and before in {"no", "the", "some", "any", "this", "that"}):
                return NUMBER_WORDS.index(word)
        return None


def holds(said: str, parts: frozenset[str]) -> bool:
    """One of `parts` stands in `said`, in whole words. Both plain."""
    return any(f" {part} " in f" {said} " for part in parts)


def load_answers(folder: Path) -> Answers:
    """Reads `answers.yml`. Raises ContentError when a list is missing."""
    path = folder / "answers.yml"
    raw = read_yaml(path)
    phrases = {kind: phrases_of(need(raw, kind, list, path, "top level"), path, kind) for kind in KINDS}
    beginnings = need(raw, "beginnings", dict, path, "top level")
    return Answers(
        phrases,
        need(raw, "signs", dict, path, "top level"),
        {kind: phrases_of(listed, path, f"beginnings.{kind}") for kind, listed in beginnings.items()},
        frozenset(need(raw, "not_a_no", list, path, "top level")),
    )


def phrases_of(listed: object, path: Path, where: str) -> frozenset[str]:
    """A list of phrases, plain. Raises ContentError for a bare yes, no or number, which YAML reads as no text."""
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ContentError(f"{path}, {where}: every phrase must be text. Put quotes around yes, no and numbers.")
    return frozenset(plain(one) for one in listed)

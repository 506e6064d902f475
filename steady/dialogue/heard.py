"""What a message says of who, when and what set it off, as far as it may be taken up. Pure.

spaCy's Matcher over plain tokens finds the words of data/content/heard.yml; guards drop what is
negated, imagined, done by the person, or somebody else's. When in doubt, nothing is taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from steady.content.heard import HeardWords, Trigger, When
from steady.content.library import library

TOKEN = re.compile(r"'s\b|[^\W_]+(?:-[^\W_]+)*|[.,;:!?\n…]")
ENDS = frozenset(".,;:!?\n…")
NEAR = 3  # words before a trigger in which a "not" counts


@dataclass(frozen=True)
class Found:
    """What may be taken up; None where nothing was said, or it is not certain."""

    who: str | None = None  # "your husband"
    when: When | None = None
    trigger: str | None = None  # a name in `triggers`


NOTHING = Found()


class Ear:
    """The patterns of `words`, compiled once."""

    def __init__(self, words: HeardWords) -> None:
        self.words, self._vocab = words, Vocab()
        self._times = list(words.when)
        self._who, self._when, self._what = Matcher(self._vocab), Matcher(self._vocab), Matcher(self._vocab)
        for says, patterns in words.who.items():
            self._who.add(says, [self._compiled(pattern) for pattern in patterns])
        for index, time in enumerate(self._times):
            self._when.add(str(index), [self._compiled(pattern) for pattern in words.when[time]])
        for name, trigger in words.triggers.items():
            self._what.add(name, [self._compiled(pattern) for pattern in trigger.hears])

    def hear(self, text: str, topic: str) -> Found:
        """Who, when and which of the triggers of `topic` the message tells of."""
        if topic not in self.words.topics:
            return NOTHING
        parts = list(self._parts(text))
        who = _only(name for part in parts for name in self._people(part))
        doubtful = False
        for name in self.words.topics[topic].triggers:
            for part in parts:
                told = self._tells(part, name)
                doubtful |= told is False
                if told:
                    fits = self.words.triggers[name].takes
                    when = _only(time for time in self._moments(part) if time.kind in fits)
                    return Found(who, when, name)
        if doubtful:  # "I lied to my husband", "what if she cheats": the whole of it may be another matter
            return NOTHING
        return Found(who, _only(time for part in parts for time in self._moments(part)))

    def _parts(self, text: str) -> Iterator[Doc]:
        """The message in parts of one thought each, as lower-case words without apostrophes."""
        plain = re.sub(r"(?<=\w)'(?!s\b)", "", text.lower().replace("’", "'"))
        part: list[str] = []
        for token in [*TOKEN.findall(plain), "."]:
            if token in ENDS or token in self.words.guards["apart"]:
                if part:
                    yield Doc(self._vocab, words=part)
                part = []
            else:
                part.append(token)

    def _people(self, part: Doc) -> Iterator[str]:
        spans = filter_spans(self._who(part, as_spans=True))
        others, negated = self.words.guards["others"], self.words.guards["negated"]
        for span in spans:
            after = [token.text for token in part[span.end : span.end + 2]]
            before = [token.text for token in part[max(0, span.start - 2) : span.start]]
            theirs = after[:1] == ["'s"] and len(after) > 1 and after[1] in others or before[-1:] == ["of"]
            if not theirs and not negated & set(before) and not (after and after[0] in others):
                yield span.label_

    def _moments(self, part: Doc) -> Iterator[When]:
        if self.words.guards["not_when"] & {token.text for token in part}:
            return
        for span in filter_spans(self._when(part, as_spans=True)):
            yield self._times[int(span.label_)]

    def _tells(self, part: Doc, name: str) -> bool | None:
        """None: the trigger is not named. False: it is, and a guard says that it is not meant."""
        label = self._vocab.strings[name]
        trigger = self.words.triggers[name]
        spans = [part[start:end] for key, start, end in self._what(part) if key == label]
        return all(self._stands(part, span.start, trigger) for span in spans) if spans else None

    def _stands(self, part: Doc, start: int, trigger: Trigger) -> bool:
        before = [token.text for token in part[:start]]
        guards = self.words.guards
        if guards["negated"] & set(before[-NEAR:]) or (guards["imagined"] | guards["others"]) & set(before):
            return False
        people = {word for says in self.words.who for word in says.split()[1:]}
        by = next((w for w in reversed(before) if w in guards["me"] | guards["they"] | people), None)
        if trigger.mine:
            return by is None or by in guards["me"]
        return not (trigger.by_other and by in guards["me"])

    def _compiled(self, pattern: str) -> list[dict[str, Any]]:
        return [part for word in pattern.split() for part in _element(word, self.words.kinds)]


def _element(word: str, kinds: frozenset[str]) -> list[dict[str, Any]]:
    if word == "<kind>":
        return [{"ORTH": {"IN": sorted(kinds)}, "OP": "*"}]
    if word.startswith("<"):
        return [{"OP": "?"}] * int(word.strip("<>"))
    one = {"ORTH": {"IN": word.rstrip("?").split("/")}}
    return [{**one, "OP": "?"}] if word.endswith("?") else [one]


def _only(found: Iterable[Any]) -> Any:
    """The one thing that was found; None for none, and for two that differ."""
    different = list(dict.fromkeys(found))
    return different[0] if len(different) == 1 else None


def back_to(words: HeardWords, topic: str, found: Found) -> str:
    """How what was told before is called: "the quiet phone"."""
    return words.triggers[found.trigger].back if found.trigger else words.topics[topic].back


@lru_cache(maxsize=1)
def the_ear() -> Ear:
    """The ear of the project in the working folder; half a second to make, once a process."""
    return Ear(library().heard)

"""What is said to the finished sentence of a clean ask: kept, changed, something taken out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from steady.content.answers import Answers, plain
from steady.content.clean_ask import CleanAskWords
from steady.dialogue.clean_ask import THANKS, labelled

MOST_WORDS_TO_CHANGE = 16
MOST_WORDS_TO_TAKE_OUT = 12
# A colon goes before "to": in "the need: to be held" the "to" belongs to the need.
TO = re.compile(r"(?:[:=]|\b(?:to|into|say|be))\s+(?P<new>.+)$", re.IGNORECASE)
FIRST_PART = re.compile(r"[.,;!–—]\s+|\s+(?:and|but) (?:now|then)\b\W*|[.;!]$", re.IGNORECASE)
PIECES = re.compile(r"(?<=[.!?;,])\s+")
SMALL = frozenset("the a an my your his her their i you he she they we it that this about with of to is are am was do be part line bit please".split())  # fmt: skip


@dataclass(frozen=True)
class End:
    """Kept, one `part` (its `new` words with it), several by name, all anew, something out, or unread."""

    keeps: bool = False
    part: str | None = None
    new: str | None = None
    over: bool = False
    vague: bool = False  # something is to change, and not said what
    named: Mapping[str, str] = field(default_factory=dict)
    out: str | None = None  # what is to be taken out: a part's name, or words that stand in one


def end_of(text: str, words: CleanAskWords, answers: Answers) -> End | None:
    """What a typed message says to the finished sentence; None when it says nothing of the kind."""
    said = plain(text)
    length = len(said.split())
    if said in words.keep or answers.is_said("go_on", text) or answers.yes_no(text) == "yes":
        return End(keeps=True)
    if named := labelled(text, words):
        part = next(iter(named))
        return End(part=part, new=named[part]) if len(named) == 1 else End(named=named)
    if more_behind(text, words) is not None:
        return End(keeps=True)
    if length <= MOST_WORDS_TO_CHANGE:
        return _change(text, said, words, answers)
    return None


def _change(text: str, said: str, words: CleanAskWords, answers: Answers) -> End | None:
    length = len(said.split())
    if any(re.search(rf"\b{re.escape(one)}\b", said) for one in words.change["over"]):
        return End(over=True)
    named = [part for part, names in words.change["parts"].items() if set(names) & set(said.split())]
    if length <= MOST_WORDS_TO_TAKE_OUT and (out := _taken_out(text, words)):
        plainly = named and len([w for w in plain(out).split() if w not in SMALL]) == 1
        return End(out=named[0] if plainly else out)
    if named and (set(words.change["verbs"]) & set(said.split()) or length <= 4):
        new = TO.search(text)
        return End(part=named[0], new=new["new"] if new else None)
    if said in words.change["vague"] or answers.yes_no(text) == "no":
        return End(vague=True)
    return End(keeps=True) if length <= 8 and THANKS.search(text) else None


def _taken_out(text: str, words: CleanAskWords) -> str | None:
    found = next((match for pattern in words.removes if (match := pattern.search(text))), None)
    return found["what"].strip(" .,;!?") if found else None


def more_behind(text: str, words: CleanAskWords) -> str | None:
    """What stands behind "keep it": "keep it. what is attachment?" -> "what is attachment?"; None: it is not kept."""
    pieces = [piece for piece in FIRST_PART.split(text) if piece and piece.strip()]
    for index, piece in enumerate(pieces[:3]):
        said = plain(piece)
        if said in words.keep and "keep" in said or not index and said in words.keep:
            rest = text[text.find(piece) + len(piece) :].lstrip(" .,;!–—")
            return rest or None
    return None


def without(said: str, what: str) -> str:
    """`said` with no piece that has a word of `what`; as it was where none has one. "" when nothing is left."""
    gone = {word for word in plain(what).split() if word not in SMALL}
    kept = [piece for piece in PIECES.split(said) if not gone & set(plain(piece).split())]
    return " ".join(kept).rstrip(" ,;.")


def holds(said: str, what: str) -> bool:
    return bool({word for word in plain(what).split() if word not in SMALL} & set(plain(said).split()))

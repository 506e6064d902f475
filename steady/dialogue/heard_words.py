"""The sentence that takes up what was heard: one or two of its words, never three. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from steady.content.heard import HeardWords
from steady.dialogue.heard import Found

MOST_WORDS_TAKEN_UP = 2
BRACKET = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")


def opening(words: HeardWords, topic: str, found: Found, turn: int) -> str | None:
    """A sentence on what was `found`; None when there is nothing to take up. `turn` chooses among the fullest."""
    sentences = openings(words, topic, found)
    return sentences[turn % len(sentences)] if sentences else None


def openings(words: HeardWords, topic: str, found: Found) -> list[str]:
    """All sentences that fit, those that take up most; [] when there is nothing to take up."""
    by_trigger = found.trigger is not None
    says = words.triggers[found.trigger].says if found.trigger else words.topics[topic].says
    ways = [way for text in says for way in _ways(text, _values(found), MOST_WORDS_TAKEN_UP - by_trigger)]
    fullest = max((taken for taken, _ in ways), default=0)
    if not fullest and not by_trigger:
        return []
    return list(dict.fromkeys(text for taken, text in ways if taken == fullest))


def _values(found: Found) -> dict[str, str]:
    """What each {slot} stands for, as far as it was found."""
    values = {"who": found.who} if found.who else {}
    if found.when and found.when.long:
        values |= {"lasting": found.when.says, "Long": found.when.long[0].upper() + found.when.long[1:]}
    elif found.when:
        values["point"] = found.when.says
    return values


def _ways(text: str, values: Mapping[str, str], most: int) -> Iterator[tuple[int, str]]:
    """(how many of the found words it takes up, sentence) for every way of filling its brackets."""
    brackets = [found[1] for found in BRACKET.finditer(text)]
    for chosen in range(2 ** len(brackets)):
        parts = iter(bracket if chosen >> index & 1 else "" for index, bracket in enumerate(brackets))
        # The parts are bound now: the generator would see a later one.
        sentence = BRACKET.sub(lambda _, parts=parts: next(parts), text)  # type: ignore[misc]
        slots = list(SLOT.finditer(sentence))
        taken = [slot[1] for slot in slots if slot[1] in values]
        if len(taken) > most or any(slot[1] not in values and slot[2] is None for slot in slots):
            continue
        yield len(taken), _capital(SLOT.sub(lambda slot: values.get(slot[1], slot[2]), sentence))


def _capital(sentence: str) -> str:
    return re.sub(r"[a-z]", lambda letter: letter[0].upper(), sentence, count=1) if sentence[0] in '"' else (
        sentence[0].upper() + sentence[1:])  # fmt: skip

"""What stays true once it was told, and what takes a praise or a breach back. Pure.

"My wife left in May" holds for the rest of the session: nothing for two is offered then, and what is
told after it is grief before it is anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from steady.content.standing import StandingWords

APART, DIED = "apart", "died"
# Two thoughts in one sentence; "he left and it is quiet" are two as well.
CLAUSE = re.compile(r"[.!?;,\n…]+|\s+(?:but|and|because|cos|so|then)\s+|\s[-–—]\s")
# After it was told that they are apart, these readings are of the loss.
OF_THE_LOSS = frozenset({"broken_trust", "fear_of_losing", "conflict", "doubt", "no_reply", "anxiety"})
# Told after a birth, these are answered with it.
AFTER_BIRTH = frozenset({"anxiety", "fear_of_losing", "no_reply", "self_criticism", "jealousy", "doubt"})
# What a message may be read as that tells of a loss, and is still of the loss.
READ_FOR_NOTHING = frozenset({"nlu_fallback", "out_of_scope", "deny", "affirm", "greet", "bot_complaint", "thank"})


def parts(text: str) -> list[str]:
    return [part.strip() for part in CLAUSE.split(text.lower().replace("’", "'")) if part.strip()]


def apart_in(texts: Iterable[str], words: StandingWords) -> str | None:
    """APART or DIED where it was told last that they are alone now; None where nothing says so, or no longer."""
    state: str | None = None
    for text in texts:
        for clause in parts(text):
            if words.says("imagined", clause):
                continue
            told = next((kind for kind in (DIED, APART) if words.says(kind, clause)), None)
            state = told or (None if words.says("together", clause) else state)
    return state


def birth_in(texts: Iterable[str], words: StandingWords) -> bool:
    return any(words.says("birth", clause) for text in texts for clause in (*parts(text), text.lower()))


def takes_breach_back(text: str, words: StandingWords) -> bool:
    """ "Nobody cheated": said by the person, and not what somebody else swears."""
    clauses = parts(text)
    return any(words.says("no_breach", one) and not words.says("no_breach_not", one) for one in clauses)


def still_hurts(text: str, words: StandingWords) -> bool:
    return any(words.says("hurts", one) and not words.says("hurts_not", one) for one in parts(text))


def topic_as_it_stands(topic: str, text: str, apart: str | None, named: bool, words: StandingWords) -> str:
    """The topic that `topic` is, with what is known. `named`: the message names something that was done."""
    if apart and topic in OF_THE_LOSS and not named:
        return "breakup"
    if topic == "broken_trust" and not named and any(words.says("never_said", one) for one in parts(text)):
        return "fear_of_losing"
    if topic == "doubt" and words.says("fear_of_being_left", text.lower().replace("’", "'")):
        return "fear_of_losing"
    return topic

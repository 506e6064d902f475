"""Rules and learned reading together: the one decision about risk, and the reason for it."""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from steady.understanding.clauses import clauses
from steady.understanding.lexical import terms

from .decide import About, Kind, Risk
from .languages import NAMES
from .learned import Reading, RiskHead, shipped_head
from .screen import Screen

logger = logging.getLogger(__name__)
Encode = Callable[[Sequence[str]], np.ndarray]

# From curves over the sets of text by other hands and over real talk (docs/understanding.md). All are
# probabilities. Vague words are soonest taken for veiled ones, so that suicide asks for the surest reading.
ALONE = {"suicide": 0.55, "abuse": 0.45, "self_harm": 0.45, "harm_to_others": 0.45, "medical": 0.4}
WITH_CONCERN = 0.1  # lets a rule's concern stand
WITH_CRISIS = 0.05  # below it a rule's crisis is only a concern: the question is asked, the alarm is not sounded
WITH_NOTHING = 0.03  # below it a rule that is not firm was taken in by a figure of speech
CRISIS = 0.4  # of danger: that it is a crisis
NO_CRISIS = 0.15  # of danger: below it a rule's crisis is told as past, feared or unsure
OTHER = 0.6  # that somebody else is at risk
RECENT = 16  # messages whose risk is known for a moment


class RiskReader:
    """A pure function over text, built once. Without a head or an encoder the rules decide alone."""

    def __init__(self, screen: Screen, head: RiskHead | None, encode: Encode | None) -> None:
        self.screen, self.head, self.encode = screen, head, encode
        self._recent: OrderedDict[bytes, Risk] = OrderedDict()

    def assess(self, text: str) -> Risk:
        """The risk in a text of any length and language. Never raises for any str."""
        # The front door and Rasa's pipeline read the same message one after the other. Only hashes are kept.
        key = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        risk = self._recent.get(key)
        if risk is None:
            risk = self._recent[key] = self._assess(text)
            if len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return risk

    def _assess(self, text: str) -> Risk:
        rules = self.screen.assess(text)
        reading = self.read(text)
        return rules if reading is None else join(rules, reading, self.screen.firm)

    def read(self, text: str) -> Reading | None:
        """The learned reading; None where there is nothing to read with, or nothing to read."""
        if self.head is None or self.encode is None or not text.strip():
            return None
        try:
            pieces = clauses(text)
            vectors = self.encode([text, *pieces])
            return self.head.read(vectors[0], vectors[1:], [terms(self.screen.words(one)) for one in (text, *pieces)])
        except Exception as error:  # whatever is wrong with the encoder, the rules still stand
            logger.error("risk.unread error=%s", type(error).__name__)
            return None


def join(rules: Risk, reading: Reading, firm: Collection[str] = ()) -> Risk:
    """One decision. A firm rule is never silenced; what other rules are unsure of needs the reading's support;
    what they miss is raised by a sure reading. `rules` of the result name the reason."""
    why = f"learned {reading.kind} {reading.danger:.2f}"
    if rules.level == "none":
        return _learned(reading, why) if reading.danger >= ALONE[str(reading.kind)] else Risk()
    if NAMES.intersection(rules.rules):
        return rules
    least = WITH_NOTHING if rules.level == "crisis" else WITH_CONCERN
    stands = any(name in firm for name in rules.rules)
    if reading.danger < least and not stands:
        return Risk()
    if rules.level == "concern":
        return _agreed(rules, reading, why)
    return replace(rules, level="concern", rules=(*rules.rules, why)) if _softened(rules, reading, stands) else rules


def _softened(rules: Risk, reading: Reading, stands: bool) -> bool:
    """Is a rule's crisis only a concern: hardly any danger read, or danger of that kind, but none now?"""
    told = reading.kind == rules.kind != "medical" and reading.crisis < NO_CRISIS
    return told and not stands or reading.danger < WITH_CRISIS


def _learned(reading: Reading, why: str) -> Risk:
    crisis = reading.crisis >= CRISIS and reading.other < OTHER
    about = "other" if reading.other >= OTHER and reading.kind != "harm_to_others" else "self"
    return Risk("crisis" if crisis else "concern", cast(Kind, reading.kind), cast(About, about), None, (why,))


def _agreed(rules: Risk, reading: Reading, why: str) -> Risk:
    """A rule's concern that the reading supports: its kind stands, its level may rise."""
    learned = _learned(reading, why)
    sure = reading.danger >= ALONE[str(reading.kind)]
    rises = sure and learned.level == "crisis" and learned.kind == rules.kind and rules.intent is None
    # "He texted goodbye": a rule for somebody else, and the reading, agree whose danger it is.
    theirs = reading.other >= OTHER and any(name.startswith("third_person.") for name in rules.rules)
    rises = rises or theirs and sure and reading.crisis >= CRISIS
    about = "other" if theirs else rules.about
    return replace(rules, level="crisis" if rises else rules.level, about=about, rules=(*rules.rules, why))


def open_reader(screen: Screen) -> RiskReader:
    """The reader with what this installation has: a missing head or encoder leaves the rules."""
    from steady.understanding.encoder import EncoderError, default_graph_file, shared_encoder

    head = shipped_head()
    try:
        encode = shared_encoder(default_graph_file()).encode
    except (EncoderError, OSError, ImportError) as error:
        logger.error("risk.no_encoder error=%s", error)
        return RiskReader(screen, None, None)
    return RiskReader(screen, head, encode)

"""How often a topic was told in this session, and which answer that asks for. Pure.

First it is heard, then deeper; the third time something to do is offered rather than more of the
same. Back after another topic, it is taken up as known. Kept in the slot `told`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BREACH = "broken_trust"
FALLBACK = "nlu_fallback"
MOST_WORDS_MORE, MOST_WORDS_OF_A_SCRAP = 10, 5
SHARED_AT_LEAST = 0.5  # of what the classifier thinks likely
SURELY = 0.65  # a scrap that is read more surely stands for itself
# After a breach these are about the breach: looking at her phone is no habit then.
OF_THE_BREACH = frozenset({"describe_checking", "share_jealousy", "share_anxiety"})


@dataclass(frozen=True)
class Told:
    """What was shared so far in the session that began at `since`."""

    since: float = 0.0
    last: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def as_slot(self) -> dict[str, Any]:
        return {"since": self.since, "last": self.last, "counts": dict(self.counts)}

    @property
    def breach(self) -> bool:
        return bool(self.counts.get(BREACH))

    def and_now(self, topic: str) -> Told:
        return Told(self.since, topic, {**self.counts, topic: self.counts.get(topic, 0) + 1})

    def without(self, topic: str) -> Told:
        """Taken back: it was none."""
        last = None if self.last == topic else self.last
        return Told(self.since, last, {name: count for name, count in self.counts.items() if name != topic})


def told_before(slot: object, session: float) -> Told:
    """From the slot; an earlier session's is not counted. `session`: when this one began, in seconds."""
    if not isinstance(slot, Mapping) or slot.get("since") != session:
        return Told(session)
    return Told(session, slot.get("last"), slot.get("counts") or {})


def topic_of(intent: str, told: Told) -> str:
    """What `intent` tells of: a habit told after a breach is the breach."""
    return BREACH if told.breach and intent in OF_THE_BREACH else intent.removeprefix("share_")


def answer_kind(topic: str, told: Told) -> str:
    """ "first", "more", "third" or "back". After the third in turn: more, then an offer again."""
    count = told.counts.get(topic, 0)
    if not count:
        return "first"
    if count % 2 == 0:
        return "third"
    return "more" if topic == told.last else "back"


def is_more(text: str, intent: str, confidence: float, ranking: Sequence[Mapping[str, Any]]) -> bool:
    """A few words ("with my brother"), said right after something that was shared, that by themselves could be
    anything: no question, and read unsurely as something that people share."""
    words = len(text.split())
    if text.startswith("/") or "?" in text or not 2 <= words <= MOST_WORDS_MORE:
        return False
    if intent == FALLBACK:
        return sum(float(r.get("confidence") or 0) for r in ranking if shares(str(r.get("name")))) >= SHARED_AT_LEAST
    return intent.startswith("share_") and confidence < SURELY and words <= MOST_WORDS_OF_A_SCRAP


def shares(intent: str) -> bool:
    return intent.startswith("share_") or intent in {"describe_checking", "seek_reassurance"}

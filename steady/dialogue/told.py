"""How often a topic was told in this session, and which answer that asks for. Pure.

First it is heard, then deeper; the third time something to do is offered rather than more of the
same. Back after another topic, it is taken up as known. Kept in the slot `told`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BREACH = "broken_trust"
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

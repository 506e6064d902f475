"""What safety hears, where a conversation stands, and what is said: the terms of steady/dialogue/safety.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

OPEN_STAGES = {"asked", "soon", "safe_now", "medical", "imminent", "support", "third_person"}


@dataclass(frozen=True)
class Heard:
    """One message, as far as safety is concerned."""

    level: str = "none"
    kind: str | None = None
    about: str | None = None  # "self" | "other"
    intent: str | None = None  # "plan" | "wish" | "intrusive" | "past" | "retracted"
    answer: str | None = None  # "yes" | "no" | "unsure" | "figure"
    wants_stop: bool = False
    help_called: bool = False  # in an emergency: help is on its way
    says_safe: bool = False  # "I'm safe for now"
    busy: bool = False  # a form or practice is under way
    names_country: bool = False  # says where they are, as the first answer asked
    asks: str | None = None  # one of ASKED
    admits: bool = False  # "it crosses my mind", in answer to the direct question
    denies: bool = False  # says in words that they are not thinking of it
    must_go: bool = False  # somebody comes in, and they have to leave the page
    clear: bool = False  # has a topic of its own, read surely
    hard: bool = False  # tells what makes it hard to ask people: feeling stupid, being judged, no money
    little: bool = False  # thanks, a plain yes or no, a complaint, not understood: nothing with an answer of its own
    leaves: bool = False  # a goodbye
    first_said: bool = False  # the front door has given the first answer already


@dataclass(frozen=True)
class Stand:
    """Where the conversation stands; kept in the slot `safety`."""

    stage: str | None = None  # one of OPEN_STAGES, "watch" after a no, "closed", None
    kind: str | None = None
    turns: int = 0  # turns of the person since the stage began
    looked_again: bool = False

    def as_slot(self) -> dict[str, Any]:
        return {"stage": self.stage, "kind": self.kind, "turns": self.turns, "looked_again": self.looked_again}

    @classmethod
    def from_slot(cls, value: object) -> Stand:
        if not isinstance(value, dict):
            return cls()
        known = {k: value[k] for k in ("stage", "kind", "turns", "looked_again") if k in value}
        return cls(**known)


@dataclass(frozen=True)
class Answer:
    say: tuple[str, ...]
    stand: Stand

"""What safety hears, where a conversation stands, and what is said: the terms of steady/dialogue/safety.py."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

OPEN_STAGES = {"asked", "soon", "safe_now", "medical", "imminent", "support", "third_person"}


# A learned reading with no rule behind it, words that may mean it, plain words.
ALARMS = (None, "guess", "concern", "plain")
# In the place of what was interrupted: the policy puts the actions there.
GO_ON = "go on"


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
    vague: bool = False  # the risk rests on the learned reading alone, and is no crisis
    misread: bool = False  # says that the question was not about what they meant: "nothing like that"
    friend: str | None = None  # what is said of somebody else at risk (steady/dialogue/friend.py)
    corrects: bool = False  # "not me, my friend"


@dataclass(frozen=True)
class Stand:
    """Where the conversation stands; kept in the slot `safety`."""

    stage: str | None = None  # one of OPEN_STAGES, "watch" after a no, "closed", None
    kind: str | None = None
    turns: int = 0  # turns of the person since the stage began
    looked_again: bool = False
    alarm: str | None = None  # what the question rested on: one of ALARMS
    denied: bool = False  # the alarm was a misunderstanding, and they said so
    about: str | None = None  # "other": somebody else is at risk, and stays the subject
    home: str | None = None  # the writer's country, while the numbers shown are those of somebody elsewhere
    session: float = 0.0  # the session in which it was denied or told: it holds no longer than that

    def as_slot(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_slot(cls, value: object) -> Stand:
        if not isinstance(value, dict):
            return cls()
        return cls(**{field.name: value[field.name] for field in fields(cls) if field.name in value})

    def within(self, session: float) -> Stand:
        """What was denied, and who was spoken of, is of the session in which it was said."""
        return self if self.session == session else replace(self, denied=False, about=None, home=None)


@dataclass(frozen=True)
class Answer:
    say: tuple[str, ...]
    stand: Stand


def is_guess(why: object) -> bool:
    """The learned reading alone raised it: no rule stands behind it (steady/understanding/risk/reader.py)."""
    return isinstance(why, list) and bool(why) and all(str(name).startswith("learned ") for name in why)

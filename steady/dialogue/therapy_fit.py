"""Individual therapy, couples therapy, or neither for now: the reasons as questions. Pure.

Source: coaching facts on therapy. Individual: over an hour on most days, sleep or work suffer,
weeks of it, old wounds, panic, low mood. Couples: both willing, the way they talk or a breach is
the issue, and it is safe. Never couples therapy where there is violence, fear or control.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from steady.content.therapy_talk import FIT, Patterns, TherapyTalk

NOT_ASKED = "not_asked"
SUGGESTIONS = ("individual", "couples", "both", "neither", "unwilling", "not_safe", "unsure_safe")
REASONS = ("fit_hours", "fit_weighs", "fit_weeks")
ENOUGH_UNSURE = 2
CLAUSE = re.compile(r"[.!?;\n]+|,\s+(?:and|but|so|because)\b")
BUT = re.compile(r"\b(?:but|though|tho|except|only that|however|if only)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
Answers = Mapping[str, str | None]


def next_question(answers: Answers) -> str | None:
    """The question to ask next, None when the suggestion is clear.

    `answers`: question to "me", "us", "both" (fit_where), "yes", "no", "unsure"; None: open.
    """
    return next((question for question in FIT if answers.get(question) is None and _matters(question, answers)), None)


def _matters(question: str, answers: Answers) -> bool:
    where = answers.get("fit_where")
    if answers.get("fit_safe") == "no":
        return False
    if question == "fit_where" or where is None:
        return True
    if question in REASONS:
        # One reason is reason enough: the rest need not be gone through.
        return where != "us" and not any(answers.get(reason) == "yes" for reason in REASONS)
    if where not in {"us", "both"}:
        return False
    return question == "fit_willing" or answers.get("fit_willing") != "no"


def settled(answers: Answers) -> dict[str, str]:
    """The questions that need no asking (any more), marked as such."""
    return {q: NOT_ASKED for q in FIT if answers.get(q) is None and not _matters(q, answers)}


def suggestion(answers: Answers) -> str:
    """One of SUGGESTIONS. Safety first: only a plain yes to it opens couples therapy."""
    if answers.get("fit_safe") == "no":
        return "not_safe"
    alone, two = _for_one(answers), answers.get("fit_where") in {"us", "both"}
    if two and answers.get("fit_willing") == "no":
        return "unwilling"
    if two and answers.get("fit_safe") != "yes":
        return "unsure_safe"
    if two:
        return "both" if alone else "couples"
    return "individual" if alone else "neither"


def _for_one(answers: Answers) -> bool:
    replies = [answers.get(reason) for reason in REASONS]
    return "yes" in replies or replies.count("unsure") >= ENOUGH_UNSURE


def heard_in(texts: Iterable[str], talk: TherapyTalk) -> dict[str, str]:
    """Answers that were already in what somebody wrote, newest text last and strongest.

    That it is safe is never heard, only that it is not.
    """
    found: dict[str, str] = {}
    for text in texts:
        for clause in clauses(text):
            for question, answers in talk.fit.items():
                for answer, patterns in answers.items():
                    if matches(clause, patterns):
                        found[question] = answer
    return found


def clauses(text: str) -> list[str]:
    """Lower case, straight apostrophes, one thought each."""
    return [part.strip() for part in CLAUSE.split(text.lower().replace("’", "'")) if part and part.strip()]


def matches(clause: str, patterns: Patterns) -> bool:
    return any(pattern.search(clause) for pattern in patterns)


@dataclass(frozen=True)
class Said:
    """One message in answer to a question."""

    text: str
    intent: str = ""
    where: str | None = None  # carried by a button
    yes_no: str | None = None  # plain words for yes, no, unsure
    skips: bool = False

    @property
    def pressed(self) -> bool:
        return self.text.startswith("/")


def reply_to(question: str, said: Said, talk: TherapyTalk) -> str | None:
    """What `said` answers to `question`; None when it is no answer to it."""
    if said.pressed:
        return _pressed(question, said)
    if question == "fit_safe":
        # A reading is not enough here: plain words only, and fear before all.
        if any(matches(clause, talk.plainly_safe) for clause in clauses(said.text)):
            return "yes"
        return heard_in([said.text], talk).get("fit_safe") or said.yes_no or ("unsure" if said.skips else None)
    heard = heard_in([said.text], talk).get(question)
    if heard or question == "fit_where":
        return heard or ("both" if said.yes_no == "unsure" or said.skips else None)
    return said.yes_no or ("unsure" if said.skips else None)


def _pressed(question: str, said: Said) -> str | None:
    if question == "fit_where":
        return said.where or ("both" if said.intent in {"not_sure", "skip"} else None)
    if question == "fit_willing" and said.intent == "therapy_barrier" and '"partner"' in said.text:
        return "no"
    return {"affirm": "yes", "deny": "no", "not_sure": "unsure", "skip": "unsure"}.get(said.intent)


def part_asked(text: str, talk: TherapyTalk) -> str | None:
    """What of the bridge `text` asks for: one of "message", "questions", "approaches", "already"; else None."""
    whole = " ".join(clauses(text))
    return next((part for part, patterns in talk.parts.items() if matches(whole, patterns)), None)


def undecided(text: str, talk: TherapyTalk) -> bool:
    """They wonder whether to go, rather than how."""
    return any(matches(clause, talk.undecided) for clause in clauses(text))


def bare_cannot(text: str, talk: TherapyTalk) -> bool:
    """ "I can't", and nothing that says why."""
    said = re.sub(r"[^\w' ]", "", text.lower().replace("’", "'")).strip()
    return matches(said, talk.bare_cannot)


def told_obstacle(text: str, talk: TherapyTalk) -> str:
    """The part of a wish that holds an obstacle: "I'd go, but …", "I can't find one who …"; "" without one."""
    found = BUT.search(text)
    if found:
        return found["rest"]
    return text if any(matches(clause, talk.told_as_wish) for clause in clauses(text)) else ""


def wonders_about(text: str, talk: TherapyTalk) -> str | None:
    """ "individual" or "couples": whether somebody asks if they should see a therapist; else None."""
    whole = " ".join(clauses(text))
    if not undecided(text, talk) or not matches(whole, talk.names_therapy):
        return None
    return "couples" if matches(whole, talk.names_couples) else "individual"

"""A first message to a therapist, questions for the first call, a summary to take along. Pure.

Nothing stands in them that the person did not say here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from steady.content.therapy_talk import TherapyTalk
from steady.dialogue.therapy_fit import clauses, heard_in, matches

MOST_TOPICS = 2
HARD_TO_SAY = frozenset({"self_criticism", "doubt"})
MESSAGE = re.compile(
    r"\b(?:message|e-?mail|letter|sessions?|appointments?|in (?:french|spanish|german|polish|arabic|hindi))\b"
)
MOST_WISHES = 2


class Run(Protocol):
    """One practice, as the records tell it; ratings are 0-10, None when skipped."""

    @property
    def practice(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def before(self) -> int | None: ...
    @property
    def after(self) -> int | None: ...


class Asked(Protocol):
    """One time through the four questions; no outcome when it was stopped."""

    @property
    def at(self) -> datetime: ...
    @property
    def outcome(self) -> str | None: ...


@dataclass(frozen=True)
class Situation:
    """What is known of the person for the bridge."""

    need: str = "individual"  # or "couples"
    topics: tuple[str, ...] = ()  # shared in this conversation, oldest first
    answers: Mapping[str, str | None] = field(default_factory=dict)  # of the fit questions
    barriers: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()  # lines for what they said they would like
    private: bool = False  # abuse is known: the message tells nothing of it


def first_message(situation: Situation, talk: TherapyTalk) -> str:
    """Plain text, ready to be changed and sent."""
    draft, need = talk.draft, situation.need
    about = draft.about[need]
    lines = [about[topic] for topic in dict.fromkeys(reversed(situation.topics)) if topic in about][:MOST_TOPICS]
    if situation.private:
        lines = [draft.about["individual"]["private"]]
    reasons = [] if situation.private or need == "couples" else [
        line for question, line in draft.reasons.items() if situation.answers.get(question) == "yes"
    ]  # fmt: skip
    wishes = [draft.wishes[barrier] for barrier in situation.barriers if barrier in draft.wishes][-MOST_WISHES:]
    wishes = list(dict.fromkeys([*situation.wishes, *wishes]))
    body = " ".join([draft.opening[need], *(lines or [about["general"]]), *reasons])
    # Single line breaks: a blank line would make two bubbles of it.
    return "\n".join([body, " ".join([*wishes, draft.end[need]]), draft.name])


def told_topics(read: Sequence[tuple[str, str]], apart: bool, talk: TherapyTalk) -> tuple[str, ...]:
    """What may stand in the message, oldest first. `read`: (text, the topic it was surely read as, or "").

    What is hard to say of oneself stands there only in their own words, and nothing that they say is not it.
    """
    words, found = talk.draft.own_words, ["breakup"] if apart else []
    for text, topic in read:
        told = [clause for clause in clauses(text) if not talk.draft.not_it.search(clause)]
        denied = [clause for clause in clauses(text) if talk.draft.not_it.search(clause)]
        off = [one for one, pattern in words.items() if matches(" ".join(denied), (pattern,))]
        found = [one for one in found if one not in off]
        if topic and topic not in off and (topic not in HARD_TO_SAY or matches(" ".join(told), (words[topic],))):
            found.append(topic)
        if matches(" ".join(told), talk.names_therapy) or off or "message" in text.lower():
            found += [one for one, pattern in words.items() if matches(" ".join(told), (pattern,))]
        if not apart and heard_in([text], talk).get("fit_willing") == "no":
            found.append("unwilling")
    return tuple(found)


def wished(texts: Iterable[str], talk: TherapyTalk) -> tuple[str, ...]:
    """Lines for what they would like, said where they speak of a therapist or of the message."""
    spoken = " ".join(text.lower() for text in texts if matches(text.lower(), (*talk.names_therapy, MESSAGE)))
    return tuple(dict.fromkeys(line for pattern, line in talk.draft.heard if pattern.search(spoken)))


def questions_to_ask(situation: Situation, talk: TherapyTalk, start: int = 0) -> tuple[list[str], bool]:
    """Questions from number `start` on, the fitting ones first; and whether there are more."""
    order = ["couples" if situation.need == "couples" else "loop"]
    order += [barrier for barrier in ("culture", "money") if barrier in situation.barriers]
    fitting = [talk.questions[key][:2] for key in order]
    rest = [talk.questions["anyone"], *(talk.questions[key][2:] for key in order)]
    listed = list(dict.fromkeys(question for group in [*fitting, *rest] for question in group))
    end = start + talk.most_questions
    return listed[start:end], end < len(listed)


def summary(practices: Sequence[Run], asked: Sequence[Asked], titles: Mapping[str, str], talk: TherapyTalk) -> str:
    """What is on record, as plain text; "" when there is nothing. Counts and ratings, never words."""
    times = sorted([*(p.at for p in practices), *(a.at for a in asked)])
    if not times:
        return ""
    words = talk.take_along
    lines = [words["title"].format(start=f"{times[0]:%Y-%m-%d}", end=f"{times[-1]:%Y-%m-%d}")]
    for slug in dict.fromkeys(p.practice for p in practices):
        runs = [p for p in practices if p.practice == slug]
        known = words["practice" if len(runs) > 1 else "practice_once"]
        lines.append(known.format(title=titles.get(slug, slug), count=len(runs)))
        lines += _rated(runs, words["rated"])
    lines += _asked([a.outcome for a in asked if a.outcome], talk)
    return "\n".join([*lines, words["end"]])


def _rated(runs: Iterable[Run], words: str) -> list[str]:
    rated = [(run.before, run.after) for run in runs if run.before is not None and run.after is not None]
    if not rated:
        return []
    before, after = (round(sum(values) / len(rated)) for values in zip(*rated, strict=True))
    return [words.format(before=before, after=after)]


def _asked(outcomes: Sequence[str], talk: TherapyTalk) -> list[str]:
    if not outcomes:
        return []
    words = talk.take_along
    head = words["asked" if len(outcomes) > 1 else "asked_once"].format(count=len(outcomes))
    counted = Counter(outcomes).most_common()
    of = len(outcomes)
    return [head, *(words["outcome"].format(count=n, of=of, words=talk.outcomes.get(o, o)) for o, n in counted)]

"""What a turn is to courtesy, and the table it looks things up in. Pure: no Rasa."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from steady.content.files import need, read_yaml
from steady.dialogue.course_turn import CourseTurn
from steady.dialogue.therapy_bridge import BridgeTurn

# Below this a reading is too unsure to break off a form for it.
SURE = 0.55
MOST_WORDS_TO_NAME_A_TOOL = 12
START_PRACTICE = ("action_start_practice", "practice_form")
# A night without sleep is no good night, however it was read.
SLEEPLESS = re.compile(
    r"\b(?:can['’]?t|cannot|can not|couldn['’]?t|unable to|not able to) (?:\w+ ){0,2}(?:sleep|fall asleep)\b"
    r"|\b(?:no|not any) sleep\b|\b(?:wide|lying|lie|still|been) awake\b",
    re.IGNORECASE,
)
# "stop the timer": named, and not to begin it.
ENDS_IT = re.compile(r"\b(?:stop|cancel|end|quit|enough|switch off|turn off)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """Which actions answer an intent when rules cannot: intent -> actions."""

    digressions: Mapping[str, tuple[str, ...]]
    starters: Mapping[str, tuple[str, ...]]
    open_to_minors: frozenset[str]
    gated: frozenset[str]  # tools that wait for the answer about age
    heard_first: Mapping[str, tuple[str, ...]]  # tools that wait too, once what was said is heard
    with_abuse: Mapping[str, tuple[str, ...]]  # in the place of a starter, where somebody is not safe at home
    said_in_practices: frozenset[str]  # readings that are more likely the words a step asks for
    said_in_waits: frozenset[str]  # the same for "what will you do meanwhile?"
    begun_in_course: frozenset[str]  # typed within a day of the course, these begin; the place is kept
    follow_ups: Mapping[str, tuple[str, ...]]  # what a message that hangs on the one before is answered with
    after_breach: Mapping[str, tuple[str, ...]]  # the same for a habit told after a breach
    kept_only: Mapping[str, tuple[str, ...]]  # tools that need notes -> what is said after a no to notes
    leads_from_asks: Mapping[str, tuple[str, ...]]  # typed while a sentence is built, these begin something else
    behind_asks: Mapping[str, tuple[str, ...]]  # what is said behind "keep it" or "stop", beside digressions
    said_in_asks: frozenset[str]  # and these are more likely its words
    typed: Mapping[str, tuple[re.Pattern[str], ...]]  # tools that begin when a short message names them
    after_alarm: Mapping[str, tuple[str, ...]]  # what is taken up again after a mistaken alarm

    def named_tool(self, text: str) -> str | None:
        """The tool, as an intent, that a short message asks for by its name."""
        short = len(text.split()) <= MOST_WORDS_TO_NAME_A_TOOL and not ENDS_IT.search(text)
        return next((i for i, listed in self.typed.items() if short and any(p.search(text) for p in listed)), None)


@dataclass(frozen=True)
class PracticeTurn:
    """What the message and the moment say about practices."""

    named: str | None = None  # the practice that is asked for by name
    any: bool = False  # the choice is left to the coach
    steers: bool = False  # "go back", "no touch"
    hints: bool = False  # says how much time there is, or what to leave out
    offered: bool = False  # a choice of practices was the last thing said
    open: str | None = None  # the practice under way, or left before its end
    takes_up: bool = False  # "where were we"
    wanted: str | None = None  # named before the questions about age and consent came first
    writes: bool = False  # the current step asks for the person's own words
    leaves: bool = False  # "bye", "enough", "later" stands in it
    interrupted: bool = False  # the coach has asked whether to go on with it


@dataclass(frozen=True)
class Turn:
    text: str
    intent: str | None
    confidence: float
    pressed: bool = False  # a button
    loop: str | None = None
    requested: str | None = None
    awaiting: str | None = None
    stands: bool = False  # tells of a loss, or takes a breach back: heard, whatever it was read as
    behind: str | None = None  # a sentence to ask with is "kept" or "stopped", and more is said behind it
    asked_now: bool = True  # what is awaited was asked last: a bare "yes" is meant for it
    of_age: str | None = None  # what the message says of the writer's age (steady/content/opening.py)
    on_notes: str | None = None  # and to the question about notes
    agrees_to_notes: bool = False  # in so many words, whatever was asked last
    adult: bool | None = None
    country: str | None = None
    pending: str | None = None  # the intent that waits for the answers about age and consent
    unasked: bool = False  # nobody typed it: the coach speaks first
    told: str | None = None  # what it says about a wait under way, as an intent (steady/dialogue/urge.py)
    answered: bool = False  # the open question of an urge form is answered, by words that it reads
    abuse: bool = False  # abuse is known: nothing waits for the age then
    practice: PracticeTurn = PracticeTurn()
    therapy: BridgeTurn = BridgeTurn()
    course: CourseTurn = CourseTurn()
    therapy_asked: bool = False  # a next step on the way to a therapist was asked for
    consent: bool | None = None  # to notes
    follows: str | None = None  # hangs on what was said before (steady/dialogue/follow_up.py)
    point: str | None = None  # what is shared behind a "yes" or "ok" in front
    more_of_it: bool = False  # a few words more of what was shared just now
    breach: bool = False  # a breach of trust was told in this session


@lru_cache(maxsize=4)
def table_of(folder: Path) -> Table:
    return load_table(folder)


def load_table(folder: Path) -> Table:
    """Reads `dialogue.yml`. Raises ContentError for a missing part."""
    path = folder / "dialogue.yml"
    raw = read_yaml(path)

    def part(name: str) -> dict[str, tuple[str, ...]]:
        return {intent: tuple(actions) for intent, actions in need(raw, name, dict, path, "top level").items()}

    def names(name: str) -> frozenset[str]:
        return frozenset(need(raw, name, list, path, "top level"))

    return Table(
        part("digressions"),
        part("starters"),
        names("open_to_minors"),
        names("gated"),
        part("heard_first"),
        part("with_abuse"),
        names("said_in_practices"),
        names("said_in_waits"),
        names("begun_in_course"),
        part("follow_ups"),
        part("after_breach"),
        part("kept_only"),
        part("leads_from_asks"),
        part("behind_asks"),
        names("said_in_asks"),
        {intent: tuple(re.compile(p, re.IGNORECASE) for p in listed) for intent, listed in part("typed").items()},
        part("after_alarm"),
    )

"""What must work from anywhere, as a pure function: answers to the coach's own questions,
help and stop inside a form, questions asked on the way, the stop for people under 18.

Rules in data/rules/ lead the rest. Table: data/content/dialogue.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from steady.content.answers import Answers
from steady.content.files import need, read_yaml
from steady.content.intents import SAFETY_INTENTS
from steady.content.places import Places
from steady.content.times import read_time
from steady.dialogue.reminder_words import about_reminders
from steady.dialogue.therapy_bridge import COUNTRY_ASKED, BridgeTurn, bridge

# Below this a reading is too unsure to break off a form for it.
SURE = 0.55
ADULT_AGE = 18
# In a step that asks for words, a longer message is those words, unless it is a question.
MOST_WORDS_OF_A_REQUEST = 8
START_PRACTICE = ("action_start_practice", "practice_form")
STEPWISE = {"practice_form", "urge_form", "urge_result_form"}
MOST_WORDS_OF_AN_ANSWER = 14
REMINDER_FORM = "reminder_form"
OWN_WORDS = {"practice_form", "check_in_form", REMINDER_FORM}
WORD_OF_THE_DAY = "check_in_word"
THANKS = re.compile(r"\b(?:thanks|thank you|thank u|thx|ty|cheers)\W*$", re.IGNORECASE)
GOING_ON = re.compile(r"\b(?:carry|go|going|keep going|get back|back) (?:on|to)\b|\bcontinue\b", re.IGNORECASE)


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
    kept_only: Mapping[str, tuple[str, ...]]  # tools that need notes -> what is said after a no to notes


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
    adult: bool | None = None
    country: str | None = None
    pending: str | None = None  # the intent that waits for the answers about age and consent
    unasked: bool = False  # nobody typed it: the coach speaks first
    told: str | None = None  # what it says about a wait under way, as an intent (steady/dialogue/urge.py)
    answered: bool = False  # the open question of an urge form is answered, by words that it reads
    abuse: bool = False  # abuse is known: nothing waits for the age then
    practice: PracticeTurn = PracticeTurn()
    therapy: BridgeTurn = BridgeTurn()
    therapy_asked: bool = False  # a next step on the way to a therapist was asked for
    consent: bool | None = None  # to notes


def decide(turn: Turn, table: Table, answers: Answers, places: Places) -> tuple[str, ...] | None:
    """Actions for this turn; None leaves it to forms, rules and stories."""
    if turn.unasked:
        return ("action_leave", *table.starters[turn.intent or ""]) if turn.loop else None
    if turn.awaiting == "urge" and not turn.pressed and answers.yes_no(turn.text) in {"yes", "unsure"}:
        return _instead(turn, table) or table.starters["urge_now"]
    answered = _own_question(turn, answers)
    if answered:
        return (
            (*answered, *_waiting(turn, table, answered[0])) if answered[0].startswith("action_consent") else answered
        )
    place = places.read(turn.text, asked=turn.awaiting in COUNTRY_ASKED) if not turn.pressed else None
    if place and place != turn.country and turn.loop is None:
        return ("action_set_country",)
    if turn.adult is False:
        return None if turn.intent in table.open_to_minors else ("utter_under_18_again",)
    if turn.told and (turn.loop is None or turn.loop == "practice_form" and turn.told == "urge_did_it"):
        return (*(("action_leave",) if turn.loop else ()), *table.starters[turn.told])
    if turn.loop:
        return _inside(turn, table, answers)
    if not turn.pressed and (asked := about_reminders(turn.text)):
        if asked == "reminder_off":
            return ("action_reminder_off",)
        turn = replace(turn, intent=asked)
        return _held_back(turn, table) or table.starters[asked]
    if begins := _instead(turn, table):
        return begins
    if turn.intent in SAFETY_INTENTS and not turn.pressed:
        # Read as danger, but neither a rule nor the confidence says so (SafetyPolicy had it first):
        # asked about, with a way to say that it is danger.
        return ("action_fallback",)
    if practice := _practice(turn):
        return practice
    if turn.intent == "affirm" and turn.loop is None and THANKS.search(turn.text):
        return ("utter_thank",)  # "ok, I'll try that tonight. thank you"
    if turn.awaiting == "country" and len(turn.text.split()) <= 3 and turn.confidence < SURE:
        return ("utter_country_unknown",)
    no_place = turn.confidence < SURE or turn.intent in {"out_of_scope", "nlu_fallback"}
    if turn.awaiting == "therapy_country" and len(turn.text.split()) <= 3 and no_place:
        return ("action_therapy_routes",)
    if held := _held_back(turn, table):
        return held
    unsure = turn.confidence < SURE
    return None if turn.pressed else bridge(turn.therapy, turn.intent, unsure, turn.therapy_asked)


def _held_back(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """A tool that waits for the answer about age, or for the one about notes."""
    if turn.adult is None and turn.intent in table.gated and not turn.abuse:
        return ("action_ask_adult",)
    if turn.intent in table.kept_only and turn.consent is not True:
        return ("action_ask_to_keep",)
    return None


def _own_question(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """The coach asked for age, consent or a confirmation, and this is the answer."""
    if turn.awaiting not in {"adult", "consent", "delete", "urge"}:
        return None
    said = {"affirm": "yes", "deny": "no"}.get(turn.intent or "") if turn.pressed else answers.yes_no(turn.text)
    if turn.awaiting == "adult":
        age = None if turn.pressed else answers.age(turn.text)
        if age is not None and len(turn.text.split()) <= MOST_WORDS_OF_AN_ANSWER:
            said = "yes" if age >= ADULT_AGE else "no"
    actions = {
        ("adult", "yes"): ("action_confirm_adult",),
        ("adult", "no"): ("action_under_age",),
        ("consent", "yes"): ("action_consent_yes",),
        ("consent", "no"): ("action_consent_no",),
        ("consent", "unsure"): ("action_consent_no",),
        ("delete", "yes"): ("action_delete",),
        ("delete", "no"): ("action_keep_data",),
        ("delete", "unsure"): ("action_keep_data",),
        ("urge", "no"): ("action_urge_let_go",),
    }
    return actions.get((turn.awaiting, said or ""))


def _waiting(turn: Turn, table: Table, answered: str) -> tuple[str, ...]:
    """What was asked for before the questions about age and consent came first."""
    if answered == "action_consent_no" and turn.pending and turn.pending in table.kept_only:
        return table.kept_only[turn.pending]
    if turn.pending == "ask_exercise":
        return START_PRACTICE if turn.practice.wanted else ("action_offer_practices",)
    return table.starters.get(turn.pending or "", ())


def _practice(turn: Turn) -> tuple[str, ...] | None:
    """A practice asked for by name, taken up again, or chosen more closely; with no form under way."""
    said = turn.practice
    if turn.pressed:
        return None
    chosen = said.named or said.any and (said.offered or turn.intent == "ask_exercise")
    if chosen:
        waits = turn.adult is None and not turn.abuse and turn.intent != "ask_calm_now"
        return ("action_ask_adult",) if waits else START_PRACTICE
    if said.open and said.takes_up:
        return ("action_resume_practice", "practice_form")
    if said.offered and (said.steers or said.hints) and turn.adult:
        return ("action_offer_practices",)
    return None


def _instead(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """What comes in the place of a tool where it may not begin, or not yet."""
    intent = turn.intent or ""
    if turn.abuse:
        return table.with_abuse.get(intent)
    return table.heard_first.get(intent) if turn.adult is None else None


def _inside(turn: Turn, table: Table, answers: Answers) -> tuple[str, ...] | None:
    """Within a form or practice."""
    intent = turn.intent or ""
    goes_on = (
        any(answers.is_said(kind, turn.text) for kind in ("resume", "skip")) or GOING_ON.search(turn.text) is not None
    )
    if answers.wants_stop(turn.text):
        return ("action_stop",)
    practising = turn.loop == "practice_form" and not turn.pressed
    if practising and (inside := _inside_practice(turn, answers)) is not None:
        return inside or None
    # "finish my work" is something to do, "I can't stop" an answer.
    names_an_act = turn.answered or turn.requested == "urge_meanwhile" and not turn.pressed
    if intent == "stop" and turn.confidence >= SURE and not goes_on and not names_an_act:
        return ("action_stop",)
    if turn.therapy.answered:
        return None
    # "six months" on a waiting list is no answer to a question, though it holds a number.
    if turn.therapy.obstacle and (turn.therapy.short or turn.confidence < SURE or intent == "therapy_barrier"):
        return ("action_barrier", "action_digress_back")
    if turn.pressed:
        if intent == "remind_me" and turn.loop == REMINDER_FORM:
            return None  # an hour or a city on a button
        if held := _held_back(turn, table):
            return ("action_leave", *held)
        if intent in table.starters:
            return ("action_leave", *(_instead(turn, table) or table.starters[intent]))
        return ("action_leave", *table.digressions[intent]) if intent in table.digressions else None
    short_answer = answers.yes_no(turn.text) or answers.rating(turn.text) is not None
    skips = answers.is_said("skip", turn.text) or answers.is_said("go_on", turn.text)
    if short_answer or skips or goes_on or turn.answered or turn.confidence < SURE:
        return None
    if turn.loop in STEPWISE | OWN_WORDS and intent in table.said_in_practices:
        return None  # words that a step asks for
    if turn.loop == REMINDER_FORM and read_time(turn.text):
        return None  # "at night" is no goodbye here
    if turn.requested == WORD_OF_THE_DAY and intent in SAFETY_INTENTS:
        # Below what SafetyPolicy answers, and still no word to put away unread.
        return ("action_fallback", "action_digress_back")
    if turn.requested == "urge_meanwhile" and intent in table.said_in_waits:
        return None
    if intent in table.digressions:
        if intent == "goodbye":
            return ("action_leave", *table.digressions[intent])
        return (*table.digressions[intent], "action_digress_back")
    return None


def _inside_practice(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """() leaves the message to the practice; None: it is looked at like in any form."""
    said = turn.practice
    if said.steers:
        return ()
    if said.interrupted and answers.yes_no(turn.text) == "no":
        return ("action_stop",)
    if said.named and said.named != said.open and turn.intent == "ask_exercise" and turn.confidence >= SURE:
        return ("action_leave", *START_PRACTICE)
    if said.writes and not turn.text.rstrip().endswith("?"):
        long = len(turn.text.split()) > MOST_WORDS_OF_A_REQUEST
        if long or turn.intent in {"goodbye", "stop"} and not said.leaves:
            return ()  # their letter, their need, whatever it is about
    return None


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
        part("kept_only"),
    )

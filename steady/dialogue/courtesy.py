"""What must work from anywhere, as a pure function: answers to the coach's own questions,
help and stop inside a form, questions asked on the way, the stop for people under 18.

Rules in data/rules/ lead the rest. Table: data/content/dialogue.yml.
"""

from __future__ import annotations

import re
from dataclasses import replace

from steady.content.answers import Answers
from steady.content.intents import SAFETY_INTENTS
from steady.content.places import Places
from steady.dialogue.courtesy_course import outside as course_outside
from steady.dialogue.courtesy_course import unfounded
from steady.dialogue.courtesy_inside import held_back, inside, instead
from steady.dialogue.courtesy_turn import SLEEPLESS, START_PRACTICE, SURE, Table, Turn
from steady.dialogue.reminder_words import about_reminders
from steady.dialogue.therapy_bridge import COUNTRY_ASKED, bridge

FAIRLY_SURE = 0.7
MOST_WORDS_OF_A_PLACE = 10
WHY = re.compile(
    r"\bwhy\b.{0,25}\b(?:ask|need|want|know|matter|age|important)|\bgot to do with\b|\bhas to do with\b|\bis that (?:important|necessary|needed)"
    r"|\bwhat for\b|^\W*why\W*$", re.IGNORECASE)  # fmt: skip
THANKS = re.compile(r"\b(?:thanks|thank you|thank u|thx|ty|cheers)\W*$", re.IGNORECASE)


def decide(turn: Turn, table: Table, answers: Answers, places: Places) -> tuple[str, ...] | None:
    """Actions for this turn; None leaves it to forms, rules and stories."""
    if turn.unasked:
        return ("action_leave", *table.starters[turn.intent or ""]) if turn.loop else None
    if turn.awaiting == "urge" and not turn.pressed and answers.yes_no(turn.text) in {"yes", "unsure"}:
        return instead(turn, table) or table.starters["urge_now"]
    if turn.awaiting == "own_half" and turn.loop is None and _agrees(turn, answers):
        return START_PRACTICE
    if turn.follows == "repeat":
        return table.follow_ups["repeat"]
    if turn.stands and turn.loop is None and turn.adult is not False and turn.of_age is None:
        return ("action_share",)
    answered = _own_question(turn, answers)
    if answered:
        return (
            (*answered, *_waiting(turn, table, answered[0])) if answered[0].startswith("action_consent") else answered
        )
    place = places.read(turn.text, asked=turn.awaiting in COUNTRY_ASKED) if not turn.pressed else None
    # In a story a place is where it happens; only the question for it, or a short word of it, is an answer.
    if place and place != turn.country and turn.loop is None and _is_about_the_place(turn):
        return ("action_set_country",)
    if turn.adult is False:
        if turn.of_age == "adult":
            return ("action_confirm_adult",)  # it was a slip, or misheard
        return None if turn.intent in table.open_to_minors else ("utter_under_18_again",)
    slipped = turn.told == "urge_did_it" and (turn.loop == "practice_form" or turn.requested == "urge_meanwhile")
    if turn.told and (turn.loop is None or slipped):
        return (*(("action_leave",) if turn.loop else ()), *table.starters[turn.told])
    if turn.loop:
        return inside(turn, table, answers)
    if follows := _on_what_was_said(turn, table):
        return follows
    if not turn.pressed and (asked := about_reminders(turn.text)):
        if asked == "reminder_off":
            return ("action_reminder_off",)
        turn = replace(turn, intent=asked)
        return held_back(turn, table) or table.starters[asked]
    hinted = turn.practice.offered and turn.practice.hints  # "two minutes": how long a practice may take
    tool = None if turn.pressed or hinted else table.named_tool(turn.text)
    if tool and tool != "start_course":  # for the course there are closed lists, below
        turn = replace(turn, intent=tool)
        return held_back(turn, table) or table.starters[tool]
    if turn.intent in {"goodbye", "stop"} and not turn.pressed and SLEEPLESS.search(turn.text):
        return ("utter_share_anxiety", "utter_offer_anxiety" if turn.adult else "action_ask_adult")
    if begins := instead(turn, table):
        return begins
    # Words for the course and for practices come from closed lists: they go before readings that nothing backs.
    if asked_for := course_outside(turn, answers) or _practice(turn):
        return asked_for
    if turn.intent in SAFETY_INTENTS and not turn.pressed:
        # Read as danger, but neither a rule nor the confidence says so (SafetyPolicy had it first):
        # asked about, with a way to say that it is danger.
        return ("action_fallback",)
    if vague := unfounded(turn, answers):
        return vague
    if turn.more_of_it:
        return ("action_share_more",)
    if turn.intent == "affirm" and turn.loop is None and THANKS.search(turn.text):
        return ("utter_thank",)  # "ok, I'll try that tonight. thank you"
    if turn.awaiting == "country" and len(turn.text.split()) <= 3 and turn.confidence < SURE:
        return ("utter_country_unknown",)
    no_place = turn.confidence < SURE or turn.intent in {"out_of_scope", "nlu_fallback"}
    if turn.awaiting == "therapy_country" and len(turn.text.split()) <= 3 and no_place:
        return ("action_therapy_routes",)
    if held := held_back(turn, table):
        return held
    # Amid the talk about therapists, a middling reading of something else counts less than an obstacle named.
    unsure = turn.confidence < (FAIRLY_SURE if turn.therapy_asked and turn.therapy.obstacle else SURE)
    return None if turn.pressed else bridge(turn.therapy, turn.intent, unsure, turn.therapy_asked)


def _is_about_the_place(turn: Turn) -> bool:
    return turn.awaiting in COUNTRY_ASKED or len(turn.text.split()) <= MOST_WORDS_OF_A_PLACE


def _on_what_was_said(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """What hangs on the turn before, the point behind a "yes", and a habit told after a breach."""
    if turn.follows:
        return table.follow_ups[turn.follows]
    if turn.point:
        return ("action_share",)
    return table.after_breach.get(turn.intent or "") if turn.breach and not turn.pressed else None


def _own_question(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """The coach asked for age, consent or a confirmation, and this is the answer."""
    if turn.agrees_to_notes and turn.loop is None and turn.adult:
        return ("action_consent_yes",)
    if turn.awaiting not in {"adult", "consent", "delete", "urge", "urge_after", "own_half"}:
        return None
    if turn.awaiting == "urge_after" and not turn.pressed and answers.is_said("skip", turn.text):
        return ("action_urge_let_go",)  # "leave it"
    said = {"affirm": "yes", "deny": "no"}.get(turn.intent or "") if turn.pressed else answers.yes_no(turn.text)
    if turn.awaiting == "adult" and not turn.pressed:
        return _on_age(turn, said)
    if turn.awaiting == "consent" and not turn.pressed:
        if not turn.asked_now:
            return None  # "yes" to another question is no consent
        said = turn.on_notes or said
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
        ("urge_after", "no"): ("action_urge_let_go",),
        ("own_half", "no"): ("action_own_half_left",),
    }
    return actions.get((turn.awaiting, said or ""))


def _on_age(turn: Turn, said: str | None) -> tuple[str, ...] | None:
    """Only words that say so make somebody a minor; "no, thank you" is no to something else, and age is asked again."""
    if turn.of_age == "adult":
        return ("action_confirm_adult",)
    if turn.asked_now and WHY.search(turn.text) and len(turn.text.split()) <= MOST_WORDS_OF_A_PLACE:
        return ("utter_why_adult",)
    if turn.of_age == "minor" or turn.of_age == "no" and turn.asked_now:
        return ("action_under_age",)
    if not turn.asked_now:
        return None
    if said == "yes":
        return ("action_confirm_adult",)
    return ("utter_ask_adult_again",) if said == "no" else None


def _agrees(turn: Turn, answers: Answers) -> bool:
    return turn.intent == "affirm" if turn.pressed else answers.yes_no(turn.text) in {"yes", "unsure"}


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
    if said.open and said.takes_up:
        return ("action_resume_practice", "practice_form")
    # "Yes, let's" to a choice of practices leaves the choice to the coach.
    chosen = said.named or said.any and (said.offered or turn.intent == "ask_exercise")
    chosen = chosen or said.offered and turn.intent == "affirm" and turn.confidence >= SURE
    if chosen:
        waits = turn.adult is None and not turn.abuse and turn.intent != "ask_calm_now"
        return ("action_ask_adult",) if waits else START_PRACTICE
    if said.offered and (said.steers or said.hints) and turn.adult:
        return ("action_offer_practices",)
    return None

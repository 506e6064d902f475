"""An ask or a check: the four questions, and what they point to."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, intent_of, then
from actions.memory import memory, now
from steady.content.ask_or_check import QUESTIONS, outcome
from steady.content.library import library
from steady.records.notes import note_ask_or_check

SURE_OF_WORSE = 0.8
# To a question of yes or no, a sentence that begins with one is an answer.
MOST_WORDS = 25
HAPPENINGS = {"share_conflict", "share_no_reply", "share_jealousy", "share_breakup"}
OFTEN = re.compile(r"\b(?:times|again and again|always|every day|constantly|loads|yesterday)\b", re.IGNORECASE)


class StartAskOrCheck(Action):
    def name(self) -> str:
        return "action_start_ask_or_check"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_ask_or_check_intro")
        return [*(SlotSet(question, None) for question in QUESTIONS), SlotSet("reasked", 0), SlotSet("awaiting", None)]


class ValidateAskOrCheck(Action):
    """Reads the answer to one question. Safety and courtesy have had the message before."""

    def name(self) -> str:
        return "validate_ask_or_check_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != "ask_or_check_form" or asked not in QUESTIONS:
            return []
        text, intent = str(tracker.latest_message.get("text") or ""), intent_of(tracker)
        if intent == "next" or library().answers.is_said("resume", text):
            return [SlotSet("reasked", tracker.get_slot("reasked") or 0)]  # back from an interruption: asked again
        if library().follow_up.says("go_back", text):
            before = QUESTIONS[max(0, QUESTIONS.index(asked) - 1)]
            return [SlotSet(before, None), SlotSet(asked, None), SlotSet("reasked", 0)]
        confidence = float((tracker.latest_message.get("intent") or {}).get("confidence") or 0)
        reply = read_reply(text, intent, confidence, asked)
        if reply in {"breach", "not_safe"}:
            # The remaining questions would miss the point: a real breach, or fear, has an answer of its own.
            return [SlotSet(question, reply) for question in QUESTIONS if tracker.get_slot(question) is None]
        if reply:
            return [SlotSet(asked, reply), SlotSet("reasked", 0)]
        if tracker.get_slot("reasked"):
            return [SlotSet(asked, "unsure"), SlotSet("reasked", 0)]
        dispatcher.utter_message(response="utter_reask_answer")
        return [SlotSet("reasked", 1)]


def read_reply(text: str, intent: str, confidence: float = 1.0, asked: str = "") -> str | None:
    """One of "yes", "no", "unsure", "breach", "not_safe"; None when it says none of these.

    "yes, she lied about it" is a breach before it is a yes; a thing that happened answers
    "did something new happen?", and "ten times today" answers "have you asked before?".
    """
    graver = {"share_broken_trust": "breach", "disclose_abuse": "not_safe"}.get(intent)
    if graver and confidence >= SURE_OF_WORSE and not text.startswith("/"):
        return graver
    if asked == "new_trigger" and intent in HAPPENINGS and library().answers.yes_no(text) is None:
        return "yes"
    if asked == "asked_before" and OFTEN.search(text):
        return "yes"
    if asked == "can_wait" and (waits := _can_wait(text)):
        return waits
    by_intent = {"affirm": "yes", "deny": "no", "not_sure": "unsure", "skip": "unsure", "breach": "breach",
                 "not_safe": "not_safe", "share_broken_trust": "breach", "disclose_abuse": "not_safe"}  # fmt: skip
    answers = library().answers
    unsure = len(text.split()) <= MOST_WORDS and answers.holds("unsure_of_it", text)
    return answers.yes_no(text, MOST_WORDS) or by_intent.get(intent) or ("unsure" if unsure else None)


def _can_wait(text: str) -> str | None:
    answers = library().answers
    if answers.holds("cannot_wait", text):
        return "no"
    return "yes" if answers.holds("can_wait", text) else None


class AskOrCheckResult(Action):
    def name(self) -> str:
        return "action_ask_or_check_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        replies = {question: tracker.get_slot(question) for question in QUESTIONS}
        result = "not_safe" if abuse_known(tracker) else outcome(replies)
        dispatcher.utter_message(response=f"utter_outcome_{result}")
        answers = {q: {"yes": True, "no": False}.get(reply or "") for q, reply in replies.items()}
        await memory().use(note_ask_or_check, tracker.sender_id, at=now(), outcome=result, **answers)
        follow = then(dispatcher, tracker, f"utter_outcome_{result}_next")
        # The loop ends in the urge work: a plain yes to the offer begins it (CourtesyPolicy).
        offered = [SlotSet("awaiting", "urge")] if result == "loop" and follow == [SlotSet("awaiting", None)] else []
        return [
            SlotSet("ask_outcome", result),
            SlotSet("abuse_known", result == "not_safe" or abuse_known(tracker)),
            *follow,
            *offered,
        ]

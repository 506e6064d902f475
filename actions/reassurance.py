"""Asking and checking: no verdicts, the same question noticed, the way into a clean ask. Four questions: ask_or_check.py."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.asked_again import heard_before, is_breach, say_again
from actions.asking import Events, abuse_known, intent_of, then, wanted_of
from actions.clean_ask_words import fresh
from steady.dialogue.clean_ask import FORM as CLEAN_ASK

# intent -> what is said, what is offered
PARTS = {
    "ask_reassurance_ok": ("utter_reassurance_ok", "utter_offer_reassurance_ok"),
    "describe_checking": ("utter_describe_checking", "utter_offer_describe_checking"),
    "ask_how_to_ask": ("utter_how_to_ask", "utter_how_to_ask_next"),
}


class SeekReassurance(Action):
    """The person asks the program for certainty: warmth, and no verdict either way."""

    def name(self) -> str:
        return "action_seek_reassurance"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        found, marks = await heard_before(tracker)
        if found.level:
            return [*marks, *say_again(dispatcher, tracker, found)]
        dispatcher.utter_message(response="utter_no_certainty")
        offer = "utter_offer_no_certainty"
        if abuse_known(tracker):
            offer = "utter_abuse_next"
        elif is_breach(tracker):
            offer = "utter_outcome_breach_next"
        return [*marks, *then(dispatcher, tracker, offer)]


class Reassurance(Action):
    def name(self) -> str:
        return "action_reassurance"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        intent = intent_of(tracker)
        if intent not in PARTS or wanted_of(tracker) == "ask_how_to_ask":
            intent = "ask_how_to_ask"  # named in a message that may be read as something else
        if intent == "ask_how_to_ask" and abuse_known(tracker):
            dispatcher.utter_message(response="utter_abuse_next")
            return []
        if intent in {"ask_reassurance_ok", "describe_checking"} and asks(tracker):
            found, marks = await heard_before(tracker)
            if found.level:  # the verdict is asked for again, by another door
                return [*marks, *say_again(dispatcher, tracker, found)]
            return [*marks, *self._say(dispatcher, tracker, intent)]
        return self._say(dispatcher, tracker, intent)

    def _say(self, dispatcher: CollectingDispatcher, tracker: Tracker, intent: str) -> Events:
        say, offer = PARTS[intent]
        if intent == "ask_how_to_ask" and tracker.get_slot("topic") == "partner_needs_reassurance":
            say = "utter_partner_words"  # they are the one who is asked
        elif intent == "ask_how_to_ask" and may_begin(tracker):
            return self._begin(dispatcher, tracker)
        dispatcher.utter_message(response=say)
        return then(dispatcher, tracker, offer)

    def _begin(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """The sentence is built at once, part by part; an example first."""
        parts = fresh(tracker)
        dispatcher.utter_message(response="utter_how_to_ask")
        if any(isinstance(event.get("value"), list) for event in parts):
            dispatcher.utter_message(response="utter_clean_told")
        return [*parts, FollowupAction(CLEAN_ASK)]


def asks(tracker: Tracker) -> bool:
    """Typed, and a question."""
    text = str(tracker.latest_message.get("text") or "")
    return not text.startswith("/") and text.rstrip().endswith("?")


def may_begin(tracker: Tracker) -> bool:
    """The questions about age and notes are behind us: first things first, one question a turn."""
    return tracker.get_slot("adult") is not None and (
        tracker.get_slot("consent") is not None or bool(tracker.get_slot("asked_consent"))
    )

"""Questions about attachment, anxiety and self-compassion: short first, more on request."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, full_intent_of, then


class Faq(Action):
    def name(self) -> str:
        return "action_faq"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # A typed question is `faq/<topic>`, a button `faq_<topic>`.
        asked = full_intent_of(tracker)
        # "so have I got it or not": no question of its own, and the topic is the one that is open.
        follows = not asked.startswith("faq")
        topic = tracker.get_slot("faq_topic") if follows else asked.removeprefix("faq").lstrip("/_")
        dispatcher.utter_message(response=f"utter_faq/{topic}")
        if not tracker.active_loop_name:
            # One question at a time, and a "yes" to hearing more must never count as consent.
            open_still = tracker.get_slot("awaiting") == "consent"
            dispatcher.utter_message(response="utter_ask_consent" if open_still else "utter_faq_next")
        return [SlotSet("faq_topic", topic)]


class FaqMore(Action):
    def name(self) -> str:
        return "action_faq_more"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        topic = tracker.get_slot("faq_topic") or "attachment_theory"
        dispatcher.utter_message(response=f"utter_faq_more/{topic}")
        if tracker.active_loop_name:
            return []  # asked on the way
        return then(dispatcher, tracker, "utter_what_now")

"""The question at the end of a turn: one at a time, and the coach's own questions first."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from steady.dialogue.reminder_words import about_reminders

Events = list[dict[str, Any]]


def intent_of(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def full_intent_of(tracker: Tracker) -> str:
    """With the topic of a question: `faq/<topic>`."""
    intent = tracker.latest_message.get("intent") or {}
    return str(intent.get("full_retrieval_intent_name") or intent.get("name") or "")


def wanted_of(tracker: Tracker) -> str:
    """The tool that the message asks for: its intent, but for reminders, which are read from the words."""
    text = str(tracker.latest_message.get("text") or "")
    return (None if text.startswith("/") else about_reminders(text)) or intent_of(tracker)


def entity(tracker: Tracker, name: str) -> str | None:
    return next((str(value) for value in tracker.get_latest_entity_values(name)), None)


def message_id(tracker: Tracker) -> str:
    """Of the latest message."""
    return next(str(e.get("message_id")) for e in reversed(tracker.events) if e.get("event") == "user")


def texts_by_id(tracker: Tracker) -> dict[str, str]:
    """The person's messages in this conversation. Words are looked up here, so that no second copy is kept."""
    return {str(e.get("message_id")): str(e.get("text") or "") for e in tracker.events if e.get("event") == "user"}


def then(dispatcher: CollectingDispatcher, tracker: Tracker, offer: str | None) -> Events:
    """Asks what is still to be asked (age, consent), else says `offer`. Returns the slot events.

    Consent is asked once only: a person who goes on without an answer has answered.
    """
    if tracker.get_slot("adult") is None:
        again = tracker.get_slot("asked_adult")
        dispatcher.utter_message(response="utter_ask_adult_again" if again else "utter_ask_adult")
        return [SlotSet("awaiting", "adult"), SlotSet("asked_adult", True), SlotSet("pending_offer", offer)]
    if tracker.get_slot("consent") is None and not tracker.get_slot("asked_consent"):
        dispatcher.utter_message(response="utter_ask_consent")
        return [SlotSet("awaiting", "consent"), SlotSet("asked_consent", True), SlotSet("pending_offer", offer)]
    if offer:
        dispatcher.utter_message(response=offer)
    return [SlotSet("awaiting", None)]


def abuse_known(tracker: Tracker) -> bool:
    """Abuse was disclosed in this conversation: no couples work, no talk-to-your-partner."""
    safety = tracker.get_slot("safety")
    return bool(tracker.get_slot("abuse_known")) or isinstance(safety, dict) and safety.get("kind") == "abuse"

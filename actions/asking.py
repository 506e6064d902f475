"""The question at the end of a turn: one at a time, and the coach's own questions first."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from steady.content.library import library
from steady.dialogue.courtesy_turn import table_of
from steady.dialogue.reminder_words import about_reminders
from steady.dialogue.standing import apart_in

Events = list[dict[str, Any]]
# Offers beside which the page for a partner stands.
WITH_PARTNER_CARD = {
    "utter_offer_partner_needs_reassurance",
    "utter_outcome_fair_ask_next",
    "utter_outcome_both_next",
    "utter_outcome_loop_next",
}
# Offers with something for two in them; on their own, a person gets the one after a loss.
FOR_TWO = {"utter_offer_broken_trust", "utter_offer_conflict", "utter_outcome_breach_next"}


def intent_of(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def full_intent_of(tracker: Tracker) -> str:
    """With the topic of a question: `faq/<topic>`."""
    intent = tracker.latest_message.get("intent") or {}
    return str(intent.get("full_retrieval_intent_name") or intent.get("name") or "")


def wanted_of(tracker: Tracker) -> str:
    """The tool that the message asks for: its intent, but for reminders, which are read from the words."""
    text = str(tracker.latest_message.get("text") or "")
    if text.startswith("/"):
        return intent_of(tracker)
    return about_reminders(text) or table_of(library().folder).named_tool(text) or intent_of(tracker)


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
    told = told_age(tracker) if tracker.get_slot("adult") is None else None
    if told == "minor":
        dispatcher.utter_message(response="utter_under_18")
        return [SlotSet("adult", False), SlotSet("awaiting", None)]
    known = [SlotSet("adult", True)] if told else []
    if tracker.get_slot("adult") is None and not told:
        again = tracker.get_slot("asked_adult")
        dispatcher.utter_message(response="utter_ask_adult_again" if again else "utter_ask_adult")
        return [SlotSet("awaiting", "adult"), SlotSet("asked_adult", True), SlotSet("pending_offer", offer)]
    if tracker.get_slot("consent") is None and not tracker.get_slot("asked_consent"):
        dispatcher.utter_message(response="utter_ask_consent")
        asked = [SlotSet("awaiting", "consent"), SlotSet("asked_consent", True), SlotSet("pending_offer", offer)]
        return [*known, *asked]
    if offer:
        say_offer(dispatcher, tracker, offer)
    return [*known, SlotSet("awaiting", None)]


def told_age(tracker: Tracker) -> str | None:
    """ "adult" or "minor", where they told their age before it was asked; the latest word counts."""
    texts = (str(e.get("text") or "") for e in reversed(tracker.events) if e.get("event") == "user")
    return next((age for text in texts if not text.startswith("/") and (age := library().opening.told_age(text))), None)


def say_offer(dispatcher: CollectingDispatcher, tracker: Tracker, offer: str) -> None:
    """The offer; with the page for a partner among it where that fits, and where it is safe."""
    hurt = abuse_heard(tracker)
    if hurt and offer in WITH_PARTNER_CARD:
        # It waited for the answers about age and consent, and abuse was told meanwhile.
        dispatcher.utter_message(response="utter_abuse_next")
        return
    apart = apart_of(tracker)
    if apart and offer in FOR_TWO:
        offer = "utter_offer_breakup"
    button = {"title": library().words["partner_card"], "payload": "/ask_partner_card"}
    dispatcher.utter_message(response=offer, buttons=[button] if offer in WITH_PARTNER_CARD and not apart else [])


def session_texts(tracker: Tracker) -> list[str]:
    """What the person wrote in this session, oldest first; no buttons."""
    texts: list[str] = []
    for event in tracker.events:
        if event.get("event") == "session_started":
            texts = []
        elif event.get("event") == "user" and (text := str(event.get("text") or "")) and not text.startswith("/"):
            texts.append(text)
    return texts


def apart_of(tracker: Tracker) -> str | None:
    """Whether it was told in this session that they are on their own now (steady/dialogue/standing.py)."""
    return apart_in(session_texts(tracker), library().standing)


def abuse_heard(tracker: Tracker) -> bool:
    """As `abuse_known`, and wider: any message of this conversation that was read as telling of abuse, by anyone."""
    return abuse_known(tracker) or any(_tells_of_abuse(e) for e in tracker.events if e.get("event") == "user")


def _tells_of_abuse(event: dict[str, Any]) -> bool:
    parsed = event.get("parse_data") or {}
    risks = (parsed.get("risk"), (event.get("metadata") or {}).get("risk"))
    read = str((parsed.get("intent") or {}).get("name")) in {"disclose_abuse", "not_safe"}
    return read or any((risk or {}).get("kind") == "abuse" for risk in risks)


def abuse_known(tracker: Tracker) -> bool:
    """Abuse was disclosed in this conversation: no couples work, no talk-to-your-partner."""
    safety = tracker.get_slot("safety")
    return bool(tracker.get_slot("abuse_known")) or isinstance(safety, dict) and safety.get("kind") == "abuse"

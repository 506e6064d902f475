"""Meeting somebody: greeting, the age question, consent to remember, the country."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_heard, entity, say_offer, then, wanted_of
from actions.memory import memory, now
from actions.practice_offers import named
from actions.therapy_ways import show_ways
from steady.content.library import library
from steady.dialogue.heard import back_to, the_ear
from steady.records.notes import give_consent, withdraw_consent

UNKEPT = {
    "check_in": "utter_check_in_unkept",
    "show_progress": "utter_progress_unkept",
    "remind_me": "utter_reminder_unkept",
}


class Greet(Action):
    def name(self) -> str:
        return "action_greet"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        met = tracker.get_slot("greeted")
        dispatcher.utter_message(response="utter_greet_again" if met else "utter_greet")
        # The greeting asks what is on their mind; the age question follows what they bring.
        return [SlotSet("greeted", True)]


class AskAdult(Action):
    """A tool was asked for before the age is known."""

    def name(self) -> str:
        return "action_ask_adult"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # Named in words, a practice is wanted whatever else the message was read as.
        wanted = entity(tracker, "practice") or named(tracker)
        intent = "ask_exercise" if wanted else wanted_of(tracker)
        return [*then(dispatcher, tracker, None), SlotSet("pending", intent), SlotSet("practice_wanted", wanted)]


class AskToKeep(Action):
    """A tool that is nothing without notes was asked for. After a no, the offer is made once; then only on request."""

    def name(self) -> str:
        return "action_ask_to_keep"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wanted = wanted_of(tracker)
        again = wanted == "ask_to_keep"
        wanted = tracker.get_slot("keep_for") or "check_in" if again else wanted
        if tracker.get_slot("consent") is False and tracker.get_slot("keep_offered") and not again:
            dispatcher.utter_message(response=UNKEPT[wanted])
            return [SlotSet("keep_for", wanted)]
        dispatcher.utter_message(response="utter_ask_to_keep")
        return [
            SlotSet("awaiting", "consent"), SlotSet("asked_consent", True), SlotSet("pending", wanted),
            SlotSet("keep_for", wanted), SlotSet("keep_offered", True),
        ]  # fmt: skip


class ConfirmAdult(Action):
    def name(self) -> str:
        return "action_confirm_adult"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if goes_on(tracker):  # the rest of the message is answered first, and the question follows it
            return [SlotSet("adult", True), SlotSet("awaiting", None)]
        dispatcher.utter_message(response="utter_ask_consent")
        return [SlotSet("adult", True), SlotSet("awaiting", "consent"), SlotSet("asked_consent", True)]


class UnderAge(Action):
    def name(self) -> str:
        return "action_under_age"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_under_18")
        return [SlotSet("adult", False), SlotSet("awaiting", None)]


class ConsentYes(Action):
    def name(self) -> str:
        return "action_consent_yes"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        held = memory()
        country = tracker.get_slot("country")
        kept = await held.use(give_consent, held.keys, tracker.sender_id, at=now(), country=country, default=False)
        if kept:
            dispatcher.utter_message(response="utter_consent_yes", code=held.keys.code(tracker.sender_id))
        else:
            dispatcher.utter_message(response="utter_storage_trouble")
        return [SlotSet("consent", bool(kept)), *_resume(dispatcher, tracker)]


class ConsentNo(Action):
    def name(self) -> str:
        return "action_consent_no"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        await memory().use(withdraw_consent, tracker.sender_id)
        dispatcher.utter_message(response="utter_consent_no")
        return [SlotSet("consent", False), *_resume(dispatcher, tracker)]


class SetCountry(Action):
    def name(self) -> str:
        return "action_set_country"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = str(tracker.latest_message.get("text") or "")
        code = library().places.read(text, asked=True)
        if code is None:
            dispatcher.utter_message(response="utter_country_unknown")
            return []
        if tracker.get_slot("awaiting") == "therapy_country":  # asked for the ways to a therapist
            return [SlotSet("country", code), *show_ways(dispatcher, tracker, code=code)]
        safety = tracker.get_slot("safety")
        need = "abuse" if isinstance(safety, dict) and safety.get("kind") == "abuse" else "suicide"
        name = library().helplines.names[code]
        card = library().helplines.card(code, need)
        numbers = library().helplines.text(code, need)
        dispatcher.utter_message(response="utter_country_set", country_name=name, numbers=numbers, json_message=card)
        return [SlotSet("country", code), SlotSet("awaiting", None)]


def came_with(tracker: Tracker) -> str | None:
    """What was told last, before the questions at the beginning, as it is called in a sentence; None: nothing."""
    held = library()
    for event in reversed(tracker.events):
        if event.get("event") == "user" and not str(event.get("text") or "").startswith("/"):
            intent = str(((event.get("parse_data") or {}).get("intent") or {}).get("name") or "")
            topic = intent.removeprefix("share_")
            if called := held.opening.called.get(intent):
                return called
            if intent.startswith("share_") and topic in held.heard.topics:
                return back_to(held.heard, topic, the_ear().hear(str(event.get("text")), topic))
    return None


def goes_on(tracker: Tracker) -> bool:
    """More of the same message follows (steady/channels/second_reading.py): no offer before it is answered."""
    return bool((tracker.latest_message.get("metadata") or {}).get("goes_on"))


def _resume(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Back to what the person came with, named, and its next step; or to a choice."""
    offer = str(tracker.get_slot("pending_offer") or "utter_what_now")
    awaiting = "therapy" if offer.startswith(("utter_therapy_", "utter_barrier_")) else None
    done = [SlotSet("awaiting", awaiting), SlotSet("pending", None), SlotSet("pending_offer", None)]
    if goes_on(tracker):
        return [SlotSet("awaiting", None)]
    if not tracker.get_slot("pending"):  # otherwise CourtesyPolicy goes on with what was asked for
        if tracker.get_slot("pending_offer") and (told := came_with(tracker)) and not abuse_heard(tracker):
            sentences = library().opening.back
            dispatcher.utter_message(text=sentences[len(tracker.events) % len(sentences)].replace("{back}", told))
        say_offer(dispatcher, tracker, offer)
    return done

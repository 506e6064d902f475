"""The way to help from people: individual or couples therapy, and past the obstacles."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, entity, then
from actions.memory import memory, now
from steady.content.barriers import read_barrier
from steady.content.library import library
from steady.records.notes import note_referral
from steady.settings import Referral


class Therapy(Action):
    def name(self) -> str:
        return "action_therapy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await _suggest(dispatcher, tracker, "individual")


class CouplesTherapy(Action):
    """Never where there is violence, fear or control: then the abuse route."""

    def name(self) -> str:
        return "action_couples_therapy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if abuse_known(tracker):
            dispatcher.utter_message(response="utter_therapy_couples_unsafe")
            return []
        return await _suggest(dispatcher, tracker, "couples")


async def _suggest(dispatcher: CollectingDispatcher, tracker: Tracker, kind: str) -> Events:
    held = memory()
    dispatcher.utter_message(response=f"utter_therapy_{kind}")
    referral = held.settings.referral
    if referral.name:
        dispatcher.utter_message(response="utter_therapy_referral", referral=referral_text(referral))
    else:
        dispatcher.utter_message(response="utter_therapy_ways")
    if not tracker.active_loop_name:
        dispatcher.utter_message(response="utter_therapy_next")
    await held.use(note_referral, tracker.sender_id, kind, at=now())
    return [SlotSet("awaiting", None)]


def referral_text(referral: Referral) -> str:
    """What the operator set, in their order; empty parts are left out."""
    return ", ".join(part for part in (referral.name, referral.phone, referral.link, referral.note) if part)


class Barrier(Action):
    def name(self) -> str:
        return "action_barrier"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        named = entity(tracker, "barrier")
        which = named or read_barrier(str(tracker.latest_message.get("text") or ""), library().words["barriers"])
        if which == "partner" and abuse_known(tracker):
            dispatcher.utter_message(response="utter_therapy_couples_unsafe")
            return []
        dispatcher.utter_message(response=f"utter_barrier_{which}")
        return then(dispatcher, tracker, "utter_what_now")

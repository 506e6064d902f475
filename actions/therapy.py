"""The way to help from people: individual or couples therapy, where to look, and past the obstacles."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, apart_of, entity
from actions.memory import memory, now
from actions.therapy_fit import start_fit
from actions.therapy_papers import ask_questions, say_approaches, take_along, write_message
from actions.therapy_ways import ask_country, country_of, more_ways, need_of, next_step, say_some, say_ways, show_ways
from steady.content.barriers import GENERAL, read_barrier
from steady.content.library import library
from steady.dialogue.therapy_fit import bare_cannot, part_asked, told_obstacle, undecided
from steady.records.notes import note_referral

WHICH = "which"


class Therapy(Action):
    """Asked how, the ways are shown; asked whether, a few questions come first."""

    def name(self) -> str:
        return "action_therapy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = str(tracker.latest_message.get("text") or "")
        talk = library().therapy_talk
        if tracker.active_loop_name or text.startswith("/"):
            return await _suggest(dispatcher, tracker)
        part = part_asked(text, talk)
        if part:
            return await PARTS[part](dispatcher, tracker)
        obstacle = read_barrier(told_obstacle(text, talk), library().words["barriers"])
        if obstacle != GENERAL:  # "I'd go, but ..."
            return _obstacle(dispatcher, tracker, obstacle)
        if undecided(text, talk) and not abuse_known(tracker):
            dispatcher.utter_message(response="utter_therapy_fit_intro")
            return await start_fit(dispatcher, tracker, {})
        return await _suggest(dispatcher, tracker)


PARTS = {"message": write_message, "questions": ask_questions, "approaches": say_approaches, "already": take_along}


async def _suggest(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Somebody for themselves: what it is for, and where to look."""
    code, safe = country_of(tracker), not abuse_known(tracker)
    dispatcher.utter_message(response="utter_therapy_individual" if safe else "utter_therapy_alone")
    events = say_ways(dispatcher, tracker, "individual", code)
    await memory().use(note_referral, tracker.sender_id, "individual", at=now())
    if tracker.active_loop_name:
        return events
    if code is None and not tracker.get_slot("asked_country"):
        return [*events, *ask_country(dispatcher)]
    dispatcher.utter_message(response="utter_therapy_next" if safe else "utter_abuse_next")
    return [*events, SlotSet("awaiting", "therapy")]


class CouplesTherapy(Action):
    """Never where there is violence, fear or control: asked about before any place is named."""

    def name(self) -> str:
        return "action_couples_therapy"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if abuse_known(tracker):
            dispatcher.utter_message(response="utter_therapy_couples_unsafe")
            return [SlotSet("therapy_need", "individual")]
        if apart_of(tracker):  # nobody to come along, and nobody at home to be asked about
            return await _suggest(dispatcher, tracker)
        dispatcher.utter_message(response="utter_therapy_couples")
        if tracker.active_loop_name:
            return []
        return await start_fit(dispatcher, tracker, {"fit_where": "us"})


class Ways(Action):
    """Where to look; the same button again, or "More ways", goes on in the list."""

    def name(self) -> str:
        return "action_therapy_routes"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        code = country_of(tracker)
        if code and str(tracker.latest_message.get("text") or "") == "/therapy_more":
            events = more_ways(dispatcher, tracker, need_of(tracker), code)
            return [*events, *next_step(dispatcher, tracker, "utter_therapy_step")]
        return show_ways(dispatcher, tracker)


class Barrier(Action):
    def name(self) -> str:
        return "action_barrier"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = str(tracker.latest_message.get("text") or "")
        if bare_cannot(text, library().therapy_talk):
            return _obstacle(dispatcher, tracker, WHICH)
        which = entity(tracker, "barrier") or read_barrier(text, library().words["barriers"])
        if which == "partner" and apart_of(tracker):
            return await _suggest(dispatcher, tracker)
        return _obstacle(dispatcher, tracker, which)


def _obstacle(dispatcher: CollectingDispatcher, tracker: Tracker, which: str) -> Events:
    if which == "partner" and abuse_known(tracker):
        dispatcher.utter_message(response="utter_therapy_couples_unsafe")
        return []
    dispatcher.utter_message(response=f"utter_barrier_{which}")
    named = [] if which in {WHICH, GENERAL} else [which]
    events = [SlotSet("barriers_named", list(dict.fromkeys([*(tracker.get_slot("barriers_named") or []), *named])))]
    if tracker.active_loop_name:
        return events
    if which == WHICH:
        return [*events, SlotSet("awaiting", "therapy")]
    if which == GENERAL:  # something holds them back, and it was not understood: which is it?
        return [*events, *next_step(dispatcher, tracker, "utter_barrier_which")]
    _ways_past(dispatcher, tracker, which)
    return [*events, *next_step(dispatcher, tracker, "utter_therapy_step")]


def _ways_past(dispatcher: CollectingDispatcher, tracker: Tracker, which: str) -> None:
    """Places in the person's country that answer the obstacle, where some are known."""
    code, need, therapy = country_of(tracker), need_of(tracker), library().therapy
    if code and which == "money":
        say_some(dispatcher, "utter_therapy_routes_cheap", code, therapy.for_little_money(code, need))
    if code and which == "culture":
        say_some(dispatcher, "utter_therapy_routes_culture", code, therapy.for_culture(code, need))

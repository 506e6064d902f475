"""What is kept, taken along, deleted; and what to do when a message was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions.asking import Events, intent_of
from actions.memory import memory
from steady.content.intents import SAFETY_INTENTS
from steady.content.library import library
from steady.dialogue.course import FORM as COURSE_FORM
from steady.dialogue.course import SLOT as COURSE
from steady.dialogue.urge import SLOT as URGE_WAIT
from steady.records.follow_ups import has_follow_ups
from steady.records.notes import has_consent
from steady.records.privacy import erase_person, export_person

# Words from which a message counts as one that somebody took time over.
LONG = 15
# A reading less likely than this is not worth asking about (of 50, chance is .02).
LEAST_LIKELY = 0.08
# Of the likeliest reading, another one offered beside it must have this much; and what is not about the person's own
# matter (the program, its data, its faults) is no guess to be made, unless it is rather likely.
LEAST_SHARE, LIKELY_BESIDES = 0.35, 0.3
FALLBACKS = ("utter_fallback", "utter_fallback_second", "utter_fallback_third")


def _is_known(session: Session, person: str) -> bool:
    """Something is kept: after consent, or while a wait that they asked for is running."""
    return has_consent(session, person) or has_follow_ups(session, person)


class AskDelete(Action):
    def name(self) -> str:
        return "action_ask_delete"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if not await memory().use(_is_known, tracker.sender_id, default=True):
            dispatcher.utter_message(response="utter_nothing_stored")
            return []
        dispatcher.utter_message(response="utter_delete_confirm")
        return [SlotSet("awaiting", "delete")]


class Delete(Action):
    def name(self) -> str:
        return "action_delete"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        gone = await memory().use(erase_person, tracker.sender_id)
        dispatcher.utter_message(response="utter_storage_trouble" if gone is None else "utter_deleted")
        # Without consent the tracker store drops its rows as well.
        in_course = gone is not None and tracker.active_loop_name == COURSE_FORM
        return [
            SlotSet("awaiting", None),
            *([ActiveLoop(None), SlotSet("requested_slot", None)] if in_course else []),
            *([] if gone is None else [SlotSet("consent", False), SlotSet(URGE_WAIT, None), SlotSet(COURSE, None)]),
        ]


class KeepData(Action):
    def name(self) -> str:
        return "action_keep_data"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_delete_kept")
        return [SlotSet("awaiting", None)]


class Export(Action):
    def name(self) -> str:
        return "action_export"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        held = memory()
        if not await held.use(_is_known, tracker.sender_id, default=False):
            dispatcher.utter_message(response="utter_nothing_stored")
            return []
        data = await held.use(export_person, held.keys, tracker.sender_id)
        if data is None:
            dispatcher.utter_message(response="utter_storage_trouble")
            return []
        dispatcher.utter_message(response="utter_export", json_message={"export": data})
        return []


class Fallback(Action):
    """Not understood: the two best readings are asked about, then roads to choose from, then people."""

    def name(self) -> str:
        return "action_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # A message read as danger, too unsurely to say so, comes here as well.
        maybe_danger = intent_of(tracker) in SAFETY_INTENTS
        times = 1 if maybe_danger else misses_in_a_row(tracker)
        readings = best_readings(tracker.latest_message.get("intent_ranking") or [])
        if times == 1 and len(readings) > 1:
            long = len(str(tracker.latest_message.get("text") or "").split()) >= LONG
            buttons = [button(reading) for reading in readings]
            if maybe_danger:
                buttons.append({"title": library().words["not_ok"], "payload": f"/{intent_of(tracker)}"})
            buttons.append({"title": library().words["neither"], "payload": "/what_now"})
            dispatcher.utter_message(
                response="utter_did_you_mean_long" if long else "utter_did_you_mean", buttons=buttons
            )
        else:
            dispatcher.utter_message(response=FALLBACKS[max(0, min(times, len(FALLBACKS)) - 1)])
        return []


def misses_in_a_row(tracker: Tracker) -> int:
    """How many messages up to this one were not understood, without one between that was."""
    said = [event for event in tracker.events if event.get("event") == "user"]
    count = 0
    for event in reversed(said):
        if (event.get("parse_data", {}).get("intent") or {}).get("name") != "nlu_fallback":
            break
        count += 1
    return count


def best_readings(ranking: list[dict[str, Any]], most: int = 2) -> list[str]:
    """The likeliest intents that there are words for; [] when even those say little."""
    names = [
        (str(r.get("full_retrieval_intent_name") or r.get("name")), float(r.get("confidence") or 0)) for r in ranking
    ]
    known = [(n, c) for n, c in names if n in library().words["readings"] and (_coaches(n) or c >= LIKELY_BESIDES)]
    enough = max(LEAST_LIKELY, LEAST_SHARE * max((confidence for _, confidence in known), default=0))
    return [name for name, confidence in known if confidence >= enough][:most]


def _coaches(reading: str) -> bool:
    """About what somebody brings, and not about the program."""
    about = set(library().words["about_the_program"])
    return reading not in about and reading not in SAFETY_INTENTS


def button(reading: str) -> dict[str, str]:
    """A button in a person's words; a question's payload is its own intent (`faq_<topic>`)."""
    return {"title": library().words["readings"][reading], "payload": "/" + reading.replace("/", "_")}

"""What is kept, taken along, deleted; and what to do when a message was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events
from actions.memory import memory
from steady.records.notes import has_consent, practice_history
from steady.records.privacy import erase_person, export_person

FALLBACKS = ("utter_fallback", "utter_fallback_second", "utter_fallback_third")


class AskDelete(Action):
    def name(self) -> str:
        return "action_ask_delete"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if not await memory().use(has_consent, tracker.sender_id, default=True):
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
        return [SlotSet("awaiting", None), *([] if gone is None else [SlotSet("consent", False)])]


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
        if not await held.use(has_consent, tracker.sender_id, default=False):
            dispatcher.utter_message(response="utter_nothing_stored")
            return []
        data = await held.use(export_person, held.keys, tracker.sender_id)
        if data is None:
            dispatcher.utter_message(response="utter_storage_trouble")
            return []
        dispatcher.utter_message(response="utter_export", json_message={"export": data})
        return []


class Progress(Action):
    def name(self) -> str:
        return "action_progress"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        runs = await memory().use(practice_history, tracker.sender_id) or ()
        rated = [run for run in runs if run.before is not None and run.after is not None]
        if not runs:
            dispatcher.utter_message(response="utter_progress_none")
            return []
        before = round(sum(r.before or 0 for r in rated) / len(rated)) if rated else None
        after = round(sum(r.after or 0 for r in rated) / len(rated)) if rated else None
        response = "utter_progress" if rated else "utter_progress_unrated"
        dispatcher.utter_message(response=response, count=len(runs), before=before, after=after)
        return []


class CheckIn(Action):
    def name(self) -> str:
        return "action_check_in"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_check_in")
        return []


class Fallback(Action):
    """Not understood: asked again, then roads to choose from, then people."""

    def name(self) -> str:
        return "action_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        recent = [e for e in tracker.events if e.get("event") == "user"][-len(FALLBACKS) :]
        names = [(e.get("parse_data", {}).get("intent") or {}).get("name") for e in recent]
        in_a_row = 0
        for name in reversed(names):
            if name != "nlu_fallback":
                break
            in_a_row += 1
        dispatcher.utter_message(response=FALLBACKS[max(0, min(in_a_row, len(FALLBACKS)) - 1)])
        return []

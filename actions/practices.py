"""Practices, step by step: chosen, begun, rated before and after, left at any time."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of, then
from actions.memory import memory, now
from steady.content.library import library
from steady.records.notes import note_practice

FORM = "practice_form"
CALMING = "longer-out-breath"
SKIPPED = "skipped"


class OfferPractices(Action):
    def name(self) -> str:
        return "action_offer_practices"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return then(dispatcher, tracker, "utter_offer_practices")


class StartPractice(Action):
    """Sets up the practice that was named; without a name one that was not done last."""

    def name(self) -> str:
        return "action_start_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        slug = entity(tracker, "practice")
        if slug not in library().practices:
            slug = choose(intent_of(tracker), tracker.get_slot("last_practice"))
        if intent_of(tracker) == "ask_calm_now":
            dispatcher.utter_message(response="utter_calm_now")
        return [
            SlotSet("practice", slug),
            SlotSet("practice_index", 0),
            SlotSet("awaiting", None),
            # Somebody who cannot settle is not asked for a number first.
            SlotSet("practice_before", SKIPPED if intent_of(tracker) == "ask_calm_now" else None),
            SlotSet("practice_done", None),
            SlotSet("practice_after", None),
        ]


def choose(intent: str, last: str | None) -> str:
    """Never the same practice twice in a row unless it is asked for by name."""
    if intent == "ask_calm_now":
        return CALMING
    slugs = list(library().practices)
    return slugs[(slugs.index(last) + 1) % len(slugs)] if last in slugs else slugs[0]


class AskStep(Action):
    """Shows the current step with its buttons."""

    def name(self) -> str:
        return "action_ask_practice_form_practice_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        practice = library().practices[tracker.get_slot("practice")]
        index = min(int(tracker.get_slot("practice_index") or 0), len(practice.steps) - 1)
        step = practice.steps[index]
        titles = library().words
        buttons = [
            {"title": titles["next"], "payload": "/next"},
            {"title": titles["stop"], "payload": "/stop"},
        ]
        card = {"title": practice.title, "number": index + 1, "of": len(practice.steps), "pause": step.pause}
        dispatcher.utter_message(text=step.text, buttons=buttons, json_message={"practice_step": card})
        return []


class ValidatePractice(Action):
    """Moves on by one: a rating, or a step that was done (any words: they stay with the person)."""

    def name(self) -> str:
        return "validate_practice_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != FORM or not asked:
            return []
        text = str(tracker.latest_message.get("text") or "")
        if asked in {"practice_before", "practice_after"}:
            rating = library().answers.rating(text)
            return [SlotSet(asked, SKIPPED if rating is None else rating)]
        going_on = text == "/next" or library().answers.is_said("resume", text)
        if tracker.get_slot("interrupted") and going_on:
            return [SlotSet("interrupted", None), SlotSet("practice_done", None)]  # the same step once more
        said_more = not text.startswith("/") and not library().answers.is_said("go_on", text)
        if said_more:
            dispatcher.utter_message(response="utter_practice_kept")
        index = int(tracker.get_slot("practice_index") or 0) + 1
        done = index >= len(library().practices[tracker.get_slot("practice")].steps)
        return [
            SlotSet("interrupted", None),
            SlotSet("practice_index", index),
            SlotSet("practice_done", True if done else None),
        ]


class DigressBack(Action):
    """After an answer on the way: the offer to go on where they were."""

    def name(self) -> str:
        return "action_digress_back"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_digress_back")
        return [SlotSet("interrupted", True)]


class PracticeResult(Action):
    def name(self) -> str:
        return "action_practice_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        before, after = tracker.get_slot("practice_before"), tracker.get_slot("practice_after")
        dispatcher.utter_message(response=_response(before, after), before=before, after=after)
        await _note(tracker, finished=True)
        return [
            SlotSet("last_practice", tracker.get_slot("practice")),
            *then(dispatcher, tracker, "utter_practice_next"),
        ]


def _response(before: Any, after: Any) -> str:
    if not isinstance(before, (int, float)) or not isinstance(after, (int, float)):
        return "utter_practice_done"
    return "utter_practice_" + ("better" if after < before else "same" if after == before else "harder")


async def _note(tracker: Tracker, finished: bool) -> None:
    ratings = {name: value if isinstance(value := tracker.get_slot(f"practice_{name}"), (int, float)) else None
               for name in ("before", "after")}  # fmt: skip
    numbers = {name: None if value is None else int(value) for name, value in ratings.items()}
    slug = tracker.get_slot("practice")
    await memory().use(note_practice, tracker.sender_id, slug, at=now(), finished=finished, **numbers)


class Stop(Action):
    """Stops what is under way, from anywhere; what was done so far is kept."""

    def name(self) -> str:
        return "action_stop"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        loop = tracker.active_loop_name
        response = {FORM: "utter_practice_stopped", None: "utter_stop_idle"}.get(loop, "utter_stop")
        dispatcher.utter_message(response=response)
        return await _left(tracker) if loop else []


class Leave(Action):
    """The same without a word: something else was chosen."""

    def name(self) -> str:
        return "action_leave"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await _left(tracker)


async def _left(tracker: Tracker) -> Events:
    if tracker.active_loop_name == FORM:
        await _note(tracker, finished=False)
    return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("awaiting", None)]

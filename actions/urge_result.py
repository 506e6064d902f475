"""The marks and the end of a wait with an urge: what happened, how strong it is now, decide again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of, then
from actions.memory import memory, now
from actions.urge import end_wait, rating_in, reask, text_of, wait_of, went_aside
from steady.content.library import library
from steady.content.urge import HAPPENED
from steady.dialogue.urge import RESULT_FORM, change
from steady.records.waves import DID_IT, Wave, note_wave

UNSAID = "unsaid"
OVER = {"timer": {"over": True}}  # takes the clock off the page


class UrgeMark(Action):
    """On the way: a reading is asked for, and none is needed."""

    def name(self) -> str:
        return "action_urge_mark"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wait = wait_of(tracker)
        if wait is None:
            return []
        left = library().urge.length(max(1, wait.left(now().timestamp())))
        dispatcher.utter_message(response="utter_urge_mark", left=left, json_message={"scale": True})
        return []


class UrgeDue(Action):
    """The time is up; the form then asks what happened."""

    def name(self) -> str:
        return "action_urge_due"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wait = wait_of(tracker)
        minutes = library().urge.length(wait.minutes if wait else 0)
        dispatcher.utter_message(response="utter_urge_time_up", minutes=minutes, json_message=OVER)
        return [SlotSet("urge_outcome", None), SlotSet("urge_after", None), SlotSet("urge_reasked", None)]


class UrgeTold(Action):
    """It was done, or it passed, before the time was up."""

    def name(self) -> str:
        return "action_urge_told"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        outcome = {"urge_did_it": DID_IT, "urge_waited": "waited"}.get(intent_of(tracker))
        outcome = outcome or library().urge.happened(text_of(tracker)) or "waited"
        dispatcher.utter_message(response=f"utter_urge_{outcome}", json_message=OVER)
        # The wait stays in its slot until it is noted, but nothing more is said about it by itself.
        await end_wait(tracker)
        return [SlotSet("urge_outcome", outcome), SlotSet("urge_after", None), SlotSet("urge_reasked", None)]


class ValidateUrgeResult(Action):
    def name(self) -> str:
        return "validate_urge_result_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        # Asked for nothing yet: the form has just been opened.
        if tracker.active_loop_name != RESULT_FORM or not asked or went_aside(tracker):
            return []
        if asked == "urge_outcome":
            return self._outcome(dispatcher, tracker)
        rating = rating_in(tracker)
        if rating is None:
            return reask(dispatcher, tracker, "utter_reask_urge_number", "urge_after", "skipped")
        return [SlotSet("urge_after", rating), SlotSet("urge_reasked", None)]

    def _outcome(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        text = text_of(tracker)
        outcome = entity(tracker, "choice") or (None if text.startswith("/") else library().urge.happened(text))
        if outcome in HAPPENED:
            dispatcher.utter_message(response=f"utter_urge_{outcome}")
            return [SlotSet("urge_outcome", outcome), SlotSet("urge_reasked", None)]
        number = library().answers.rating(text)
        told = [SlotSet("urge_after", number)] if number is not None else []
        if intent_of(tracker) == "skip" or library().answers.is_said("skip", text):
            return [SlotSet("urge_outcome", UNSAID)]
        return [*told, *reask(dispatcher, tracker, "utter_reask_urge_outcome", "urge_outcome", UNSAID)]


class UrgeResult(Action):
    """Says what became of the number, keeps it with consent, and offers to decide again."""

    def name(self) -> str:
        return "action_urge_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wait, outcome, after = wait_of(tracker), tracker.get_slot("urge_outcome"), tracker.get_slot("urge_after")
        # After a slip the number says nothing about waiting.
        moved = change(wait.before, after) if wait and outcome != DID_IT else None
        if wait and moved:
            dispatcher.utter_message(response=f"utter_urge_{moved}", before=wait.before, after=after)
        if wait and outcome in HAPPENED:
            wave = Wave(wait.kind, wait.minutes, outcome, wait.before, after if isinstance(after, int) else None,
                        wait.readings)  # fmt: skip
            await memory().use(note_wave, tracker.sender_id, wave, at=now())
        offer = "utter_urge_decide_after" if outcome == DID_IT else "utter_urge_decide"
        follow = then(dispatcher, tracker, offer)
        # "No, I leave it there" to what is offered then is an answer, and no mere no.
        waits = [SlotSet("awaiting", "urge_after")] if follow == [SlotSet("awaiting", None)] else []
        return [*await end_wait(tracker), *follow, *waits]


class UrgeLetGo(Action):
    """Nothing more about it now."""

    def name(self) -> str:
        return "action_urge_let_go"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_urge_let_go", json_message=OVER)
        return [*await end_wait(tracker), SlotSet("awaiting", None)]

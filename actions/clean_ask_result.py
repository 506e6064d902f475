"""What comes after the text: it is remembered, and the other half of the work is offered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known
from actions.clean_ask import KEPT
from actions.clean_ask_words import words_of
from actions.memory import memory, now
from actions.practice_offers import hints, offer_buttons, wish
from steady.content.library import library
from steady.dialogue.clean_ask import DONE, FORM, sentence
from steady.dialogue.practice_choice import choose
from steady.records.clean_asks import note_clean_ask


class CleanAskResult(Action):
    """After *a bit of both*: no second asking, and one practice for the own half. Else: a choice, lightly."""

    def name(self) -> str:
        return "action_clean_ask_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        over = [SlotSet("ask_outcome", None), SlotSet("awaiting", None)]
        if abuse_known(tracker):
            dispatcher.utter_message(response="utter_abuse_next")
            return over
        parts = words_of(tracker)
        text = sentence(parts, library().clean_ask)
        behind = tracker.active_loop_name == FORM  # "keep it, and now the timer": what stands behind it follows
        if not text or tracker.get_slot(DONE) != KEPT and not behind:
            dispatcher.utter_message(response="utter_clean_nothing")
            return over
        held = memory()
        await held.use(note_clean_ask, held.keys, tracker.sender_id, text, list(parts), at=now())
        if behind:
            dispatcher.utter_message(response="utter_clean_done")
            return [*over, SlotSet(DONE, KEPT)]
        if tracker.get_slot("ask_outcome") != "both":
            dispatcher.utter_message(response="utter_clean_done")
            dispatcher.utter_message(response="utter_clean_next")
            return over
        slug = choose(await wish(tracker, hints(tracker)), library().practices)
        title = library().practices[slug].title
        buttons = [offer_buttons([slug])[0], {"title": library().words["not_now"], "payload": "/deny"}]
        dispatcher.utter_message(response="utter_clean_both")
        dispatcher.utter_message(response="utter_clean_own_half", practice=title, buttons=buttons)
        # A plain yes begins it (CourtesyPolicy).
        return [SlotSet("ask_outcome", None), SlotSet("awaiting", "own_half"), SlotSet("practice_wanted", slug)]


class OwnHalfLeft(Action):
    """Not now, to the practice that was offered."""

    def name(self) -> str:
        return "action_own_half_left"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_clean_left")
        return [SlotSet("awaiting", None), SlotSet("practice_wanted", None)]

"""A clean ask, built together: four parts, one question each, and the text to copy. Pure part: dialogue/clean_ask.py."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, message_id, texts_by_id
from actions.clean_ask_words import part_holding, words_of
from steady.content.answers import plain
from steady.content.clean_ask import PARTS
from steady.content.library import library
from steady.dialogue.anger import tells_of_anger
from steady.dialogue.clean_ask import (
    DONE,
    FORM,
    SKIPPED,
    SLOTS,
    answered,
    is_long,
    sentence,
    told_parts,
    without_lead_in,
)  # fmt: skip
from steady.dialogue.clean_ask_end import End, end_of

KEPT = "kept"
VIEWS = {"hint": "utter_clean_hint", "changed": "utter_clean_changed", "which": "utter_clean_which",
         "again": "utter_clean_again"}  # fmt: skip
BACK, SKIP = "back", "skip"


class ValidateCleanAsk(Action):
    """Reads the answer to one part. Safety and courtesy have had the message before."""

    def name(self) -> str:
        return "validate_clean_ask_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        slot = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != FORM or slot not in (*SLOTS.values(), DONE):
            return []
        done = [SlotSet("interrupted", None), SlotSet("clean_reasked", None)]
        text, held = str(tracker.latest_message.get("text") or ""), library()
        # "Yes, go on. I feel small" goes on and answers.
        bare = not told_parts(text, held.clean_ask)
        back_here = tracker.get_slot("interrupted") and held.answers.yes_no(text) == "yes" and bare
        if (
            text == "/next"
            or back_here
            or held.answers.is_said("resume", text)
            and not held.answers.is_said("skip", text)
        ):
            return done  # after a question on the way the open part is asked again
        if chosen := _chosen(entity(tracker, "choice")):
            return [*chosen, *done]
        if slot == DONE:
            return self._end(dispatcher, tracker, text, done)
        return self._part(dispatcher, tracker, str(slot), text, done)

    def _part(self, dispatcher: Any, tracker: Tracker, slot: str, text: str, done: Events) -> Events:
        part, held = slot.removeprefix("clean_"), library()
        move = moved(text)
        if move == BACK:
            return [*_reopened(dispatcher, part), *done]
        if move == SKIP or tracker.get_slot("clean_reasked") and held.answers.yes_no(text):
            return [SlotSet(slot, SKIPPED), *done]
        parts = {} if text.startswith("/") else answered(part, text, held.clean_ask)
        own = without_lead_in(text, held.clean_ask)
        # "yeah let's do that" names no part: behind a yes it takes more than that, or a word or two of its own.
        eager = held.answers.yes_no(text) == "yes" and plain(own).split()[:1] in (["let's"], ["lets"], ["go"], ["do"])
        unread = part not in parts or eager or held.answers.yes_no(own) is not None
        asked_of_me = part != "would" and text.rstrip().endswith("?")
        whole = len(parts) > 1 and part in parts  # several parts at once are neither a question nor a story
        if (
            not whole
            and (unread or asked_of_me or is_long(text, held.clean_ask))
            and not tracker.get_slot("clean_reasked")
        ):
            long = not unread and is_long(text, held.clean_ask)
            dispatcher.utter_message(response="utter_clean_long" if long else f"utter_clean_help_{part}")
            return [SlotSet("clean_reasked", True), SlotSet("interrupted", None)]
        if part not in parts:
            return [SlotSet(slot, SKIPPED), *done]
        others = [one for one in parts if one == part or tracker.get_slot(SLOTS[one]) is None]
        return [*(SlotSet(SLOTS[one], [part, message_id(tracker)]) for one in others), *done]

    def _end(self, dispatcher: Any, tracker: Tracker, text: str, done: Events) -> Events:
        if moved(text) == BACK:
            return [SlotSet(SLOTS["would"], None), SlotSet("clean_view", "changed"), *done]
        said = End(keeps=True) if text in {"/skip", "/affirm"} else end_of(text, library().clean_ask, library().answers)
        if said is None and tracker.get_slot("clean_reasked") or said and said.keeps:
            return [SlotSet(DONE, KEPT), *done]
        if said is None or said.vague:
            return [SlotSet("clean_view", "which" if said else "again"), SlotSet("clean_reasked", said is None),
                    SlotSet("interrupted", None)]  # fmt: skip
        if said.over:
            return [*(SlotSet(name, None) for name in SLOTS.values()), SlotSet("clean_view", "changed"), *done]
        if said.named:
            return [*(SlotSet(SLOTS[part], [part, message_id(tracker)]) for part in said.named),
                    SlotSet("clean_view", "changed"), *done]  # fmt: skip
        if said.out is not None:
            return self._out(tracker, said.out, done)
        value = ["new", message_id(tracker)] if said.new else None
        return [SlotSet(SLOTS[str(said.part)], value), SlotSet("clean_view", "changed"), *done]

    def _out(self, tracker: Tracker, what: str, done: Events) -> Events:
        """A part, or the piece of one that has these words in it; else they are asked which part it is."""
        changed = SlotSet("clean_view", "changed")
        if what in PARTS:
            return [SlotSet(SLOTS[what], SKIPPED), changed, *done]
        if part := part_holding(tracker, what):
            held = list(tracker.get_slot(SLOTS[part]))
            return [SlotSet(SLOTS[part], [*held, message_id(tracker)]), changed, *done]
        return [SlotSet("clean_view", "which"), SlotSet("clean_reasked", False), SlotSet("interrupted", None)]


def moved(text: str) -> str | None:
    """BACK, SKIP, or None for an answer."""
    held = library()
    if held.follow_up.says("go_back", text) or held.practice_talk.is_said("back", text):
        return BACK
    return SKIP if text == "/skip" or held.answers.is_said("skip", text) else None


def _reopened(dispatcher: Any, part: str) -> Events:
    """The part before the open one is asked again; before the first there is none."""
    index = PARTS.index(part)
    if not index:
        dispatcher.utter_message(response="utter_clean_first")
        return []
    return [SlotSet(SLOTS[PARTS[index - 1]], None)]


def _chosen(choice: str | None) -> Events:
    """A button: `part:name`, `change:part`, or `keep`. [] for none of these."""
    kind, _, name = (choice or "").partition(":")
    if kind in PARTS and name in library().clean_ask.choices[kind]:
        return [SlotSet(SLOTS[kind], ["choice", name])]
    if kind == "change" and name in PARTS:
        return [SlotSet(SLOTS[name], None), SlotSet(DONE, None), SlotSet("clean_view", "changed")]
    return [SlotSet(DONE, KEPT)] if choice == KEPT else []


class AskCleanDone(Action):
    """The text to copy, and what may be changed; the hint comes with the first one only."""

    def name(self) -> str:
        return "action_ask_clean_ask_form_clean_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text, view = sentence(words_of(tracker), library().clean_ask), tracker.get_slot("clean_view") or "hint"
        if not text:
            dispatcher.utter_message(response="utter_clean_empty")
            return []
        if view in {"hint", "changed"}:
            dispatcher.utter_message(text=text, json_message={"copy": text})
        if view == "hint" and any(map(tells_of_anger, texts_by_id(tracker).values())):
            dispatcher.utter_message(text=library().words["anger_first"])
        dispatcher.utter_message(response=VIEWS[view])
        return [SlotSet("clean_view", "changed")]

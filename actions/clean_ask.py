"""A clean ask, built together: four parts, one question each, and the text to copy. Pure part: dialogue/clean_ask.py.

A slot of a part holds where its words stand (a button's choice, or a message's id and how it was read), never the
words: they are looked up in the conversation, so that there is no second copy of them to erase.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, message_id, texts_by_id
from steady.content.clean_ask import PARTS
from steady.content.library import library
from steady.dialogue.clean_ask import (
    DONE,
    FORM,
    SKIPPED,
    SLOTS,
    TO,
    End,
    answered,
    end_of,
    is_long,
    sentence,
    tidy,
    told_parts,
)  # fmt: skip

KEPT, EMPTY = "kept", "empty"
VIEWS = {"hint": "utter_clean_hint", "changed": "utter_clean_changed", "which": "utter_clean_which",
         "again": "utter_clean_again"}  # fmt: skip
BACK, SKIP = "back", "skip"


def fresh(tracker: Tracker) -> Events:
    """The slots of a new ask. What was told already, plainly and with no danger in it, is not asked again."""
    source = told_in(tracker)
    parts = {} if source is None else told_parts(source[1], library().clean_ask)
    where = [SlotSet(SLOTS[part], _place(part, parts, "told", source)) for part in PARTS]
    return [*where, SlotSet(DONE, None), SlotSet("clean_view", "hint"), SlotSet("clean_reasked", None),
            SlotSet("interrupted", None), SlotSet("awaiting", None)]  # fmt: skip


def _place(part: str, parts: dict[str, str], how: str, source: tuple[str, str] | None) -> Any:
    if part not in parts or source is None:
        return None
    return SKIPPED if parts[part] == SKIPPED else [how, source[0]]


def told_in(tracker: Tracker) -> tuple[str, str] | None:
    """(id, text) of the latest message that tells a wish, or of this one if it tells any part; else None."""
    said = [e for e in tracker.events if e.get("event") == "user" and not str(e.get("text") or "/").startswith("/")]
    for event in reversed(said):
        text = str(event["text"])
        parts = told_parts(text, library().clean_ask) if _harmless(event) else {}
        now = event.get("message_id") == message_id(tracker)
        if "would" in parts or now and parts:
            return str(event.get("message_id")), text
    return None


def _harmless(event: dict[str, Any]) -> bool:
    risks = [(event.get(where) or {}).get("risk") or {} for where in ("parse_data", "metadata")]
    return all(risk.get("level", "none") == "none" for risk in risks)


def words_of(tracker: Tracker) -> dict[str, str]:
    """The words of each part, by part; what was skipped, or whose message is gone, is left out."""
    texts, words = texts_by_id(tracker), library().clean_ask
    found: dict[str, str] = {}
    for part in PARTS:
        value = tracker.get_slot(SLOTS[part])
        if not isinstance(value, list):
            continue
        how, what = value[0], value[1]
        if how == "choice":
            said = words.choices[part].get(what, "")
        elif how == "told":
            said = told_parts(texts.get(what, ""), words).get(part, "")
        elif how == "new":
            new = TO.search(texts.get(what, ""))
            said = tidy(part, new["new"], words) if new else ""
        else:
            said = answered(how, texts.get(what, ""), words).get(part, "")
        if said and said != SKIPPED:
            found[part] = said
    return found


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
        back_here = tracker.get_slot("interrupted") and held.answers.yes_no(text) == "yes"
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
        unread = part not in parts or held.answers.yes_no(text) is not None
        asked_of_me = part != "would" and text.rstrip().endswith("?")
        if (unread or asked_of_me or is_long(text, held.clean_ask)) and not tracker.get_slot("clean_reasked"):
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
        value = ["new", message_id(tracker)] if said.new else None
        return [SlotSet(SLOTS[str(said.part)], value), SlotSet("clean_view", "changed"), *done]


def moved(text: str) -> str | None:
    """BACK, SKIP, or None for an answer."""
    held = library()
    if text == "/go_back" or held.practice_talk.is_said("back", text):
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
        dispatcher.utter_message(response=VIEWS[view])
        return [SlotSet("clean_view", "changed")]

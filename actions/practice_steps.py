"""The steps of a practice: shown, answered, gone back from; and what the person wrote, given back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, message_id, texts_by_id
from actions.practices import FORM
from steady.content.library import library
from steady.content.practices import NO_BODY, NO_BREATH, Practice, Step
from steady.dialogue.practice_steps import Move, Place, Said, move
from steady.dialogue.practice_words import own_words, step_text

# What is said instead of the step when it is still open, by view; the step's buttons stay below it.
INSTEAD = {"more": "utter_practice_more", "no": "utter_practice_not_this", "stuck": "utter_practice_stuck"}
# What is said before going on.
FIRST = {"kept": "utter_practice_kept", "other_way": "utter_practice_other_way", "first": "utter_practice_first_step",
         "no_number": "utter_practice_no_number"}  # fmt: skip


def practice_of(tracker: Tracker) -> Practice:
    return library().practices[tracker.get_slot("practice")]


def steps_of(tracker: Tracker) -> tuple[Step, ...]:
    return practice_of(tracker).steps_for(tracker.get_slot("practice_time"))


class AskStep(Action):
    """Shows the current step with its buttons, or what is to be said while it stays open."""

    def name(self) -> str:
        return "action_ask_practice_form_practice_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        steps = steps_of(tracker)
        index = min(int(tracker.get_slot("practice_index") or 0), len(steps) - 1)
        step, view = steps[index], tracker.get_slot("practice_view")
        buttons = step_buttons(step, index, tracker.get_slot("practice_way"))
        if view == "stuck" and step.help:
            dispatcher.utter_message(text=step.help, buttons=buttons)
        elif view in INSTEAD:
            dispatcher.utter_message(response=INSTEAD[view], buttons=buttons)
        else:
            self._show(dispatcher, tracker, index, buttons)
        return []

    def _show(self, dispatcher: CollectingDispatcher, tracker: Tracker, index: int, buttons: list[Any]) -> None:
        practice, steps, way = practice_of(tracker), steps_of(tracker), tracker.get_slot("practice_way")
        step, letters = steps[index], library().letters
        letter = letters.by_id(tracker.get_slot("practice_letter")) if step.shows else None
        if letter:
            dispatcher.utter_message(text=letters.labelled(letter))
        text = step_text(step, way, own_words(practice, written(tracker)))
        card: dict[str, Any] = {
            "title": practice.title,
            "number": index + 1,
            "of": len(steps),
            "pause": step.pause,
            "breath": None,
        }
        if step.breath and way not in {NO_BODY, NO_BREATH}:
            pace = step.breath
            card["breath"] = {"in": pace.seconds_in, "out": pace.seconds_out, "times": pace.times}
        dispatcher.utter_message(text=text, buttons=buttons, json_message={"practice_step": card})


def step_buttons(step: Step, index: int, way: str | None) -> list[dict[str, str]]:
    words = library().words
    buttons = [{"title": words["next"], "payload": "/next"}]
    if step.uses and not step.goes_round(way):
        buttons.append({"title": words["other_way"], "payload": "/other_way"})
    if index:
        buttons.append({"title": words["back"], "payload": "/go_back"})
    return [*buttons, {"title": words["stop"], "payload": "/stop"}]


class ValidatePractice(Action):
    """Reads one message in a practice. Safety and courtesy have had it before."""

    def name(self) -> str:
        return "validate_practice_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != FORM or not asked:
            return []
        steps = steps_of(tracker)
        index = int(tracker.get_slot("practice_index") or 0)
        place = Place(asked, index, steps, interrupted(tracker), tracker.get_slot("practice_way"))
        moved = move(place, said(str(tracker.latest_message.get("text") or "")))
        if moved.say:
            text = str(tracker.latest_message.get("text") or "")
            harsh = moved.say == "kept" and library().practice_talk.holds("harsh", text)
            harsh = harsh and not library().lead.refuses(text)  # "she's not a mess" is kind
            dispatcher.utter_message(response="utter_practice_kept_harsh" if harsh else FIRST[moved.say])
        return [*self._slots(tracker, asked, steps, moved), SlotSet("interrupted", None)]

    def _slots(self, tracker: Tracker, asked: str, steps: tuple[Step, ...], moved: Move) -> Events:
        if moved.rating is not None:
            return [SlotSet(asked, moved.rating), SlotSet("practice_way", moved.way)]
        events = [
            SlotSet("practice_index", moved.index),
            SlotSet("practice_view", moved.view),
            SlotSet("practice_done", True if moved.index >= len(steps) else None),
            SlotSet("practice_way", moved.way),
        ]
        if moved.keeps:
            ids: dict[str, list[str]] = dict(tracker.get_slot("practice_written") or {})
            events.append(
                SlotSet("practice_written", {**ids, moved.keeps: [*ids.get(moved.keeps, []), message_id(tracker)]})
            )
        return events


def said(text: str) -> Said:
    """The message as a practice hears it."""
    held = library()
    answers, talk = held.answers, held.practice_talk
    pressed = text.startswith("/")
    kind = {"/next": "next", "/skip": "next", "/go_back": "back", "/other_way": "other_way"}.get(text)
    if not pressed:
        whole = [name for name in ("back", "again", "stuck", "other_way") if talk.is_said(name, text)]
        steered = talk.steers(text) and talk.way(text) is not None
        going = any(answers.is_said(name, text) for name in ("resume", "go_on", "skip")) or talk.is_said("done", text)
        by_words = "no" if answers.is_said("no", text) else "words"
        kind = whole[0] if whole else "other_way" if steered else "next" if going else by_words
    skipped = pressed or answers.is_said("skip", text)
    return Said(kind or "next", answers.rating(text), talk.way(text) if not pressed else None, skipped)


def interrupted(tracker: Tracker, form: str = FORM) -> bool:
    """Something else was answered since the form spoke last: a question, or danger."""
    messages = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            messages += 1
        elif messages and event.get("event") == "action" and event.get("name") == form:
            break
    return messages > 1


def written(tracker: Tracker) -> dict[str, list[str]]:
    """What the person wrote in this practice, by name. Looked up in the conversation by the messages'
    ids, so that no second copy of their words is kept anywhere."""
    ids: dict[str, list[str]] = tracker.get_slot("practice_written") or {}
    texts = texts_by_id(tracker)
    return {name: [texts[i] for i in listed if i in texts] for name, listed in ids.items()}


class DigressBack(Action):
    """After an answer on the way: the offer to go on where they were."""

    def name(self) -> str:
        return "action_digress_back"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_digress_back")
        return [SlotSet("interrupted", True)]

"""What is taken to a therapist: a first message, questions to ask, a summary of one's own notes."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events
from actions.memory import memory
from actions.therapy_ways import next_step, situation_of
from steady.content.library import library
from steady.dialogue.therapy_draft import first_message, questions_to_ask, summary
from steady.records.notes import asked_history, has_consent, practice_history


async def write_message(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    situation = situation_of(tracker)
    draft = first_message(situation, library().therapy_talk)
    dispatcher.utter_message(response="utter_therapy_message_private" if situation.private else "utter_therapy_message")
    dispatcher.utter_message(text=draft, json_message={"copy": draft})
    return _next(dispatcher, tracker, "utter_therapy_step")


async def ask_questions(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    start = int(tracker.get_slot("questions_shown") or 0)
    listed, more = questions_to_ask(situation_of(tracker), library().therapy_talk, start)
    dispatcher.utter_message(response="utter_therapy_questions", questions=_list(listed))
    shown = SlotSet("questions_shown", start + len(listed) if more else 0)
    return [shown, *_next(dispatcher, tracker, "utter_therapy_questions_next")]


async def say_approaches(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """For the person alone first; for two only where that is not barred."""
    ways, situation = library().therapy_talk.approaches, situation_of(tracker)
    lines = [*ways["individual"], *(() if situation.private else ways["couples"])]
    dispatcher.utter_message(response="utter_therapy_approaches", approaches=_list(lines))
    return _next(dispatcher, tracker, "utter_therapy_step")


async def take_along(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Only what is on record with consent: counts and ratings, as plain text."""
    held = memory()
    text = ""
    if await held.use(has_consent, tracker.sender_id, default=False):
        practices = await held.use(practice_history, tracker.sender_id) or ()
        asked = await held.use(asked_history, tracker.sender_id) or ()
        titles = {slug: practice.title for slug, practice in library().practices.items()}
        text = summary(practices, asked, titles, library().therapy_talk)
    dispatcher.utter_message(response="utter_take_along" if text else "utter_take_along_nothing")
    if text:
        dispatcher.utter_message(text=text, json_message={"copy": text})
    return _next(dispatcher, tracker, "utter_therapy_step")


def _list(lines: list[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def _next(dispatcher: CollectingDispatcher, tracker: Tracker, offer: str) -> Events:
    return [] if tracker.active_loop_name else next_step(dispatcher, tracker, offer)


class Message(Action):
    def name(self) -> str:
        return "action_therapy_message"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await write_message(dispatcher, tracker)


class Questions(Action):
    def name(self) -> str:
        return "action_therapy_questions"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await ask_questions(dispatcher, tracker)


class Approaches(Action):
    def name(self) -> str:
        return "action_therapy_approaches"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await say_approaches(dispatcher, tracker)


class TakeAlong(Action):
    def name(self) -> str:
        return "action_take_along"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await take_along(dispatcher, tracker)

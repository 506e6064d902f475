""" "Go back" to the offer before, "what was the question?" and "that's not what I meant"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.about import button
from actions.asking import Events, abuse_known, then
from steady.content.library import library
from steady.dialogue.going_back import Said, next_readings, offer_before


class GoBack(Action):
    """The offer before the last one; a second "go back" goes one further."""

    def name(self) -> str:
        return "action_go_back"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        words, said = library().follow_up, conversation(tracker)
        backs = run_of(said, "go_back")
        offers = [name for one in said[: len(said) - backs] for name in one.answers if words.is_offer(name)]
        offer = offer_before(offers, backs) or "utter_what_now"
        return then(dispatcher, tracker, "utter_abuse_next" if abuse_known(tracker) else offer)


class Repeat(Action):
    """The last question once more, word for word and with its buttons: asked for after a call, a child, a sleep."""

    def name(self) -> str:
        return "action_repeat"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = next((event for event in reversed(tracker.events) if asks(event)), None)
        if asked is None:
            return then(dispatcher, tracker, "utter_what_now")
        data = asked.get("data") or {}
        dispatcher.utter_message(response="utter_repeat")
        dispatcher.utter_message(
            text=str(asked.get("text") or ""), buttons=data.get("buttons") or [], json_message=data.get("custom") or {}
        )
        return []


def asks(event: dict[str, Any]) -> bool:
    """A bubble of the coach's with a question in it, or with something to press."""
    shown = bool((event.get("data") or {}).get("buttons"))
    return event.get("event") == "bot" and (shown or "?" in str(event.get("text") or ""))


class NotMeant(Action):
    """The answer missed the point: the two next readings of what was said, in people's words."""

    def name(self) -> str:
        return "action_not_meant"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        said = conversation(tracker)
        times = run_of(said, "not_meant")
        words = library().follow_up
        before = [one for one in said[: len(said) - times] if not words.says("go_back", one.text)]
        known = library().words["readings"]
        readings = next_readings(before[-1], times, known) if before else []
        if not readings:
            dispatcher.utter_message(response="utter_not_meant_open")
            return []
        buttons = [*map(button, readings), {"title": library().words["neither"], "payload": "/what_now"}]
        dispatcher.utter_message(response="utter_not_meant", buttons=buttons)
        return []


def conversation(tracker: Tracker) -> list[Said]:
    """What was said in this session, oldest first; the latest message has no answers yet."""
    found: list[Said] = []
    for event in tracker.events:
        if event.get("event") == "session_started":
            found = []
        elif event.get("event") == "user":
            parsed = event.get("parse_data") or {}
            intent = str((parsed.get("intent") or {}).get("name") or "")
            found.append(Said(str(event.get("text") or ""), intent, parsed.get("intent_ranking") or []))
        elif event.get("event") == "bot" and found:
            name = str((event.get("metadata") or {}).get("utter_action") or "")
            found[-1] = Said(found[-1].text, found[-1].intent, found[-1].ranking, (*found[-1].answers, name))
    return found


def run_of(said: list[Said], kind: str) -> int:
    """How many messages of `kind` stand at the end, one after the other."""
    words, count = library().follow_up, 0
    while count < len(said) and words.says(kind, said[-1 - count].text):
        count += 1
    return count

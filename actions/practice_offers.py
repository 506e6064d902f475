"""Practices, offered: a few that fit, more on request, by the time at hand and what to leave out."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of, then
from actions.memory import memory
from steady.content.library import library
from steady.content.practices import Practice
from steady.dialogue.courtesy_turn import SURE
from steady.dialogue.practice_choice import Wish, helped, pages
from steady.dialogue.practice_steps import both
from steady.records.notes import practice_history

# These ask for a practice, and tell nothing of what it is for.
ASKING = {"ask_exercise", "ask_calm_now"}


class OfferPractices(Action):
    """A few that fit, as buttons, and more on request. Says how much time there is, or what to leave out."""

    def name(self) -> str:
        return "action_offer_practices"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        choice, more = entity(tracker, "choice"), intent_of(tracker) == "more_practices"
        heard = hints(tracker, choice)
        remember = [SlotSet(name, value) for name, value in heard.items()]
        asked = then(dispatcher, tracker, None)
        if any(event.get("value") in {"adult", "consent"} for event in asked if event.get("name") == "awaiting"):
            return [*remember, *asked, SlotSet("pending", "ask_exercise")]
        if more and choice is None and heard["practice_time"] is None:
            dispatcher.utter_message(response="utter_practice_how_long", buttons=time_buttons())
            return [*remember, SlotSet("awaiting", "practice")]
        offers = pages(await wish(tracker, heard), library().practices)
        page = (int(tracker.get_slot("practice_page") or 0) + 1) % len(offers) if more and choice is None else 0
        response = "utter_practice_list" if choice == "all" else "utter_offer_practices"
        dispatcher.utter_message(response=response, buttons=offer_buttons(offers[page]), practices=listed())
        return [*remember, SlotSet("practice_page", page), SlotSet("awaiting", "practice")]


def hints(tracker: Tracker, choice: str | None = None) -> dict[str, str | None]:
    """How much time, and which way round touch or body: as chosen or said now, else as known."""
    text, talk = str(tracker.latest_message.get("text") or ""), library().practice_talk
    chosen = choice if choice in {"short", "longer"} else None if text.startswith("/") else talk.time(text)
    time = "any" if choice == "all" else chosen or tracker.get_slot("practice_time")
    way = None if text.startswith("/") else talk.way(text)
    return {"practice_time": time, "practice_way": both(tracker.get_slot("practice_way"), way)}


def named(tracker: Tracker) -> str | None:
    """The practice that the message asks for by name."""
    held, text = library(), str(tracker.latest_message.get("text") or "")
    asked, offered = intent_of(tracker) == "ask_exercise", tracker.get_slot("awaiting") == "practice"
    return held.practice_talk.named(text, held.practices.values(), asked=asked, offered=offered)


async def wish(tracker: Tracker, heard: dict[str, str | None]) -> Wish:
    """All that the choice hangs on. What helped before is known only of people who agreed to notes."""
    runs = await memory().use(practice_history, tracker.sender_id) or ()
    # "You choose" and "I only have two minutes" say nothing about what they bring.
    answers_offer = tracker.get_slot("awaiting") == "practice"
    return Wish(
        intent="ask_exercise" if answers_offer else intent_of(tracker),
        topic=told(tracker),
        time=heard["practice_time"],
        way=heard["practice_way"],
        last=tracker.get_slot("last_practice") or (runs[-1].practice if runs else None),
        helped=helped((run.practice, run.before, run.after) for run in runs),
    )


def told(tracker: Tracker) -> str | None:
    """What they told of last that a practice may fit: a feeling, an urge, a habit; without "share_"."""
    fitting = {intent for one in library().practices.values() for intent in one.best_for | one.also_for}
    for event in reversed(tracker.events):
        if event.get("event") == "user" and not chooses(str(event.get("text") or "")):
            intent = event.get("parse_data", {}).get("intent") or {}
            if intent.get("name") in fitting - ASKING and float(intent.get("confidence") or 0) >= SURE:
                return str(intent["name"]).removeprefix("share_")
    topic = tracker.get_slot("topic")
    return None if topic is None else str(topic)


def chooses(text: str) -> bool:
    """It says which practice, how long or how; whatever else it may be read as."""
    talk = library().practice_talk
    return talk.time(text) is not None or talk.way(text) is not None or talk.holds("any", text)


def offer_buttons(slugs: list[str]) -> list[dict[str, str]]:
    held = library()
    buttons = [{"title": held.practices[s].title, "payload": f'/ask_exercise{{"practice":"{s}"}}'} for s in slugs]
    return [*buttons, {"title": held.words["more_practices"], "payload": "/more_practices"}]


def time_buttons() -> list[dict[str, str]]:
    titles = {"short": "short_practices", "longer": "longer_practices", "all": "all_practices"}
    return [
        {"title": library().words[word], "payload": f'/more_practices{{"choice":"{choice}"}}'}
        for choice, word in titles.items()
    ]


def listed() -> str:
    """Every practice with its minutes, one a line."""
    return "\n".join(with_minutes(practice) for practice in library().practices.values())


def with_minutes(practice: Practice) -> str:
    short, long = practice.minutes
    words = library().words["minutes_same" if short == long else "minutes"]
    return str(words).replace("{title}", practice.title).replace("{from}", str(short)).replace("{to}", str(long))

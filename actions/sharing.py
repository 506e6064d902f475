"""What the person brings: heard first, each kind in its own words, then one fitting question."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, apart_of, intent_of, session_texts, then
from steady.content.library import library
from steady.dialogue.heard import back_to, the_ear
from steady.dialogue.heard_words import opening
from steady.dialogue.point import point_of
from steady.dialogue.standing import (
    AFTER_BIRTH,
    DIED,
    birth_in,
    still_hurts,
    takes_breach_back,
    topic_as_it_stands,
)
from steady.dialogue.told import BREACH, Told, answer_kind, told_before, topic_of

# Asked which of two readings was meant, a button stands for the message before it.
ASKED_WHICH = {"utter_did_you_mean", "utter_did_you_mean_long", "utter_not_meant"}
PROGRESS = "progress"


class Share(Action):
    """Validation for every `share_*`: taken up, then deeper, then something to do (steady/dialogue/told.py)."""

    def name(self) -> str:
        return "action_share"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        told = told_before(tracker.get_slot("told"), session_began(tracker))
        intent = shared(tracker)
        pressed = str(tracker.latest_message.get("text") or "").startswith("/")
        if not pressed:
            return self.as_it_stands(dispatcher, tracker, intent, told)
        topic = intent.removeprefix("share_")
        kind = "more" if intent.removeprefix("share_") != topic else answer_kind(topic, told)
        return self.hear(dispatcher, tracker, topic, kind, told)

    def as_it_stands(self, dispatcher: CollectingDispatcher, tracker: Tracker, intent: str, told: Told) -> Events:
        """What was typed, with what is known: that they are apart, that there was no breach, that it still hurts."""
        words, text, apart = library().standing, meant(tracker), apart_of(tracker)
        if takes_breach_back(text, words):
            if told.breach:
                dispatcher.utter_message(response="utter_no_breach")
            told = told.without(BREACH)
            intent = "" if intent == f"share_{BREACH}" else intent
        named = the_ear().hear(text, BREACH).trigger is not None and not takes_breach_back(text, words)
        hurt = told.last if told.last not in {None, PROGRESS} else "breakup" if apart else "anxiety"
        read = topic_of(intent, told) if intent.startswith("share_") else "breakup" if apart else str(hurt)
        topic = topic_as_it_stands(read, text, apart, named, words)
        if topic == PROGRESS and still_hurts(text, words):
            return self.hear(dispatcher, tracker, str(hurt), "hurts", told)
        kind = (
            "more"
            if topic == read and intent.removeprefix("share_") != topic and told.last
            else answer_kind(topic, told)
        )
        return self.hear(dispatcher, tracker, topic, kind, told)

    def hear(self, dispatcher: CollectingDispatcher, tracker: Tracker, topic: str, kind: str, told: Told) -> Events:
        stem = "bereaved" if topic == "breakup" and apart_of(tracker) == DIED else topic
        if kind == "hurts":
            dispatcher.utter_message(response="utter_share_still_hurts")
        elif (
            topic in AFTER_BIRTH
            and not told.counts.get("birth")
            and birth_in(session_texts(tracker), library().standing)
        ):
            told = told.and_now("birth")
            dispatcher.utter_message(response="utter_share_after_birth")
        elif stem != topic and kind in {"first", "more", "back"}:
            dispatcher.utter_message(response=f"utter_share_{stem}" + ("" if kind == "first" else "_more"))
        else:
            say(dispatcher, topic, kind, told, meant(tracker))
        # With fear or harm at home, nothing that sends a person back to their partner is offered.
        offer = "utter_abuse_next" if abuse_known(tracker) else f"utter_offer_{stem}"
        return [
            SlotSet("topic", topic), SlotSet("told", told.and_now(topic).as_slot()),
            *then(dispatcher, tracker, offer),
        ]  # fmt: skip


class ShareMore(Share):
    """A few words more of what was shared just now (steady/dialogue/told.py), whatever they were read as."""

    def name(self) -> str:
        return "action_share_more"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        told = told_before(tracker.get_slot("told"), session_began(tracker))
        if told.last is None:
            return await super().run(dispatcher, tracker, domain)
        return self.hear(dispatcher, tracker, told.last, answer_kind(told.last, told), told)


def say(dispatcher: CollectingDispatcher, topic: str, kind: str, told: Told, text: str) -> None:
    """The answer: what `text` tells of `topic`, taken up as far as it is certain."""
    words, found = library().heard, the_ear().hear(text, topic)
    if kind == "third":
        good = "_progress" if topic == PROGRESS else ""
        dispatcher.utter_message(response=f"utter_share_third{good}")
    elif kind == "back" and topic != PROGRESS:
        dispatcher.utter_message(response="utter_share_back", back=back_to(words, topic, found))
    elif kind != "first":
        dispatcher.utter_message(response=f"utter_share_{topic}_more")
    elif heard := opening(words, topic, found, sum(told.counts.values())):
        dispatcher.utter_message(response=f"utter_share_{topic}_heard", heard=heard)
    else:
        dispatcher.utter_message(response=f"utter_share_{topic}")


def shared(tracker: Tracker) -> str:
    """The intent that tells what is shared: the reading, or the one that stands behind a "fine, I'll try"."""
    intent = intent_of(tracker)
    message = tracker.latest_message
    behind = point_of(str(message.get("text") or ""), intent, message.get("intent_ranking") or [], the_ear())
    return behind or intent


def meant(tracker: Tracker) -> str:
    """The words that the answer is to: the message, or the one before a button that says what it meant."""
    text = str(tracker.latest_message.get("text") or "")
    if not text.startswith("/"):
        return text
    events = tracker.events
    before = [i for i, event in enumerate(events) if event.get("event") == "user"][:-1]
    asked = any(_name(event) in ASKED_WHICH for event in events[before[-1] :]) if before else False
    typed = (str(events[i].get("text") or "") for i in reversed(before))
    return next((t for t in typed if not t.startswith("/")), "") if asked else ""


def session_began(tracker: Tracker) -> float:
    """Seconds since 1970; 0 where no beginning is known."""
    times = [float(e.get("timestamp") or 0) for e in tracker.events if e.get("event") == "session_started"]
    return times[-1] if times else 0.0


def _name(event: dict[str, Any]) -> str | None:
    return (event.get("metadata") or {}).get("utter_action") if event.get("event") == "bot" else None

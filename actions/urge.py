"""The urge is here: named, rated, a small delay, something to do meanwhile. What came of it: urge_result.py."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of
from actions.memory import memory, now
from actions.practices import SKIPPED, begun, known_before
from steady.content.library import library
from steady.content.urge import DELAYS, OTHER
from steady.dialogue.urge import FORM, SLOT, Wait
from steady.records.follow_ups import About, drop_follow_ups, plan_follow_ups
from steady.records.waves import latest_waves, look_back

# What a restart without consent would lose, and a follow-up brings back. No words of the person's.
RESTORED = ("adult", "consent", "asked_consent", "greeted", "country", "urge", "urge_kind")
NO_WAIT = 0


def wait_of(tracker: Tracker) -> Wait | None:
    return Wait.from_slot(tracker.get_slot(SLOT))


async def end_wait(tracker: Tracker) -> Events:
    """The wait is over, however: nothing more will be said about it."""
    await memory().use(drop_follow_ups, tracker.sender_id)
    return [SlotSet(SLOT, None)]


def text_of(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


def rating_in(tracker: Tracker) -> int | str | None:
    """A number, "skipped" for an answer that gives none, None for no answer."""
    held, text = library(), text_of(tracker)
    number = held.answers.rating(text)
    number = held.urge.number(text) if number is None else number
    number = held.urge.strength(text) if number is None and not held.urge.is_relative(text) else number
    if number is not None:
        return number
    skipped = intent_of(tracker) == "skip" or held.answers.is_said("skip", text) or held.answers.yes_no(text)
    return SKIPPED if skipped or held.urge.is_relative(text) else None


def reask(dispatcher: CollectingDispatcher, tracker: Tracker, response: str, slot: str, otherwise: Any) -> Events:
    """Asks again once; the second time it goes on with `otherwise`."""
    if tracker.get_slot("urge_reasked"):
        return [SlotSet(slot, otherwise), SlotSet("urge_reasked", None)]
    dispatcher.utter_message(response=response)
    return [SlotSet("urge_reasked", True)]


def went_aside(tracker: Tracker) -> bool:
    """They come back from an interruption: the same question once more."""
    return intent_of(tracker) == "next" or library().answers.is_said("resume", text_of(tracker))


class HearUrge(Action):
    """Heard before the age is asked for; what was told is not asked again afterwards."""

    def name(self) -> str:
        return "action_hear_urge"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_urge_now")
        return [SlotSet("urge_heard", told_in(text_of(tracker)))]


def told_in(text: str) -> dict[str, Any]:
    """Kind and strength, as far as a message names them."""
    if text.startswith("/"):
        return {"kind": None, "before": None}
    return {"kind": library().urge.kind(text), "before": library().urge.number(text)}


class StartUrge(Action):
    def name(self) -> str:
        return "action_start_urge"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        heard = tracker.get_slot("urge_heard")
        if not isinstance(heard, dict):
            dispatcher.utter_message(response="utter_urge_now")
            heard = told_in(text_of(tracker)) if intent_of(tracker) == "urge_now" else told_in("/")
        waves = await memory().use(latest_waves, tracker.sender_id) or ()
        past = look_back(waves)
        if past:
            response = "utter_urge_past" if past.after < past.before else "utter_urge_past_flat"
            dispatcher.utter_message(response=response, count=past.count, before=past.before, after=past.after)
        return [*_begun(heard["kind"], heard["before"]), *await end_wait(tracker)]


class MoreUrge(Action):
    """The same urge, decided anew: only the delay is asked for, where the rest is known."""

    def name(self) -> str:
        return "action_more_urge"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        after = tracker.get_slot("urge_after")
        known = after if isinstance(after, int) else None
        return [*_begun(tracker.get_slot("urge_kind"), known), *await end_wait(tracker)]


def _begun(kind: str | None, before: Any) -> Events:
    fresh = ("urge_minutes", "urge_meanwhile", "urge_outcome", "urge_after", "urge_heard", "urge_reasked", "awaiting")
    known = [SlotSet("urge_kind", kind), SlotSet("urge", library().urge.say.get(kind or OTHER)),
             SlotSet("urge_before", before)]  # fmt: skip
    return [*known, *(SlotSet(name, None) for name in fresh)]


class ValidateUrge(Action):
    """Reads the answer to one question. Safety and courtesy have had the message before."""

    def name(self) -> str:
        return "validate_urge_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        readers = {"urge_kind": self._kind, "urge_before": self._before, "urge_minutes": self._minutes,
                   "urge_meanwhile": self._meanwhile}  # fmt: skip
        if tracker.active_loop_name != FORM or asked not in readers or went_aside(tracker):
            return []
        return await readers[asked](dispatcher, tracker)

    async def _kind(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        text = text_of(tracker)
        chosen = entity(tracker, "choice") or library().urge.kind(text) or OTHER
        kind = chosen if chosen in library().urge.say else OTHER
        number = None if text.startswith("/") else library().urge.number(text)
        named = [SlotSet("urge_kind", kind), SlotSet("urge", library().urge.say[kind])]
        return [*named, *([SlotSet("urge_before", number)] if number is not None else [])]

    async def _before(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        rating = rating_in(tracker)
        if rating is None:
            return reask(dispatcher, tracker, "utter_reask_urge_number", "urge_before", SKIPPED)
        return [SlotSet("urge_before", rating), SlotSet("urge_reasked", None)]

    async def _minutes(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        chosen, text = entity(tracker, "choice"), text_of(tracker)
        if chosen is not None:
            minutes = int(chosen) if chosen.isdigit() else NO_WAIT
        else:
            read = library().urge.delay(text)
            refused = read is None and library().answers.yes_no(text) == "no"
            minutes = NO_WAIT if refused or read not in DELAYS else read
            if minutes == NO_WAIT and not tracker.get_slot("urge_reasked"):
                unread = read is None and not refused
                response = "utter_reask_urge_minutes" if unread else "utter_urge_cannot_wait"
                return reask(dispatcher, tracker, response, "urge_minutes", NO_WAIT)
        if minutes == NO_WAIT:
            return [SlotSet("urge_minutes", NO_WAIT), SlotSet("urge_meanwhile", "none"), SlotSet("urge_reasked", None)]
        act = None if text.startswith("/") else library().urge.act(text)
        meanwhile = [SlotSet("urge_meanwhile", act)] if act and act != "wait" else []
        running = await begin_wait(dispatcher, tracker, minutes)
        return [SlotSet("urge_minutes", minutes), SlotSet("urge_reasked", None), *meanwhile, *running]

    async def _meanwhile(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        text = text_of(tracker)
        act = entity(tracker, "choice") or library().urge.act(text)
        quiet = intent_of(tracker) in {"skip", "next"} or library().answers.yes_no(text) is not None
        return [SlotSet("urge_meanwhile", act or ("wait" if quiet else "own"))]


async def begin_wait(dispatcher: CollectingDispatcher, tracker: Tracker, minutes: int) -> Events:
    """The clock starts with the choice of the delay, not after one more question."""
    began, before = now(), tracker.get_slot("urge_before")
    wait = Wait(secrets.token_hex(4), str(tracker.get_slot("urge_kind") or OTHER), minutes, began.timestamp(),
                before if isinstance(before, int) else None)  # fmt: skip
    kept = await _plan(tracker, wait, began)
    card = {"id": wait.id, "minutes": minutes, "seconds": 60 * minutes, "readings": _readings(wait)}
    response = "utter_urge_begun" if kept else "utter_urge_begun_alone"
    dispatcher.utter_message(response=response, minutes=library().urge.length(minutes), json_message={"timer": card})
    return [SlotSet(SLOT, wait.as_slot())]


async def _plan(tracker: Tracker, wait: Wait, began: dt.datetime) -> bool:
    """Whether the coach will speak first at the marks and at the end."""
    held, channel = memory(), str(tracker.get_latest_input_channel() or "")
    if held.speaks_first is not None and channel not in held.speaks_first:
        return False
    slots = {name: tracker.get_slot(name) for name in RESTORED}
    slots |= {SLOT: wait.as_slot(), "abuse_known": tracker.get_slot("abuse_known")}
    due = {
        began + dt.timedelta(minutes=mark): ("urge_mark", About(SLOT, wait.id, slots, (FORM,), optional=True))
        for mark in wait.marks
    }
    due[began + dt.timedelta(minutes=wait.minutes)] = ("urge_due", About(SLOT, wait.id, slots, (FORM,)))
    address = (tracker.latest_message.get("metadata") or {}).get("address")
    kept = await held.use(plan_follow_ups, held.keys, tracker.sender_id, channel, due, at=began, address=address)
    return bool(kept)


def _readings(wait: Wait) -> list[list[int]]:
    return [*([[0, wait.before]] if wait.before is not None else []), *map(list, wait.readings)]


class UrgeSet(Action):
    """The wait runs (or none was wanted): a small act, a practice, or nothing but waiting."""

    def name(self) -> str:
        return "action_urge_set"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        act = tracker.get_slot("urge_meanwhile")
        if tracker.get_slot("urge_minutes") == NO_WAIT:
            dispatcher.utter_message(response="utter_urge_no_wait")
            return await end_wait(tracker)
        if act in library().practices:
            return [*begun(act, known_before(tracker)), FollowupAction("practice_form")]
        dispatcher.utter_message(response=f"utter_urge_act_{act if act in {'warm', 'move', 'tidy', 'own'} else 'wait'}")
        return []


class UrgeLeft(Action):
    """How long it still is; to the urge that speaks up again, in other words."""

    def name(self) -> str:
        return "action_urge_left"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wait = wait_of(tracker)
        if wait is None:
            dispatcher.utter_message(response="utter_urge_none_running")
            return []
        response = "utter_urge_again" if intent_of(tracker) == "urge_now" else "utter_urge_left"
        dispatcher.utter_message(response=response, left=library().urge.length(max(1, wait.left(now().timestamp()))))
        return []


class UrgeReading(Action):
    def name(self) -> str:
        return "action_urge_reading"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        wait, text = wait_of(tracker), text_of(tracker)
        strength = library().urge.reading(text, library().answers.rating(text))
        if wait is None or strength is None:
            dispatcher.utter_message(response="utter_what_now")
            return []
        noted = wait.with_reading(strength, now().timestamp())
        card = {"id": wait.id, "readings": _readings(noted)}
        left = library().urge.length(max(1, wait.left(now().timestamp())))
        dispatcher.utter_message(response="utter_urge_reading", after=strength, left=left, json_message={"timer": card})
        return [SlotSet(SLOT, noted.as_slot())]

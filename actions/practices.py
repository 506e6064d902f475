"""Practices: begun, left, taken up again, looked back on. Offers: practice_offers.py; steps: practice_steps.py."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of, then
from actions.course_place import after_practice
from actions.memory import memory, now
from actions.practice_offers import hints, named, wish, with_minutes
from steady.content.library import library
from steady.dialogue.course import FORM as COURSE
from steady.dialogue.practice_choice import choose
from steady.dialogue.urge import FORM as URGE
from steady.dialogue.urge import RESULT_FORM as URGE_RESULT
from steady.dialogue.urge import SLOT as URGE_WAIT
from steady.dialogue.urge import Wait
from steady.records.follow_ups import drop_follow_ups
from steady.records.notes import note_practice

FORM = "practice_form"
SKIPPED = "skipped"
# Feeling something harsh come up first is said of before, for practices where it may.
BEGINNINGS = {False: "utter_practice_begin", True: "utter_practice_begin_backdraft"}


class StartPractice(Action):
    """Sets up the practice that was named, by button or in words; without a name, one that fits."""

    def name(self) -> str:
        return "action_start_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        held, calm = library(), intent_of(tracker) == "ask_calm_now"
        text = str(tracker.latest_message.get("text") or "")
        heard = hints(tracker)
        slug = entity(tracker, "practice") or tracker.get_slot("practice_wanted")
        if not text.startswith("/"):
            slug = named(tracker) or slug
        if slug not in held.practices:
            slug = choose(await wish(tracker, heard), held.practices)
        practice = held.practices[slug]
        if calm:
            dispatcher.utter_message(response="utter_calm_now")
        else:
            dispatcher.utter_message(response=BEGINNINGS[practice.backdraft], practice=with_minutes(practice))
        letter = held.letters.choose(tracker.get_slot("topic"), tracker.get_slot("practice_letter"))
        shows = any(step.shows for step in practice.steps)
        return [
            *(SlotSet(name, value) for name, value in heard.items()),
            *begun(slug, SKIPPED if calm else known_before(tracker)),
            SlotSet("practice_letter", letter.id if shows else tracker.get_slot("practice_letter")),
        ]


def known_before(tracker: Tracker) -> Any:
    """Who has been asked for a number just now, for the urge that they wait with, is not asked again."""
    wait = Wait.from_slot(tracker.get_slot(URGE_WAIT))
    return None if wait is None else SKIPPED if wait.latest is None else wait.latest


def begun(slug: str, before: Any) -> Events:
    """The slots of a practice at its beginning. `before`: None asks for a number; somebody who cannot
    settle is not asked for one first."""
    values = {"practice": slug, "practice_index": 0, "practice_written": {}, "practice_view": None, "awaiting": None,
              "practice_before": before, "practice_done": None, "practice_after": None,
              "practice_wanted": None, "practice_page": None, "last_practice": slug}  # fmt: skip
    return [SlotSet(name, value) for name, value in values.items()]


class ResumePractice(Action):
    """Back to a practice that was stopped: at the step where it was left."""

    def name(self) -> str:
        return "action_resume_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        dispatcher.utter_message(response="utter_practice_resumed")
        before = tracker.get_slot("practice_before")
        return [
            SlotSet("practice_before", SKIPPED if before is None else before),
            SlotSet("practice_view", None),
            SlotSet("awaiting", None),
        ]


class PracticeResult(Action):
    def name(self) -> str:
        return "action_practice_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        before, after = tracker.get_slot("practice_before"), tracker.get_slot("practice_after")
        dispatcher.utter_message(response=_response(before, after), before=before, after=after)
        await _note(tracker, finished=True)
        course = await after_practice(tracker, tracker.get_slot("practice"))
        done = [SlotSet("practice", None), SlotSet("practice_written", None)]
        if still_running(dispatcher, tracker):
            return [*done, *(course or [])]
        if course is not None:
            dispatcher.utter_message(response="utter_course_after_practice")
            return [*done, *course, SlotSet("awaiting", "course")]
        return [*done, *then(dispatcher, tracker, "utter_practice_next")]


def _response(before: Any, after: Any) -> str:
    if not isinstance(before, (int, float)) or not isinstance(after, (int, float)):
        return "utter_practice_done"
    return "utter_practice_" + ("better" if after < before else "same" if after == before else "harder")


async def _note(tracker: Tracker, finished: bool) -> None:
    ratings = {name: value if isinstance(value := tracker.get_slot(f"practice_{name}"), (int, float)) else None
               for name in ("before", "after")}  # fmt: skip
    numbers = {name: None if value is None else int(value) for name, value in ratings.items()}
    slug = tracker.get_slot("practice")
    await memory().use(note_practice, tracker.sender_id, slug, at=now(), finished=finished, **numbers)


def still_running(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Says how long the wait with an urge goes on, where there is one."""
    wait = Wait.from_slot(tracker.get_slot(URGE_WAIT))
    left = wait.left(now().timestamp()) if wait else 0
    if left:
        dispatcher.utter_message(response="utter_urge_still_running", left=library().urge.length(left))
    return left > 0


class Stop(Action):
    """Stops what is under way, from anywhere; what was done so far is kept."""

    def name(self) -> str:
        return "action_stop"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        loop = tracker.active_loop_name
        if loop in {URGE, URGE_RESULT} or loop is None and tracker.get_slot(URGE_WAIT):
            await memory().use(drop_follow_ups, tracker.sender_id)
            dispatcher.utter_message(response="utter_urge_stopped", json_message={"timer": {"over": True}})
            return [*await _left(tracker), SlotSet(URGE_WAIT, None)]
        response = {FORM: "utter_practice_stopped", COURSE: "utter_course_paused", None: "utter_stop_idle"}.get(
            loop, "utter_stop"
        )
        sore = loop == FORM and library().practice_talk.stirred_up(str(tracker.latest_message.get("text") or ""))
        dispatcher.utter_message(response="utter_practice_stopped_sore" if sore else response)
        if loop == FORM:
            still_running(dispatcher, tracker)
        # "Go on" takes up what was stopped last.
        again = [SlotSet("awaiting", "course")] if loop == COURSE else []
        return [*await _left(tracker), *again] if loop else []


class Leave(Action):
    """The same without a word: something else was chosen."""

    def name(self) -> str:
        return "action_leave"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await _left(tracker)


async def _left(tracker: Tracker) -> Events:
    """What was open is closed. A practice keeps its place: "go on" takes it up again."""
    if tracker.active_loop_name == FORM:
        await _note(tracker, finished=False)
    return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("awaiting", None)]

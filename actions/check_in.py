"""The check-in: three scales, checks resisted, a word. Once a day; begun again the same day, it goes on."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, intent_of, then
from actions.local_time import today
from actions.memory import memory, now
from steady.content.check_in import SCALES, word_of_the_day
from steady.content.library import library
from steady.records.check_ins import Day, check_in_of, save_check_in
from steady.records.reminders import note_answered

FORM = "check_in_form"
SKIPPED = "skipped"
QUESTIONS = ("anxiety", "urge", "kindness", "resisted", "word")
# A day with this much anxiety, or this little kindness, is met as a hard one.
HARD_ANXIETY, HARD_KINDNESS = 8, 1


def slot_of(question: str) -> str:
    return f"check_in_{question}"


class StartCheckIn(Action):
    """Sets up the questions: what was told in the same breath, or answered before a stop, is not asked again."""

    def name(self) -> str:
        return "action_start_check_in"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        day = await today(tracker)
        await memory().use(note_answered, tracker.sender_id)
        kept = await memory().use(check_in_of, tracker.sender_id, day)
        going_on = tracker.get_slot("check_in_day") == day.isoformat()
        text = str(tracker.latest_message.get("text") or "")
        told: dict[str, Any] = {} if text.startswith("/") else dict(library().check_in.already_told(text))
        if going_on:
            told = {**{q: value for q in QUESTIONS if (value := tracker.get_slot(slot_of(q))) is not None}, **told}
        if kept is None:
            dispatcher.utter_message(response="utter_check_in_go_on" if going_on and told else "utter_check_in_start")
        return [
            *(SlotSet(slot_of(question), told.get(question)) for question in QUESTIONS),
            SlotSet("check_in_change", None if kept else "new"),
            SlotSet("check_in_kept", shown(kept) if kept else None),
            SlotSet("check_in_day", day.isoformat()),
            SlotSet("check_in_reasked", None),
            SlotSet("interrupted", None),
            SlotSet("awaiting", None),
        ]


def shown(kept: Day) -> str:
    """ "anxiety 4, urge 2": the numbers of a day within a sentence."""
    words = library().progress["kept"]
    numbers = {name: getattr(kept, name) for name in (*SCALES, "resisted")}
    said = [words[name].format(n=value) for name, value in numbers.items() if value is not None]
    return ", ".join(said) or words["nothing"]


class ValidateCheckIn(Action):
    """Reads the answer to one question; asks once more, then takes it as skipped."""

    def name(self) -> str:
        return "validate_check_in_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        slot = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != FORM or not str(slot).startswith("check_in_"):
            return []
        text = str(tracker.latest_message.get("text") or "")
        if goes_back(text, bool(tracker.get_slot("interrupted"))):
            return [SlotSet("interrupted", None), SlotSet("check_in_reasked", None)]
        question = str(slot).removeprefix("check_in_")
        value = (
            None
            if is_no_number(question, text, intent_of(tracker))
            else read(question, text, entity(tracker, "rating"))
        )
        if value is None and question == "urge" and library().check_in.is_same(text):
            value = tracker.get_slot("check_in_anxiety")  # "the same", as the number before
        done = [SlotSet("interrupted", None), SlotSet("check_in_reasked", None)]
        if question == "change":
            if value == "no":  # today's stays as it is: nothing more is asked
                return [SlotSet(slot_of(q), SKIPPED) for q in QUESTIONS] + [SlotSet(slot, "no"), *done]
            value = "yes" if value == "yes" or library().check_in.already_told(text) else None
        if value is not None:
            more = library().check_in.already_told(text) if question in SCALES and not text.startswith("/") else {}
            others = [SlotSet(slot_of(q), n) for q, n in more.items() if q != question]
            return [SlotSet(slot, value), *others, *done]
        if tracker.get_slot("check_in_reasked"):
            return [SlotSet(slot, "no" if question == "change" else SKIPPED), *done]
        again = {"change": "change", "resisted": "count"}.get(question, "number")
        dispatcher.utter_message(response=f"utter_check_in_again_{again}")
        return [SlotSet("check_in_reasked", True)]


def goes_back(text: str, interrupted: bool) -> bool:
    """After a question on the way, "go on" is no answer: the open question is asked again."""
    if text == "/next" or interrupted and library().answers.is_said("resume", text):
        return True
    return library().answers.is_said("resume", text) and not library().answers.is_said("skip", text)


def is_no_number(question: str, text: str, intent: str) -> bool:
    """ "Thank you so much" and "is it okay to …?" hold words for a strength, and tell of none."""
    asked = text.rstrip().endswith("?") or intent == "thank"
    return question in (*SCALES, "resisted") and asked and not re.search(r"\d", text)


def read(question: str, text: str, pressed: str | None) -> Any:
    """The value of an answer, "skipped", or None when it says nothing of the kind. `pressed`: a number on a button."""
    held = library()
    if pressed is not None and pressed.isdigit():
        return int(pressed)
    if text == "/skip" or question != "change" and held.answers.is_said("skip", text):
        return SKIPPED
    if question == "change":
        by_button = {"/affirm": "yes", "/deny": "no", "/skip": "no", "/not_sure": "no"}
        said = by_button.get(text) or held.answers.yes_no(text)
        return "no" if said == "unsure" else said
    if text.startswith("/"):
        return None
    if question == "word":
        return word_of_the_day(text, held.answers) or SKIPPED
    number = (
        held.check_in.count(text) if question == "resisted" else held.check_in.strength(question, text, held.answers)
    )
    return SKIPPED if number is None and held.answers.yes_no(text) in {"no", "unsure"} else number


class CheckInResult(Action):
    def name(self) -> str:
        return "action_check_in_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        over = [SlotSet(slot_of(question), None) for question in (*QUESTIONS, "change", "kept", "day")]
        if tracker.get_slot("check_in_change") == "no":
            dispatcher.utter_message(response="utter_check_in_left")
            return [*over, *then(dispatcher, tracker, "utter_check_in_next")]
        told = told_of(tracker)
        held = memory()
        kept = await held.use(save_check_in, held.keys, tracker.sender_id, told, at=now(), default=False)
        dispatcher.utter_message(response=_response(told) if kept else "utter_storage_trouble", count=told.resisted)
        return [*over, *then(dispatcher, tracker, "utter_check_in_next")]


def told_of(tracker: Tracker) -> Day:
    """The answers in the slots; a number may come back from the tracker as a float."""
    given = {q: value for q in QUESTIONS if (value := tracker.get_slot(slot_of(q))) not in (None, SKIPPED)}
    word = given.pop("word", None)
    day = dt.date.fromisoformat(tracker.get_slot("check_in_day"))
    return Day(day, **{q: int(value) for q, value in given.items()}, word=word)


def _response(told: Day) -> str:
    hard = (told.anxiety or 0) >= HARD_ANXIETY or told.kindness is not None and told.kindness <= HARD_KINDNESS
    if hard:
        return "utter_check_in_hard"
    return "utter_check_in_resisted" if told.resisted else "utter_check_in_done"

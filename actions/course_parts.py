"""A day of the course, part by part: shown, and one message heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, intent_of
from actions.course import day_of
from actions.course_place import kept, place_of
from actions.practice_offers import with_minutes
from actions.practice_steps import interrupted
from steady.content.answers import plain
from steady.content.course import ACT, BACK, PRACTICE, TALK, Part
from steady.content.library import library
from steady.dialogue.course import FORM, Heard, Place, open_days, step

# What is said before going on.
FIRST = {"first": "utter_practice_first_step", "heard": "utter_course_heard", "asked": "utter_course_asked",
         "act": "utter_course_act", "no_act": "utter_course_no_act", "no_need": "utter_course_no_need"}  # fmt: skip


class AskPart(Action):
    """Shows the open part of the day, with its buttons."""

    def name(self) -> str:
        return "action_ask_course_form_course_step"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        place = await place_of(tracker) or Place()
        day = day_of(place)
        part = day.parts[place.part]
        card = {"title": day.title, "number": place.part + 1, "of": len(day.parts), "pause": None, "breath": None}
        *before, last = (filled(text, part) for text in part.say)
        for text in before:
            dispatcher.utter_message(text=text)
        dispatcher.utter_message(text=last, buttons=part_buttons(part, place), json_message={"practice_step": card})
        return []


def filled(text: str, part: Part) -> str:
    """{practice} in a text: the name of the part's practice, and how long it takes."""
    return text.replace("{practice}", with_minutes(library().practices[part.practice])) if part.practice else text


def part_buttons(part: Part, place: Place) -> list[dict[str, str]]:
    words = library().words
    practise = {"title": words["course_practise"], "payload": f'/ask_exercise{{"practice":"{part.practice}"}}'}
    again = {**practise, "title": words["course_practise_again"]}
    first = {PRACTICE: [practise], BACK: [again], ACT: [{"title": title, "payload": f'/choose{{"choice":"{i}"}}'}
                                                         for i, title in enumerate(part.acts)]}.get(part.kind, [])  # fmt: skip
    on = {PRACTICE: "course_not_now", ACT: "course_no_act"}.get(part.kind, "continue")
    skip = (
        [{"title": words["course_skip_day"], "payload": '/start_course{"choice":"skip_day"}'}] if not place.part else []
    )
    return [*first, {"title": words[on], "payload": "/next"}, *skip, {"title": words["stop"], "payload": "/stop"}]


class ValidateCourse(Action):
    """Hears one message within a day. Safety and courtesy have had it before."""

    def name(self) -> str:
        return "validate_course_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if tracker.active_loop_name != FORM or not tracker.get_slot("requested_slot"):
            return []
        place = await place_of(tracker) or Place()
        if day_of(place) not in open_days(library().course, abuse_known(tracker)):
            # Abuse was told meanwhile: a day that leads to the partner is not gone on with.
            dispatcher.utter_message(response="utter_course_left_out")
            return [SlotSet("course_step", True)]
        parts = day_of(place).parts
        text = str(tracker.latest_message.get("text") or "")
        moved = step(place, parts, heard(text, intent_of(tracker), parts[place.part], interrupted(tracker, FORM)))
        if moved.say:
            dispatcher.utter_message(response=FIRST[moved.say])
        over = moved.part >= len(parts)
        at = replace(place, part=min(moved.part, len(parts) - 1), left=False)
        return [*await kept(tracker, at), SlotSet("course_step", True if over else None), SlotSet("interrupted", None)]


def heard(text: str, intent: str, part: Part, interrupted: bool) -> Heard:
    """The message as the course hears it."""
    answers, talk, moves = library().answers, library().practice_talk, library().course_talk
    if text.startswith("/"):
        kind = {"/go_back": "back", "/next": "next", "/skip": "next", "/start_course": "again"}.get(text)
        return Heard(kind or ("act" if text.startswith("/choose") else "next"), interrupted)
    if part.kind == ACT and plain(text) in map(plain, part.acts):
        return Heard("act", interrupted)
    if talk.is_said("back", text):
        return Heard("back", interrupted)
    if talk.is_said("again", text) or moves.move(text, known=True, read=True) == "where":
        return Heard("again", interrupted)
    if any(answers.is_said(kind, text) for kind in ("skip", "go_on", "resume")):
        return Heard("next", interrupted)
    said = answers.yes_no(text)
    if said in {"no", "unsure"} and len(text.split()) <= 4:
        return Heard("no", interrupted)
    agrees = said == "yes" or part.kind == TALK and intent == "affirm"  # "hm, makes sense"
    if agrees and len(text.split()) <= 4:
        return Heard("yes", interrupted)
    return Heard("asks" if text.rstrip().endswith("?") else "words", interrupted)

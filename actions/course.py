"""The course: begun, found again, skipped through, left. What a day says and hears: course_parts.py."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, entity, intent_of
from actions.course_place import kept, place_of
from actions.local_time import today
from steady.content.course import DAYS, Day
from steady.content.course_talk import AGAIN, NEXT
from steady.content.library import library
from steady.dialogue.course import SLOT, Place, at_day, ended, following, open_days, skipped, taken_up
from steady.dialogue.course_turn import DAY, course_turn

AWAITED = SlotSet("awaiting", "course")
UNDER_WAY = (SlotSet("course_step", None), SlotSet("interrupted", None), SlotSet("awaiting", None))


def day_of(place: Place) -> Day:
    return library().course[place.day - 1]


class StartCourse(Action):
    """Sets the place from which the form goes on, and says which day it is."""

    def name(self) -> str:
        return "action_start_course"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        before, days, hurt = await place_of(tracker), library().course, abuse_known(tracker)
        text = str(tracker.latest_message.get("text") or "")
        asks = course_turn(text, intent_of(tracker), entity(tracker, "choice"), tracker.get_slot, library(), hurt).asks
        named = library().course_talk.day(text)
        if asks == AGAIN:
            place = at_day(before, 1, days, hurt)
        elif asks == DAY and named is not None:
            place = at_day(before, named, days, hurt)
        elif asks == NEXT and before is not None and (after := following(before, days, hurt)):
            place = at_day(before, after.number, days, hurt)
        else:
            place = taken_up(before, days, hurt)
        day = day_of(place)
        said = {"number": day.number, "of": DAYS, "title": day.title, "length": day.minutes}
        if place.part:
            dispatcher.utter_message(response="utter_course_resumed", **said)
        else:
            dispatcher.utter_message(response="utter_course_day" if before else "utter_course_begin", **said)
        return [*await kept(tracker, place), *UNDER_WAY]


class CourseWhere(Action):
    """Says where they are, and what would come next; begins nothing."""

    def name(self) -> str:
        return "action_course_where"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await say_where(dispatcher, tracker, await place_of(tracker))


async def say_where(dispatcher: CollectingDispatcher, tracker: Tracker, place: Place | None) -> Events:
    days, hurt = library().course, abuse_known(tracker)
    if place is None:
        dispatcher.utter_message(response="utter_course_not_begun")
        return [AWAITED]
    after = following(place, days, hurt) if place.over else day_of(taken_up(place, days, hurt))
    if after is None:
        dispatcher.utter_message(response="utter_course_finished")
        return [SlotSet("awaiting", None)]
    said = {"number": after.number, "of": DAYS, "title": after.title, "length": after.minutes}
    if not place.over:
        dispatcher.utter_message(response="utter_course_where", **said)
    elif place.done_on == (await today(tracker)).isoformat():
        dispatcher.utter_message(response="utter_course_soon_enough", **said)
    else:
        dispatcher.utter_message(response="utter_course_next_up", **said)
    return [AWAITED]


class SkipCourseDay(Action):
    """A day is left out, and the next one offered."""

    def name(self) -> str:
        return "action_skip_course_day"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        place = skipped(await place_of(tracker) or Place(), library().course, abuse_known(tracker))
        dispatcher.utter_message(response="utter_course_skipped", number=place.day)
        return [*await kept(tracker, place), *await say_where(dispatcher, tracker, place)]


class CourseDayDone(Action):
    """The end of a day; the next is there for whoever wants it now."""

    def name(self) -> str:
        return "action_course_day_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        days, hurt = library().course, abuse_known(tracker)
        place = await place_of(tracker) or Place()
        if day_of(place) not in open_days(days, hurt):
            place = skipped(place, days, hurt)  # closed because of what was told, not taken to its end
        else:
            place = ended(place, (await today(tracker)).isoformat())
            if following(place, days, hurt):
                dispatcher.utter_message(response="utter_course_day_done", number=place.day)
        return [*await kept(tracker, place), *await say_where(dispatcher, tracker, place)]


class LeaveCourse(Action):
    """Left without a reason asked for; the place stays, for whoever comes back."""

    def name(self) -> str:
        return "action_leave_course"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        place = await place_of(tracker)
        if place is None:
            dispatcher.utter_message(response="utter_course_none_to_leave")
            return []
        dispatcher.utter_message(response="utter_course_left")
        gone = Place.from_slot({**place.as_slot(), "left": True}) or place
        over = [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("awaiting", None)]
        return [*await kept(tracker, gone), *over]


class CoursePractice(Action):
    """The practice of the day begins: the day waits, and is taken up again when the practice is done."""

    def name(self) -> str:
        return "action_course_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        place = Place.from_slot(tracker.get_slot(SLOT)) or Place()
        slug = day_of(place).parts[place.part].practice
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("practice_wanted", slug)]

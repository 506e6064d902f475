"""The place in the course: in the conversation, and on record of people who agreed to notes."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.asking import Events
from actions.memory import memory, now
from steady.content.library import library
from steady.dialogue.course import SLOT, Place
from steady.records.course import course_of, keep_course


async def place_of(tracker: Tracker) -> Place | None:
    """From the conversation, else from the record; None when the course was never begun."""
    here = Place.from_slot(tracker.get_slot(SLOT))
    return here or Place.from_slot(await memory().use(course_of, tracker.sender_id))


async def kept(tracker: Tracker, place: Place) -> Events:
    """Notes the place, with consent only, and gives the event that sets it in the conversation."""
    await memory().use(keep_course, tracker.sender_id, place.as_slot(), at=now())
    return [SlotSet(SLOT, place.as_slot())]


async def after_practice(tracker: Tracker, slug: str | None) -> Events | None:
    """Where the course waits for this practice: the events that put it one part on. None where it does not."""
    place = Place.from_slot(tracker.get_slot(SLOT))
    if place is None or place.over or place.left:
        return None
    parts = library().course[place.day - 1].parts
    if parts[place.part].practice != slug:
        return None
    return await kept(tracker, replace(place, part=place.part + 1))

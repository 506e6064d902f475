"""Where a person is, in time: the zone that is known of them, and what day it is there."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.memory import memory, now
from steady.content.library import library
from steady.records.reminders import reminder_of


def country_of(tracker: Tracker) -> str | None:
    """What they said, else what the channel or the operator knows."""
    given = (tracker.latest_message.get("metadata") or {}).get("country")
    return tracker.get_slot("country") or given or memory().settings.country


async def zone_of(tracker: Tracker) -> ZoneInfo:
    """By the reminder they asked for, else by their country; UTC where nothing is known."""
    wish = await memory().use(reminder_of, tracker.sender_id)
    return ZoneInfo(wish.zone if wish else library().zones.home(country_of(tracker)))


async def today(tracker: Tracker) -> dt.date:
    return now().astimezone(await zone_of(tracker)).date()

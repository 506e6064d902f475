"""Wishes to be reminded of the check-in: when the hour of one has come, it becomes a follow-up like any other.

So what holds for those holds for it: danger outranks it, it is not said into something that is under
way, and a channel that cannot be reached is tried again. It carries nothing but its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from steady.dialogue.reminding import Wish, may_say, next_due
from steady.records.check_ins import check_in_of
from steady.records.follow_ups import About, add_follow_up
from steady.records.reminders import KeptWish, note_answered, note_reminded, reminders
from steady.serving.schedule import TOO_LATE

KIND = "reminder_due"


def bring_due(session: Session, channels: Collection[str], now: dt.datetime, only: str | None = None) -> None:
    """Makes follow-ups of the wishes whose hour has come; of each at most one a day. `only`: a person key."""
    for wish in reminders(session, channels):
        if only not in {None, wish.person}:
            continue
        if wish.unanswered and came_since(wish):
            note_answered(session, wish.person)
        if not is_due(wish, now):
            continue
        if check_in_of(session, wish.person, now.astimezone(ZoneInfo(wish.zone)).date()) is None:
            add_follow_up(session, wish.person, wish.channel, KIND, About(optional=True), at=now)
            note_reminded(session, wish.person, at=now)


def came_since(wish: KeptWish) -> bool:
    """Whether the person wrote after the last reminder, about whatever it was."""
    return wish.said_at is not None and wish.seen_at is not None and wish.seen_at > wish.said_at


def is_due(wish: KeptWish, now: dt.datetime) -> bool:
    """Whether its hour has come, is not long past, and nothing was said on that day."""
    plain = Wish(wish.minute, wish.zone, wish.quiet, 0 if came_since(wish) else wish.unanswered)
    said = None if wish.said_at is None else wish.said_at.astimezone(ZoneInfo(wish.zone)).date()
    after = now - TOO_LATE
    if wish.asked_at is not None:
        after = max(after, wish.asked_at)
    due = next_due(plain, after, done=said)
    return due is not None and may_say(plain, due, now)

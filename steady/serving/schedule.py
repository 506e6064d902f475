"""When a follow-up is said, put off or dropped. Pure: rows, a clock's time and where the person stands go in.

Danger outranks it. A follow-up planned before a crisis is dropped, not put off: half an hour after
somebody said that they may not be safe, a question about an urge would speak past them, and nothing
is lost by leaving it out, as a wait can be begun again at any time. Only a figure of speech, taken
back before the time is up, lets it go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from steady.dialogue.safety_terms import OPEN_STAGES
from steady.records.follow_ups import Planned

Verdict = Literal["say", "later", "drop"]

TAKEN_BACK = "closed"  # the stage of the crisis route after "that was a figure of speech"
# Said later than this (the server was down, the database locked), it would speak into another hour.
TOO_LATE = timedelta(minutes=30)
TOO_LATE_FOR_OPTIONAL = timedelta(minutes=2)
# Somebody who wrote within this time is still at what they were doing.
STILL_AT_IT = timedelta(minutes=3)
# A form or practice under way is waited for, but not for ever.
MOST_WAITING = timedelta(minutes=10)
#: How often the rows are looked at, when none is due before: another process may plan, too.
LOOK_EVERY = timedelta(seconds=5)


@dataclass(frozen=True)
class Standing:
    """Where a person stands when a follow-up is due."""

    known: bool = True  # there is a conversation; after a restart without consent there is none
    stage: str | None = None  # of the crisis route
    loop: str | None = None  # the form or practice under way
    asked: bool = False  # the coach's own question is open (age, consent, deletion, country)
    current: str | None = None  # the id in the slot that the follow-up is about
    answering: bool = False  # a message of theirs is being answered
    silent: timedelta = STILL_AT_IT  # since they wrote last


def verdict(planned: Planned, now: datetime, standing: Standing) -> Verdict:
    """What to do with `planned` at `now`; "later" means: look again at the next look."""
    late = now - planned.due_at
    if now < planned.due_at:
        return "later"
    if late > (TOO_LATE_FOR_OPTIONAL if planned.about.optional else TOO_LATE):
        return "drop"
    if standing.stage in OPEN_STAGES or planned.held and standing.stage != TAKEN_BACK:
        return "drop"
    if standing.known and planned.about.slot and standing.current != planned.about.id:
        return "drop"  # taken back, or begun anew
    if standing.answering:
        return "later"
    busy = standing.asked or standing.loop is not None and standing.loop not in planned.about.loops
    if busy and standing.silent < STILL_AT_IT:
        if planned.about.optional:
            return "drop"
        return "later" if late < MOST_WAITING else "say"
    return "say"


def wait_until_next(next_due: datetime | None, now: datetime) -> float:
    """Seconds until the rows are worth another look: between a tenth and LOOK_EVERY."""
    left = LOOK_EVERY if next_due is None else min(LOOK_EVERY, next_due - now)
    return max(0.1, left.total_seconds())

"""A wish for certainty, marked and compared with those before it; and the answer where it was met already."""

from __future__ import annotations

import asyncio
import logging

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, then
from actions.memory import memory, now
from steady.dialogue.asked_again import WEEK, Asked, Noticed, as_slot, from_slot, notice
from steady.records.doubts import doubts_since, note_doubt
from steady.understanding.encoder import EncoderError
from steady.understanding.same_question import shared_same_question

logger = logging.getLogger(__name__)
SLOT = "doubts"


def is_breach(tracker: Tracker) -> bool:
    """Trust was really broken: asking again is no loop then."""
    return tracker.get_slot("topic") == "broken_trust" or tracker.get_slot("ask_outcome") == "breach"


async def heard_before(tracker: Tracker) -> tuple[Noticed, Events]:
    """What was met already, and the slot that remembers this one. Nothing is noticed where somebody is not
    safe or was deceived: that is no worry to be waited out."""
    text = str(tracker.latest_message.get("text") or "")
    if text.startswith("/") or abuse_known(tracker) or is_breach(tracker):
        return Noticed(), []
    try:
        reader = await asyncio.to_thread(shared_same_question)
        mark = reader.mark(text)  # on the loop's thread, where the pipeline encodes: they share the latest vectors
    except (EncoderError, OSError) as error:
        logger.error("asked_again.failed error=%s", type(error).__name__)
        return Noticed(), []
    at, held = now(), memory()
    here = from_slot(tracker.get_slot(SLOT), at)
    rows = await held.use(doubts_since, held.keys, tracker.sender_id, reader.reader, at - WEEK) or ()
    found = notice(mark, here, [Asked(*row) for row in rows], at, reader.same)
    await held.use(note_doubt, held.keys, tracker.sender_id, mark, reader.reader, at=at)
    return found, [SlotSet(SLOT, as_slot([*here, Asked(at, mark)]))]


def say_again(dispatcher: CollectingDispatcher, tracker: Tracker, found: Noticed) -> Events:
    """Named kindly, then a choice. To the first two a plain yes begins the wait (CourtesyPolicy)."""
    dispatcher.utter_message(response=found.say)
    follow = then(dispatcher, tracker, found.offer)
    waits = found.level < 3 and follow == [SlotSet("awaiting", None)]
    return [*follow, *([SlotSet("awaiting", "urge")] if waits else [])]

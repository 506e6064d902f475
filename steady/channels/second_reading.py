"""What of a message goes to Rasa, and in how many parts: the point behind a courtesy, the rest behind an answer.

The rest is read once more by the same interpreter. Where danger was heard in the message, and while a question
of the crisis route is open, nothing is taken apart.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from steady.content.library import Library
from steady.dialogue.courtesy_policy import asked_now
from steady.dialogue.safety_terms import OPEN_STAGES
from steady.dialogue.two_parts import after_the_answer, point_behind, says_something

logger = logging.getLogger(__name__)
OPENING = {"adult", "consent"}


@dataclass(frozen=True)
class Part:
    text: str
    metadata: dict[str, Any] = field(default_factory=dict)


async def parts(agent: Any, tracker: Any, text: str, library: Library) -> list[Part]:
    """One message or two, in order. Never fails: whatever is the matter, the message goes as it is."""
    whole = [Part(text)]
    stand = tracker.get_slot("safety")
    stage = stand.get("stage") if isinstance(stand, dict) else None
    if text.startswith("/") or stage in OPEN_STAGES or getattr(tracker, "active_loop_name", None):
        return whole
    try:
        return await _apart(agent, tracker, text, library) or whole
    except Exception as error:
        logger.error(
            "second_reading.failed error=%s", type(error).__name__, exc_info=logger.isEnabledFor(logging.DEBUG)
        )
        return whole


async def _apart(agent: Any, tracker: Any, text: str, library: Library) -> list[Part] | None:
    awaiting = tracker.get_slot("awaiting")
    if awaiting in OPENING:
        found = after_the_answer(text, awaiting, library) if asked_now_before(tracker) else None
        if found is None or tracker.get_slot("pending"):
            return None
        if not says_something(await _read(agent, found[1]), found[1], refused=False):
            return None
        return [Part(found[0], {"goes_on": True}), Part(found[1])]
    if library.lead.split(text)[0] is None:
        return None
    reading = await _read(agent, text)
    behind = point_behind(text, lambda: reading, awaiting, library)
    if behind is None:
        return None
    kind, rest = behind
    if not says_something(await _read(agent, rest), rest, refused=kind == "no") and not _names_a_practice(
        rest, library
    ):
        return None
    return [Part(rest, {"in_front": kind})]


def _names_a_practice(text: str, library: Library) -> bool:
    return library.practice_talk.named(text, library.practices.values(), asked=False, offered=True) is not None


async def _read(agent: Any, text: str) -> str | None:
    """The reading; with danger heard in it, none, so that the message stays whole."""
    parsed = await agent.parse_message(text)
    if (parsed.get("risk") or {}).get("level", "none") != "none":
        raise Danger
    return (parsed.get("intent") or {}).get("name")


class Danger(Exception):
    """Heard in a part: no part is taken away from it."""


def asked_now_before(tracker: Any) -> bool:
    """As `asked_now`, before the message is in the tracker: the coach's last words are its last events."""
    return asked_now(tracker, skip=0)

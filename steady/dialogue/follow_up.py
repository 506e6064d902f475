"""Does this message hang on what was said before? Reads the tracker for CourtesyPolicy."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from steady.content.follow_up import FollowUpWords
from steady.dialogue.heard import the_ear
from steady.dialogue.point import point_of
from steady.dialogue.told import Told, is_more, told_before

MOST_WORDS_TO_REPEAT = 20
SHARES = {"action_share", "action_share_more"}
ANSWERS_A_QUESTION = {"action_faq", "action_faq_more"}


def follows(tracker: DialogueStateTracker, text: str, words: FollowUpWords) -> str | None:
    """ "same", "more" (after an answer to a question), "not_meant", "go_back", "repeat"; None for a message of its own."""
    if text.startswith("/"):
        return None
    if len(text.split()) <= MOST_WORDS_TO_REPEAT and words.says("repeat", text):
        return "repeat"
    for kind in ("go_back",) if tracker.active_loop_name else ("go_back", "not_meant"):
        if words.says(kind, text):
            return kind
    if tracker.get_slot("faq_topic") and ANSWERS_A_QUESTION & previous_actions(tracker):
        return next((kind for kind in ("same", "more") if words.says(kind, text)), None)
    return None


def previous_actions(tracker: DialogueStateTracker) -> set[str]:
    """Names of the actions that answered the message before the latest one."""
    names: set[str] = set()
    seen = 0
    for event in reversed(tracker.events):
        seen += isinstance(event, UserUttered)
        if seen == 2:
            break
        if seen == 1 and isinstance(event, ActionExecuted):
            names.add(event.action_name or "")
    return names


def point(tracker: DialogueStateTracker, text: str) -> str | None:
    """What is shared behind a "yes" or "ok" in front of it, outside of forms."""
    message = tracker.latest_message
    parsed: dict[str, Any] = (message.parse_data or {}) if message else {}  # type: ignore[assignment]
    if tracker.active_loop_name:
        return None
    return point_of(text, (parsed.get("intent") or {}).get("name"), parsed.get("intent_ranking") or [], the_ear())


def goes_on_telling(tracker: DialogueStateTracker, text: str) -> bool:
    """Right after what was shared was answered: a few words more of it (steady/dialogue/told.py)."""
    parsed: dict[str, Any] = (tracker.latest_message.parse_data or {}) if tracker.latest_message else {}  # type: ignore[assignment]
    intent = parsed.get("intent") or {}
    if tracker.active_loop_name or not SHARES & previous_actions(tracker):
        return False
    reading = str(intent.get("name")), float(intent.get("confidence") or 0)
    return is_more(text, *reading, parsed.get("intent_ranking") or [])


def told(tracker: DialogueStateTracker) -> Told:
    """What was shared in this session."""
    began = [event.timestamp for event in tracker.events if isinstance(event, SessionStarted)]
    return told_before(tracker.get_slot("told"), float(began[-1]) if began else 0.0)

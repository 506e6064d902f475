"""Where the words of a clean ask stand, and the words themselves.

A slot of a part holds a button's choice, or a message's id and how it was read, never the words: they are
looked up in the conversation, so that there is no second copy of them to erase.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.asking import Events, message_id, texts_by_id
from steady.content.clean_ask import PARTS
from steady.content.library import library
from steady.dialogue.clean_ask import DONE, SKIPPED, SLOTS, answered, labelled, tidy, told_parts
from steady.dialogue.clean_ask_end import TO, end_of, holds, without


def fresh(tracker: Tracker) -> Events:
    """The slots of a new ask. What was told already, plainly and with no danger in it, is not asked again."""
    source = told_in(tracker)
    parts = {} if source is None else told_parts(source[1], library().clean_ask)
    kept = left_open(tracker)
    where = [SlotSet(SLOTS[part], _place(part, parts, "told", source) or kept.get(part)) for part in PARTS]
    return [*where, SlotSet(DONE, None), SlotSet("clean_view", "hint"), SlotSet("clean_reasked", None),
            SlotSet("interrupted", None), SlotSet("awaiting", None)]  # fmt: skip


def left_open(tracker: Tracker) -> dict[str, Any]:
    """What stands of a sentence that was left before its end, where they say that they come back to it."""
    text = str(tracker.latest_message.get("text") or "")
    if tracker.get_slot(DONE) is not None or not library().clean_ask.back_to_it.search(text):
        return {}
    return {part: value for part in PARTS if isinstance(value := tracker.get_slot(SLOTS[part]), list)}


def _place(part: str, parts: dict[str, str], how: str, source: tuple[str, str] | None) -> Any:
    if part not in parts or source is None:
        return None
    return SKIPPED if parts[part] == SKIPPED else [how, source[0]]


def told_in(tracker: Tracker) -> tuple[str, str] | None:
    """(id, text) of the latest message that tells a wish, or of this one if it tells any part; else None."""
    said = [e for e in tracker.events if e.get("event") == "user" and not str(e.get("text") or "/").startswith("/")]
    for event in reversed(said):
        text = str(event["text"])
        parts = told_parts(text, library().clean_ask) if _harmless(event) else {}
        now = event.get("message_id") == message_id(tracker)
        if "would" in parts or now and parts:
            return str(event.get("message_id")), text
    return None


def _harmless(event: dict[str, Any]) -> bool:
    risks = [(event.get(where) or {}).get("risk") or {} for where in ("parse_data", "metadata")]
    return all(risk.get("level", "none") == "none" for risk in risks)


def words_of(tracker: Tracker) -> dict[str, str]:
    """The words of each part, by part; what was skipped, or whose message is gone, is left out."""
    texts, words = texts_by_id(tracker), library().clean_ask
    found: dict[str, str] = {}
    for part in PARTS:
        value = tracker.get_slot(SLOTS[part])
        if not isinstance(value, list):
            continue
        how, what, *out = value
        if how == "choice":
            said = words.choices[part].get(what, "")
        elif how == "told":
            said = told_parts(texts.get(what, ""), words).get(part, "")
        elif how == "new":
            new = TO.search(texts.get(what, ""))
            named = labelled(texts.get(what, ""), words)
            said = named.get(part) or (tidy(part, new["new"], words) if new else "")
        else:
            said = answered(how, texts.get(what, ""), words).get(part, "")
        for one in out:  # "leave out the bit about work"
            end = end_of(texts.get(one, ""), words, library().answers)
            said = without(said, end.out) if end and end.out else said
        if said and said != SKIPPED:
            found[part] = said
    return found


def part_holding(tracker: Tracker, what: str) -> str | None:
    """The part in which a word of `what` stands."""
    return next((part for part, said in words_of(tracker).items() if holds(said, what)), None)

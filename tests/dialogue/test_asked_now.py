"""A bare "yes" counts for age and notes only where that was asked last."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from steady.dialogue.courtesy_policy import asked_now

NOTES = ("May I remember our talks?", "utter_ask_consent")
MORE = ("Would you like to hear more?", "utter_faq_next")
PRIVATE = ("It stays on this server.", "utter_privacy")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ([NOTES], True),
        ([PRIVATE, NOTES], True),
        ([PRIVATE], True),
        ([MORE], False),
        ([PRIVATE, MORE], False),
        ([], True),
    ],
)
def test_what_was_asked_last(said: list[tuple[str, str]], asked: bool) -> None:
    tracker = DialogueStateTracker("p", [])
    tracker.update(BotUttered(*[NOTES[0]], metadata={"utter_action": NOTES[1]}))
    tracker.update(UserUttered("what is attachment?"))
    for text, name in said:
        tracker.update(BotUttered(text, metadata={"utter_action": name}))
    tracker.update(UserUttered("yes"))
    assert asked_now(tracker) is asked

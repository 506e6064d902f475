"""A few words more of what was shared just now, told by the tracker."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from steady.dialogue.follow_up import goes_on_telling

SHARES = [{"name": "share_jealousy", "confidence": 0.3}, {"name": "share_broken_trust", "confidence": 0.28}]
ELSE = [{"name": "out_of_scope", "confidence": 0.35}, {"name": "share_doubt", "confidence": 0.2}]


def at(text: str, answered_by: str, intent: str = "nlu_fallback", ranking: list | None = None) -> DialogueStateTracker:
    tracker = DialogueStateTracker("p", [])
    parsed = {"intent": {"name": intent, "confidence": 0.3}, "intent_ranking": SHARES if ranking is None else ranking}
    events: list[Event] = [
        UserUttered("she lied to me", {"name": "share_broken_trust"}),
        ActionExecuted(answered_by),
        ActionExecuted("action_listen"),
        UserUttered(text, parsed["intent"], parse_data=parsed),
    ]
    for event in events:
        tracker.update(event)
    return tracker


@pytest.mark.parametrize(
    ("text", "answered_by", "intent", "ranking", "goes_on"),
    [
        ("with my own cousin", "action_share", "nlu_fallback", SHARES, True),
        ("with my own cousin", "action_faq", "nlu_fallback", SHARES, False),
        ("with my own cousin", "action_share", "deny", SHARES, False),
        ("with my own cousin?", "action_share", "nlu_fallback", SHARES, False),
        ("the bus is late", "action_share", "nlu_fallback", ELSE, False),
        ("cousin", "action_share", "nlu_fallback", SHARES, False),
        ("/deny", "action_share", "nlu_fallback", SHARES, False),
        ("and her smile", "action_share", "share_breakup", SHARES, True),  # read unsurely
        ("all of it and then some more and on and on it went", "action_share", "nlu_fallback", SHARES, False),
    ],
)  # fmt: skip
def test_it_goes_on(text: str, answered_by: str, intent: str, ranking: list, goes_on: bool) -> None:
    assert goes_on_telling(at(text, answered_by, intent, ranking), text) is goes_on

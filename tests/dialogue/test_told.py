"""First heard, then deeper, then something to do; back to a topic; and a breach that stays known."""

from __future__ import annotations

import pytest

from steady.dialogue.told import Told, answer_kind, told_before, topic_of


def after(*topics: str) -> Told:
    told = Told(1.0)
    for topic in topics:
        told = told.and_now(topic)
    return told


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ((), "first"),
        (("conflict",), "first"),
        (("no_reply",), "more"),
        (("no_reply", "no_reply"), "third"),
        (("no_reply", "no_reply", "no_reply"), "more"),
        (("no_reply",) * 4, "third"),
        (("no_reply", "conflict"), "back"),
        (("no_reply", "conflict", "no_reply"), "third"),
    ],
)
def test_which_answer_a_message_gets(before: tuple[str, ...], kind: str) -> None:
    assert answer_kind("no_reply", after(*before)) == kind


@pytest.mark.parametrize("intent", ["describe_checking", "share_jealousy", "share_anxiety"])
def test_a_habit_told_after_a_breach_is_the_breach(intent: str) -> None:
    assert topic_of(intent, after("broken_trust", "conflict")) == "broken_trust"
    assert topic_of(intent, after("conflict")) != "broken_trust"


def test_other_topics_stay_their_own_after_a_breach() -> None:
    assert topic_of("share_breakup", after("broken_trust")) == "breakup"


def test_it_is_kept_for_a_session_and_no_longer() -> None:
    slot = after("no_reply").as_slot()
    assert told_before(slot, 1.0) == after("no_reply")
    assert told_before(slot, 2.0) == Told(2.0)
    assert told_before(None, 2.0) == Told(2.0)

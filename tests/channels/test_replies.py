"""From Rasa's messages to replies."""

from __future__ import annotations

from typing import Any

import pytest

from steady.channels.replies import Button, Reply, Visit, fold, replies_from

CARD = {"helplines": {"need": "crisis"}}
YES = {"title": "Yes", "payload": "/affirm"}


@pytest.mark.parametrize(
    ("messages", "replies"),
    [
        ([], []),
        ([{}], []),
        ([{"text": None, "buttons": None}], []),
        ([{"text": "a", "buttons": [YES]}], [Reply("a", (Button("Yes", "/affirm"),))]),
        ([{"text": "a"}, {"custom": CARD}], [Reply("a", (), CARD)]),
        ([{"custom": CARD}], [Reply("", (), CARD)]),
        ([{"text": "a"}, {"custom": CARD}, {"custom": {"b": 1}}], [Reply("a", (), CARD), Reply("", (), {"b": 1})]),
        ([{"text": "a"}, {"text": "b", "custom": CARD}], [Reply("a"), Reply("b", (), CARD)]),
    ],
)
def test_messages_become_replies(messages: list[dict[str, Any]], replies: list[Reply]) -> None:
    assert replies_from(messages) == replies


@pytest.mark.parametrize(("custom", "has"), [(None, False), ({}, False), ({"helplines": None}, False), (CARD, True)])
def test_a_reply_knows_whether_it_shows_numbers(custom: dict | None, has: bool) -> None:
    assert Reply("a", custom=custom).has_numbers is has


def test_titles_are_compared_as_people_type_them() -> None:
    assert fold("  It’s   FINE ") == fold("it's fine") != fold("its fine")


def test_a_visit_counts_and_keeps_the_last_offer() -> None:
    visit = Visit()
    assert [visit.turn("a"), visit.turn("a"), visit.turn("b")] == [0, 1, 0]
    visit.offer([Reply("x", (Button("Yes", "/y"),)), Reply("z", (Button("No", "/n"),))])
    assert visit.titles == ["Yes", "No"] and visit.offered == {"yes": "/y", "no": "/n"}
    visit.offer([Reply("x")])
    assert visit.titles == [] and visit.offered == {}

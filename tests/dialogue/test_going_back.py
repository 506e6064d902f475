"""Back to the offer before; the next readings of a message that was taken wrongly."""

from __future__ import annotations

import pytest

from steady.dialogue.going_back import Said, next_readings, offer_before

OFFERS = ["offer_a", "offer_b", "offer_b", "what_now"]


@pytest.mark.parametrize(("backs", "offer"), [(1, "offer_b"), (2, "offer_a"), (3, None)])
def test_each_go_back_goes_one_further(backs: int, offer: str | None) -> None:
    assert offer_before(OFFERS, backs) == offer


def test_with_no_offer_there_is_nothing_to_go_back_to() -> None:
    assert offer_before([], 1) is None


KNOWN = dict.fromkeys(["a", "b", "c", "d", "e", "faq/x"], "words")


def said(intent: str, *readings: tuple[str, float]) -> Said:
    return Said("text", intent, [{"name": name, "confidence": confidence} for name, confidence in readings])


RANKED = (("a", 0.8), ("b", 0.1), ("unworded", 0.05), ("c", 0.03), ("d", 0.01), ("e", 0.01))


def test_the_next_two_are_offered_then_the_two_after() -> None:
    assert next_readings(said("a", *RANKED), 1, KNOWN) == ["b", "c"]
    assert next_readings(said("a", *RANKED), 2, KNOWN) == ["d", "e"]
    assert next_readings(said("a", *RANKED), 3, KNOWN) == []


def test_what_was_asked_about_when_not_understood_is_not_asked_again() -> None:
    assert next_readings(said("nlu_fallback", ("nlu_fallback", 0.4), *RANKED), 1, KNOWN) == ["c", "d"]


def test_what_says_little_is_not_offered() -> None:
    assert next_readings(said("a", ("a", 0.9), ("b", 0.09), ("c", 0.001)), 1, KNOWN) == ["b"]


def test_a_question_is_offered_by_its_topic() -> None:
    asked = Said("text", "a", [{"name": "a", "confidence": 0.9},
                               {"name": "faq", "full_retrieval_intent_name": "faq/x", "confidence": 0.1}])  # fmt: skip
    assert next_readings(asked, 1, KNOWN) == ["faq/x"]

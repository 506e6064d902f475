"""A healthy ask or a check: every combination of answers ends in one of five outcomes."""

from __future__ import annotations

from itertools import product

import pytest

from steady.content.ask_or_check import OUTCOMES, QUESTIONS, outcome

FAIR = ("yes", "no", "yes", "yes")
LOOP = ("no", "yes", "no", "no")


def given(*replies: str | None) -> dict[str, str | None]:
    return dict(zip(QUESTIONS, replies, strict=True))


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (FAIR, "fair_ask"),
        (("no", "no", "yes", "yes"), "fair_ask"),
        (("yes", "no", "unsure", "unsure"), "fair_ask"),
        (("yes", "no", "no", "yes"), "both"),  # one sign, and no answer would be enough
        (("no", "yes", "yes", "yes"), "both"),
        (("no", "unsure", "yes", "yes"), "both"),
        (("no", "yes", "unsure", "yes"), "both"),
        (("no", "yes", "yes", "no"), "loop"),
        (("no", "yes", "unsure", "unsure"), "loop"),
        (LOOP, "loop"),
        (("breach", "yes", "no", "no"), "breach"),
        (("yes", "no", "yes", "breach"), "breach"),
        (("breach", "no", "yes", "not_safe"), "not_safe"),
        ((None,) * 4, "both"),
        (("unsure",) * 4, "both"),
    ],
)
def test_the_outcome(replies: tuple[str | None, ...], expected: str) -> None:
    assert outcome(given(*replies)) == expected


def test_a_stop_halfway_counts_as_unsure() -> None:
    assert outcome({"new_trigger": "no"}) == outcome(given("no", None, None, None)) == "both"
    assert outcome({}) == "both"


@pytest.mark.parametrize("replies", product(["yes", "no", "unsure", None], repeat=4))
def test_one_more_sign_never_makes_it_fairer(replies: tuple[str | None, ...]) -> None:
    order = ["fair_ask", "both", "loop"]
    now = outcome(given(*replies))
    assert now in OUTCOMES
    for place, sign in enumerate(LOOP):
        worse = [*replies[:place], sign, *replies[place + 1 :]]
        assert order.index(outcome(given(*worse))) >= order.index(now)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("answers", [FAIR, LOOP])
def test_danger_leads_wherever_it_was_said(place: int, answers: tuple[str, ...]) -> None:
    replies = ["breach" if i == (place + 1) % 4 else answer for i, answer in enumerate(answers)]
    replies[place] = "not_safe"
    assert outcome(given(*replies)) == "not_safe"

"""A yes or an ok in front does not hide the point."""

from __future__ import annotations

import pytest

from steady.dialogue.heard import Ear
from steady.dialogue.point import point_of


@pytest.fixture(scope="module")
def ear(library) -> Ear:
    return Ear(library.heard)


def ranking(*readings: tuple[str, float]) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence} for name, confidence in readings]


BREACH = ranking(("affirm", 0.92), ("share_broken_trust", 0.07), ("thank", 0.001))


@pytest.mark.parametrize(
    ("text", "intent", "readings", "point"),
    [
        ("fine ill try. my boyfriend cheated on me with my flatmate", "affirm", BREACH, "share_broken_trust"),
        ("ok. he lied to me again", "thank", BREACH, "share_broken_trust"),
        ("ok. he lied to me again", "share_conflict", BREACH, None),  # read as something already
        ("thank you, ok ill try that tonight", "affirm", BREACH, None),  # likely neither, nor told
        ("yes he cheated", "affirm", BREACH, None),  # an answer, nothing behind it
        ("ok, i will go with him tonight", "affirm", ranking(("affirm", 0.6), ("share_conflict", 0.3)), "share_conflict"),
        ("ok, i will go with him tonight", "affirm", ranking(("affirm", 0.6), ("ask_therapy", 0.3)), None),
        ("ok. he lied to me again", "affirm", ranking(("affirm", 0.9), ("x", 0.06), ("share_broken_trust", 0.04)), None),
    ],
)  # fmt: skip
def test_the_point(ear: Ear, text: str, intent: str, readings: list, point: str | None) -> None:
    assert point_of(text, intent, readings, ear) == point

"""What a message says beside its answer, and what is no answer at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.dialogue.courtesy_turn import load_table
from steady.dialogue.safety import answer
from steady.dialogue.safety_terms import Heard, Stand
from steady.dialogue.two_parts import after_the_answer


@pytest.mark.parametrize(
    ("text", "awaiting", "rest"),
    [
        ("ok but who reads all this then?", "consent", None),
        ("fine, and where would you put it?", "consent", None),
        ("Yes, you may remember me. So what about my sister and him?", "consent", "what about my sister and him?"),
        ("51, if that helps", "adult", None),
        ("44. And yours?", "adult", None),
        ("44. So why does he go quiet each time I ask?", "adult", "why does he go quiet each time I ask?"),
    ],
)
def test_an_answer_and_what_stands_behind_it(library, text: str, awaiting: str, rest: str | None) -> None:
    found = after_the_answer(text, awaiting, library)
    assert (found and found[1]) == rest


def test_a_tool_that_is_ended_is_not_begun(root: Path) -> None:
    table = load_table(root / "data" / "content")
    assert table.named_tool("the timer please") == "urge_now"
    assert table.named_tool("cancel the timer, she is ringing") is None


def test_no_after_words_about_hurting_oneself_answers_the_question_about_dying() -> None:
    said = answer(Stand("asked", "self_harm"), Heard("concern", "suicide", "self", answer="no", vague=True))
    assert said is not None and said.stand.stage != "asked"


def test_a_partner_who_hurts_is_nobody_to_be_asked_about_dying() -> None:
    told = Stand("third_person", "abuse", about="other")
    said = answer(told, Heard("concern", "suicide", "other", friend="ask"))
    assert said is not None and "utter_third_person_how_to_ask" not in said.say

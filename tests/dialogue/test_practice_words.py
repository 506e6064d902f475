"""A person's own words, given back at the end of a practice."""

from __future__ import annotations

import pytest

from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH, Practice, Step
from steady.dialogue.practice_words import MOST_CHARACTERS, own_sentence, own_words, quoted, step_text

TOUCH = Step("hand", uses="touch", without_touch="cup", without_body="picture")
BREATH = Step("breathe", uses="breath", without_body="listen")
GIVEN = Step('Yours: "{need}"', without_words="Yours, unsaid.")


@pytest.mark.parametrize(
    ("step", "way", "text"),
    [
        (TOUCH, None, "hand"),
        (TOUCH, NO_TOUCH, "cup"),
        (TOUCH, NO_BREATH, "hand"),
        (TOUCH, NO_BODY, "picture"),
        (BREATH, NO_TOUCH, "breathe"),
        (BREATH, NO_BREATH, "listen"),
        (BREATH, NO_BODY, "listen"),
    ],
)
def test_the_way_round(step: Step, way: str | None, text: str) -> None:
    assert step_text(step, way, {}) == text


def test_words_are_given_back_where_there_are_any() -> None:
    assert step_text(GIVEN, None, {"need": "I need rest"}) == 'Yours: "I need rest"'
    assert step_text(GIVEN, None, {}) == "Yours, unsaid."


def test_braces_that_a_person_writes_are_left_alone() -> None:
    assert step_text(GIVEN, None, {"need": "{friend}"}) == 'Yours: "{friend}"'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("to be held", "I need to be held"),
        ("Rest, and some quiet", "I need rest, and some quiet"),
        ("need a hug", "I need a hug"),
        ("want you to call", "I want you to call"),
        ("i feel far away and i need an evening", "I feel far away and i need an evening"),
        ("I'm scared", "I'm scared"),
        ("my need is sleep", "My need is sleep"),
        ("", ""),
        (" ".join(["word"] * 31), " ".join(["word"] * 31)),  # a longer text is not bent
    ],
)
def test_one_sentence_that_starts_with_i(text: str, sentence: str) -> None:
    assert own_sentence(text, "I need") == sentence


def test_without_a_beginning_words_stay_as_they_are() -> None:
    assert own_sentence("a walk", None) == "a walk"


def test_quotes_do_not_break_quotes_and_long_texts_are_cut_at_a_word() -> None:
    assert quoted('"she said "no""') == "she said 'no"
    cut = quoted("word " * 500)
    assert len(cut) <= MOST_CHARACTERS + 2 and cut.endswith("word …")


def test_a_letter_is_joined_and_elsewhere_the_last_word_stands() -> None:
    steps = (Step("a", writes="letter", more=True), Step("b", writes="letter", more=True),
             Step("c", writes="need", opens="I need"), Step("d", writes="other"))  # fmt: skip
    practice = Practice("x", "X", ("x",), (1, 2), "words", frozenset(), frozenset(), False, ("s",), None, steps, "n")
    said = own_words(practice, {"letter": ["Dear me,", " ", "it makes sense."], "need": ["a nap", "rest"]})
    assert said == {"letter": "Dear me,\nit makes sense.", "need": "I need rest"}

"""Short answers: yes, no, not sure, a number from 0 to 10, an age. When in doubt, nothing is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.answers import load_answers, plain
from tests.content.broken import change, copy_of, fault


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("Yes!!", "yes"),
        ("YES, he did", "yes"),
        ("i do", "yes"),
        ("no", "no"),
        ("No. Never", "no"),
        ("no, he never did", "no"),
        ("I don’t", "no"),
        ("not really", "no"),
        ("I am not", "no"),
        ("not sure", "unsure"),
        ("I don't know", "unsure"),
        ("maybe yes", "unsure"),
        ("I don't know if he did", "unsure"),  # the longest beginning counts
        ("50/50", "unsure"),
        ("", None),
        ("...", None),
        ("he is late again", None),
        ("no and then he went on and on and on about it", None),
        # A "not" right after the beginning turns it round; the questions are about life and safety.
        *[
            (text, "no")
            for text in (
                "definitely not",
                "probably not",
                "absolutely not",
                "of course not",
            )
        ],
        *[
            (text, "no")
            for text in (
                "it is not",
                "it is not safe",
                "i did not",
                "i have not",
            )
        ],
        # These say something else altogether: no "no" to "are you thinking about ending your life?"
        *[
            (text, None)
            for text in (
                "I can't do this anymore",
                "I can't keep going",
                "nothing matters",
                "no one would miss me",
            )
        ],
        # No "yes" to "is it safe where you are?", "are you 18?", "may I remember?"
        *[
            (text, None)
            for text in (
                "I am scared",
                "sure he will be back soon",
                "i am so anxious about us",
            )
        ],
        *[(text, None) for text in ("I have a question first",)],
    ],
)
def test_yes_no(library, text: str, answer: str | None) -> None:
    assert library.answers.yes_no(text) == answer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("10", 10),
        ("about a seven", 7),
        ("6/10", 6),
        ("6 / 10", 6),
        ("8 out of ten", 8),
        ("it's a 3 right now", 3),
        ("11", None),
        ("100", None),
        ("7th", None),
        ("", None),
        ("he texted me at 3 and then he did not answer", None),
        ("no one knows", None),
        ("one", 1),
    ],
)
def test_a_rating(library, text: str, number: int | None) -> None:
    assert library.answers.rating(text) == number


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("stop", "Stop!", True),
        ("stop", "please stop", True),
        ("stop", "he won't stop calling", False),
        ("skip", "skip it", True),
        ("go_on", "Next", True),
        ("figure", "That was a figure of speech.", True),
        ("figure", "figure it out", False),
    ],
)
def test_a_phrase_is_the_whole_message(library, kind: str, text: str, said: bool) -> None:
    assert library.answers.is_said(kind, text) is said


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("an ambulance is on its way", True),
        ("I've called them", True),
        ("help is coming", True),
        ("help is not coming", False),
        ("I haven't called anyone", False),
        ("I should have called", False),
        ("I feel OK now", False),
        ("", False),
        *[pytest.param(t, False) for t in ("nobody called", "he called me crazy", "she called me last night")],
    ],
)
def test_help_is_called(library, text: str, called: bool) -> None:
    assert library.answers.help_is_called(text) is called


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("stop", True),
        ("can we stop now", True),
        ("ok stop there please", True),
        ("that's enough for today", True),
        ("sorry, stop the breathing", True),
        ("that's not enough", False),
        ("don't stop", False),
        ("he won't stop calling", False),
        ("I want to talk about why he would not stop", False),
        *[pytest.param(t, False) for t in ("make it stop", "I want it to stop", "the pain must stop")],
    ],
)
def test_a_wish_to_stop(library, text: str, stops: bool) -> None:
    assert library.answers.wants_stop(text) is stops


def test_a_sign_stands_for_a_word_that_is_an_answer(library) -> None:
    read = {sign: library.answers.yes_no(word) for sign, word in library.answers.signs.items()}
    assert read["👍"] == "yes" and read["👎"] == "no" and None not in read.values()


def test_no_phrase_is_both_yes_and_no(library) -> None:
    phrases = library.answers.phrases
    assert not phrases["yes"] & phrases["no"] and not (phrases["yes"] | phrases["no"]) & phrases["unsure"]


def test_plain() -> None:
    assert plain("  I DON’T,\n know… 6/10 ") == "i don't know 6/10"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unsure:", "unsur:"),
        ("signs:", "sings:"),
        ('"yes":\n  ["yes",', '"yes":\n  [yes,'),  # a truth value in YAML
        ("beginnings:", "beginning:"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(root: Path, tmp_path: Path, old: str, new: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "answers.yml", old, new)
    assert "answers.yml" in fault(lambda: load_answers(folder))

"""Short answers: yes, no, not sure, a number from 0 to 10, an age. When in doubt, nothing is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.answers import load_answers, plain
from tests.content.broken import change, copy_of, fault

BEGINNING = pytest.mark.xfail(
    strict=True, reason="a beginning ('definitely', 'it is', 'i can't') is taken for the answer"
)


def wrongly(*texts: str, answer: str | None) -> list:
    return [pytest.param(text, answer, marks=BEGINNING) for text in texts]


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
        *wrongly("definitely not", "probably not", "absolutely not", "of course not", answer="no"),
        *wrongly("it is not", "it is not safe", "i did not", "i have not", answer="no"),
        # These say something else altogether: no "no" to "are you thinking about ending your life?"
        *wrongly(
            "I can't do this anymore", "I can't keep going", "nothing matters", "no one would miss me", answer=None
        ),
        # No "yes" to "is it safe where you are?", "are you 18?", "may I remember?"
        *wrongly("I am scared", "sure he will be back soon", "i am so anxious about us", answer=None),
        *wrongly("I have a question first", answer=None),
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
        pytest.param(
            "no one knows", None, marks=pytest.mark.xfail(strict=True, reason="'one' in 'no one' is read as 1")
        ),
    ],
)
def test_a_rating(library, text: str, number: int | None) -> None:
    assert library.answers.rating(text) == number


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("24", 24),
        ("yes 24", 24),
        ("17 years old", 17),
        ("I'm 16", 16),
        ("i am only 15 but", 15),
        ("I’m 30, she is 17", 30),
        ("she is 17", None),
        ("we've been together 5 years", None),
        ("", None),
        *[pytest.param(t, None, marks=pytest.mark.xfail(strict=True, reason="a time is read as an age"))
          for t in ("I'm 2 months into this", "only 3 weeks", "I'm 5 minutes from his house")],
    ],
)  # fmt: skip
def test_an_age(library, text: str, age: int | None) -> None:
    assert library.answers.age(text) == age


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
        pytest.param('"yes":\n  ["yes",', '"yes":\n  [yes,', marks=pytest.mark.xfail(
            strict=True, reason="an unquoted yes is a truth value: AttributeError without the file's name")),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(root: Path, tmp_path: Path, old: str, new: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "answers.yml", old, new)
    assert "answers.yml" in fault(lambda: load_answers(folder))

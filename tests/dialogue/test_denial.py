"""A plain "it is not that", in many words."""

from __future__ import annotations

import pytest

from steady.dialogue.denial import misread, says_good_night, says_no


@pytest.mark.parametrize(
    "text",
    [
        "gosh no, nothing of the sort",
        "I just meant that I'd like some sleep",
        "I didn't mean it that way",
        "I already said no",
        "that isn't it, I wasn't talking about that",
        "I'm honestly not suicidal, I'm cross",
        "you misread me",
    ],
)
def test_it_was_misread(text: str) -> None:
    assert misread(text)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "I want to sleep and not wake up",
        "maybe",
        "/deny",
        "she told me no",
        "I just want it to stop",
        "nothing like that, but I do think of it",
    ],
)
def test_it_was_not(text: str) -> None:
    assert not misread(text)


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("oh god no", True),
        ("haha, no!", True),
        ("wow. NO. I was asking about his phone", True),
        ("of course not", True),
        ("no one would notice", False),
        ("no reason to stay", False),
        ("no, but sometimes", False),
        ("not really", False),
        ("I can't do it any more", False),
        ("/deny", False),
    ],
)
def test_a_no_with_a_sigh_before_it(text: str, no: bool) -> None:
    assert says_no(text) is no


@pytest.mark.parametrize(
    ("text", "night"),
    [
        ("no, I'm off to bed", True),
        ("leave it. night", True),
        ("good night then", True),
        ("the nights are the worst", False),
        ("he called last night", False),
    ],
)
def test_good_night(text: str, night: bool) -> None:
    assert says_good_night(text) is night

"""Whose danger it is, in the talk about somebody else; and what is said of them."""

from __future__ import annotations

import pytest

from steady.dialogue.friend import corrects, danger_is_theirs, is_about_them, said_of_them


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("he lives by himself and says there is nothing left for him", True),
        ("my cousin sounds so empty, as if nobody cared", True),
        ("by the sea, with no family near", True),
        ("no, it's my brother I'm worried about, I'm fine", True),
        ("I am scared that he will hurt himself", True),
        ("I don't want to die, I mean my sister", True),
        ("will it hurt her if I use the word suicide, or say it at all?", True),
        ("do I plant it in him if I mention suicide?", True),
        ("honestly I want to die too", False),
        ("I think about suicide as well", False),
        ("she says it and so do I", False),
        ("I can't go on either", False),
        ("I feel so empty since she left", False),
        ("my girlfriend is gone and nothing matters", False),
        ("I'm worn out and see no way", False),
        ("it's me, I'm talking about myself", False),
        ("I feel like that myself", False),
        ("she took pills once, and tonight I swallowed mine", False),
    ],
)
def test_whose_danger_it_is(text: str, theirs: bool) -> None:
    assert is_about_them(text) is theirs


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("she wrote that she doesn't want to wake up any more", True),
        ("I'm frightened that my cousin will take the pills", True),
        ("not me. it's my flatmate who wants to die", True),
        # Nobody named: whoever leaves out the "I" is asked.
        ("just want to be dead", False),
        ("want to fall asleep for good", False),
        ("no reason to go on", False),
        # Somebody named, and still the writer's own.
        ("they'd be better off, no one needs me anyway", False),
        ("would he even notice if I were gone", False),
        ("why him, it should have been me", False),
        ("I want to lie down and never wake up, as he said", False),
        ("I feel the way she does, I want it over", False),
    ],
)
def test_a_danger_is_somebody_elses_only_where_it_says_so(text: str, theirs: bool) -> None:
    assert danger_is_theirs(text) is theirs


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("no, this is about my brother, not about me", True),
        ("you are confusing me with him, he is the one who said it", True),
        ("I meant my flatmate", True),
        ("I'm not talking about myself. She wants to die", True),
        ("not me he loves, it's another girl", False),
        ("it's not me who can fix this", False),
        ("not about her, it's me, I want to die", False),
        ("no", False),
    ],
)
def test_the_wrong_person_was_asked(text: str, mended: bool) -> None:
    assert corrects(text) is mended


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("do I put the thought in his head if I say the word?", "ask"),
        ("would it make things worse to talk about it", "ask"),
        ("how do I even say it", "ask"),
        ("he is at home on his own", "alone"),
        ("nobody is with her", "alone"),
        ("I'll ring him right away", "will"),
        ("I'm on my way there", "will"),
        ("her mum is with her", "relief"),
        ("he's in hospital and they look after him", "relief"),
        ("they picked up and we talked", "relief"),
        ("she isn't with her sister", None),
        ("he is not safe", None),
        ("/deny", None),
        ("blue", None),
    ],
)
def test_what_is_said_of_them(text: str, said: str | None) -> None:
    assert said_of_them(text) == said

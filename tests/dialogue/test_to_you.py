"""From talk about a partner to talk to them; where that is not sure, nothing."""

from __future__ import annotations

import pytest

from steady.dialogue.to_you import to_you


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("text me when he lands", "text me when you land"),
        ("she's late and doesn't call", None),  # a second verb hangs on the first
        ("she's late", "you're late"),
        ("he's been out all night", "you've been out all night"),
        ("they are away", "you are away"),
        ("she always checks her phone", "you always check your phone"),
        ("tell her", "tell you"),
        ("I see her with a friend", "I see you with a friend"),
        ("he can't come", "you can't come"),
        ("he left without a word", "you left without a word"),
        ("she goes, watches and relies on me", None),
        ("my boyfriend's mother calls", "your mother calls"),
        ("my wife works late", "you work late"),
        ("he talks to her", None),
        ("he tells my wife", None),
        ("we fight", "we fight"),
        ("he sends kisses and hugs", "you send kisses and hugs"),
    ],
)
def test_who_is_you(library, text: str, said: str | None) -> None:
    assert to_you(text, library.clean_ask.pronouns) == said

"""An answer to one of the four questions, in a word or in a sentence."""

from __future__ import annotations

import pytest

from actions.ask_or_check import read_reply


@pytest.mark.parametrize(
    ("text", "intent", "asked", "reply"),
    [
        ("yes", "affirm", "answer_enough", "yes"),
        ("yeah honestly if he only told me what the matter was I would be fine with it", "share_no_reply", "answer_enough", "yes"),
        ("no because whatever she says I start to doubt it again within the hour and then I need more", "share_anxiety", "answer_enough", "no"),
        ("not sure, some days it is and then other days it really is not, it depends on how I slept", "share_anxiety", "answer_enough", "unsure"),
        ("like ten times today", "describe_checking", "asked_before", "yes"),
        ("we had a row about her mother", "share_conflict", "new_trigger", "yes"),
        ("yes, she lied to me about it", "share_broken_trust", "new_trigger", "breach"),
        ("he says the garden needs water", "out_of_scope", "can_wait", None),
        ("it will have to wait, my shift starts", "out_of_scope", "can_wait", "yes"),
        ("can't wait, sorry", "urge_now", "can_wait", "no"),
        ("exams maybe? hard to say", "share_anxiety", "new_trigger", "unsure"),
    ],
)  # fmt: skip
def test_what_is_read(library: object, text: str, intent: str, asked: str, reply: str | None) -> None:
    assert read_reply(text, intent, 0.9, asked) == reply

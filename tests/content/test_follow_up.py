"""Short messages that hang on what was said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.follow_up import load_follow_up_words
from tests.content.broken import change, copy_of, fault
from tests.content.corpus import responses


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("same", "so have i got it or not"),
        ("same", "Is that bad?"),
        ("same", "do i have that then"),
        ("same", "so which one am i"),
        ("more", "why"),
        ("more", "and then what?"),
        ("more", "what does that mean"),
        ("more", "what can i do about it"),
        ("not_meant", "That's not what I meant"),
        ("not_meant", "no thats not what i asked"),
        ("not_meant", "you misunderstood me"),
        ("not_meant", "i didn't mean that"),
        ("go_back", "go back"),
        ("go_back", "can we go back please"),
    ],
)
def test_what_is_heard(library, kind: str, text: str) -> None:
    assert library.follow_up.says(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "why does she never answer me",
        "what does it mean when he goes quiet",
        "should i go back to him",
        "i want to go back to my ex",
        "i told him thats not what i meant and he left",
        "have i got time for a practice",
        "is he bad for me",
        "he said i didn't mean that",
    ],
)
def test_what_is_a_message_of_its_own(library, text: str) -> None:
    assert not any(library.follow_up.says(kind, text) for kind in ("same", "more", "not_meant", "go_back"))


def test_offers_are_responses_that_need_nothing_filled_in(library) -> None:
    for beginning in library.follow_up.offers:
        assert any(name.startswith(beginning) for name in responses()), beginning
    for name, wordings in responses().items():
        if library.follow_up.is_offer(name):
            assert not any("{" in bubble.text for bubble in wordings), name


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("not_meant:", "not_ment:", "'not_meant'"), ("back please", "(back please", "go_back"), ("offers:", "ofers:", "'offers'")],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_place(root: Path, tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "follow_up.yml", old, new)
    message = fault(lambda: load_follow_up_words(folder))
    assert "follow_up.yml" in message and named in message

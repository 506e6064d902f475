"""The made-up letters: labelled, about what people bring, never twice running."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.letters import load_letters
from tests.content.broken import change, copy_of, fault


def test_every_letter_says_that_it_is_made_up(library) -> None:
    assert len(library.letters.letters) >= 5
    for letter in library.letters.letters:
        shown = library.letters.labelled(letter).lower()
        assert letter.text.lower() in shown and ("made-up" in shown or "made up" in shown or "invented" in shown)
        assert library.letters.labelled(letter) == library.letters.labelled(letter), "shown again, it reads the same"


def test_a_letter_is_about_what_was_told(library) -> None:
    for topic in ("jealousy", "no_reply", "conflict", "breakup", "doubt", "self_criticism"):
        assert topic in library.letters.choose(topic, None).about


@pytest.mark.parametrize("topic", ["jealousy", "doubt", None, "something new"])
def test_no_letter_comes_twice_running(library, topic: str | None) -> None:
    first = library.letters.choose(topic, None)
    assert library.letters.choose(topic, first.id).id != first.id


@pytest.mark.parametrize(
    ("old", "new", "named"), [("id: the-photo", "name: x", "letters[1]"), ("letters:", "lettres:", "'letters'")]
)
def test_a_broken_file_is_named(root: Path, tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "letters.yml", old, new)
    message = fault(lambda: load_letters(folder))
    assert "letters.yml" in message and named in message

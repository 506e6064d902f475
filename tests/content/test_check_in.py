"""Answers of a check-in, as people give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.check_in import LONGEST_WORD, load_check_in_words, word_of_the_day
from steady.content.files import ContentError


@pytest.fixture(scope="module")
def words(root: Path):
    return load_check_in_words(root / "data" / "content")


@pytest.mark.parametrize(
    ("scale", "text", "expected"),
    [
        ("anxiety", "7", 7),
        ("anxiety", "about a six I think", 6),
        ("anxiety", "8/10", 8),
        ("anxiety", "pretty bad tbh", 8),
        ("anxiety", "not that bad", 3),  # and not the "bad" inside it
        ("anxiety", "a little", 3),
        ("urge", "none", 0),
        ("urge", "Not at all.", 0),
        ("urge", "through the roof", 10),
        ("urge", "so-so", 5),
        ("kindness", "not very kind", 3),
        ("kindness", "very kind", 8),
        ("kindness", "quite harsh", 2),
        ("kindness", "not at all", 0),
        ("kindness", "4", 4),
        ("anxiety", "purple", None),
        ("anxiety", "well it began this morning when I woke up and there was no message and it was bad until noon", None),
        ("anxiety", "", None),
    ],
)  # fmt: skip
def test_a_strength_in_numbers_and_in_words(words, library, scale: str, text: str, expected: int | None) -> None:
    assert words.strength(scale, text, library.answers) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3), ("about 12 times", 12), ("twice", 2), ("a few", 3), ("none", 0), ("no", 0), ("not once", 0),
        ("a couple of times", 2), ("once", 1), ("five", 5), ("500", 99), ("maybe six or seven", 6), ("all of them", 5),
        ("I don't want to say", None), ("my phone was at work", None),
    ],
)  # fmt: skip
def test_a_count(words, text: str, expected: int | None) -> None:
    assert words.count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please note for today: anxiety four, urge two, slept six hours.", {"anxiety": 4, "urge": 2}),
        ("here to do the mood thing, anxiety three out of ten, sleep was good", {"anxiety": 3}),
        ("thursday log: urges maybe 3, resisted 2, feeling decent", {"urge": 3, "resisted": 2}),
        ("i guess a 4 for worry and a 6 for mood", {"anxiety": 4}),
        ("anxiety was like a 7 today", {"anxiety": 7}),
        ("I'd like to do my check-in", {}),
        ("I have been anxious for 6 weeks", {}),
        ("I was anxious 12 times", {}),
    ],
)
def test_what_was_told_already_is_not_asked_again(words, text: str, expected: dict[str, int]) -> None:
    assert words.already_told(text) == expected


@pytest.mark.parametrize(("text", "kept"), [("wobbly", "wobbly"), (" like jello ", "like jello"), ("no", None),
                                            ("skip", None), ("No thanks.", None), ("...", None)])  # fmt: skip
def test_the_word_of_the_day(library, text: str, kept: str | None) -> None:
    assert word_of_the_day(text, library.answers) == kept


def test_a_story_is_kept_up_to_a_length(library) -> None:
    assert len(word_of_the_day("so " * 500, library.answers) or "") == LONGEST_WORD


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("counts:", "count:", "'counts'"), ('"no"', "no", "quotes"), ("  9: [extreme", "  9: [unbearable, extreme", "two numbers")],
)  # fmt: skip
def test_a_broken_file_is_named(root: Path, tmp_path: Path, old: str, new: str, named: str) -> None:
    text = (root / "data" / "content" / "check_in.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "check_in.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=named):
        load_check_in_words(tmp_path)

"""Which obstacle to therapy is named: the one with the most of its words."""

from __future__ import annotations

import pytest

from steady.content.barriers import GENERAL, read_barrier

WORDS = {"money": ["afford", "expens", "out of pocket"], "time": ["time", "busy"], "partner": ["won't go"]}


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("I can't afford it", "money"),
        ("It is EXPENSIVE", "money"),  # the beginning of a word is enough
        ("inexpensive", GENERAL),  # its middle is not
        ("sometimes", GENERAL),
        ("he won’t go", "partner"),
        ("out of pocket and I am busy, no time", "time"),
        ("busy, and too expensive", "money"),  # as many of each: the first in the list
        ("", GENERAL),
        ("no idea", GENERAL),
    ],
)
def test_the_obstacle(text: str, barrier: str) -> None:
    assert read_barrier(text, WORDS) == barrier


def test_no_words_at_all() -> None:
    assert read_barrier("money", {}) == GENERAL


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("I can't afford therapy", "money"),
        ("their fees are too much", "money"),
        ("I feel nothing when I think of it", GENERAL),
        ("the waitlist is six months", "waiting"),
        ("I'm too ashamed to tell anyone", "shame"),
        ("it's not bad enough for that", "not_bad_enough"),
        ("my husband refuses", "partner"),
        ("my last therapist didn't listen", "bad_experience"),
        ("my church would not like it", "culture"),
        ("I work two jobs and have no time", "time"),
    ],
)
def test_the_words_of_the_project(library, text: str, barrier: str) -> None:
    assert read_barrier(text, library.words["barriers"]) == barrier

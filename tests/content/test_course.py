"""The course as data: fifteen days that can be taken, and files that are refused with a sentence."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from steady.content.course import ACT, ASK, BACK, PRACTICE, TALK, load_course, load_day
from steady.content.course_talk import MOVES, load_course_talk
from tests.content.broken import change, copy_of, fault

GOOD = """
day: 4
title: Rain
minutes: 3
source: The article.
reviewed_on: null
parts:
  - say: ["  It rains.  ", "It stops."]
  - say: ['Say "why?" to it.']
  - say: ["What do you see?"]
  - say: ["Sit for a while: {practice}."]
    practice: rest
  - say: ["One thing for today."]
    acts: [A walk, A song]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "day-04.yml"
    path.write_text(GOOD)
    return path


def test_a_day_is_read(file: Path) -> None:
    day = load_day(file, {"rest"})
    assert (day.number, day.title, day.minutes, day.about_partner, day.reviewed_on) == (4, "Rain", 3, False, None)
    assert [part.kind for part in day.parts] == [TALK, TALK, ASK, PRACTICE, ACT], "a quoted question asks nothing"
    assert day.parts[0].say == ("It rains.", "It stops.")
    assert (day.parts[3].practice, day.parts[4].acts) == ("rest", ("A walk", "A song"))
    assert [part.writes for part in day.parts] == [False, False, True, False, True]


def test_a_look_back_is_its_practice(file: Path) -> None:
    change(file, "practice: rest", "look_back: rest")
    change(file, "reviewed_on: null", "reviewed_on: 2026-11-01")
    day = load_day(file, {"rest"})
    assert (day.parts[3].kind, day.parts[3].practice, day.parts[3].writes) == (BACK, "rest", True)
    assert day.reviewed_on == dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("day: 4", "day: 16", "'day'"),
        ("day: 4", "day: four", "'day'"),
        ("title: Rain", "titel: Rain", "titel"),
        ("title: Rain", "title: 7", "'title'"),
        ("minutes: 3", "minutes: 9", "'minutes'"),
        ("source: The article.", "source: 3", "'source'"),
        ("reviewed_on: null", "reviewed_on: soon", "'reviewed_on'"),
        ("reviewed_on: null\n", "", "'reviewed_on'"),
        ('say: ["  It rains.  ", "It stops."]', "say: [a, b, c]", "parts[0]"),
        ('say: ["  It rains.  ", "It stops."]', "say: It rains.", "parts[0]"),
        ('say: ["  It rains.  ", "It stops."]', "say: []", "parts[0]"),
        ('say: ["  It rains.  ", "It stops."]', 'say: ["Does it rain?"]', "parts[0]"),
        ('say: ["What do you see?"]', "says: [x]", "parts[2]"),
        ('say: ["What do you see?"]', "say: [x]\n    buton: y", "buton"),
        ("practice: rest", "practice: nap", "nap"),
        ("    practice: rest\n", "", "0 practices"),
        ('say: ["What do you see?"]', "say: [x]\n    look_back: rest", "2 practices"),
        ("    practice: rest", "    practice: rest\n    acts: [a, b]", "go together"),
        ("acts: [A walk, A song]", "acts: [A walk]", "'acts'"),
        ("acts: [A walk, A song]", f"acts: [A walk, {'x' * 25}]", "'acts'"),
        ('  - say: ["One thing for today."]\n    acts: [A walk, A song]\n', "", "ends with"),
    ],
)  # fmt: skip
def test_a_broken_day_is_named_with_its_place(file: Path, old: str, new: str, named: str) -> None:
    change(file, old, new)
    message = fault(lambda: load_day(file, {"rest"}))
    assert "day-04.yml" in message and named in message
    assert re.search(r"(Correct|Add|Shorten|Make|move|Write|Mend)", message), "it says what to do"


def test_a_missing_and_a_doubled_day_are_named(root: Path, tmp_path: Path, library) -> None:
    folder = copy_of(root, tmp_path) / "course"
    change(folder / "day-09.yml", "day: 9", "day: 8")
    message = fault(lambda: load_course(folder, library.practices))
    assert "missing: [9]" in message and "twice: [8]" in message


# --- the fifteen


def test_fifteen_days_in_order(library) -> None:
    assert [day.number for day in library.course] == list(range(1, 16))
    assert len({day.title for day in library.course}) == 15


def test_every_turn_asks_one_thing_at_most(library) -> None:
    for day in library.course:
        for part in day.parts:
            asked = sum(re.sub(r'"[^"]*"', "", text).count("?") for text in part.say)
            assert asked <= 1, f"day {day.number}: {part.say}"
            assert ("{practice}" in " ".join(part.say)) == (part.kind == PRACTICE), day.number
        assert any(part.kind == ASK for part in day.parts), "there is room for own words"


def test_a_look_back_is_at_a_practice_of_an_earlier_day(library) -> None:
    for day in library.course:
        for part in day.parts:
            if part.kind == BACK:
                earlier = {
                    p.practice for d in library.course if d.number < day.number for p in d.parts if p.kind == PRACTICE
                }
                assert part.practice in earlier, day.number


def test_every_point_of_the_article_has_a_day(library) -> None:
    sources = " ".join(day.source for day in library.course).lower()
    for point in ("factory settings", "criticism", "broken person", "normal response", "offer or ask", "actions of love",
                  "own work", "trust was severely broken", "therapist", "triggers", "both"):  # fmt: skip
        assert point in sources, point


def test_a_day_that_leads_to_the_partner_says_so(library) -> None:
    """In the others nobody is asked to talk to, ask or agree with a partner."""
    talks = re.compile(r"you both choose|bring it up|you ask once|agree on", re.IGNORECASE)
    for day in library.course:
        said = " ".join([*(text for part in day.parts for text in part.say), *day.parts[-1].acts])
        assert day.about_partner == bool(talks.search(said)), day.number


def test_no_streaks_and_no_guilt(library) -> None:
    words = re.compile(r"\b(in a row|missed|streak|every day without|you didn't|you should|must)\b", re.IGNORECASE)
    assert not [text for day in library.course for part in day.parts for text in part.say if words.search(text)]


# --- how people speak of it


@pytest.mark.parametrize(
    ("text", "known", "read", "move"),
    [
        ("leave the course", False, True, "leave"),
        ("I want out of the course", True, False, "leave"),
        ("skip this day", True, False, "skip_day"),
        ("skip this day", False, False, None),
        ("where was I in the course?", False, True, "where"),
        ("where were we", True, False, "where"),
        ("start the course over from the beginning", False, True, "again"),
        ("next day", True, False, "next_day"),
        ("Next day, please!", True, False, "next_day"),
        ("next day", False, False, None),
        ("of course", True, True, None),
        ("of course, where were we going with this anyway, my love said", True, False, None),
        ("the next day he was cold again", True, False, None),
        ("where did we go wrong, she asked on her course", True, False, None),
        ("start the course", True, True, None),
    ],
)
def test_what_is_asked_of_the_course(library, text: str, known: bool, read: bool, move: str | None) -> None:
    assert library.course_talk.move(text, known=known, read=read) == move


@pytest.mark.parametrize(
    ("text", "cued"),
    [("start the course", True), ("the fifteen days", True), ("next lesson", True), ("of course", False), ("Of course I do", False),
     ("we'll have the main course", False), ("it ran its course", False), ("but of course you'd say that", False)],
)  # fmt: skip
def test_a_word_for_the_course(library, text: str, cued: bool) -> None:
    assert library.course_talk.is_cued(text) is cued


@pytest.mark.parametrize(
    ("text", "day"),
    [("day 4", 4), ("can we do day seven", 7), ("do day 12 please", 12), ("day off", None), ("a day", None),
     ("day two without a word from her and I am in bits about it", None)],
)  # fmt: skip
def test_a_day_by_its_number(library, text: str, day: int | None) -> None:
    assert library.course_talk.day(text) == day


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("names: [course", "nmes: [course", "'names'"),
        ("cues: [day", "cues: [7, day", "'cues'"),
        ("  leave: [", "  leaf: [", "'leave'"),
    ],
)
def test_broken_talk_is_named(root: Path, tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "course_talk.yml", old, new)
    message = fault(lambda: load_course_talk(folder))
    assert "course_talk.yml" in message and named in message


def test_every_move_has_words(library) -> None:
    assert set(library.course_talk.whole) == set(library.course_talk.parts) == set(MOVES)

"""Numbers that are shown to people: only confirmed ones, none known to be old, some for everyone."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from steady.content.helplines import Helplines, Line, Number, digits, load_helplines
from tests.content.broken import change, copy_of, fault

OLD_US = "1-800-273-8255"


@pytest.fixture
def line(library) -> Line:
    return next(x for x in library.helplines.lines if x.country == "US" and library.helplines.may_show(x))


def with_lines(helplines: Helplines, *lines: Line) -> Helplines:
    return replace(helplines, lines=lines)


def all_codes() -> list[str]:
    held = load_helplines(Path(__file__).resolve().parents[2] / "data" / "content")
    return [code for code in held.names if held.known(code)]


def test_28_countries_are_held() -> None:
    assert len(all_codes()) == 28


@pytest.mark.parametrize("code", all_codes())
def test_every_country_has_an_emergency_number_and_somebody_to_call(library, code: str) -> None:
    helplines = library.helplines
    card = helplines.card(code, "suicide")["helplines"]
    assert card["country"] == code and all(digits(n["phone"]) for n in card["emergency"])
    assert card["lines"], f"no suicide or crisis line for {code}"
    text = helplines.text(code, "suicide")
    assert all(n["phone"] in text for n in card["emergency"]) and helplines.names[code] in text
    assert len(text.splitlines()) == 1 + len(card["lines"]) and "{" not in text and "None" not in text
    json.dumps(card)


@pytest.mark.parametrize("need", ["suicide", "crisis", "listening", "abuse", "poison", "youth", "unheard of"])
def test_what_is_shown_is_confirmed_and_not_outdated(library, need: str) -> None:
    helplines = library.helplines
    for code in helplines.names:
        for line in helplines.for_need(code, need):
            numbers = [line.phone, line.text_to, *(n.phone for n in line.more_phones)]
            assert line.confirmed
            assert not {(code, digits(n)) for n in numbers if n} & helplines.outdated
        assert helplines.text(code, need).strip()


@pytest.mark.parametrize(
    ("change_of_line", "shown"),
    [
        ({}, True),
        ({"confirmed": False}, False),
        ({"phone": OLD_US}, False),
        ({"phone": "1 (800) 273 8255"}, False),
        ({"text_to": OLD_US}, False),
        ({"more_phones": (Number("old", OLD_US),)}, False),
        ({"phone": OLD_US + "9"}, True),  # whole numbers are compared, never a part
        ({"phone": "273-8255"}, True),
        ({"country": "GB", "phone": OLD_US}, True),  # old in one country, alive in another
    ],
)
def test_the_showing_rule(library, line: Line, change_of_line: dict, shown: bool) -> None:
    changed = replace(line, **change_of_line)
    held = with_lines(library.helplines, changed)
    assert held.may_show(changed) is shown
    assert bool(held.for_need(changed.country, line.kind)) is shown


def test_a_line_that_is_open_now_comes_first_and_few_are_shown(library, line: Line) -> None:
    closed = replace(line, service="closed", kind="suicide", always_open=False)
    opened = replace(line, service="open", kind="crisis", always_open=True)
    special = replace(line, service="special", kind="suicide", always_open=True, for_whom="veterans")
    plain = replace(line, service="plain", kind="suicide", always_open=True, for_whom=None)
    held = with_lines(library.helplines, closed, opened, special, plain)
    assert [x.service for x in held.for_need("US", "suicide")] == ["plain", "special", "open"]


@pytest.mark.parametrize("country", [None, "", "XX", "**"])
def test_an_unknown_country_still_gets_a_way_to_help(library, country: str | None) -> None:
    text = library.helplines.text(country, "suicide")
    assert "112" in text and "911" in text and "findahelpline.com" in text
    card = library.helplines.card(country, "suicide")["helplines"]
    assert card["country"] is None and card["emergency"] and card["lines"] == [] and card["text"] == text


def test_a_country_without_a_line_shows_the_directory(library) -> None:
    assert "findahelpline.com" in with_lines(library.helplines).text("gb", "suicide")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"phone": "1", "hours": "24/7"}, "S: call 1 (24/7)"),
        ({"phone": "1", "text_to": "2", "text_body": "HOME"}, "S: call 1, text HOME to 2"),
        ({"phone": "1", "text_to": "2"}, "S: call 1, text 2"),
        ({"text_to": "2", "text_body": "HOME"}, "S: text HOME to 2"),
        ({"text_to": "2"}, "S: text 2"),
        ({"more_phones": (Number("North", "3"), Number("South", "4"))}, "S: call North 3, South 4"),
        ({"chat": "c.org"}, "S: c.org"),
        ({"url": "u.org"}, "S: u.org"),
    ],
)
def test_a_line_in_words(library, line: Line, parts: dict, text: str) -> None:
    bare = replace(line, service="S", phone=None, more_phones=(), text_to=None, text_body=None, chat=None, hours=None,
                   url=None)  # fmt: skip
    held = with_lines(library.helplines, replace(bare, **parts))
    assert held.text("US", line.kind).splitlines()[1] == text


@pytest.mark.parametrize(("days", "stale"), [(0, False), (1, True)])
def test_the_file_grows_stale(library, days: int, stale: bool) -> None:
    held = library.helplines
    assert held.stale(held.checked_on + dt.timedelta(days=held.stale_after_days + days)) is stale


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("helplines.yml", 'service: "Samaritans of Singapore"', "servise: x", ["lines[", "'service'"]),
        ("helplines.yml", "kind: suicide", "kind: suicidal", ["lines[", "suicidal"]),
        ("helplines.yml", 'phone: "1767"', "phone: 1767", ["Samaritans of Singapore", "'phone'"]),
        ("helplines.yml", 'phone: "9151 1767"', "number: 1", ["Samaritans of Singapore", "'phone'"]),
        ("helplines.yml", "    confirmed: true", "    confirmed: perhaps", ["lines[", "'confirmed'"]),
        ("helplines.yml", '- country: "SG"', '- country: "SX"', ["SX"]),
        ("helplines.yml", '[{label: "emergency", phone: "000"}]', "[]", ["emergency AU"]),
        ("helplines.yml", "\noutdated:", "\noutdatet:", ["outdated"]),
        ("helplines.yml", "\nlines:", "\nlines: [", ["line "]),
        ("numbers.yml", "needs:", "need:", ["needs"]),
        pytest.param("helplines.yml", '{number: "45645", country: "CA"}', "{nr: 4}", ["outdated", "number"]),
        pytest.param("numbers.yml", "kinds: [poison]", "kind: [poison]", ["poison", "kinds"]),
        pytest.param("numbers.yml", "line_chat:", "line_chatt:", ["line_chat"]),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_place(
    root: Path, tmp_path: Path, file: str, old: str, new: str, named: list[str]
) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / file, old, new)
    message = fault(lambda: load_helplines(folder))
    assert all(part in message for part in [file, *named]), message


def test_a_missing_or_unreadable_file_is_named(root: Path, tmp_path: Path) -> None:
    folder = copy_of(root, tmp_path)
    (folder / "numbers.yml").write_bytes(b"emergency: \xff\xfe")
    assert "numbers.yml" in fault(lambda: load_helplines(folder))
    (folder / "helplines.yml").unlink()
    assert "git checkout" in fault(lambda: load_helplines(folder))

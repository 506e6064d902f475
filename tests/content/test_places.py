"""Which country somebody is in: only what they say about themselves counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.places import load_places
from tests.content.broken import change, copy_of, fault


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("Germany", "DE"),
        ("I'm in Germany.", "DE"),
        ("i live in the uk", "GB"),
        ("I'm in the Netherlands", "NL"),
        pytest.param("I’m in Germany", "DE"),
        ("living in new york city", "US"),
        ("Korea", "KR"),
        ("I'm from Ireland and I can't sleep", "IE"),
        ("he left me. I live in south africa, by the way", "ZA"),
        pytest.param("he left me and I'm calling from south africa now", "ZA"),
        ("I'm in the USA", "US"),
        ("I'm in the US", "US"),
        ("I live in the US", "US"),
        ("my ex moved to Spain", None),
        pytest.param("My ex is living in Spain", None),
        pytest.param("my partner is based in Germany", None),
        ("I am not in Spain", None),
        ("I'm in love", None),
        ("de", None),
        ("gb", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_a_statement_about_oneself(library, text: str, code: str | None) -> None:
    assert library.places.read(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gb", "GB"),
        ("US.", "US"),
        ("XX", None),
        ("the US", "US"),
        ("NO", "NO"),
        ("us", "US"),
        *[(text, None) for text in ("no", "No.", "it", "be", "at", "in", "I'm in it")],
    ],
)
def test_a_bare_code_counts_when_the_country_was_asked(library, text: str, code: str | None) -> None:
    assert library.places.read(text, asked=True) == code


def test_every_name_of_a_country_is_read(library) -> None:
    names = library.helplines.names
    unread = [name for code, name in names.items() if code != "**" and library.places.read(f"I'm in {name}") != code]
    assert unread == []


def test_a_code_without_numbers_is_named(root: Path, tmp_path: Path) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "countries.yml", "US:", "UX:")
    message = fault(lambda: load_places(folder, {"US": "United States"}))
    assert "countries.yml" in message and "'UX'" in message


@pytest.mark.parametrize("text", ["", "US: usa\n", "US: [true]\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "countries.yml").write_text(text)
    assert "countries.yml" in fault(lambda: load_places(tmp_path, {"US": "United States"}))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("which number is there for Ireland?", "IE"),
        ("he lives in Norway, I am abroad", "NO"),
        ("she is in bed", None),
        ("the number of my mum", None),
    ],
)
def test_in_danger_the_place_of_the_one_in_danger_counts(library, text: str, code: str | None) -> None:
    assert library.places.read(text, asked=True) == code and library.places.read(text) is None

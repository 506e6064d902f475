"""Is there anything an English reader could read? Slang and typing errors: yes. Key mash and code: no."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from steady.understanding import readable
from steady.understanding.readable import english, is_known, is_readable, words_of

VOCABULARY = frozenset(
    "i he she me him it my the a and or but is to in you we us so what was not do dont cant im its for only idk lol luv "
    "miss love sad left have costs".split()
)


@pytest.mark.parametrize(
    "text",
    [
        "he texted me :) lol",
        "I don’t know what to do",
        "i luv him sooooo much",
        "HELP ME",
        "idk",
        "u",
        "howdy",
        "he left (again)",
        "I miss him 🙂🙂🙂",
        "my heart is racing: 140!!!",
        *[pytest.param(t)
          for t in ("i love him <3 <3", "I miss him; he left; I'm sad", "it costs $200 and I only have $50")],
    ],
)  # fmt: skip
def test_what_people_write_is_read(text: str) -> None:
    assert is_readable(text, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "🙂🙂",
        "12345",
        "?!?!",
        "asdfgh",
        "qwrtp",
        "aaaa",
        "sdkfjh lkjsdf wqerh",
        "ich liebe dich sehr aber du mich nicht",
        "я не знаю что делать",
        "لا أعرف ماذا أفعل",
        "x = foo(bar); y[3] = {}",
        "for i in range(10): print(i); x += 1; y = {}",
        "é",
        "a 1234567890 1234567890",
    ],
)
def test_what_nobody_could_read_is_not(text: str) -> None:
    assert not is_readable(text, VOCABULARY)


def test_half_of_the_words_is_enough() -> None:
    assert is_readable("blarg miss zorg him", frozenset({"miss", "him"}))
    assert not is_readable("blarg miss zorg xqzt", frozenset({"miss"}))


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("love", True),
        ("loooove", True),
        ("don't", True),
        ("him's", True),
        ("i", True),
        ("q", False),
        ("zzxq", False),
    ],
)
def test_a_word_is_known_in_its_forms(word: str, known: bool) -> None:
    assert is_known(word, VOCABULARY) is known


def test_words_are_lower_case_letters() -> None:
    assert words_of("I DON’T 4get_it, café!") == ["i", "don't", "get", "it", "café"]


@pytest.fixture
def no_cache():
    english.cache_clear()
    yield
    english.cache_clear()


def test_the_table_gives_both_sides_in_lower_case(tmp_path: Path, monkeypatch, no_cache) -> None:
    table = tmp_path / readable.TABLE
    table.parent.mkdir(parents=True)
    table.write_bytes(gzip.compress(json.dumps({"Went": "go"}).encode()))
    spec = SimpleNamespace(origin=str(tmp_path / "spacy_lookups_data" / "__init__.py"))
    monkeypatch.setattr(readable.importlib.util, "find_spec", lambda name: spec)
    assert english() == {"went", "go"}


def test_without_the_package_the_vocabulary_is_all(monkeypatch, no_cache) -> None:
    monkeypatch.setattr(readable.importlib.util, "find_spec", lambda name: None)
    assert english() == frozenset() and is_known("love", VOCABULARY)

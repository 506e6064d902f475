"""The page for a partner: whole, plain, free of promises; a broken file is refused with a sentence."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean

import pytest

from steady.content.partner_card import SECTIONS, load_partner_cards
from tests.content.broken import change, copy_of, fault
from tests.content.corpus import QUOTED, grade, partner_pages
from tests.content.test_words import NEVER, PROFESSION


def test_three_variants_each_whole(library) -> None:
    assert set(library.partner_cards) == {"for_partner", "for_asked", "apart"}
    for card in library.partner_cards.values():
        assert len(card.sections) == len(SECTIONS)
        assert "free to say no" in card.text().lower() and "________" in card.text(), (
            "a free no, and a line for their ritual"
        )


@pytest.mark.parametrize("reason", NEVER)
def test_a_page_never_says(reason: str) -> None:
    """Not within quotes either: these are words that somebody is to say. "I love you" is theirs, and nobody's verdict."""
    never = re.compile(NEVER[reason], re.IGNORECASE)
    own = reason == "a feeling of its own"  # the page speaks for the person
    found = [b for b in partner_pages() if not own and never.search(b.text)]
    assert not found, f"{reason}: {found}"
    assert not [b for b in partner_pages() if PROFESSION.search(b.text)]


def test_a_page_reads_plainly() -> None:
    grades = {b: grade(b.text.replace("_", "")) for b in partner_pages()}
    assert all(value <= 7 for value in grades.values()), {str(b): v for b, v in grades.items() if v > 7}
    assert mean(grades.values()) <= 5
    assert all(len(b.words) <= 60 for b in partner_pages()), "a section is read at a glance"
    assert not [b for b in partner_pages() if "?" in QUOTED.sub("", b.text)], "the page asks nobody anything"


def test_as_text_and_as_a_sheet_it_says_the_same(library) -> None:
    for card in library.partner_cards.values():
        sheet, text = card.sheet(), card.text()
        assert sheet["title"] in text
        for section in sheet["sections"]:
            assert section["head"].upper() in text and all(f"• {line}" in text for line in section["lines"])
        assert "*" not in text and "<" not in text, "plain everywhere"
        assert "\n\n" not in text, "Rasa would cut it there"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("      free:\n", "      gratis:\n", "gratis"),
        ("    button: \"For my partner\"", "    button: \"For my partner and everybody\"", "'button'"),
        ("  - id: for_asked", "  - id: for_partner", "id of its own"),
        ("        head: Warm is enough", "        hed: Warm is enough", "'head'"),
        ("variants:", "varients:", "'variants'"),
        ("reviewed_on: null", "reviewed_on: soon", "'reviewed_on'"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(root: Path, tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "partner_card.yml", old, new)
    message = fault(lambda: load_partner_cards(folder))
    assert "partner_card.yml" in message and named in message


def test_a_page_without_the_free_no_is_refused(root: Path, tmp_path: Path) -> None:
    folder = copy_of(root, tmp_path)
    path = folder / "partner_card.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("      free:\n")
    path.write_text(text[:start] + text[text.index("  - id: for_asked") :], encoding="utf-8")
    assert "'free' is missing" in fault(lambda: load_partner_cards(folder))

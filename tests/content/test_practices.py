"""Practices as data: each file is checked, and the ones that are there are fit to be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.practices import load_practice, load_practices
from tests.content.broken import change, fault

GOOD = """slug: rest
title: A short rest
minutes: 2
source: Somebody 2020
body: false
steps:
  - text: "  Sit down.  "
    pause: 10
  - text: Stand up.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rest.yml"
    path.write_text(GOOD)
    return path


def test_a_practice_is_read(file: Path) -> None:
    practice = load_practice(file)
    assert (practice.slug, practice.title, practice.minutes, practice.body) == ("rest", "A short rest", "2", False)
    assert [(step.text, step.pause) for step in practice.steps] == [("Sit down.", 10), ("Stand up.", None)]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("slug: rest", "slug: nap", "nap"),
        ("title:", "titel:", "'title'"),
        ("body: false", "body: sometimes", "'body'"),
        ("minutes: 2", "minutes: [2]", "'minutes'"),
        ("source:", "sauce:", "'source'"),
        ("text: Stand", "txt: Stand", "steps[1]"),
        ("text: Stand up.", "text: 7", "steps[1]"),
        ("  - text: Stand up.", "  - just words", "steps[1]"),
        pytest.param("pause: 10", "pause: soon", "'pause'"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_place(file: Path, old: str, new: str, named: str) -> None:
    change(file, old, new)
    message = fault(lambda: load_practice(file))
    assert "rest.yml" in message and named in message


def test_a_practice_without_steps_is_refused(file: Path) -> None:
    file.write_text(GOOD.split("steps:")[0] + "steps: []\n")
    assert "rest.yml" in fault(lambda: load_practice(file))


def test_a_folder_without_practices_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in fault(lambda: load_practices(tmp_path))


def test_the_order_is_that_of_the_names(file: Path) -> None:
    (file.parent / "air.yml").write_text(GOOD.replace("slug: rest", "slug: air"))
    assert list(load_practices(file.parent)) == ["air", "rest"]


def test_the_practices_that_are_there(library) -> None:
    for slug, practice in library.practices.items():
        assert practice.slug == slug and practice.source.strip() and practice.title.strip()
        assert all(step.text and "{" not in step.text for step in practice.steps)
        assert all(step.pause is None or 0 < step.pause <= 600 for step in practice.steps), slug

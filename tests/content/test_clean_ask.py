"""data/content/clean_ask.yml: read whole, and refused with file and place when it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from steady.content.clean_ask import load_clean_ask
from steady.content.files import ContentError


@pytest.fixture
def broken(root: Path, tmp_path: Path):
    """`broken(change)` writes the file with one thing changed, and gives the folder."""

    def write(change) -> Path:
        raw = yaml.safe_load((root / "data/content/clean_ask.yml").read_text(encoding="utf-8"))
        change(raw)
        (tmp_path / "clean_ask.yml").write_text(yaml.safe_dump(raw), encoding="utf-8")
        (tmp_path / "pronouns.yml").write_text((root / "data/content/pronouns.yml").read_text(encoding="utf-8"))
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw.pop("sentence"), "sentence"),
        (lambda raw: raw["choices"].pop("feel"), "choices"),
        (lambda raw: raw["told"][0].update(part="wish"), "told, rule 1.*wish"),
        (lambda raw: raw["told"][1].pop("ends"), "told, rule 2.*ends"),
        (lambda raw: raw["told"][0].update(opens=[]), "told, rule 1"),
    ],
)
def test_a_broken_file_is_named_with_its_place(broken, change, says: str) -> None:
    with pytest.raises(ContentError, match=says):
        load_clean_ask(broken(change))


def test_buttons_say_what_stands_in_the_data(root: Path, library) -> None:
    found = yaml.safe_load((root / "data/responses/clean_ask.yml").read_text(encoding="utf-8"))["responses"]
    for part, choices in library.clean_ask.choices.items():
        payloads = {button["payload"] for button in found[f"utter_ask_clean_{part}"][0]["buttons"]}
        assert {f'/choose{{"choice":"{part}:{name}"}}' for name in choices} <= payloads
        assert "/skip" in payloads

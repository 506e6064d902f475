"""An answer is fixed and the question may be put either way round: no text may begin with a bare yes or no."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

FILES = sorted((Path(__file__).resolve().parents[2] / "data" / "responses").glob("*.yml"))
# "Is it normal?" and "is it wrong?" get the same text. "No hurry" and "No human is here" say more than a no.
A_BARE_ANSWER = re.compile(
    r"(?:yes|yeah|yep|no|nope|sure|certainly|absolutely|definitely|exactly|correct|not at all)(?:[,.:;!–—-]|$)"
    r"|(?:yes|no), ",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_begins_with_a_bare_yes_or_no(file: Path) -> None:
    responses = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
    bare = [
        (name, text[:60])
        for name, wordings in responses.items()
        for wording in wordings
        if A_BARE_ANSWER.match(text := str(wording.get("text") or "").strip())
    ]
    assert not bare

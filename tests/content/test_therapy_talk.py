"""The building lines of the therapy bridge: whole, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.therapy_talk import load_therapy_talk
from tests.content.broken import change, copy_of, fault


def test_every_obstacle_and_topic_that_a_message_may_name_has_its_line(library, root: Path) -> None:
    draft = library.therapy_talk.draft
    assert set(draft.wishes) <= set(library.words["barriers"])
    assert set(draft.about["couples"]) <= set(draft.about["individual"])
    assert {"money", "waiting", "culture", "time", "bad_experience", "shame"} <= set(draft.wishes)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  undecided:", "  undecidet:", ["reads", "'undecided'"]),
        ("    message:\n", "    massage:\n", ["reads.parts", "'message'"]),
        ("^(?:both|", "^(?:both|(", ["fit_where", "no pattern"]),
        ('      "yes":', "      yes:", ["fit_hours", "quotes"]),
        ('    couples: "Hello, we', '    couples: 3\n    x: "Hello, we', ["draft.opening", "'couples'"]),
        ('      private: "It', '      privat: "It', ["draft.about.individual", "'private'"]),
        ("  anyone:\n", "  anyone: []\n  others:\n", ["questions", "'anyone'"]),
        ("most_questions: 4", "most_questions: four", ["'most_questions'"]),
        ('    loop: "the loop', '    lop: "the loop', ["take_along.outcomes", "'loop'"]),
    ],
)
def test_a_broken_file_is_named_with_its_place(
    root: Path, tmp_path: Path, old: str, new: str, named: list[str]
) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "therapy_talk.yml", old, new)
    message = fault(lambda: load_therapy_talk(folder))
    assert all(part in message for part in ["therapy_talk.yml", *named]), message

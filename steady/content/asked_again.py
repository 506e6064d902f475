"""The families of doubts by which the same question in other words is known: `asked_again.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml

FEWEST_FAMILIES, FEWEST_QUESTIONS = 3, 4


@dataclass(frozen=True)
class Doubts:
    """`families`: name -> questions. `alike_from`: the cosine from which two questions count as one."""

    families: Mapping[str, tuple[str, ...]]
    alike_from: float


def load_doubts(folder: Path) -> Doubts:
    """Reads `asked_again.yml`. Raises ContentError for too few families or questions, or a likeness that is none."""
    path = folder / "asked_again.yml"
    raw = read_yaml(path)
    families = {name: tuple(map(str, listed))
                for name, listed in need(raw, "families", dict, path, "top level").items()}  # fmt: skip
    few = [name for name, questions in families.items() if len(questions) < FEWEST_QUESTIONS]
    if few or len(families) < FEWEST_FAMILIES:
        raise ContentError(
            f"{path}, families: {', '.join(few) or 'the file'} has too little to compare with."
            f" Give {FEWEST_FAMILIES} families, each of {FEWEST_QUESTIONS} questions or more."
        )
    alike_from = float(need(raw, "alike_from", (int, float), path, "top level"))
    if not 0 < alike_from < 1:
        raise ContentError(f"{path}: 'alike_from' is {alike_from}, expected a number between 0 and 1. Correct it.")
    return Doubts(families, alike_from)

"""Patterns for what stays true in a session, read from `data/content/standing.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml

LISTS = ("apart", "died", "together", "no_breach", "hurts", "birth")
SINGLE = ("imagined", "no_breach_not", "never_said", "hurts_not", "fear_of_being_left")


@dataclass(frozen=True)
class StandingWords:
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]

    def says(self, name: str, clause: str) -> bool:
        return any(pattern.search(clause) for pattern in self.patterns[name])


def load_standing_words(folder: Path) -> StandingWords:
    """Raises ContentError naming the entry that is missing, or no pattern."""
    path = folder / "standing.yml"
    raw = read_yaml(path)
    listed = {name: need(raw, name, list, path, "top level") for name in LISTS}
    listed |= {name: [need(raw, name, str, path, "top level")] for name in SINGLE}
    try:
        return StandingWords({name: tuple(map(re.compile, patterns)) for name, patterns in listed.items()})
    except (re.error, TypeError) as error:
        raise ContentError(f"{path}: a pattern that cannot be read. Mend it. ({error})") from error

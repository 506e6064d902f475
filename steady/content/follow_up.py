"""Short messages that hang on what was said before: patterns, and the offers that may be made again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.answers import plain
from steady.content.files import ContentError, need, read_yaml

KINDS = ("same", "more", "not_meant", "go_back", "repeat")


@dataclass(frozen=True)
class FollowUpWords:
    patterns: dict[str, tuple[re.Pattern[str], ...]]  # by one of KINDS
    offers: tuple[str, ...]  # beginnings of names
    never_again: frozenset[str]

    def says(self, kind: str, text: str) -> bool:
        """The whole message is of `kind`."""
        return any(pattern.fullmatch(plain(text)) for pattern in self.patterns[kind])

    def is_offer(self, name: str) -> bool:
        return name.startswith(self.offers) and name not in self.never_again


def load_follow_up_words(folder: Path) -> FollowUpWords:
    """Reads `follow_up.yml`. Raises ContentError for a missing list and a pattern that is none."""
    path = folder / "follow_up.yml"
    raw = read_yaml(path)
    return FollowUpWords(
        {kind: _patterns(raw, kind, path) for kind in KINDS},
        tuple(need(raw, "offers", list, path, "top level")),
        frozenset(need(raw, "never_again", list, path, "top level")),
    )


def _patterns(raw: Any, kind: str, path: Path) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in need(raw, kind, list, path, "top level"))
    except (re.error, TypeError) as error:
        raise ContentError(f"{path}, {kind}: not every line is a pattern ({error}). Mend it.") from error

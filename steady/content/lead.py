"""The courtesy in front of a message and the point behind it: `data/content/lead.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.answers import holds, phrases_of, plain
from steady.content.files import need, read_yaml

FRONTS = ("no", "yes", "other")
WORD = re.compile(r"[\w'’]+")
MOST_IN_FRONT = 4  # words of one courtesy


@dataclass(frozen=True)
class LeadWords:
    front: Mapping[str, frozenset[str]]  # by one of FRONTS
    between: frozenset[str]
    joined: frozenset[str]
    refusals: frozenset[str]

    def split(self, text: str) -> tuple[str | None, str]:
        """(kind of the courtesy in front, what follows); (None, text) where the message begins with its point.

        Of several ("ok no, ...") a yes or a no says more than an "ok"."""
        kind: str | None = None
        rest = text.strip()
        while found := self._front(rest):
            one, behind = found
            kind, rest = (one if kind in {None, "other"} else kind), behind
        while kind and (after := self._after(rest, self.between)) is not None:
            rest = after
        return (kind, rest) if kind else (None, text)

    def _front(self, text: str) -> tuple[str, str] | None:
        for kind in FRONTS:
            behind = self._after(text, self.front[kind])
            following = WORD.match(behind) if behind else None
            close = behind is not None and text[: len(text) - len(behind)].rstrip()[-1:].isalnum()
            if behind is not None and not (close and following and plain(following[0]) in self.joined):
                return kind, behind
        return None

    def _after(self, text: str, phrases: frozenset[str]) -> str | None:
        """What stands behind the longest of `phrases` with which `text` begins."""
        words = list(WORD.finditer(text))[:MOST_IN_FRONT]
        if not words or text[: words[0].start()].strip():
            return None
        for length in range(len(words), 0, -1):
            end = words[length - 1].end()
            if plain(text[:end]) in phrases:
                return text[end:].lstrip(" \t\n.,;:!?…–—-")
        return None

    def refuses(self, text: str) -> bool:
        return holds(plain(text), self.refusals)


def load_lead_words(folder: Path) -> LeadWords:
    """Reads `lead.yml`. Raises ContentError for a missing list."""
    path = folder / "lead.yml"
    raw = read_yaml(path)
    front = need(raw, "front", dict, path, "top level")

    def phrases(name: str) -> frozenset[str]:
        return phrases_of(need(raw, name, list, path, "top level"), path, name)

    return LeadWords(
        {kind: phrases_of(need(front, kind, list, path, "front"), path, f"front.{kind}") for kind in FRONTS},
        phrases("between"),
        phrases("joined"),
        phrases("refusals"),
    )

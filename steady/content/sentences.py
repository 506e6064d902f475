"""Sentences of a content file that are said in turn, so that nobody hears the same wording twice running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sentences:
    """`sentences`: key -> its wordings, one at least."""

    sentences: Mapping[str, Sequence[str]]

    def say(self, key: str, turn: int = 0, **slots: object) -> str:
        """One sentence, filled; `turn` chooses the wording. Raises KeyError for an unknown key."""
        wordings = self.sentences[key]
        text = wordings[turn % len(wordings)]
        for name, value in slots.items():
            text = text.replace("{" + name + "}", str(value))
        return text

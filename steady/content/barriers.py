"""Which obstacle to therapy a message names. Word lists: `barriers` in data/content/ui.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

GENERAL = "general"


def read_barrier(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """The obstacle with the most of its words in `text`; "general" when there are none."""
    lowered = text.lower().replace("’", "'")
    counts = {
        barrier: sum(1 for word in listed if re.search(rf"\b{re.escape(word)}", lowered))
        for barrier, listed in words.items()
    }
    best = max(counts, key=lambda barrier: counts[barrier], default=GENERAL)
    return best if counts.get(best) else GENERAL

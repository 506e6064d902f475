"""The point of a message that begins with a yes, an ok or a thank you. Pure.

"Fine, I'll try. My boyfriend cheated on me": read as a yes, and the point lies behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from steady.dialogue.heard import Ear

IN_FRONT = frozenset({"affirm", "deny", "thank", "greet"})
PARTS = re.compile(r"[.!?;,\n…]+|\bbut\b")
LEAST_WORDS = 4
# Of what the readings in front leave over, the point must have this much; and it must be likely in
# itself, or tell of a thing that the closed lists know.
LEAST_SHARE, LIKELY = 0.5, 0.2


def point_of(text: str, intent: str | None, ranking: Sequence[Mapping[str, Any]], ear: Ear) -> str | None:
    """The `share_*` reading behind the words in front; None when there is none.

    `ranking`: {"name", "confidence"}, likeliest first.
    """
    parts = [part for part in PARTS.split(text) if part.strip()]
    if intent not in IN_FRONT or len(parts) < 2 or max(len(part.split()) for part in parts[1:]) < LEAST_WORDS:
        return None
    behind = [(str(r.get("name")), float(r.get("confidence") or 0)) for r in ranking if r.get("name") not in IN_FRONT]
    left = sum(confidence for _, confidence in behind)
    name, confidence = max(behind, key=lambda reading: reading[1], default=("", 0.0))
    if not name.startswith("share_") or confidence < LEAST_SHARE * left:
        return None
    told = ear.hear(text, name.removeprefix("share_")).trigger is not None
    return name if told or confidence >= LIKELY else None

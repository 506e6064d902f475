"""Going back to the offer before, and the next readings of a message that was taken wrongly. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

READINGS_OFFERED = 2
# Of what is left when the readings that were used are taken away.
LEAST_SHARE = 0.1
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Said:
    """One message of the person, and the names of the responses that answered it."""

    text: str
    intent: str = ""
    ranking: Sequence[Mapping[str, Any]] = ()  # {"name", "confidence"}, likeliest first
    answers: tuple[str, ...] = ()


def offer_before(offers: Sequence[str], backs: int) -> str | None:
    """The offer `backs` steps before the last of `offers`; None when there is none so far back.

    `offers`: names in the order they were made, without those made by going back.
    """
    different = [name for i, name in enumerate(offers) if i == 0 or name != offers[i - 1]]
    return different[-1 - backs] if len(different) > backs else None


def next_readings(said: Said, times: int, known: Mapping[str, str]) -> list[str]:
    """Two readings that were not offered yet, of a message that was misread `times` times.

    `known`: the readings that there are words for. [] when what is left says little.
    """
    names = [(str(r.get("full_retrieval_intent_name") or r.get("name")), float(r.get("confidence") or 0))
             for r in said.ranking]  # fmt: skip
    readings = [(name, confidence) for name, confidence in names if name in known]
    # Not understood, two were offered; understood, the first was answered.
    used = {name for name, _ in readings[:READINGS_OFFERED]} if said.intent == FALLBACK else {
        name for name, _ in names[:1]}  # fmt: skip
    left = [(name, confidence) for name, confidence in readings if name not in used]
    left = left[READINGS_OFFERED * (times - 1) :]
    whole = sum(confidence for _, confidence in left)
    return [name for name, confidence in left[:READINGS_OFFERED] if whole and confidence >= LEAST_SHARE * whole]

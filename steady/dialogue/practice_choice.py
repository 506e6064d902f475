"""Which practice fits: a pure function of what was said, the time at hand and what helped before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH, Practice

BEST, ALSO = 4.0, 2.0
# What helped this person counts, and does not outweigh what fits the moment.
MOST_FROM_HISTORY = 1.5
AWKWARD = 1.0  # a practice of touch, in its way without touch
SHORT, LONG = 3, 5  # minutes
PAGE = 4


@dataclass(frozen=True)
class Wish:
    """What is known when a practice is looked for."""

    intent: str | None = None  # of the message
    topic: str | None = None  # what was told last, without "share_"
    time: str | None = None  # "short", "longer", "any", None: not said
    way: str | None = None  # NO_TOUCH, NO_BODY, None
    last: str | None = None  # the practice done last
    helped: Mapping[str, float] = field(default_factory=dict)  # slug -> mean fall of the rating (0-10)


def ranked(wish: Wish, practices: Mapping[str, Practice]) -> list[str]:
    """Every practice, the best fitting first; the one done last comes last."""
    order = list(practices)

    def rank(slug: str) -> tuple[bool, bool, float, int]:
        practice = practices[slug]
        return (
            slug == wish.last,
            not _fits_time(practice, wish.time) or _against(practice, wish.way),
            -_score(practice, wish),
            order.index(slug),
        )

    return sorted(order, key=rank)


def choose(wish: Wish, practices: Mapping[str, Practice]) -> str:
    """The one to begin with when none was named: never the same twice running."""
    return ranked(wish, practices)[0]


def pages(wish: Wish, practices: Mapping[str, Practice], size: int = PAGE) -> list[list[str]]:
    """The offers, a few at a time. The first mixes: somebody who doesn't want to write, or to feel
    their body, finds another kind among them."""
    order = ranked(wish, practices)
    first = order[: size - 1]
    kinds = {practices[slug].kind for slug in first}
    good = [slug for slug in order[size - 1 :] if slug != wish.last]
    other = next((slug for slug in good if practices[slug].kind not in kinds), None)
    missing = next((slug for slug in good if practices[slug].kind == "body"), None) if "body" not in kinds else None
    if wish.way == NO_BODY:
        missing = None
    fourth = missing or other
    order = [*first, *([fourth] if fourth else []), *(s for s in order if s not in first and s != fourth)]
    return [order[at : at + size] for at in range(0, len(order), size)]


def helped(runs: Iterable[tuple[str, int | None, int | None]]) -> dict[str, float]:
    """Mean fall of the rating by practice, from (practice, before, after); unrated runs say nothing."""
    falls: dict[str, list[int]] = {}
    for slug, before, after in runs:
        if before is not None and after is not None:
            falls.setdefault(slug, []).append(before - after)
    return {slug: sum(each) / len(each) for slug, each in falls.items()}


def _against(practice: Practice, way: str | None) -> bool:
    """It lives from what this person would rather leave out; they can still name it, and go another way."""
    breathes = sum(step.uses == "breath" for step in practice.steps)
    return way == NO_BODY and practice.kind == "body" or way == NO_BREATH and breathes > 1


def _fits_time(practice: Practice, time: str | None) -> bool:
    if time == "short":
        return practice.minutes[0] <= SHORT
    return time != "longer" or practice.minutes[1] >= LONG


def _score(practice: Practice, wish: Wish) -> float:
    said = {wish.intent, f"share_{wish.topic}" if wish.topic else None, wish.topic}
    # What was asked for just now goes before what was told earlier.
    score = BEST if practice.best_for & said else ALSO if practice.also_for & said else 0.0
    if wish.intent in practice.best_for:
        score += BEST
    fall = wish.helped.get(practice.slug, 0.0)
    score += max(-MOST_FROM_HISTORY, min(MOST_FROM_HISTORY, fall / 2))
    touches = any(step.uses == "touch" for step in practice.steps)
    if wish.way == NO_TOUCH and touches or wish.way == NO_BODY and practice.body:
        score -= AWKWARD
    return score

"""A wait with an urge, as pure functions: its marks, what is told meanwhile, how it went.

Source: the coaching facts on urge delay. The smallest delay that feels possible, then decide again;
readings 0-10 at the start and at the marks; a slip never resets anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from math import ceil
from typing import Any

from steady.content.answers import Answers
from steady.content.urge import MOST_WORDS, UrgeWords

SLOT = "urge_wait"
FORM, RESULT_FORM = "urge_form", "urge_result_form"
# Minutes -> the marks on the way at which a reading is asked for; the end always is one.
MARKS: Mapping[int, tuple[int, ...]] = {2: (), 5: (), 10: (5,), 20: (10,)}


@dataclass(frozen=True)
class Wait:
    """Under way, in the slot `urge_wait`. `began`: seconds since 1970. Strengths 0-10, None when skipped."""

    id: str
    kind: str
    minutes: int
    began: float
    before: int | None = None
    readings: tuple[tuple[int, int], ...] = ()  # (minute, strength)

    def as_slot(self) -> dict[str, Any]:
        return {**asdict(self), "readings": [list(reading) for reading in self.readings]}

    @classmethod
    def from_slot(cls, value: object) -> Wait | None:
        """None for an empty slot, or one of another shape."""
        try:
            known = dict(value)  # type: ignore[call-overload]
            return cls(**{**known, "readings": tuple((int(m), int(s)) for m, s in known["readings"])})
        except (TypeError, ValueError, KeyError):
            return None

    def left(self, now: float) -> int:
        """Whole minutes still to go, rounded up; 0 when it is over."""
        return max(0, ceil((self.began + 60 * self.minutes - now) / 60))

    def with_reading(self, strength: int, now: float) -> Wait:
        return replace(self, readings=(*self.readings, (max(0, round((now - self.began) / 60)), strength)))

    @property
    def marks(self) -> tuple[int, ...]:
        return MARKS.get(self.minutes, ())

    @property
    def latest(self) -> int | None:
        return self.readings[-1][1] if self.readings else self.before


def told(text: str, intent: str | None, words: UrgeWords, answers: Answers) -> str | None:
    """What a typed message says about the wait under way, as the intent that answers it; None: nothing."""
    happened = words.tells_of_it(text)
    if happened:
        return {"did_it": "urge_did_it", "waited": "urge_waited"}[happened]
    if intent == "share_progress" and words.happened(text) == "waited":
        return "urge_waited"
    if words.asks_how_long(text) or intent == "urge_now":
        return "urge_left"
    if words.reading(text, answers.rating(text)) is not None:
        return "urge_reading"
    return None


def answers_step(asked: str | None, text: str, words: UrgeWords) -> bool:
    """The question of the form is answered, whatever else the message may be read as. A question is no answer."""
    if "?" in text or len(text.split()) > MOST_WORDS:
        return False
    if asked in {"urge_before", "urge_after"}:
        return words.number(text) is not None or words.strength(text) is not None or words.is_relative(text)
    readers: Mapping[str, Callable[[str], object]] = {
        "urge_kind": words.kind, "urge_minutes": words.delay, "urge_meanwhile": words.act, "urge_outcome": words.happened,
    }  # fmt: skip
    read = readers.get(asked or "")
    return read is not None and read(text) is not None


def change(before: object, after: object) -> str | None:
    """ "fell", "same" or "rose"; None when a strength is missing."""
    if not isinstance(before, (int, float)) or not isinstance(after, (int, float)):
        return None
    return "fell" if after < before else "same" if after == before else "rose"

"""Which time of day somebody names. Minutes of the day, 0-1439."""

from __future__ import annotations

import re

from steady.content.answers import NUMBER_WORDS

HOURS = {**{word: n for n, word in enumerate(NUMBER_WORDS)}, "eleven": 11, "twelve": 12}
HOUR = r"(?P<hour>\d{1,2}|" + "|".join(HOURS) + r")"
NAMED = {"noon": 12 * 60, "midday": 12 * 60, "lunchtime": 12 * 60 + 30, "midnight": 0, "bedtime": 21 * 60 + 30}
PAST = re.compile(rf"\b(?P<part>half past|half|quarter past|quarter to)\s+{HOUR}\b")
MERIDIEM = re.compile(rf"\b{HOUR}(?:[:.h](?P<minute>\d\d))?\s*(?P<half>a\.?m\b|p\.?m\b)")
CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)\b")
BARE = re.compile(rf"(?:\b(?:at|around|about|by|say|for|maybe|like|after|before)\s+|^){HOUR}(?:\s*(?:o'?clock|ish|h))?\b(?!\s*(?:%|min|day|week|time|month))")  # fmt: skip
PARTS = {"half past": 30, "half": 30, "quarter past": 15, "quarter to": -15}
MORNING = re.compile(r"\bmornings?\b|\bbreakfast\b|\bbefore work\b|\bwhen i (?:wake|get) up\b")
LATER = re.compile(
    r"\bafternoons?\b|\bevenings?\b|\bnights?\b|\btonight\b|\bdinner\b|\bafter work\b|\bbefore (?:bed|sleep)\b"
)
# Without an hour of their own.
MOMENTS = {r"\bbefore (?:bed|sleep)\b": 21 * 60 + 30, r"\bbreakfast\b": 8 * 60, r"\bafter work\b": 18 * 60,
           r"\bmornings?\b": 8 * 60, r"\bafternoons?\b": 15 * 60, r"\bevenings?\b": 20 * 60, r"\bnights?\b": 21 * 60}  # fmt: skip


def read_time(text: str, moments: bool = True) -> tuple[int, ...]:
    """The minute of the day; two when it may be morning or evening ("at nine"); () when none is named.

    `moments`: a part of the day counts without an hour ("in the evening" is 20:00).
    """
    said = text.lower().replace("’", "'")
    for word, minute in NAMED.items():
        if re.search(rf"\b{word}\b", said):
            return (minute,)
    if found := MERIDIEM.search(said):
        hour = _number(found["hour"])
        if hour is None or not 1 <= hour <= 12:
            return ()
        return (_minute(hour % 12 + (12 if found["half"].startswith("p") else 0), int(found["minute"] or 0)),)
    if found := PAST.search(said):
        return _either(_number(found["hour"]), PARTS[found["part"]], said)
    if found := CLOCK.search(said):
        return _either(int(found["hour"]), int(found["minute"]), said, written=True)
    if found := BARE.search(said):
        return _either(_number(found["hour"]), 0, said)
    return next(((minute,) for pattern, minute in MOMENTS.items() if moments and re.search(pattern, said)), ())


def _either(hour: int | None, minutes: int, said: str, written: bool = False) -> tuple[int, ...]:
    """One reading where the words say which half of the day, or the hour itself does; else both."""
    if hour is None or hour > 23:
        return ()
    if hour == 12 and LATER.search(said):
        return (_minute(12 if "afternoon" in said else 0, minutes),)
    if hour >= 12 or hour == 0:
        return (_minute(hour, minutes),)
    if LATER.search(said):
        return (_minute(hour + 12, minutes),)
    if MORNING.search(said) or written and re.search(r"(?:^|\s)0\d", said):
        return (_minute(hour, minutes),)
    return (_minute(hour, minutes), _minute(hour + 12, minutes))


def half_of_the_day(text: str) -> str | None:
    """ "first" or "second", where an answer says morning or later, am or pm, without an hour."""
    said = text.lower()
    if MORNING.search(said) or re.search(r"\ba\.?m\b", said):
        return "first"
    return "second" if LATER.search(said) or re.search(r"\bp\.?m\b|\blater\b", said) else None


def _minute(hour: int, minutes: int) -> int:
    return (hour * 60 + minutes) % (24 * 60)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else HOURS.get(word)


def shown(minute: int) -> str:
    """ "20:00"."""
    return f"{minute // 60}:{minute % 60:02d}"


def from_clock(text: str) -> int | None:
    """The minute of a time as `shown` writes it, of 24 hours; None for anything else."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", text)
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    return minute if 0 <= minute < 24 * 60 else None

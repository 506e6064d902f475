"""Crisis lines and emergency numbers, read from `data/content/helplines.yml`.

What may be shown: emergency numbers of every country; a line only when `confirmed`
and not on the list of outdated numbers. Sources and dates stand in the data file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

INTERNATIONAL = "**"
KINDS = {
    "suicide", "crisis", "listening", "mental_health", "abuse", "sexual_violence",
    "poison", "youth", "health", "indigenous", "directory",
}  # fmt: skip

# What numbers.yml has to say: missing words are noticed at start, not when a person needs them.
WORDS = (
    "emergency", "emergency_unknown", "line_phone", "line_text", "line_text_only", "line_any_text",
    "line_any_text_only", "line_chat", "hours", "directory", "no_country",
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    label: str
    phone: str


@dataclass(frozen=True)
class Line:
    country: str
    service: str
    kind: str
    phone: str | None
    more_phones: tuple[Number, ...]
    text_to: str | None
    text_body: str | None
    chat: str | None
    hours: str | None
    always_open: bool
    url: str | None
    for_whom: str | None
    note: str | None
    source: str
    checked_on: dt.date
    confirmed: bool

    def as_card(self) -> dict[str, Any]:
        """What a channel needs to show this line; JSON-safe."""
        text = {"to": self.text_to, "body": self.text_body} if self.text_to else None
        more = [{"label": n.label, "phone": n.phone} for n in self.more_phones]
        return {"service": self.service, "kind": self.kind, "phone": self.phone, "more_phones": more, "text": text,
                "chat": self.chat, "hours": self.hours, "url": self.url, "for": self.for_whom, "note": self.note}  # fmt: skip


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@dataclass(frozen=True)
class Helplines:
    names: Mapping[str, str]
    emergency: Mapping[str, tuple[Number, ...]]
    lines: tuple[Line, ...]
    outdated: frozenset[tuple[str, str]]  # (country, digits)
    checked_on: dt.date
    stale_after_days: int
    needs: Mapping[str, tuple[tuple[str, ...], int]]
    words: Mapping[str, str]

    def may_show(self, line: Line) -> bool:
        """Confirmed, and none of its numbers is known to be outdated (whole numbers compared)."""
        numbers = [line.phone, line.text_to, *(n.phone for n in line.more_phones)]
        old = any((line.country, digits(n)) in self.outdated for n in numbers if n)
        return line.confirmed and not old

    def known(self, country: str | None) -> str | None:
        """The country code in capitals when numbers are held for it, else None."""
        code = (country or "").upper()
        return code if code in self.emergency and code != INTERNATIONAL else None

    def for_need(self, country: str | None, what: str) -> tuple[Line, ...]:
        """The lines to show in `country` for a need such as "suicide"; () when unknown or none."""
        kinds, most = self.needs.get(what, self.needs["crisis"])
        code = self.known(country)
        held = [line for line in self.lines if line.country == code and line.kind in kinds and self.may_show(line)]
        # Round-the-clock lines first: at two in the morning a closed line is no help.
        held.sort(key=lambda line: (not line.always_open, kinds.index(line.kind), line.for_whom is not None))
        return tuple(held[:most])

    def card(self, country: str | None, what: str) -> dict[str, Any]:
        """The `custom` payload of a reply that shows numbers."""
        code = self.known(country)
        urgent = self.emergency[code or INTERNATIONAL]
        return {
            "helplines": {
                "need": what,
                "country": code,
                "country_name": self.names[code] if code else None,
                "emergency": [{"label": n.label, "phone": n.phone} for n in urgent],
                "lines": [line.as_card() for line in self.for_need(code, what)],
                "directory": "findahelpline.com",
                # The same in words, as it stands in the reply's text: a channel shows one of the two.
                "text": self.text(code, what),
            }
        }

    def text(self, country: str | None, what: str) -> str:
        """The same as plain lines of text, for every channel. Never empty."""
        code = self.known(country)
        words = self.words
        if code is None:
            return "\n".join((words["emergency_unknown"], words["directory"], words["no_country"]))
        urgent = " / ".join(_labelled(n, len(self.emergency[code]) > 1) for n in self.emergency[code])
        first = words["emergency"].format(numbers=urgent, country=self.names[code])
        lines = [self._sentence(line) for line in self.for_need(code, what)]
        return "\n".join([first, *(lines or [words["directory"]])])

    def _sentence(self, line: Line) -> str:
        hours = self.words["hours"].format(hours=line.hours) if line.hours else ""
        values = {"service": line.service, "phone": line.phone, "to": line.text_to, "body": line.text_body,
                  "chat": line.chat or line.url, "hours": hours}  # fmt: skip
        text = "line_text" if line.text_body else "line_any_text"
        if line.phone:
            phone = self.words["line_phone"].format(**values)
            return f"{phone}, {self.words[text].format(**values)}" if line.text_to else phone
        if line.text_to:
            return self.words[f"{text}_only"].format(**values)
        if line.more_phones:
            values["phone"] = ", ".join(f"{n.label} {n.phone}" for n in line.more_phones)
            return self.words["line_phone"].format(**values)
        return self.words["line_chat"].format(**values)

    def stale(self, today: dt.date) -> bool:
        return (today - self.checked_on).days > self.stale_after_days


def _labelled(number: Number, several: bool) -> str:
    plain = number.label in {"emergency", ""} or not several
    return number.phone if plain else f"{number.phone} ({number.label})"


def _line(entry: object, path: Path, index: int) -> Line:
    where = f"lines[{index}]"
    service = need(entry, "service", str, path, where)
    where = f"{where} ({service})"
    assert isinstance(entry, Mapping)
    kind = need(entry, "kind", str, path, where)
    if kind not in KINDS:
        raise ContentError(f"{path}, {where}: kind {kind!r} is not one of {', '.join(sorted(KINDS))}.")
    text = entry.get("text") or {}
    return Line(
        country=need(entry, "country", str, path, where),
        service=service,
        kind=kind,
        phone=need(entry, "phone", (str, type(None)), path, where),
        more_phones=tuple(_number(n, path, where) for n in entry.get("more_phones") or []),
        text_to=text.get("to"),
        text_body=text.get("body"),
        chat=entry.get("chat"),
        hours=need(entry, "hours", (str, type(None)), path, where),
        always_open=need(entry, "always_open", bool, path, where),
        url=entry.get("url"),
        for_whom=entry.get("for"),
        note=entry.get("note"),
        source=need(entry, "source", str, path, where),
        checked_on=need(entry, "checked_on", dt.date, path, where),
        confirmed=need(entry, "confirmed", bool, path, where),
    )


def _number(entry: object, path: Path, where: str) -> Number:
    return Number(need(entry, "label", str, path, where), need(entry, "phone", str, path, where))


def _emergency(raw: Mapping[str, Any], path: Path) -> dict[str, tuple[Number, ...]]:
    numbers = {}
    for code, entry in raw.items():
        where = f"emergency {code}"
        listed: Sequence[object] = need(entry, "numbers", list, path, where)
        if not listed:
            raise ContentError(f"{path}, {where}: there is no number. Every country needs its emergency number.")
        numbers[code] = tuple(_number(n, path, where) for n in listed)
    return numbers


def load_helplines(folder: Path) -> Helplines:
    """Reads `helplines.yml` and `numbers.yml` in `folder`. Raises ContentError for what is wrong."""
    path, words_path = folder / "helplines.yml", folder / "numbers.yml"
    raw, words = read_yaml(path), read_yaml(words_path)
    emergency = need(raw, "emergency", dict, path, "top level")
    needs = need(words, "needs", dict, words_path, "top level")
    lines = tuple(_line(e, path, i) for i, e in enumerate(need(raw, "lines", list, path, "top level")))
    unknown = {line.country for line in lines} - set(emergency)
    if unknown:
        raise ContentError(f"{path}: lines of {', '.join(sorted(unknown))} have no emergency number above. Add it.")
    return Helplines(
        names={code: need(entry, "name", str, path, f"emergency {code}") for code, entry in emergency.items()},
        emergency=_emergency(emergency, path),
        lines=lines,
        outdated=_outdated(raw, path),
        checked_on=need(raw, "checked_on", dt.date, path, "top level"),
        stale_after_days=need(raw, "stale_after_days", int, path, "top level"),
        needs=_needs(needs, words_path),
        words={key: need(words, key, str, words_path, "top level") for key in WORDS},
    )


def _outdated(raw: object, path: Path) -> frozenset[tuple[str, str]]:
    entries = need(raw, "outdated", list, path, "top level")
    where = [(entry, f"outdated[{i}]") for i, entry in enumerate(entries)]
    numbers = [(digits(need(e, "number", str, path, w)), need(e, "country", str, path, w)) for e, w in where]
    return frozenset((country, number) for number, country in numbers)


def _needs(raw: Mapping[str, Any], path: Path) -> dict[str, tuple[tuple[str, ...], int]]:
    return {
        name: (tuple(need(e, "kinds", list, path, f"needs.{name}")), need(e, "most", int, path, f"needs.{name}"))
        for name, e in raw.items()
    }

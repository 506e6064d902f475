"""What may be taken up of a message: closed lists of who, when and what set it off, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

KINDS_OF_TIME = ("point", "since", "all", "span", "years", "years_ago")
GUARDS = ("negated", "imagined", "others", "not_when", "me", "they", "apart")
PATTERN = re.compile(r"(?:[\w'’-]+(?:/[\w'’-]+)*\??|<[1-9a-z]+>)(?: (?:[\w'’-]+(?:/[\w'’-]+)*\??|<[1-9a-z]+>))*")
SLOT = re.compile(r"\{(\w+)(?:\|[^{}\[\]]+)?\}")
SLOTS = {"who", "lasting", "Long", "point", "word"}


@dataclass(frozen=True)
class When:
    kind: str  # one of KINDS_OF_TIME
    says: str  # "since lunch", "for three weeks", "last night": stands after a verb
    long: str | None  # "since lunch", "three weeks": stands for the time itself; None for a point


@dataclass(frozen=True)
class Trigger:
    hears: tuple[str, ...]
    says: tuple[str, ...]  # sentences; the notation is described at the head of the file
    takes: frozenset[str]  # kinds of time that fit it
    back: str  # how it is called when they come back to it
    word: str | None  # the word itself, where it is said back
    by_other: bool  # done to the person: not taken up when they did it
    mine: bool  # said of themselves: not taken up of anybody else


@dataclass(frozen=True)
class Topic:
    triggers: tuple[str, ...]  # by name, the first that is heard is taken up
    says: tuple[str, ...]  # without a trigger
    back: str


@dataclass(frozen=True)
class HeardWords:
    who: Mapping[str, tuple[str, ...]]  # "your husband" -> patterns
    when: Mapping[When, tuple[str, ...]]
    triggers: Mapping[str, Trigger]
    topics: Mapping[str, Topic]
    kinds: frozenset[str]  # words that may stand between "my" and who it is
    guards: Mapping[str, frozenset[str]]


def load_heard_words(folder: Path) -> HeardWords:
    """Reads `heard.yml`. Raises ContentError naming file, entry and what to do."""
    path = folder / "heard.yml"
    raw = read_yaml(path)
    who = {
        says: tuple(f"my <kind> {noun}" for noun in need(raw["who"], says, list, path, "who"))
        for says in need(raw, "who", dict, path, "top level")
    }
    who |= {says: _patterns(raw["who_told"], says, path, "who_told")
            for says in need(raw, "who_told", dict, path, "top level")}  # fmt: skip
    triggers = {name: _trigger(entry, path, f"triggers.{name}")
                for name, entry in need(raw, "triggers", dict, path, "top level").items()}  # fmt: skip
    guards = need(raw, "guards", dict, path, "top level")
    return HeardWords(
        who=who,
        when=_times(need(raw, "when", dict, path, "top level"), path),
        triggers=triggers,
        topics={
            name: _topic(entry, triggers, path, f"topics.{name}")
            for name, entry in need(raw, "topics", dict, path, "top level").items()
        },  # fmt: skip
        kinds=frozenset(need(raw, "kinds", list, path, "top level")),
        guards={name: frozenset(map(str, need(guards, name, list, path, "guards"))) for name in GUARDS},
    )


def _times(raw: Mapping[str, Any], path: Path) -> dict[When, tuple[str, ...]]:
    found: dict[When, tuple[str, ...]] = {}
    for kind in ("point", "since", "all"):
        for says in need(raw, kind, dict, path, "when"):
            long = None if kind == "point" else says
            found[When(kind, says, long)] = _patterns(raw[kind], says, path, f"when.{kind}")
    for day in need(raw, "days", list, path, "when"):
        name = day.lower()
        found[When("point", f"on {day}", None)] = (f"on {name}", f"last {name}")
        found[When("since", f"since {day}", f"since {day}")] = (f"since last? {name}",)
    units = need(raw, "units", dict, path, "when")
    numbers = need(raw, "numbers", dict, path, "when")
    for unit in units:
        one, words = need(units[unit], "one", str, path, f"when.units.{unit}"), "/".join(units[unit]["words"])
        single = one.split()[1]
        counts = {one: f"a/an/one {single}", **{f"{number} {unit}": None for number in numbers}}
        for says, pattern in counts.items():
            ways = [pattern] if pattern else [f"{way} {words}" for way in numbers[says.removesuffix(f" {unit}")]]
            found[When("years" if unit == "years" else "span", f"for {says}", says)] = tuple(
                f"for/since {way}" for way in ways
            )
            found[When("years_ago" if unit == "years" else "point", f"{says} ago", None)] = tuple(
                f"{way} ago" for way in ways
            )
    return found


def _trigger(entry: Any, path: Path, where: str) -> Trigger:
    takes = need(entry, "takes", list, path, where)
    if unknown := set(takes) - set(KINDS_OF_TIME):
        raise ContentError(f"{path}, {where}: 'takes' has {sorted(unknown)}. Use {', '.join(KINDS_OF_TIME)}.")
    word = need(entry, "word", str, path, where) if "word" in entry else None
    says = tuple(text.replace("{word}", word or "{word}") for text in _says(entry, path, where))
    return Trigger(
        _patterns(entry, "hears", path, where), says, frozenset(takes), need(entry, "back", str, path, where), word,
        bool(entry.get("by_other")), bool(entry.get("mine")),
    )  # fmt: skip


def _topic(entry: Any, triggers: Mapping[str, Trigger], path: Path, where: str) -> Topic:
    names = need(entry, "triggers", list, path, where)
    if unknown := [name for name in names if name not in triggers]:
        raise ContentError(f"{path}, {where}: there is no trigger {unknown[0]!r}. Correct its name, or add it.")
    return Topic(tuple(names), _says(entry, path, where), need(entry, "back", str, path, where))


def _says(entry: Any, path: Path, where: str) -> tuple[str, ...]:
    texts = need(entry, "says", list, path, where)
    for text in texts:
        if not isinstance(text, str) or set(SLOT.findall(text)) - SLOTS or SLOT.sub("", text).count("{"):
            raise ContentError(f"{path}, {where}: {text!r} has a {{word}} that is none of {', '.join(sorted(SLOTS))}.")
        if text.count("[") != text.count("]") or text[-1] not in ".?":
            raise ContentError(f"{path}, {where}: {text!r} is no whole sentence. Look at its brackets and its end.")
    return tuple(texts)


def _patterns(entry: Any, field: str, path: Path, where: str) -> tuple[str, ...]:
    """Raises ContentError for a pattern that is none."""
    patterns = need(entry, field, list, path, where)
    for pattern in patterns:
        if not isinstance(pattern, str) or not PATTERN.fullmatch(pattern):
            raise ContentError(f"{path}, {where}: {pattern!r} is no pattern. See the head of the file.")
    return tuple(patterns)

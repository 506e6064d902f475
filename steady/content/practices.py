"""Practices as data: one file each under `data/content/practices/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

USES = {None, "body", "breath", "touch"}
# The ways round touch, round the breath, and round the whole body.
NO_TOUCH, NO_BREATH, NO_BODY = "no_touch", "no_breath", "no_body"


@dataclass(frozen=True)
class Breath:
    """A pace to follow: seconds in, seconds out, how many times."""

    seconds_in: int
    seconds_out: int
    times: int


@dataclass(frozen=True)
class Step:
    """One step. `text` may hold the place of what was written in an earlier step: {friend}."""

    text: str
    pause: int | None = None  # seconds to rest on it
    uses: str | None = None  # "touch", "body", "breath": another way is written for each
    without_touch: str | None = None
    without_body: str | None = None
    writes: str | None = None  # asks for the person's own words, under this name
    more: bool = False  # several messages may be written before going on
    opens: str | None = None  # how the person's sentence begins, when they left it out
    help: str | None = None  # for somebody to whom nothing comes
    without_words: str | None = None  # instead of `text`, when nothing was written
    breath: Breath | None = None
    only: str | None = None  # "longer": left out when time is short
    shows: str | None = None  # "letter": a made-up letter stands before it

    def goes_round(self, way: str | None) -> bool:
        """Whether this step is said without the body altogether for this person."""
        return self.uses is not None and way == NO_BODY or self.uses == "breath" and way == NO_BREATH


@dataclass(frozen=True)
class Practice:
    slug: str
    title: str
    called: tuple[str, ...]  # names by which people ask for it
    minutes: tuple[int, int]  # short way, long way
    kind: str  # body, kindness, words, senses, acts: an offer mixes them
    best_for: frozenset[str]  # intents
    also_for: frozenset[str]
    backdraft: bool  # old pain may come up first, and it is said before
    sources: tuple[str, ...]
    reviewed_on: dt.date | None  # when a person who knows about it has read the file
    steps: tuple[Step, ...]
    note: str  # for reviewers

    @property
    def body(self) -> bool:
        return any(step.uses for step in self.steps)

    def steps_for(self, time: str | None) -> tuple[Step, ...]:
        """All steps, or for "short" those that cannot be left out."""
        return tuple(step for step in self.steps if time != "short" or step.only is None)


def load_practice(path: Path) -> Practice:
    """Reads one file. Raises ContentError naming the file, step and field."""
    raw = read_yaml(path)
    steps = need(raw, "steps", list, path, "top level")
    if not steps:
        raise ContentError(f"{path}: there are no steps. A practice needs one at least.")
    slug = need(raw, "slug", str, path, "top level")
    if slug != path.stem:
        raise ContentError(f"{path}: the slug is {slug!r}, but the file is named {path.stem!r}. Make them the same.")
    if "reviewed_on" not in raw:
        raise ContentError(f"{path}, top level: the field 'reviewed_on' is missing. Write null until it is reviewed.")
    reviewed = raw["reviewed_on"]
    if reviewed is not None and not isinstance(reviewed, dt.date):
        raise ContentError(f"{path}, top level: 'reviewed_on' is {reviewed!r}, expected a date or null. Correct it.")
    return Practice(
        slug=slug,
        title=need(raw, "title", str, path, "top level"),
        called=_strings(raw, "called", path),
        minutes=_minutes(raw, path),
        kind=need(raw, "kind", str, path, "top level"),
        best_for=frozenset(_strings(raw, "best_for", path)),
        also_for=frozenset(_strings(raw, "also_for", path)),
        backdraft=need(raw, "backdraft", bool, path, "top level"),
        sources=_strings(raw, "sources", path),
        reviewed_on=reviewed,
        steps=tuple(_step(step, path, i) for i, step in enumerate(steps)),
        note=need(raw, "note", str, path, "top level"),
    )


def _strings(raw: object, field: str, path: Path) -> tuple[str, ...]:
    listed = need(raw, field, list, path, "top level")
    if not listed or not all(isinstance(one, str) for one in listed):
        raise ContentError(f"{path}, top level: {field!r} must be a list of texts, one at least. Correct it.")
    return tuple(listed)


def _minutes(raw: object, path: Path) -> tuple[int, int]:
    value = need(raw, "minutes", list, path, "top level")
    if len(value) != 2 or not all(isinstance(n, int) for n in value) or not 0 < value[0] <= value[1]:
        raise ContentError(f"{path}, top level: 'minutes' is {value!r}, expected [shortest, longest]. Correct it.")
    return value[0], value[1]


def _step(raw: object, path: Path, i: int) -> Step:
    where = f"steps[{i}]"
    text = need(raw, "text", str, path, where).strip()
    assert isinstance(raw, Mapping)
    fields: dict[str, Any] = {"pause": int, "uses": str, "without_touch": str, "without_body": str, "writes": str,
                              "more": bool, "opens": str, "help": str, "without_words": str, "only": str,
                              "shows": str}  # fmt: skip
    if unknown := set(raw) - {"text", "breath", *fields}:
        raise ContentError(f"{path}, {where}: {sorted(unknown)} is no field of a step. Correct or remove it.")
    given = {name: need(raw, name, kind, path, where) for name, kind in fields.items() if name in raw}
    given = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    step = Step(text, breath=_breath(raw, path, where), **given)
    if step.uses not in USES:
        raise ContentError(f"{path}, {where}: 'uses' is {step.uses!r}, expected touch, body or breath. Correct it.")
    if step.uses and step.without_body is None or step.uses == "touch" and step.without_touch is None:
        # Nobody is left without a way: touch and body are never asked of a person.
        raise ContentError(f"{path}, {where}: it uses {step.uses}, and a way without is missing. Add it.")
    return step


def _breath(raw: Mapping[str, Any], path: Path, where: str) -> Breath | None:
    if "breath" not in raw:
        return None
    breath = need(raw, "breath", dict, path, where)
    return Breath(*(need(breath, name, int, path, f"{where}.breath") for name in ("in", "out", "times")))


def load_practices(folder: Path) -> dict[str, Practice]:
    """Every practice in `folder`, by slug, in order of name."""
    found = {path.stem: load_practice(path) for path in sorted(folder.glob("*.yml"))}
    if not found:
        raise ContentError(f"{folder}: no practice found. Take the folder back from git.")
    return found

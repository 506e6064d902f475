"""Ways to a therapist by country, read from `data/content/therapy.yml`.

What may be shown: rows that an official page or two independent sources stand behind, and that
nothing holds back. An address that nobody opened is left out of the row; its name is enough to
search by. The public and low-cost ways stand before private ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

EVERYWHERE = "**"
KINDS = ("public", "couples", "low_cost", "register", "method", "culture")
COSTS = ("free", "free_low", "low", "low_private", "private")
CHEAP = {"free", "free_low", "low"}
LOW = {*CHEAP, "low_private"}  # may be low: by income, in places
NEEDS = ("individual", "couples")
FAITHS = {None, "secular", "church", "religious"}
OFFICIAL, MEMORY = "official", "memory"
FEWEST_SOURCES = 2
WORDS = ("row", "row_check", "year", "ways", "more", "no_couples")


@dataclass(frozen=True)
class Route:
    countries: tuple[str, ...]  # codes; "**" is everywhere; groups are resolved
    kind: str  # one of KINDS
    need: str  # "individual", "couples", "both"
    cost: str  # one of COSTS
    name: str
    say: str
    phone: str | None
    url: str | None
    url_checked: bool
    confirmed: str | int  # "official", "memory", or how many independent sources
    year: int | None  # of the fact
    faith: str | None
    yearly: bool  # changes each January
    check: bool  # a licence look-up, not a way to somebody
    last: bool  # not of the country itself
    hold: str | None  # why it waits for a look
    source: str
    checked_on: dt.date

    @property
    def may_show(self) -> bool:
        known = self.confirmed == OFFICIAL or isinstance(self.confirmed, int) and self.confirmed >= FEWEST_SOURCES
        return known and self.hold is None

    @property
    def private(self) -> bool:
        """A register, or paid for in full: after the public and low-cost ways."""
        return self.cost not in LOW or self.check

    @property
    def address(self) -> str | None:
        return self.url if self.url_checked else None


@dataclass(frozen=True)
class Note:
    """What was found about couples work in a country as a whole."""

    say: str
    source: str
    checked_on: dt.date


@dataclass(frozen=True)
class Therapy:
    routes: tuple[Route, ...]
    notes: Mapping[str, Note]
    checked_on: dt.date
    stale_after_days: int
    words: Mapping[str, str]
    costs: Mapping[str, str]

    def ways(self, country: str | None, what: str) -> tuple[Route, ...]:
        """Every way that may be shown in `country` for "individual" or "couples", the best first.

        Only those that are the same everywhere when the country is unknown.
        """
        kinds = [kind for kind in KINDS if kind != "culture"]
        found = [r for r in self._shown(country) if r.kind in kinds and r.need in {what, "both"}]
        return tuple(sorted(found, key=lambda r: (r.last, r.private, _first(r, what), r.check)))

    def for_culture(self, country: str | None, what: str) -> tuple[Route, ...]:
        return tuple(r for r in self._shown(country) if r.kind == "culture" and r.need in {what, "both"})

    def for_little_money(self, country: str | None, what: str) -> tuple[Route, ...]:
        """The public and low-cost ways of the country itself."""
        return tuple(r for r in self.ways(country, what) if r.cost in CHEAP and not r.check and not r.last)

    def _shown(self, country: str | None) -> list[Route]:
        here = {EVERYWHERE, country}
        return [route for route in self.routes if route.may_show and here & set(route.countries)]

    def text(self, routes: Sequence[Route]) -> str:
        """One line a way."""
        return "\n".join(self.line(route) for route in routes)

    def line(self, route: Route) -> str:
        year = self.words["year"].format(year=route.year) if route.year else ""
        ways = ", ".join(part for part in (route.phone, route.address) if part)
        ways = self.words["ways"].format(ways=ways) if ways else ""
        words = self.words["row_check" if route.check else "row"]
        return words.format(name=route.name, cost=self.costs[route.cost], say=route.say, year=year, ways=ways)

    def about_couples(self, country: str | None, name: str) -> str:
        """What is true of couples work there as a whole; "" where a public or low-cost way is known."""
        if country is None or any(not r.private and not r.last for r in self.ways(country, "couples")):
            return ""
        note = self.notes.get(country)
        return note.say if note else self.words["no_couples"].format(country=name)

    def stale(self, today: dt.date) -> tuple[Route, ...]:
        """Rows to look at again: older than `stale_after_days`, or of last year where January changes them."""
        limit = dt.timedelta(days=self.stale_after_days)
        return tuple(
            r for r in self.routes
            if r.may_show and (today - r.checked_on > limit or r.yearly and today.year > r.checked_on.year)
        )  # fmt: skip


def _first(route: Route, what: str) -> int:
    """For two, what was made for two comes first; for one, what the state pays for."""
    if what == "couples":
        return ("couples", "public", "low_cost", "register", "method").index(route.kind)
    return ("public", "low_cost", "couples", "register", "method").index(route.kind)


def load_therapy(folder: Path, names: Mapping[str, str]) -> Therapy:
    """Reads `therapy.yml`. `names`: known countries by code. Raises ContentError with file and field."""
    path = folder / "therapy.yml"
    raw = read_yaml(path)
    groups = need(raw, "groups", dict, path, "top level")
    words = need(raw, "words", dict, path, "top level")
    costs = need(words, "costs", dict, path, "words")
    rows = need(raw, "routes", list, path, "top level")
    notes = need(raw, "notes", dict, path, "top level")
    return Therapy(
        routes=tuple(_route(row, path, f"routes[{i}]", groups, names) for i, row in enumerate(rows)),
        notes={code: _note(entry, path, f"notes {code}") for code, entry in notes.items()},
        checked_on=need(raw, "checked_on", dt.date, path, "top level"),
        stale_after_days=need(raw, "stale_after_days", int, path, "top level"),
        words={key: need(words, key, str, path, "words") for key in WORDS},
        costs={cost: need(costs, cost, str, path, "words.costs") for cost in COSTS},
    )


def _note(entry: object, path: Path, where: str) -> Note:
    confirmed = need(entry, "confirmed", (int, str), path, where)
    if isinstance(confirmed, int) and confirmed < FEWEST_SOURCES or confirmed == MEMORY:
        raise ContentError(f"{path}, {where}: a note needs two sources. Take it out, or find another.")
    return Note(
        need(entry, "say", str, path, where),
        need(entry, "source", str, path, where),
        need(entry, "checked_on", dt.date, path, where),
    )


def _route(row: object, path: Path, where: str, groups: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> Route:
    name = need(row, "name", str, path, where)
    where = f"{where} ({name})"
    assert isinstance(row, Mapping)
    url = row.get("url")
    confirmed = need(row, "confirmed", (str, int), path, where)
    if isinstance(confirmed, str) and confirmed not in {OFFICIAL, MEMORY}:
        raise ContentError(f"{path}, {where}: 'confirmed' is {confirmed!r}; write official, memory or a number.")
    return Route(
        countries=_countries(need(row, "countries", list, path, where), path, where, groups, names),
        kind=_one_of(row, "kind", KINDS, path, where),
        need=_one_of(row, "for", (*NEEDS, "both"), path, where),
        cost=_one_of(row, "cost", COSTS, path, where),
        name=name,
        say=need(row, "say", str, path, where),
        phone=need(row, "phone", str, path, where) if "phone" in row else None,
        url=url,
        url_checked=need(row, "url_checked", bool, path, where) if url else False,
        confirmed=confirmed,
        year=need(row, "year", (int, type(None)), path, where),
        faith=_one_of(row, "faith", FAITHS, path, where) if "faith" in row else None,
        yearly=bool(row.get("yearly")),
        check=bool(row.get("check")),
        last=bool(row.get("last")),
        hold=row.get("hold"),
        source=need(row, "source", str, path, where),
        checked_on=need(row, "checked_on", dt.date, path, where),
    )


def _one_of(row: Mapping[str, Any], field: str, known: Any, path: Path, where: str) -> Any:
    value = need(row, field, str, path, where)
    if value not in known:
        listed = ", ".join(sorted(str(k) for k in known if k))
        raise ContentError(f"{path}, {where}: {field!r} is {value!r}, which is not one of {listed}. Correct it.")
    return value


def _countries(
    codes: Sequence[object], path: Path, where: str, groups: Mapping[str, Sequence[str]], names: Mapping[str, str]
) -> tuple[str, ...]:
    resolved: list[object] = [code for one in codes for code in groups.get(str(one), [one])]  # type: ignore[list-item]
    unknown = [code for code in resolved if code not in names]  # a bare NO is read as false: caught here too
    if unknown or not resolved:
        raise ContentError(f"{path}, {where}: 'countries' has {unknown or 'nothing'}; write codes of helplines.yml.")
    return tuple(str(code) for code in resolved)

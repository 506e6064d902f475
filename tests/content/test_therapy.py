"""Ways to a therapist: something true for every country, nothing unconfirmed, nothing dated without its year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from steady.content.therapy import CHEAP, Route, Therapy, load_therapy
from tests.content.broken import change, copy_of, fault

CODES = ["US", "CA", "GB", "IE", "AU", "NZ", "IN", "ZA", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "CH", "SE", "NO",
         "DK", "FI", "PL", "PT", "BR", "MX", "AR", "JP", "KR", "SG"]  # fmt: skip
# A price, a number of sessions or a rule of who may come.
DATED = re.compile(
    r"[€$£]|\b\d+ (?:sessions|talks)|\b(?:ten|twelve|eight|five) (?:sessions|talks)|\bmedical card\b|first session is free|"
    r"\bdoctor's finding\b|\bbrings money back\b|\bpays most\b|\bis paid for\b|\bthe state paid\b"
)


@pytest.fixture
def route(library) -> Route:
    return next(r for r in library.therapy.routes if r.name == "Relate")


def with_routes(held: Therapy, *routes: Route) -> Therapy:
    return replace(held, routes=routes)


def test_the_28_countries_are_those_of_the_helplines(library) -> None:
    assert sorted(CODES) == sorted(code for code in library.helplines.names if library.helplines.known(code))


@pytest.mark.parametrize("need", ["individual", "couples"])
@pytest.mark.parametrize("code", CODES)
def test_every_country_gets_something_true(library, code: str, need: str) -> None:
    held = library.therapy
    ways = held.ways(code, need)
    assert ways, f"nothing for {need} in {code}"
    assert all(r.may_show and {code, "**"} & set(r.countries) and r.need in {need, "both"} for r in ways)
    assert need == "couples" or any(code in r.countries and r.cost in CHEAP for r in ways), "no public or low-cost way"
    private = [r.private for r in ways if not r.last]
    assert private == sorted(private), f"{code}: a private way stands before a public one"
    # No public couples service known: that is said, instead of leaving a hole.
    told = held.about_couples(code, library.helplines.names[code])
    assert need == "individual" or bool(told) != any(not r.private and not r.last for r in ways)
    for line in held.text(ways).splitlines():
        assert line.startswith("• ") and "{" not in line and "None" not in line


@pytest.mark.parametrize(
    ("change_of_row", "shown"),
    [
        ({}, True),
        ({"confirmed": 2}, True),
        ({"confirmed": 1}, False),
        ({"confirmed": "memory"}, False),
        ({"hold": "see whether it still runs"}, False),
        ({"confirmed": 7, "hold": "old"}, False),
    ],
)
def test_the_showing_rule(library, route: Route, change_of_row: dict, shown: bool) -> None:
    changed = replace(route, **change_of_row)
    held = with_routes(library.therapy, changed)
    assert bool(held.ways("GB", "couples")) is shown
    assert bool(held.stale(dt.date(2030, 1, 1))) is shown, "what is not shown needs no look"


def test_an_address_that_nobody_opened_is_not_shown(library, route: Route) -> None:
    held = library.therapy
    assert "relate.org.uk" in held.line(route)
    assert "relate.org.uk" not in held.line(replace(route, url_checked=False))


def test_the_year_of_a_fact_stands_beside_it(library) -> None:
    for r in library.therapy.routes:
        if r.may_show and DATED.search(r.say):
            assert r.year, f"{r.name}: {r.say}"
            assert str(r.year) in library.therapy.line(r)


def test_faith_is_said(library) -> None:
    for r in library.therapy.routes:
        if r.may_show and r.kind == "couples":
            assert r.faith, f"{r.name}: secular, church or religious?"
            if r.faith != "secular":
                assert re.search(r"church|Catholic", r.say), r.name


def test_hidden_rows_stay_in_the_data(library) -> None:
    hidden = {r.name for r in library.therapy.routes if not r.may_show}
    assert {"MyMind", "Relate NI", "NHS 24 Living Life (Scotland)", "EuroPsy"} <= hidden
    shown = "\n".join(
        library.therapy.text(library.therapy.ways(c, n)) for c in CODES for n in ("individual", "couples")
    )
    assert not [name for name in hidden if f"• {name} " in shown or f"• {name}:" in shown]


def test_an_unknown_country_gets_what_is_the_same_everywhere(library) -> None:
    for code in (None, "XX"):
        ways = library.therapy.ways(code, "individual")
        assert ways and all("**" in r.countries for r in ways)
    assert library.therapy.about_couples(None, "") == ""


@pytest.mark.parametrize(("code", "part"), [("NL", "private there"), ("BR", "no public couples service"), ("SE", "")])
def test_what_is_true_of_couples_work_there(library, code: str, part: str) -> None:
    said = library.therapy.about_couples(code, library.helplines.names[code])
    assert part in said and bool(said) is bool(part)


def test_little_money_and_culture(library) -> None:
    cheap = library.therapy.for_little_money("GB", "individual")
    assert cheap and all(r.cost in CHEAP and not r.check for r in cheap)
    assert "Pink Therapy" in [r.name for r in library.therapy.for_culture("GB", "couples")]
    assert library.therapy.for_culture("PT", "individual") == ()


@pytest.mark.parametrize(
    ("days", "yearly", "next_year", "stale"),
    [(0, False, False, False), (1, False, False, True), (-100, True, False, False), (-100, True, True, True)],
)
def test_a_row_grows_stale(library, route: Route, days: int, yearly: bool, next_year: bool, stale: bool) -> None:
    held = library.therapy
    checked = dt.date(2026, 1, 5)
    today = checked + dt.timedelta(days=held.stale_after_days + days)
    if next_year:
        checked, today = dt.date(2025, 12, 20), dt.date(2026, 1, 2)
    changed = replace(route, yearly=yearly, checked_on=checked)
    assert bool(with_routes(held, changed).stale(today)) is stale


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("kind: public, for", "kind: publik, for", ["routes[0]", "'kind'", "publik"]),
        ("for: individual", "for: alone", ["routes[0]", "'for'"]),
        ('name: "SAMHSA helpline", ', "", ["routes[0]", "'name'"]),
        ('source: "copy of SAMHSA', 'sauce: "copy of SAMHSA', ["SAMHSA helpline", "'source'"]),
        ("confirmed: 2, year: null", "confirmed: perhaps, year: null", ["SAMHSA helpline", "'confirmed'"]),
        ("confirmed: 2, year: null", "confirmed: 2, year: last", ["SAMHSA helpline", "'year'"]),
        ("url_checked: false, ", "", ["SAMHSA helpline", "'url_checked'"]),
        ("faith: secular", "faith: other", ["Relate", "'faith'"]),
        ("checked_on: 2026-11-24}\n  - {", "checked_on: today}\n  - {", ["SAMHSA helpline", "'checked_on'"]),
        ('countries: ["NO"]', "countries: [NO]", ["Familievernkontor", "'countries'"]),
        ("countries: [US]", "countries: []", ["SAMHSA helpline", "'countries'"]),
        ("confirmed: 2, source: \"Bay", "confirmed: 1, source: \"Bay", ["notes NZ"]),
        ('private: "private"}', 'privat: "private"}', ["words.costs", "'private'"]),
        ("\nroutes:", "\nroutes: [", ["line "]),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_place(library, root: Path, tmp_path: Path, old: str, new: str, named) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "therapy.yml", old, new)
    message = fault(lambda: load_therapy(folder, library.helplines.names))
    assert all(part in message for part in ["therapy.yml", *named]), message

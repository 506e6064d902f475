import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from steady.records import notes
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.session_list import SessionView, TurnView, load_session, load_sessions
from steady.records.sessions_view import (
    highest_risk,
    session_json,
    session_table,
    sessions_json,
    sessions_table,
)
from steady.records.turn_rows import write_turns
from steady.records.turns import FinishedTurn

from .helpers import NOON

HOUR = timedelta(hours=1)


def two_sessions(database: Database, keys: Keys, person: str) -> tuple[SessionView, ...]:
    """Yesterday's with a practice and a crisis, and today's; newest first."""
    minute = timedelta(minutes=1)
    turns = [
        FinishedTurn(person, "web", NOON, "greet", 0.91, "none", None, ("utter_greet",), 12, "SECRET"),
        FinishedTurn(person, "web", NOON + minute, "ask_practice", 0.8, "crisis", "suicide"),
        FinishedTurn(person, "web", NOON + 24 * HOUR, None),
    ]
    with database.session() as session:
        write_turns(session, keys, turns, HOUR)
        notes.note_practice(session, person, "soften", at=NOON + 5 * minute, before=7, after=4)
        notes.note_practice(session, person, "letter", at=NOON + 25 * HOUR, finished=False)
        notes.note_ask_or_check(session, person, at=NOON + minute, outcome="loop")
        notes.note_referral(session, person, "couples", at=NOON + minute)
    with database.session() as session:
        return load_sessions(session)


def test_the_list_says_what_happened_in_each(database: Database, keys: Keys, consented: str) -> None:
    sessions = two_sessions(database, keys, consented)
    head, today, yesterday = sessions_table(sessions).splitlines()
    assert head.split()[:2] == ["id", "when"]
    for part in ("2025-03-14 12:00", keys.code(consented), "web", " 2 ", "crisis",
                 "greet > ask_practice", "soften 7 -> 4", "loop"):  # fmt: skip
        assert part in yesterday
    assert "letter (stopped)" in today and " ? " in today and "soften" not in today


def test_one_session_shows_its_turns(database: Database, keys: Keys, consented: str) -> None:
    view = two_sessions(database, keys, consented)[1]
    shown = session_table(view)
    assert "12:00:00" in shown and "utter_greet" in shown and "0.91" in shown
    assert "crisis suicide" in shown
    for line in ("practices: soften 7 -> 4", "outcomes: loop", "referrals: couples"):
        assert line in shown.splitlines()


def test_json_says_the_same(database: Database, keys: Keys, consented: str) -> None:
    today, yesterday = sessions_json(two_sessions(database, keys, consented))
    assert json.loads(json.dumps(yesterday)) == yesterday
    assert [turn["intent"] for turn in yesterday["turns"]] == ["greet", "ask_practice"]
    assert yesterday["turns"][1]["risk"] == {"level": "crisis", "kind": "suicide"}
    assert yesterday["practices"][0]["after"] == 4
    assert (yesterday["risk"], today["risk"]) == ("crisis", None)


def test_never_any_text(database: Database, keys: Keys, consented: str) -> None:
    sessions = two_sessions(database, keys, consented)
    everything = sessions_table(sessions) + repr(sessions) + json.dumps(sessions_json(sessions))
    everything += "".join(map(session_table, sessions))
    assert "SECRET" not in everything


def test_by_number_by_person_and_no_more_than_asked(database: Database, keys: Keys, consented: str) -> None:
    sessions = two_sessions(database, keys, consented)
    with database.session() as session:
        assert load_session(session, sessions[0].id) == sessions[0]
        assert load_session(session, 99) is None
        assert load_sessions(session, limit=1) == sessions[:1]
        assert load_sessions(session, code=keys.code(consented).lower()) == sessions
        assert load_sessions(session, code="0000-0000") == ()


def test_no_sessions_are_a_head_alone() -> None:
    assert len(sessions_table(()).splitlines()) == 1


def turn(level: str | None, intent: str | None = "greet") -> TurnView:
    return TurnView(NOON, intent, 0.5, level, None, (), 10)


@given(st.lists(st.sampled_from(["none", "concern", "crisis", None])))
def test_a_session_is_as_grave_as_its_gravest_turn(levels: list[str | None]) -> None:
    risk = highest_risk([turn(level) for level in levels])
    if "crisis" in levels:
        assert risk == "crisis"
    elif "concern" in levels:
        assert risk == "concern"
    else:
        assert (risk == "none") == (bool(levels) and None not in levels)


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), max_size=12))
def test_a_row_is_one_line_and_long_talks_are_cut(intents: list[str]) -> None:
    turns = tuple(turn("none", intent) for intent in intents)
    view = SessionView(1, "ABCD-EFGH", "web", NOON, NOON, turns, (), (), ())
    assert len(sessions_table([view]).splitlines()) == 2
    assert ("…" in sessions_table([view])) == (len(intents) > 6)
    assert len(session_json(view)["turns"]) == len(intents)

"""Planned, looked up by channel, held back, taken away; and no text in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.follow_ups import (
    About,
    drop_follow_up,
    drop_follow_ups,
    due_follow_ups,
    has_follow_ups,
    hold_follow_ups,
    next_due,
    plan_follow_ups,
)

from .helpers import NOON, bytes_on_disk

MINUTE = timedelta(minutes=1)
ABOUT = About("urge_wait", "ab12", {"adult": True, "urge_wait": {"id": "ab12", "readings": []}}, ("urge_form",))


def plan(database: Database, keys: Keys, person: str, channel: str = "web", minutes: int = 10, **more: object) -> None:
    with database.session() as session:
        due = {NOON + minutes * MINUTE: ("urge_due", ABOUT)}
        plan_follow_ups(session, keys, person, channel, due, at=NOON, **more)  # type: ignore[arg-type]


def test_it_comes_back_as_it_was_planned_without_any_consent(database: Database, keys: Keys, ada: str) -> None:
    plan(database, keys, ada, address="chat 17")
    with database.session() as session:
        assert due_follow_ups(session, keys, ["web"], NOON + 9 * MINUTE) == []
        (row,) = due_follow_ups(session, keys, ["web"], NOON + 10 * MINUTE)
    assert (row.person, row.channel, row.kind, row.about, row.address) == (ada, "web", "urge_due", ABOUT, "chat 17")
    assert row.due_at == NOON + 10 * MINUTE and not row.held and "chat 17" not in repr(row)


def test_the_address_is_in_cipher(database: Database, keys: Keys, ada: str, path: Path) -> None:
    plan(database, keys, ada, address="chat seventeen")
    assert b"chat seventeen" not in bytes_on_disk(path)


def test_each_process_sees_those_of_its_own_channels(database: Database, keys: Keys, ada: str) -> None:
    plan(database, keys, ada, "telegram")
    with database.session() as session:
        assert due_follow_ups(session, keys, ["web"], NOON + 60 * MINUTE) == []
        assert next_due(session, ["web"], NOON) is None
        assert next_due(session, ["web", "telegram"], NOON) == NOON + 10 * MINUTE
        assert next_due(session, ["telegram"], NOON + 10 * MINUTE) is None, "that one is due, not next"


def test_a_new_plan_takes_the_place_of_the_old(database: Database, keys: Keys, ada: str) -> None:
    plan(database, keys, ada, minutes=20)
    plan(database, keys, keys.person("web", "bob"), minutes=20)
    plan(database, keys, ada, minutes=2)
    with database.session() as session:
        rows = due_follow_ups(session, keys, ["web"], NOON + 60 * MINUTE)
    assert [(row.person == ada, row.due_at - NOON) for row in rows] == [(True, 2 * MINUTE), (False, 20 * MINUTE)]


def test_danger_holds_one_persons_only(database: Database, keys: Keys, ada: str) -> None:
    plan(database, keys, ada)
    plan(database, keys, keys.person("web", "bob"))
    with database.session() as session:
        hold_follow_ups(session, ada)
        assert {row.person == ada: row.held for row in due_follow_ups(session, keys, ["web"], NOON + 10 * MINUTE)} == {
            True: True,
            False: False,
        }


def test_taken_away_once(database: Database, keys: Keys, ada: str) -> None:
    plan(database, keys, ada)
    with database.session() as session:
        (row,) = due_follow_ups(session, keys, ["web"], NOON + 10 * MINUTE)
        assert drop_follow_up(session, row.id) and not drop_follow_up(session, row.id)
        assert not drop_follow_ups(session, ada) and not has_follow_ups(session, ada)

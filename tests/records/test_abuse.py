"""Abuse that was told before is known of people who agreed to notes."""

from datetime import timedelta

import pytest

from steady.records.abuse import abuse_on_record
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.notes import give_consent, note_ask_or_check
from steady.records.turn_rows import write_turns
from steady.records.turns import FinishedTurn

from .helpers import NOON


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({"intent": "share_conflict", "risk_level": "concern", "risk_kind": "abuse"}, True),
        ({"intent": "disclose_abuse"}, True),
        ({"intent": "share_conflict", "risk_level": "crisis", "risk_kind": "suicide"}, False),
        ({"intent": "share_conflict"}, False),
    ],
)
def test_a_turn_that_told_of_it(
    database: Database, keys: Keys, consented: str, said: dict[str, str], known: bool
) -> None:
    with database.session() as session:
        write_turns(session, keys, [FinishedTurn(consented, "web", NOON, **said)], timedelta(hours=1))
        assert abuse_on_record(session, consented) is known
        bob = keys.person("web", "bob")
        give_consent(session, keys, bob, at=NOON)
        assert not abuse_on_record(session, bob), "somebody else's turns say nothing about them"


def test_four_questions_that_ended_in_not_safe(database: Database, consented: str) -> None:
    with database.session() as session:
        note_ask_or_check(session, consented, at=NOON, outcome="loop")
        assert not abuse_on_record(session, consented)
        note_ask_or_check(session, consented, at=NOON, outcome="not_safe")
        assert abuse_on_record(session, consented)


def test_of_nobody_nothing_is_known(database: Database, ada: str) -> None:
    with database.session() as session:
        assert not abuse_on_record(session, ada)

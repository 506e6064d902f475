from __future__ import annotations

from datetime import timedelta

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.privacy import erase_person, purge
from steady.records.telegram import begin_update, chat_of, drop_chat, finish_update, keep_chat, known_updates

from .helpers import NOON

BOT, OTHER = 111, 222


def test_updates_are_known_by_bot_and_by_whether_they_were_answered(database: Database) -> None:
    with database.session() as session:
        begin_update(session, BOT, 1, at=NOON)
        begin_update(session, BOT, 1, at=NOON)
        begin_update(session, BOT, 2, at=NOON)
        finish_update(session, BOT, 2, at=NOON)
        finish_update(session, BOT, 3_000_000_000, at=NOON)
    with database.session() as session:
        assert known_updates(session, BOT, [1, 2, 4, 3_000_000_000]) == {1: False, 2: True, 3_000_000_000: True}
        assert known_updates(session, OTHER, [1, 2]) == {} == known_updates(session, BOT, [])


def test_they_go_after_two_days(database: Database) -> None:
    with database.session() as session:
        finish_update(session, BOT, 1, at=NOON)
        finish_update(session, BOT, 2, at=NOON + timedelta(days=1))
        assert purge(session, NOON + timedelta(days=2, hours=1), 365)["telegram_update"] == 1
        assert known_updates(session, BOT, [1, 2]) == {2: True}


def test_a_chat_is_kept_with_consent_only(database: Database, keys: Keys, ada: str) -> None:
    with database.session() as session:
        assert keep_chat(session, keys, ada, 42, at=NOON) is False
        assert chat_of(session, keys, ada) is None


def test_a_chat_is_kept_once_in_cipher_and_goes_with_the_person(database: Database, keys: Keys, consented: str) -> None:
    for _ in range(2):
        with database.session() as session:
            assert keep_chat(session, keys, consented, 4242424242, at=NOON) is True
    with database.session() as session:
        assert chat_of(session, keys, consented) == 4242424242
        assert erase_person(session, consented)["telegram_chat"] == 1
        assert chat_of(session, keys, consented) is None


def test_a_chat_can_be_dropped_alone(database: Database, keys: Keys, consented: str) -> None:
    with database.session() as session:
        keep_chat(session, keys, consented, 42, at=NOON)
        assert drop_chat(session, consented) is True and drop_chat(session, consented) is False

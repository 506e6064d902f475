import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from steady.dialogue.course import Place
from steady.records import follow_ups, notes, privacy, telegram, waves
from steady.records.check_ins import Day, save_check_in
from steady.records.clean_asks import note_clean_ask
from steady.records.course import keep_course
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.doubts import note_doubt
from steady.records.errors import NoSuchPerson, WrongKey
from steady.records.models import Base
from steady.records.reminders import KeptWish, keep_reminder
from steady.records.tracker_rows import append_events
from steady.records.turn_rows import write_turns
from steady.records.turns import FinishedTurn

from .helpers import NOON, bytes_on_disk, rows_by_table

HOUR = timedelta(hours=1)
PERSONAL = set(Base.metadata.tables) - {"crisis_count", "telegram_update"}


def fill(database: Database, keys: Keys, name: str, at: datetime = NOON) -> str:
    """A person with something in every table. Returns the key."""
    person = keys.person("web", name)
    with database.session() as session:
        notes.give_consent(session, keys, person, at=at, country="GB")
        notes.note_practice(session, person, "soften", at=at, before=7, after=4)
        notes.note_ask_or_check(session, person, at=at, outcome="loop", can_wait=True)
        waves.note_wave(session, person, waves.Wave("text", 10, "waited", 8, 3, ((5, 6),)), at=at)
        about = follow_ups.About("urge_wait", "ab12", {"adult": True})
        due = {at + HOUR: ("urge_due", about)}
        follow_ups.plan_follow_ups(session, keys, person, "web", due, at=at, address=f"chat of {name}")
        notes.note_referral(session, person, "couples", at=at)
        note_clean_ask(session, keys, person, f"Would you call {name}?", ["would"], at=at)
        note_doubt(session, keys, person, (7, -2, 0), "reader", at=at)
        telegram.keep_chat(session, keys, person, 4242, at=at)
        save_check_in(session, keys, person, Day(at.date(), 7, 4, 3, 2, f"{name} is wobbly"), at=at)
        keep_reminder(session, KeptWish(person, 1200, "Europe/London", (1320, 420), "web"), at=at)
        keep_course(session, person, Place(3, 2, done=(1, 2), done_on="2025-03-13").as_slot(), at=at)
        turns = [
            FinishedTurn(person, "web", at, "greet", actions=("utter_greet",), text=f"I am {name}"),
            FinishedTurn(person, "web", at + 5 * HOUR, "goodbye"),
        ]
        write_turns(session, keys, turns, HOUR)
    line = json.dumps({"event": "user", "text": f"{name} said", "timestamp": at.timestamp()})
    assert append_events(database, keys, person, [line])
    return person


def test_an_export_is_whole_and_json(database: Database, keys: Keys) -> None:
    ada = fill(database, keys, "ada")
    fill(database, keys, "bob")
    with database.session() as session:
        whole = privacy.export_person(session, keys, keys.code(ada))
    assert json.loads(json.dumps(whole)) == whole
    assert "bob" not in json.dumps(whole)
    turns = [turn for sitting in whole["session"] for turn in sitting["turns"]]
    assert [turn["text"] for turn in turns] == ["I am ada", None]
    assert whole["conversation_event"][0]["event"]["text"] == "ada said"
    assert whole["practice_run"][0]["before"] == 7
    assert whole["check_in"][0]["word"] == "ada is wobbly"
    assert whole["clean_ask"][0]["text"] == "Would you call ada?"
    assert whole["doubt"][0]["mark"] == [7, -2, 0]
    assert whole["reminder"][0]["zone"] == "Europe/London"
    assert (whole["course"][0]["day"], whole["course"][0]["done"]) == (3, [1, 2])
    assert whole["urge_wave"][0]["readings"] == [[5, 6]]
    assert whole["follow_up"][0]["address"] == "chat of ada"
    assert whole["person"]["consent_at"] == NOON.isoformat()
    # Every column of every table about people is there, in clear where it was in cipher.
    found = {"person": whole["person"], "turn": turns[0]}
    found |= {name: rows[0] for name, rows in whole.items() if name != "person"}
    assert set(found) == PERSONAL
    for name, row in found.items():
        missing = {c.name for c in Base.metadata.tables[name].columns} - set(row)
        assert missing <= {"cipher", "text_cipher", "address_cipher", "chat_cipher", "word_cipher", "mark_cipher"}, name


def test_erasing_leaves_no_row_in_any_table_and_others_alone(database: Database, keys: Keys) -> None:
    fill(database, keys, "bob")
    before = rows_by_table(database)
    ada = fill(database, keys, "ada")
    added = {t: n - before[t] for t, n in rows_by_table(database).items() if t in PERSONAL}
    assert all(added.values()), "the test must have something in every table to erase"
    with database.session() as session:
        assert privacy.erase_person(session, keys.code(ada).lower().replace("-", " ")) == added
    assert rows_by_table(database) == before


def test_nothing_of_the_erased_is_left_in_the_files(database: Database, keys: Keys, path: Path) -> None:
    ada = fill(database, keys, "ada")
    assert ada.encode() in bytes_on_disk(path)
    with database.session() as session:
        privacy.erase_person(session, ada)
    assert ada.encode() not in bytes_on_disk(path)
    assert keys.code(ada).encode() not in bytes_on_disk(path)


def test_erasing_by_key_and_erasing_nobody(database: Database, keys: Keys) -> None:
    ada = fill(database, keys, "ada")
    with database.session() as session:
        nobody = privacy.erase_person(session, "0000-0000")
        assert set(nobody) == PERSONAL and not any(nobody.values())
        assert privacy.erase_person(session, ada)["person"] == 1


def test_who_has_not_consented_can_see_and_erase_what_is_planned_for_them(database: Database, keys: Keys) -> None:
    bob = keys.person("web", "bob")
    with database.session() as session:
        due = {NOON: ("urge_due", follow_ups.About("urge_wait", "ab12"))}
        follow_ups.plan_follow_ups(session, keys, bob, "web", due, at=NOON)
        shown = privacy.export_person(session, keys, bob)
        assert shown["person"] is None and shown["follow_up"][0]["kind"] == "urge_due"
        assert privacy.erase_person(session, bob)["follow_up"] == 1
        assert not follow_ups.has_follow_ups(session, bob)


def test_an_export_of_nobody_says_so(database: Database, keys: Keys) -> None:
    with database.session() as session, pytest.raises(NoSuchPerson, match="0000-0000"):
        privacy.export_person(session, keys, "0000-0000")


def test_another_secret_is_noticed(database: Database, keys: Keys) -> None:
    ada = fill(database, keys, "ada")
    other = Keys.from_secret("another secret, and long enough it is")
    with database.session() as session:
        privacy.check_keys(session, keys)
        with pytest.raises(WrongKey, match="another STEADY_SECRET"):
            privacy.check_keys(session, other)
        with pytest.raises(WrongKey):
            privacy.export_person(session, other, ada)


def test_any_key_will_do_for_an_empty_database(database: Database, keys: Keys) -> None:
    with database.session() as session:
        privacy.check_keys(session, keys)


def test_retention_takes_the_old_from_every_table(database: Database, keys: Keys) -> None:
    fill(database, keys, "long gone", at=NOON - timedelta(days=400))
    now = rows_by_table(database)
    fill(database, keys, "ada", at=NOON - timedelta(days=10))
    with database.session() as session:
        purged = privacy.purge(session, NOON, 365)
    # A follow-up is of no use after a day, a mark of a doubt after a week, however recent the person.
    assert {t: purged[t] for t in PERSONAL} == {**{t: now[t] for t in PERSONAL}, "follow_up": 2, "doubt": 2}
    assert rows_by_table(database)["person"] == 1


def test_who_still_comes_keeps_only_the_recent(database: Database, keys: Keys) -> None:
    ada = fill(database, keys, "ada", at=NOON - timedelta(days=400))
    with database.session() as session:
        write_turns(session, keys, [FinishedTurn(ada, "web", NOON - HOUR, "greet")], HOUR)
        privacy.purge(session, NOON, 365)
        assert notes.has_consent(session, ada)
        assert privacy.count_rows(session) == {
            "person": 1, "session": 1, "turn": 1, "practice_run": 0, "ask_or_check": 0, "clean_ask": 0, "doubt": 0,
            "referral": 0, "urge_wave": 0, "follow_up": 0, "telegram_chat": 0, "check_in": 0, "reminder": 0,
            "course": 0, "conversation_event": 0, "crisis_count": 0,
        }  # fmt: skip


def test_crisis_counts_outlast_people_for_the_yearly_report(database: Database) -> None:
    with database.session() as session:
        notes.count_crisis(session, "suicide", at=NOON - timedelta(days=800))
        notes.count_crisis(session, "suicide", at=NOON - timedelta(days=3000))
        assert privacy.purge(session, NOON, 365)["crisis_count"] == 1

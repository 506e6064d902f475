import json

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.tracker_rows import append_events, people_with_events, read_events


def line(kind: str) -> str:
    return json.dumps({"event": kind, "timestamp": 1.0})


def test_only_the_rows_of_the_latest_session_are_read_and_deciphered(
    database: Database, keys: Keys, consented: str
) -> None:
    first = [line("session_started"), line("user")]
    second = [line("session_started"), line("bot")]
    assert append_events(database, keys, consented, first)
    assert append_events(database, keys, consented, second)
    assert read_events(database, keys, consented, all_sessions=False) == second
    assert read_events(database, keys, consented, all_sessions=True) == first + second
    assert people_with_events(database) == [consented]


def test_without_any_session_start_all_are_read(database: Database, keys: Keys, consented: str) -> None:
    append_events(database, keys, consented, [line("user"), line("bot")])
    assert read_events(database, keys, consented, all_sessions=False) == [line("user"), line("bot")]


def test_nobody_on_record_nothing_written(database: Database, keys: Keys, ada: str) -> None:
    assert append_events(database, keys, ada, [line("user")]) is False
    assert read_events(database, keys, ada, all_sessions=True) == []

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from steady.records import notes
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.models import CrisisCount, Person, Session, Turn
from steady.records.privacy import erase_person
from steady.records.session_log import SessionLog

from .helpers import NOON, Talk, disk_full, locked, read_only, rows_by_table

CRISIS = {"level": "crisis", "kind": "suicide"}


@pytest.fixture
def log(database: Database, keys: Keys) -> Iterator[SessionLog]:
    made = SessionLog(database, keys, keep_text=False)
    yield made
    made.close(timeout=1)


def tell(log: SessionLog, events: list[Any]) -> None:
    for event in events:
        log.tell(event)
    assert log.flush(5)


def turns(database: Database) -> list[Any]:
    with database.session() as session:
        return session.execute(select(Turn).order_by(Turn.id)).scalars().all()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()


def test_a_turn_of_a_person_with_consent_is_written(log: SessionLog, database: Database, consented: str) -> None:
    tell(log, Talk(consented).turn(intent="greet", action="utter_greet"))
    (turn,) = turns(database)
    assert (turn.intent, turn.confidence, turn.actions) == ("greet", 0.9, ["utter_greet"])
    assert (turn.risk_level, turn.latency_ms, turn.text_cipher) == ("none", 500, None)
    with database.session() as session:
        (sitting,) = session.execute(select(Session)).scalars()
        assert (sitting.n_turns, sitting.channel, sitting.ended_at) == (1, "web", None)
        assert session.get(Person, consented).last_seen_at == turn.at


def test_text_is_kept_in_cipher_when_wanted(database: Database, keys: Keys, consented: str) -> None:
    log = SessionLog(database, keys, keep_text=True)
    tell(log, Talk(consented).turn("half an emoji \ud83d"))
    log.close()
    assert keys.decrypt(turns(database)[0].text_cipher) == "half an emoji \ud83d"


def test_a_long_gap_begins_a_new_session(log: SessionLog, database: Database, consented: str) -> None:
    talk = Talk(consented)
    for minutes in (0, 59, 61):
        talk.now += 60 * minutes
        tell(log, talk.turn())
    with database.session() as session:
        first, second = session.execute(select(Session).order_by(Session.id)).scalars()
        assert (first.n_turns, second.n_turns) == (2, 1)
        assert first.ended_at == turns(database)[1].at
        assert second.ended_at is None


def test_without_consent_nothing_but_the_crisis_is_counted(log: SessionLog, database: Database, ada: str) -> None:
    tell(log, Talk(ada).turn("…", risk=CRISIS))
    assert {t: n for t, n in rows_by_table(database).items() if n} == {"crisis_count": 1}


def test_a_crisis_is_counted_once_with_and_without_consent(
    log: SessionLog, database: Database, keys: Keys, ada: str
) -> None:
    talk = Talk(ada)
    tell(log, talk.turn("…", risk=CRISIS))
    with database.session() as session:
        notes.give_consent(session, keys, ada, at=NOON)
    tell(log, [talk.slot("consent", True), *talk.turn("…", risk=CRISIS)])
    tell(log, talk.turn("…", risk={"level": "concern", "kind": "suicide"}))
    with database.session() as session:
        counts = session.execute(select(CrisisCount)).scalars().all()
    assert [(c.month, c.kind, c.n) for c in counts] == [("2025-03", "suicide", 2)]
    assert len(turns(database)) == 3


def test_turns_before_consent_wait_and_are_then_written_in_order(
    log: SessionLog, database: Database, keys: Keys, ada: str
) -> None:
    talk = Talk(ada)
    tell(log, talk.turn(intent="old"))
    talk.now += 2 * 3600
    tell(log, [*talk.turn(intent="greet"), talk.user(intent="affirm")])
    assert turns(database) == []
    with database.session() as session:
        notes.give_consent(session, keys, ada, at=NOON + timedelta(hours=2))
    tell(log, [talk.slot("consent", True)])
    assert [t.intent for t in turns(database)] == ["greet"], "of the running session only"
    tell(log, [talk.action("action_listen")])
    assert [t.intent for t in turns(database)] == ["greet", "affirm"]


def test_a_no_to_consent_throws_the_waiting_turns_away(
    log: SessionLog, database: Database, keys: Keys, ada: str
) -> None:
    talk = Talk(ada)
    tell(log, [*talk.turn(intent="private"), talk.slot("consent", False)])
    with database.session() as session:
        notes.give_consent(session, keys, ada, at=NOON)
    tell(log, [talk.slot("consent", True), *talk.turn(intent="greet")])
    assert [t.intent for t in turns(database)] == ["greet"]


def test_what_comes_after_erasure_is_not_written(log: SessionLog, database: Database, consented: str) -> None:
    talk = Talk(consented)
    tell(log, talk.turn())
    with database.session() as session:
        erase_person(session, consented)
    tell(log, talk.turn())
    assert not any(rows_by_table(database).values())


def test_a_locked_database_delays_and_loses_nothing(
    log: SessionLog, database: Database, path: Path, consented: str
) -> None:
    talk = Talk(consented)
    with locked(path):
        begun = time.monotonic()
        for event in [event for _ in range(20) for event in talk.turn(risk=CRISIS)]:
            log.tell(event)
        assert time.monotonic() - begun < 0.05, "telling must not wait for the database"
        wait_until(lambda: log.degraded)
        assert log.flush(0.05) is False
    assert log.flush(10)
    assert (len(turns(database)), log.dropped, log.degraded) == (20, 0, False)
    with database.session() as session:
        assert session.execute(select(CrisisCount.n)).scalar() == 20


@pytest.mark.parametrize("trouble", [read_only, disk_full])
def test_a_database_that_cannot_be_written_is_tried_again(
    trouble: Callable[[Database], AbstractContextManager[None]],
    log: SessionLog,
    database: Database,
    consented: str,
) -> None:
    events = [event for _ in range(100) for event in Talk(consented).turn()]
    with trouble(database):
        for event in events:
            log.tell(event)
        wait_until(lambda: log.degraded)
    assert log.flush(10)
    assert (len(turns(database)), log.dropped) == (100, 0)


def test_beyond_the_bound_events_are_dropped_and_counted(
    database: Database, keys: Keys, path: Path, consented: str
) -> None:
    log = SessionLog(database, keys, keep_text=False, max_waiting=6)
    with locked(path):
        for event in [event for _ in range(10) for event in Talk(consented).turn()]:
            log.tell(event)
        assert log.dropped >= 30 - 6 - 3
    log.close(5)


def test_closing_gives_up_in_time_when_the_database_does_not_come_back(
    database: Database, keys: Keys, path: Path, consented: str
) -> None:
    log = SessionLog(database, keys, keep_text=False)
    with locked(path):
        for event in [event for _ in range(50) for event in Talk(consented).turn()]:
            log.tell(event)
        begun = time.monotonic()
        log.close(timeout=0.3)
        assert time.monotonic() - begun < 2
    assert log.dropped == 50
    log.tell({})
    assert log.dropped == 51, "after closing, events are counted as lost"


@pytest.mark.parametrize(
    "rubbish",
    [
        None,
        {},
        "text",
        {"sender_id": "x", "event": "user"},
        {"sender_id": "x", "event": "user", "timestamp": "soon"},
        {"sender_id": "x", "event": "user", "timestamp": 1e300},
        {"sender_id": ["x"], "event": "user", "timestamp": 1.0},
    ],
)
def test_rubbish_is_counted_and_the_log_goes_on(
    rubbish: Any, log: SessionLog, database: Database, consented: str
) -> None:
    tell(log, [rubbish, *Talk(consented).turn()])
    assert (log.dropped, len(turns(database))) == (1, 1)


def test_a_row_that_the_database_refuses_does_not_stop_the_log(
    log: SessionLog, database: Database, consented: str
) -> None:
    talk = Talk(consented)
    bad = talk.turn()
    bad[0]["input_channel"] = {"not": "a channel"}
    tell(log, [*bad, *talk.turn(intent="greet")])
    assert (log.dropped, [t.intent for t in turns(database)]) == (1, ["greet"])


def test_two_threads_may_tell_at_once(log: SessionLog, database: Database, keys: Keys) -> None:
    people = [keys.person("web", name) for name in ("ada", "bob")]
    with database.session() as session:
        for person in people:
            notes.give_consent(session, keys, person, at=NOON)

    def talk(person: str) -> None:
        for event in [event for _ in range(30) for event in Talk(person).turn()]:
            log.tell(event)

    threads = [threading.Thread(target=talk, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert log.flush(10)
    with database.session() as session:
        counts = session.execute(select(Session.n_turns)).scalars().all()
    assert counts == [30, 30] and len(turns(database)) == 60

"""Each test is a conversation as Rasa leads it: retrieve, add events, save."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)

from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.notes import give_consent
from steady.records.privacy import erase_person
from steady.records.tracker_memory import TrackerMemory
from steady.records.tracker_store import SteadyTrackerStore

from .helpers import NOON, disk_full, locked, read_only, rows_by_table

DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [greet]
slots:
  consent: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  country: {type: text, influence_conversation: false, mappings: [{type: custom}]}
""")
YES, NO = SlotSet("consent", True), SlotSet("consent", False)


class Heard(EventBroker):
    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.events.append(event)


@pytest.fixture
def store(database: Database, keys: Keys) -> SteadyTrackerStore:
    return SteadyTrackerStore(DOMAIN, Heard(), database=database, keys=keys)


@pytest.fixture
def after_restart(database: Database, keys: Keys) -> SteadyTrackerStore:
    """The same database, from a process that was just started."""
    return SteadyTrackerStore(DOMAIN, database=database, keys=keys)


def said(text: str) -> list[Event]:
    intent = {"name": "greet", "confidence": 1.0}
    return [UserUttered(text, intent), BotUttered("reply"), ActionExecuted("action_listen")]


async def add(store: TrackerStore, person: str, *events: Event) -> None:
    tracker = await store.get_or_create_tracker(person)
    for event in events:
        tracker.update(event)
    await store.save(tracker)


async def texts(store: TrackerStore, person: str) -> list[str]:
    tracker = await store.retrieve(person)
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


def heard(store: SteadyTrackerStore) -> list[str]:
    return [e["text"] for e in store.event_broker.events if e["event"] == "user"]


def run(conversation: Coroutine[Any, Any, None]) -> None:
    asyncio.run(conversation)


def test_without_consent_it_lives_in_memory_only(
    store: SteadyTrackerStore, after_restart: SteadyTrackerStore, database: Database, ada: str
) -> None:
    async def conversation() -> None:
        await add(store, ada, *said("one"))
        await add(store, ada, *said("two"))
        assert await texts(store, ada) == ["one", "two"]
        assert await after_restart.retrieve(ada) is None
        assert not any(rows_by_table(database).values())
        assert (list(await store.keys()), heard(store)) == ([ada], ["one", "two"])

    run(conversation())


def test_with_consent_all_is_written_and_survives_a_restart(
    store: SteadyTrackerStore,
    after_restart: SteadyTrackerStore,
    database: Database,
    keys: Keys,
    ada: str,
) -> None:
    async def conversation() -> None:
        await add(store, ada, SessionStarted(), SlotSet("country", "GB"), *said("before"))
        with database.session() as session:
            give_consent(session, keys, ada, at=NOON)
        await add(store, ada, *said("yes"), YES)
        await add(store, ada, *said("after"))
        tracker = await after_restart.retrieve(ada)
        assert tracker is not None
        assert await texts(after_restart, ada) == ["before", "yes", "after"]
        assert (tracker.get_slot("country"), tracker.get_slot("consent")) == ("GB", True)
        assert heard(store) == ["before", "yes", "after"]
        assert (store.degraded, list(await after_restart.keys())) == (False, [ada])
        # Nothing twice: what is kept is what was heard.
        assert rows_by_table(database)["conversation_event"] == len(store.event_broker.events)

    run(conversation())


@pytest.mark.parametrize("wrapped", [False, True])
def test_only_the_latest_session_is_retrieved_and_nothing_is_kept_twice(
    wrapped: bool, store: SteadyTrackerStore, database: Database, consented: str
) -> None:
    # Rasa wraps the store in this, and then makes first trackers that are not ours.
    outer = FailSafeTrackerStore(store) if wrapped else store

    async def conversation() -> None:
        await add(outer, consented, SessionStarted(), YES, *said("first"))
        await add(outer, consented, *said("second"))
        await add(outer, consented, ActionExecuted("action_session_start"), SessionStarted(), YES)
        await add(outer, consented, *said("third"))
        assert await texts(outer, consented) == ["third"]
        full = await outer.retrieve_full_tracker(consented)
        assert full is not None
        assert [e.text for e in full.events if isinstance(e, UserUttered)] == [
            "first",
            "second",
            "third",
        ]
        assert len(full.events) == rows_by_table(database)["conversation_event"]
        assert heard(store) == ["first", "second", "third"]
        # A full tracker may be saved as well (Rasa's HTTP interface does).
        full.update(SlotSet("country", "IE"))
        await outer.save(full)
        assert rows_by_table(database)["conversation_event"] == len(full.events)
        tracker = await outer.retrieve(consented)
        assert tracker is not None and tracker.get_slot("country") == "IE"

    run(conversation())


def test_a_copy_of_a_tracker_can_be_saved(store: SteadyTrackerStore, database: Database, consented: str) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("one"))
        copy = (await store.get_or_create_tracker(consented)).copy()
        copy.update(SlotSet("country", "GB"))
        await store.save(copy)
        assert rows_by_table(database)["conversation_event"] == len(copy.events)

    run(conversation())


def test_a_yes_without_a_person_on_record_writes_nothing(
    store: SteadyTrackerStore, database: Database, ada: str
) -> None:
    async def conversation() -> None:
        await add(store, ada, YES, *said("one"))
        await add(store, ada, *said("two"))
        assert await texts(store, ada) == ["one", "two"]
        assert not any(rows_by_table(database).values())
        assert store.degraded is False

    run(conversation())


def test_taking_consent_back_removes_the_rows_and_what_was_said_never_returns(
    store: SteadyTrackerStore, after_restart: SteadyTrackerStore, database: Database, consented: str
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("private"))
        await add(store, consented, NO)
        assert rows_by_table(database)["conversation_event"] == 0
        assert await texts(store, consented) == ["private"], "the conversation itself goes on"
        await add(store, consented, *said("still here"), YES)
        assert await texts(after_restart, consented) == ["still here"]

    run(conversation())


def test_who_was_erased_elsewhere_is_forgotten_here(
    store: SteadyTrackerStore, database: Database, consented: str
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("private"))
        tracker = await store.get_or_create_tracker(consented)
        with database.session() as session:
            erase_person(session, consented)
        for event in said("in the same moment"):
            tracker.update(event)
        await store.save(tracker)
        assert await store.retrieve(consented) is None
        assert not any(rows_by_table(database).values())

    run(conversation())


def test_a_restart_of_the_talk_does_not_lose_what_is_on_record(
    store: SteadyTrackerStore, after_restart: SteadyTrackerStore, consented: str
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("one"))
        await add(store, consented, Restarted())
        tracker = await after_restart.retrieve(consented)
        assert tracker is not None and tracker.get_slot("consent") is None

    run(conversation())


@pytest.mark.parametrize("trouble", [read_only, disk_full, lambda d: locked(Path(d.engine.url.database))])
def test_a_failing_database_loses_nothing_of_the_talk(
    trouble: Callable[[Database], AbstractContextManager[None]],
    store: SteadyTrackerStore,
    after_restart: SteadyTrackerStore,
    database: Database,
    consented: str,
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("before"))
        with trouble(database):
            await add(store, consented, *said("during " + "x" * 50_000))
            await add(store, consented, *said("still"))
            assert store.degraded is True
            assert [t[:6] for t in await texts(store, consented)] == ["before", "during", "still"]
        await add(store, consented, *said("after"))
        assert store.degraded is False
        kept = [t[:6] for t in await texts(after_restart, consented)]
        assert kept == ["before", "during", "still", "after"]
        assert [t[:6] for t in heard(store)] == kept, "nobody is told twice"

    run(conversation())


def test_after_an_outage_the_next_save_of_anyone_writes_what_is_owed_to_all(
    store: SteadyTrackerStore, after_restart: SteadyTrackerStore, database: Database, keys: Keys,
    path: Path, consented: str,
) -> None:  # fmt: skip
    bob = keys.person("web", "bob")
    with database.session() as session:
        give_consent(session, keys, bob, at=NOON)

    async def conversation() -> None:
        await add(store, consented, YES, *said("hers"))
        with locked(path):
            waiting = await store.get_or_create_tracker(consented)
            waiting.update_with_events(said("hers, owed"), DOMAIN)
            await store.save(waiting)
        waiting = await store.get_or_create_tracker(consented)  # she writes at this moment …
        await add(store, bob, YES, *said("his"))  # … while his save catches up
        assert await texts(after_restart, consented) == ["hers", "hers, owed"]
        assert store.degraded is False
        waiting.update_with_events(said("hers, later"), DOMAIN)
        await store.save(waiting)
        assert await texts(after_restart, consented) == ["hers", "hers, owed", "hers, later"]

    run(conversation())


def test_a_refusal_during_an_outage_is_made_good(
    store: SteadyTrackerStore, database: Database, path: Path, consented: str
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("private"))
        with locked(path):
            await add(store, consented, NO)
        assert store.degraded and rows_by_table(database)["conversation_event"]
        await add(store, consented, *said("hello"))
        assert not store.degraded and not rows_by_table(database)["conversation_event"]

    run(conversation())


def test_an_unreadable_database_begins_a_new_talk(
    store: SteadyTrackerStore, database: Database, consented: str
) -> None:
    async def conversation() -> None:
        await add(store, consented, YES, *said("one"))
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE conversation_event RENAME TO away")
        await add(store, consented, *said("two"))
        assert store.degraded is True
        assert await texts(store, consented) == ["two"]

    run(conversation())


def test_another_secret_begins_a_new_talk(store: SteadyTrackerStore, database: Database, consented: str) -> None:
    other = Keys.from_secret("another secret, and long enough it is")

    async def conversation() -> None:
        await add(store, consented, YES, *said("one"))
        stranger = SteadyTrackerStore(DOMAIN, database=database, keys=other)
        assert await stranger.retrieve(consented) is None
        assert stranger.degraded is True

    run(conversation())


def test_memory_ends_after_its_time(database: Database, keys: Keys, ada: str) -> None:
    now = [0.0]
    memory = TrackerMemory(clock=lambda: now[0])
    store = SteadyTrackerStore(DOMAIN, database=database, keys=keys, memory=memory)

    async def conversation() -> None:
        await add(store, ada, *said("one"))
        now[0] = 2 * 3600 + 1
        assert await store.retrieve(ada) is None

    run(conversation())


def test_deleting_forgets_here_and_there(
    store: SteadyTrackerStore, database: Database, keys: Keys, ada: str, consented: str
) -> None:
    bob = keys.person("web", "bob")

    async def conversation() -> None:
        await add(store, consented, YES, *said("one"))
        await add(store, bob, *said("two"))
        for person in (consented, bob):
            await store.delete(person)
            assert await store.retrieve(person) is None
        assert rows_by_table(database)["conversation_event"] == 0

    run(conversation())


def test_numbers_of_numpy_do_not_lose_the_event(store: SteadyTrackerStore, ada: str) -> None:
    import numpy

    async def conversation() -> None:
        confidence = numpy.float32(0.5)
        await add(store, ada, UserUttered("hi", {"name": "greet", "confidence": confidence}))
        assert await texts(store, ada) == ["hi"]

    run(conversation())

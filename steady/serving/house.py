"""The house: settings, records, model and front door of one process, opened and closed together."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.memory import Memory, bind
from steady.channels.front_door import FrontDoor
from steady.content.front import load_front_words
from steady.content.library import Library, load_library
from steady.dialogue.speech import SteadySpeech
from steady.framework import domain_file
from steady.records.broker import SessionLogBroker
from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.errors import RecordsError
from steady.records.follow_ups import hold_follow_ups
from steady.records.migrate import migrate
from steady.records.notes import count_crisis
from steady.records.privacy import check_keys, purge
from steady.records.session_log import SessionLog
from steady.records.tracker_store import SteadyTrackerStore
from steady.serving.action_step import action_endpoint
from steady.serving.models import newest_model
from steady.settings import Settings
from steady.understanding.risk import shared_reader
from steady.understanding.same_question import shared_same_question

logger = logging.getLogger(__name__)
WARMED_BY = 20.0  # seconds


@dataclass
class House:
    settings: Settings
    library: Library
    keys: Keys
    database: Database
    session_log: SessionLog
    front_door: FrontDoor
    agent: Any  # rasa.core.agent.Agent, or None when no model could be loaded
    memory: Memory  # what the actions in this process use
    clock: Callable[[], dt.datetime]
    warming: threading.Thread  # reads what only a later turn needs

    def health(self) -> dict[str, Any]:
        """What /health says: `status` is "ok" only with a model and a database that answers."""
        model = self.agent is not None
        try:
            with self.database.session() as session:
                session.connection()
            database = True
        except (RecordsError, OSError):
            database = False
        return {"status": "ok" if model and database else "degraded", "model": model, "database": database}

    def purge(self) -> None:
        """Erases what is older than the retention time; a failing database is tried again the next day."""
        try:
            with self.database.session() as session:
                purge(session, _now(), self.settings.retention_days)
        except RecordsError as error:
            logger.error("purge.failed error=%s", type(error).__name__)

    def close(self) -> None:
        if self.warming.is_alive():
            self.warming.join(WARMED_BY)  # a process that ends while it computes is aborted, not ended
        self.session_log.close()
        self.database.close()


def open_house(settings: Settings, *, clock: Callable[[], dt.datetime] | None = None) -> House:
    """Opens everything. Raises SettingsError, ContentError or RecordsError with a sentence.

    A missing or broken model does not stop it: the front door answers danger without one.
    """
    os.chdir(settings.root)  # Rasa's configuration names files relative to the project
    library = load_library(Path("data") / "content")
    reader = shared_reader(Path("data") / "risk")
    keys = Keys.from_secret(settings.secret)
    migrate(settings.database_url)
    database = open_database(settings.database_url)
    with database.session() as session:
        check_keys(session, keys)  # with another secret everyone would be a stranger, and nothing would say so
    session_log = SessionLog(database, keys, settings.keep_text)
    memory = Memory(database, keys, settings, clock or _now)
    bind(memory)
    agent = _agent(settings, database, keys, session_log)
    warming = threading.Thread(target=shared_same_question, daemon=True)
    if agent is not None:  # half a second that the first who asks again need not wait for
        warming.start()
    front_door = FrontDoor(
        agent,
        library=library,
        screen=reader,
        words=load_front_words(Path("data")),
        country=settings.country,
        clock=clock or _now,
        count_crisis=lambda kind: _aside(database, lambda session: count_crisis(session, kind, at=_now())),
        on_danger=lambda person: _aside(database, lambda session: hold_follow_ups(session, person)),
    )
    return House(settings, library, keys, database, session_log, front_door, agent, memory, clock or _now, warming)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _aside(database: Database, work: Callable[[Any], None]) -> None:
    """A note of the front door's, in a thread: nothing waits for it, and it may fail."""

    def write() -> None:
        try:
            with database.session() as session:
                work(session)
        except RecordsError as error:
            logger.error("front_door.note_failed error=%s", type(error).__name__)

    threading.Thread(target=write, daemon=True).start()


def _agent(settings: Settings, database: Database, keys: Keys, session_log: SessionLog) -> Any:
    from rasa.core.agent import Agent
    from rasa.core.lock_store import InMemoryLockStore

    domain_file.install()

    model = newest_model(settings.models)
    if model is None:
        logger.error("model.missing folder=%s", settings.models)
        return None
    store = SteadyTrackerStore(None, SessionLogBroker(session_log), database=database, keys=keys)
    try:
        return Agent.load(
            str(model),
            generator=SteadySpeech(),
            tracker_store=store,
            lock_store=InMemoryLockStore(),
            action_endpoint=action_endpoint(settings.action_server),
        )
    except Exception as error:
        logger.error("model.broken file=%s error=%s: %s", model, type(error).__name__, error)
        return None

"""A whole talk with consent, as the program leads it, and then a look at the bytes on disk."""

import asyncio
import json
from pathlib import Path

from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from steady.records import notes, privacy
from steady.records.broker import SessionLogBroker
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.session_log import SessionLog
from steady.records.tracker_store import SteadyTrackerStore

from .helpers import NOON, bytes_on_disk
from .test_tracker_store import DOMAIN

WORDS = "he has not answered since breakfast"


def test_no_word_of_a_talk_is_readable_and_all_can_be_exported(database: Database, keys: Keys, path: Path) -> None:
    person = keys.person("web", "ada@example.org")
    log = SessionLog(database, keys, keep_text=True)
    store = SteadyTrackerStore(DOMAIN, SessionLogBroker(log), database=database, keys=keys)

    async def conversation() -> None:
        with database.session() as session:
            notes.give_consent(session, keys, person, at=NOON)
        tracker = await store.get_or_create_tracker(person)
        intent = {"name": "ask_reassurance", "confidence": 0.9}
        tracker.update(UserUttered(WORDS, intent, input_channel="web"))
        tracker.update(SlotSet("consent", True))
        tracker.update(SlotSet("country", "secretland"))
        tracker.update(BotUttered("that sounds lonely"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)

    asyncio.run(conversation())
    assert log.flush()
    on_disk = bytes_on_disk(path)
    assert b"ask_reassurance" in on_disk, "the log must have been written for this test to say anything"
    for secret in (WORDS, "breakfast", "lonely", "secretland", "ada@example.org"):
        assert secret.encode() not in on_disk
        assert secret.encode("utf-16-le") not in on_disk
    log.close()
    with database.session() as session:
        whole = json.dumps(privacy.export_person(session, keys, keys.code(person)))
    for kept in (WORDS, "lonely", "secretland"):
        assert kept in whole

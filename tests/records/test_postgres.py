"""The same journey on Postgres. Runs where STEADY_TEST_POSTGRES_URL names an empty database."""

import asyncio
import os
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from steady.records import notes, privacy
from steady.records.broker import SessionLogBroker
from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.errors import RecordsError
from steady.records.migrate import is_current, migrate
from steady.records.models import Base
from steady.records.session_log import SessionLog
from steady.records.tracker_store import SteadyTrackerStore

from .helpers import NOON, Talk, rows_by_table
from .test_tracker_store import DOMAIN, YES, add, said, texts

URL = os.environ.get("STEADY_TEST_POSTGRES_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="STEADY_TEST_POSTGRES_URL is not set")


@pytest.fixture
def postgres() -> Iterator[Database]:
    assert not is_current(URL), "this test wants an empty database, and leaves one"
    migrate(URL)
    database = open_database(URL)
    yield database
    Base.metadata.drop_all(database.engine)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    database.close()


def test_the_whole_journey(postgres: Database, keys: Keys, ada: str) -> None:
    migrate(URL)
    assert is_current(URL)
    with postgres.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []

    log = SessionLog(postgres, keys, keep_text=True)
    store = SteadyTrackerStore(DOMAIN, SessionLogBroker(log), database=postgres, keys=keys)
    with postgres.session() as session:
        for _ in range(2):
            assert notes.give_consent(session, keys, ada, at=NOON, country="GB")
            notes.count_crisis(session, "suicide", at=NOON)
        notes.note_practice(session, ada, "soften", at=NOON, before=7, after=4)
        notes.note_ask_or_check(session, ada, at=NOON, outcome="loop")
        notes.note_referral(session, ada, "couples", at=NOON)

    async def conversation() -> None:
        await add(store, ada, YES, *said("private"))
        assert await texts(store, ada) == ["private"]

    asyncio.run(conversation())
    for event in Talk(ada).turn(risk={"level": "crisis", "kind": "suicide"}):
        log.tell(event)
    assert log.flush()
    log.close()
    assert (log.dropped, store.degraded) == (0, False)
    assert all(rows_by_table(postgres).values())
    with postgres.session() as session:
        whole = privacy.export_person(session, keys, keys.code(ada))
        assert whole["practice_run"][0]["at"] == NOON.isoformat()
        assert all(privacy.erase_person(session, ada).values())
    assert {t: n for t, n in rows_by_table(postgres).items() if n} == {"crisis_count": 1}


def test_a_server_that_is_away_is_a_sentence() -> None:
    with (
        pytest.raises(RecordsError, match="did not answer"),
        open_database("postgresql://u:hunter2@127.0.0.1:9/x").session() as session,
    ):
        notes.has_consent(session, "nobody")

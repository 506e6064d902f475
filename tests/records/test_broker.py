import asyncio
from typing import Any

from steady.records.broker import SessionLogBroker
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.records.session_log import SessionLog

from .helpers import Talk, rows_by_table


def test_events_reach_the_session_log(database: Database, keys: Keys, consented: str) -> None:
    broker = SessionLogBroker(SessionLog(database, keys, keep_text=False))
    for event in Talk(consented).turn():
        broker.publish(event)
    asyncio.run(broker.close())
    assert rows_by_table(database)["turn"] == 1


def test_a_failing_log_is_no_error_to_rasa() -> None:
    class Failing(SessionLog):
        def __init__(self) -> None:
            pass

        def tell(self, event: Any) -> None:
            raise RuntimeError("broken")

    SessionLogBroker(Failing()).publish({})

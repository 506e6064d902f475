"""The parts that endpoints.yml names, for Rasa's own commands (`steady rasa run`, `rasa shell`).

`steady run` and `steady chat` put the same parts together in steady/serving/house.py.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from steady.records import broker, tracker_store
from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.migrate import migrate
from steady.records.session_log import SessionLog
from steady.settings import Settings, load_settings


@lru_cache(maxsize=1)
def _records() -> tuple[Settings, Database, Keys]:
    settings = load_settings()
    migrate(settings.database_url)
    return settings, open_database(settings.database_url), Keys.from_secret(settings.secret)


class TrackerStore(tracker_store.SteadyTrackerStore):
    def __init__(
        self, host: Any = None, domain: Domain | None = None, event_broker: EventBroker | None = None, **_: Any
    ) -> None:
        _settings, database, keys = _records()
        super().__init__(domain, event_broker, database=database, keys=keys)


class SessionLogBroker(broker.SessionLogBroker):
    def __init__(self) -> None:
        settings, database, keys = _records()
        super().__init__(SessionLog(database, keys, settings.keep_text))

    @classmethod
    async def from_endpoint_config(cls, broker_config: EndpointConfig, event_loop: Any = None) -> SessionLogBroker:
        return cls()

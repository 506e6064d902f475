"""Rasa's event broker: passes every event on to the session log."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.brokers.broker import EventBroker

from steady.records.session_log import SessionLog

logger = logging.getLogger(__name__)


class SessionLogBroker(EventBroker):
    def __init__(self, session_log: SessionLog) -> None:
        self.session_log = session_log

    def publish(self, event: dict[str, Any]) -> None:
        """Never raises: Rasa would lose the whole tracker with it."""
        try:
            self.session_log.tell(event)
        except Exception as error:  # noqa: BLE001 - see above
            logger.error("An event did not reach the session log (%s).", type(error).__name__)

    async def close(self) -> None:
        await asyncio.to_thread(self.session_log.close)

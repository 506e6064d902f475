"""Custom actions in Rasa's own process: an endpoint that calls them directly.

An action that raises must not leave the person without an answer, nor the tracker with a
half-finished turn: it is logged, and a response of the domain says that something failed,
with the numbers. The same answer is given when a separate action server cannot be reached.
"""

from __future__ import annotations

import copy
import json as json_module
import logging
from typing import Any

from rasa.utils.endpoints import EndpointConfig

logger = logging.getLogger(__name__)

FAILED = {"events": [], "responses": [{"response": "utter_action_failed"}]}
# A form cannot go on when its validation fails: it is closed, so that the next message is heard.
FAILED_FORM = {**FAILED, "events": [{"event": "active_loop", "name": None}, {"event": "slot", "name": "requested_slot", "value": None}]}  # fmt: skip


class InProcessActions(EndpointConfig):
    """Runs `actions/` with rasa_sdk's executor; made on first use."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor: Any = None

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        call = kwargs.get("json")
        if call is None:  # Rasa may compress the body of the request it would have sent
            import zlib

            call = json_module.loads(zlib.decompress(kwargs["data"]))
        try:
            return await self.executor().run(call)
        except Exception as error:
            return failed(call, error)

    def executor(self) -> Any:
        if self._executor is None:
            from rasa_sdk.executor import ActionExecutor

            self._executor = ActionExecutor()
            self._executor.register_package("actions")
        return self._executor


class RemoteActions(EndpointConfig):
    """A separate action server, with the same answer when it fails."""

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        call = kwargs.get("json") or {}
        try:
            return await super().request(*args, **kwargs)
        except Exception as error:
            return failed(call, error)


def failed(call: dict[str, Any], error: Exception) -> dict[str, Any]:
    name = str(call.get("next_action"))
    logger.error(
        "action.failed name=%s error=%s", name, type(error).__name__, exc_info=logger.isEnabledFor(logging.DEBUG)
    )
    # A copy: Rasa takes the responses apart while it says them.
    return copy.deepcopy(FAILED_FORM if name.startswith("validate_") else FAILED)


def action_endpoint(url: str | None) -> EndpointConfig:
    """Actions in this process, or at `url` when one is set."""
    return RemoteActions(url) if url else InProcessActions()

"""Logging: to standard error, at the operator's level, and never with a person's words.

Rasa's debug lines carry whole messages and trackers. Its loggers are therefore held at
WARNING whatever level is set; Steady's own lines name events, never text.
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Mapping, MutableMapping
from typing import Any

LOUD = ("rasa", "rasa_sdk", "rasa.core", "rasa.shared", "sanic", "matplotlib", "apscheduler", "aio_pika", "asyncio")


# httpx names the address of every request, and a bot's token is part of it; the Bot API's client
# writes down answers that it cannot read, and with them what people wrote.
SILENT = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.CRITICAL}
BOT_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
# Of Rasa's structured lines, what may be kept: names of events, never their contents.
KEPT = ("event", "level", "action_name", "policy", "error")


def without_words(_logger: object, _method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """A structlog processor that drops every field that could carry a person's words."""
    return {key: line[key] for key in KEPT if key in line}


class WithoutTokens(logging.Formatter):
    """Whatever a line or its traceback quotes, a bot's token is not in it."""

    def format(self, record: logging.LogRecord) -> str:
        return BOT_TOKEN.sub("<token>", super().format(record))


def configure(level: str = "WARNING") -> None:
    """Sets up logging and structlog for this process; safe to call again."""
    import structlog

    # Of libraries that Rasa 3.6 pins; nothing that whoever runs Steady could act on.
    # Some of those libraries set the filters back; what is never shown needs no filter.
    warnings.showwarning = lambda *args, **kwargs: None
    logging.basicConfig(level=level, stream=sys.stderr)
    logging.getLogger().setLevel(level)
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            handler.setFormatter(WithoutTokens("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name, least in SILENT.items():
        logging.getLogger(name).setLevel(least)
    structlog.configure(
        # No pretty tracebacks: those print local variables, and with them what people wrote.
        processors=[structlog.processors.add_log_level, without_words, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(max(logging.WARNING, logging.getLogger().level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )

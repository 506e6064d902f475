"""Logging: to standard error, at the operator's level, and never with a person's words.

Rasa's debug lines carry whole messages and trackers. Its loggers are therefore held at
WARNING whatever level is set; Steady's own lines name events, never text.
"""

from __future__ import annotations

import logging
import sys

LOUD = ("rasa", "rasa_sdk", "rasa.core", "rasa.shared", "sanic", "matplotlib", "apscheduler", "aio_pika", "asyncio")


def configure(level: str = "WARNING") -> None:
    """Sets up logging and structlog for this process; safe to call again."""
    import structlog

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger().setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(max(logging.WARNING, logging.getLogger().level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )

"""What is written to the log: never a bot's token, never the addresses that hold it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from steady.framework.quiet import configure

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake00"


@contextmanager
def configured(level: str) -> Iterator[None]:
    """As in a process of its own: pytest puts handlers of its own on the root, in each phase of a test."""
    root = logging.getLogger()
    before, least = root.handlers[:], root.level
    root.handlers.clear()
    configure(level)
    try:
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(least)


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_a_token_is_in_no_line_and_no_traceback(capsys: pytest.CaptureFixture[str], level: str) -> None:
    log = logging.getLogger("steady.test")
    with configured(level):
        log.error("asked https://api.telegram.org/bot%s/getMe", TOKEN)
        try:
            raise ValueError(f"The token `{TOKEN}` was rejected")
        except ValueError:
            log.error("failed", exc_info=sys.exc_info())
    written = capsys.readouterr().err
    assert TOKEN not in written and TOKEN.partition(":")[2] not in written
    assert written.count("<token>") == 2 and "Traceback" in written


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram", "telegram.ext"])
def test_what_names_addresses_or_quotes_answers_is_silent(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with configured("DEBUG"):
        logging.getLogger(name).info("HTTP Request: POST https://api.telegram.org/ ...")
        logging.getLogger("steady.test").info("a line of ours")
    written = capsys.readouterr().err
    assert "HTTP Request" not in written and "a line of ours" in written

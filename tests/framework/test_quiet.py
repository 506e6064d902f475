"""What is written to the log: never a bot's token, never the addresses that hold it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest

from steady.framework.quiet import configure

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake00"


@pytest.fixture
def bare() -> Iterator[None]:
    """Without pytest's own handlers, as in a process of its own."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_a_token_is_in_no_line_and_no_traceback(bare: None, capsys: pytest.CaptureFixture[str], level: str) -> None:
    configure(level)
    log = logging.getLogger("steady.test")
    log.error("asked https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError:
        log.error("failed", exc_info=sys.exc_info())
    written = capsys.readouterr().err
    assert TOKEN not in written and TOKEN.partition(":")[2] not in written
    assert written.count("<token>") == 2 and "Traceback" in written


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram", "telegram.ext"])
def test_what_names_addresses_or_quotes_answers_is_silent(
    bare: None, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    configure("DEBUG")
    logging.getLogger(name).info("HTTP Request: POST https://api.telegram.org/ ...")
    assert capsys.readouterr().err == ""

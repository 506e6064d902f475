"""The channels that are here can speak first, as the interface asks."""

from __future__ import annotations

import json

import pytest

from steady.channels.replies import Button, Reply
from steady.channels.speaking_first import SpeaksFirst
from steady.channels.web import WebInput
from steady.commands.chat import Terminal

TIME_UP = [Reply("That was 10 minutes."), Reply("What happened?", (Button("I waited", "/a"),))]


def test_they_have_what_the_interface_asks() -> None:
    assert isinstance(WebInput(), SpeaksFirst) and isinstance(Terminal("p", False), SpeaksFirst)


async def test_the_web_keeps_it_for_a_page_that_is_away() -> None:
    web = WebInput()
    assert await web.say_first("p", TIME_UP, None)
    stream = web.rooms.of("p").events.stream(None, heartbeat=0.01)
    parts = [await anext(stream), await anext(stream)]
    data = next(line for line in parts[1].splitlines() if line.startswith("data: "))
    assert [r["text"] for r in json.loads(data.removeprefix("data: "))["replies"]] == [r.text for r in TIME_UP]


async def test_the_terminal_is_one_persons(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal("p", as_json=True)
    assert not await terminal.say_first("somebody else", TIME_UP) and capsys.readouterr().out == ""
    assert await terminal.say_first("p", TIME_UP)
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["turn"], one["text"]) for one in shown] == [(0, r.text) for r in TIME_UP]

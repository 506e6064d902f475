"""Scripted conversations through the real model: over HTTP, and through `steady chat --json`."""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from steady.commands import chat
from tests.e2e.conversations import Conversation, Step, faults, load

CONVERSATIONS = load()
ARTICLE_POINTS = set(range(1, 11))
# Through the command as a person starts it: each needs a process of its own, and the rest is the same.
BY_THE_COMMAND = CONVERSATIONS[::45]


def test_there_are_forty_at_least_and_every_point_of_the_article_is_reached() -> None:
    assert len(CONVERSATIONS) >= 40
    assert {c.point for c in CONVERSATIONS} >= ARTICLE_POINTS


def test_nobody_types_the_name_of_an_intent() -> None:
    for conversation in CONVERSATIONS:
        for step in conversation.steps:
            assert step.say is None or "/" not in step.say[:1] and "_" not in step.say, step


def cases(conversations: list[Conversation]) -> list[object]:
    """Those that are known to fail are expected to: README and docs/conversations.md name them."""
    return [
        pytest.param(c, id=c.title, marks=[pytest.mark.xfail(reason=c.known)] if c.known else []) for c in conversations
    ]


@pytest.mark.model
@pytest.mark.parametrize("conversation", cases(CONVERSATIONS))
def test_over_http(
    conversation: Conversation, http_session: Callable[[str | None], Callable[[Step], list[str]]]
) -> None:
    assert faults(conversation, http_session(conversation.country)) == []


@pytest.mark.model
@pytest.mark.parametrize("conversation", cases([c for c in CONVERSATIONS[::2] if c.country]))  # the house's own is set
def test_through_the_terminal(
    conversation: Conversation, house: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed(conversation).encode("utf-8"))))
    monkeypatch.setattr(house.memory, "speaks_first", None)  # the terminal's own is taken back at the end
    person = house.keys.person("terminal", conversation.title)
    options = argparse.Namespace(json=True, country=conversation.country)
    capsys.readouterr()
    assert asyncio.run(chat.talk(house, person, options)) == 0, capsys.readouterr().err
    assert faults(conversation, shown(conversation, capsys.readouterr().out)) == []


@pytest.mark.model
@pytest.mark.parametrize("conversation", cases(BY_THE_COMMAND))
def test_by_the_command(conversation: Conversation, terminal_environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "steady", "chat", "--json"]
    if conversation.country:
        command += ["--country", conversation.country]
    done = subprocess.run(
        command, input=typed(conversation), capture_output=True, text=True, timeout=120, env=terminal_environment
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert faults(conversation, shown(conversation, done.stdout)) == []


def typed(conversation: Conversation) -> str:
    """A line a message; `[Title]` presses that button."""
    return "".join(f"{s.say if s.press is None else f'[{s.press}]'}\n" for s in conversation.steps)


def shown(conversation: Conversation, printed: str) -> Callable[[Step], list[str]]:
    # Within the tests' own process Rasa writes its log beside them.
    replies = [json.loads(line) for line in printed.splitlines() if line.startswith('{"turn"')]
    turn = iter(range(1, len(conversation.steps) + 1))

    def send(step: Step) -> list[str]:
        now = next(turn)
        return [reply["text"] for reply in replies if reply["turn"] == now]

    return send

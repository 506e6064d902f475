"""Scripted conversations through the real model: over HTTP, and through `steady chat --json`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.e2e.conversations import Conversation, Step, faults, load

CONVERSATIONS = load()
ARTICLE_POINTS = set(range(1, 11))
# Every fifth also goes through the terminal: each needs a process of its own.
THROUGH_THE_TERMINAL = CONVERSATIONS[::5]


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
@pytest.mark.parametrize("conversation", cases(THROUGH_THE_TERMINAL))
def test_through_the_terminal(conversation: Conversation, terminal_environment: dict[str, str]) -> None:
    lines = "".join(f"{s.say if s.press is None else f'[{s.press}]'}\n" for s in conversation.steps)
    command = [sys.executable, "-m", "steady", "chat", "--json"]
    if conversation.country:
        command += ["--country", conversation.country]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=120, env=terminal_environment)
    assert done.returncode == 0, done.stderr[-2000:]
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    turn = iter(range(1, len(conversation.steps) + 1))

    def send(step: Step) -> list[str]:
        now = next(turn)
        return [reply["text"] for reply in replies if reply["turn"] == now]

    assert faults(conversation, send) == []

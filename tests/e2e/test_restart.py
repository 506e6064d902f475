"""A server that is killed in the middle of a wait and started again: the page that comes back is spoken to."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

from steady.operating.benchmark import free_port
from tests.e2e.conftest import call, start_server
from tests.talking import response_of

pytestmark = pytest.mark.model


def first_event(address: str, token: str) -> list[dict[str, Any]]:
    """The replies of the first thing that the coach says by itself; waits for it at most 20 seconds."""
    headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": "0badc0de-1"}
    with httpx.stream("GET", f"{address}/api/events", headers=headers, timeout=20) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))["replies"]
    raise AssertionError("the stream ended without an event")


@pytest.mark.parametrize("consent", ["yes", "no"])
def test_killed_in_a_wait_and_started_again(
    consent: str, tmp_path: Path, root: Path, terminal_environment: dict[str, str]
) -> None:
    file, port = tmp_path / "steady.db", free_port()
    address, environment = (
        f"http://127.0.0.1:{port}",
        {**terminal_environment, "STEADY_DATABASE_URL": f"sqlite:///{file}"},
    )
    process = start_server(root, environment, port)
    try:
        token = call(f"{address}/api/session", {"country": "GB"})["session"]
        for text in ("I really want to text him right now", "yes", consent, "8", "ten minutes", "just wait"):
            call(f"{address}/api/messages", {"text": text}, token)
        process.kill()
        process.wait(20)
        with sqlite3.connect(file) as database:
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(" ")
            changed = database.execute("UPDATE follow_up SET due_at = ? WHERE kind = 'urge_due'", [now]).rowcount
            assert changed == 1, "the wait outlives the server"
        process = start_server(root, environment, port)
        replies = first_event(address, token)
        assert [response_of(r["text"]) for r in replies] == ["utter_urge_time_up", "utter_ask_urge_outcome"]
        assert "10 minutes" in replies[0]["text"] and replies[0]["custom"] == {"timer": {"over": True}}
        answer = call(f"{address}/api/messages", {"button": "I waited"}, token)
        assert "utter_urge_waited" in [response_of(r["text"]) for r in answer["replies"]]
        answer = call(f"{address}/api/messages", {"text": "3"}, token)
        assert (
            "utter_urge_fell" in [response_of(r["text"]) for r in answer["replies"]]
            and "8" in answer["replies"][0]["text"]
        )
        with sqlite3.connect(file) as database:
            assert database.execute("SELECT count(*) FROM follow_up").fetchone() == (0,)
    finally:
        process.kill()
        process.wait(20)


@pytest.mark.timeout(600)  # two starts, on a busy machine
def test_killed_in_the_middle_of_a_day_of_the_course(
    tmp_path: Path, root: Path, terminal_environment: dict[str, str]
) -> None:
    file, port = tmp_path / "steady.db", free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**terminal_environment, "STEADY_DATABASE_URL": f"sqlite:///{file}"}
    process = start_server(root, environment, port)
    try:
        token = call(f"{address}/api/session", {"country": "GB"})["session"]
        for text in ("start the course", "yes", "yes"):
            answer = call(f"{address}/api/messages", {"text": text}, token)
        assert answer["replies"][-1]["custom"]["practice_step"]["number"] == 1
        here = call(f"{address}/api/messages", {"text": "go on"}, token)["replies"][-1]
        assert here["custom"]["practice_step"]["number"] == 2
        process.kill()
        process.wait(20)
        process = start_server(root, environment, port)
        answer = call(f"{address}/api/messages", {"text": "that I am too much"}, token)
        names = [response_of(reply["text"]) for reply in answer["replies"]]
        assert names[0] == "utter_course_heard", "the open part of the day hears the words"
        assert answer["replies"][-1]["custom"]["practice_step"]["number"] == 3
        call(f"{address}/api/messages", {"text": "stop"}, token)
        answer = call(f"{address}/api/messages", {"text": "where was I in the course?"}, token)
        assert [response_of(reply["text"]) for reply in answer["replies"]] == ["utter_course_where"]
        answer = call(f"{address}/api/messages", {"button": "Go on with the day"}, token)
        assert answer["replies"][-1]["custom"]["practice_step"]["number"] == 3
    finally:
        process.kill()
        process.wait(20)

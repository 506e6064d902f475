"""Killed and started again in the middle of a wait, a practice, a row of questions: nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.memory import bind
from steady.operating.benchmark import free_port
from steady.serving.house import open_house
from tests.e2e.conftest import call, start_server
from tests.talking import Talk, response_of

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


# what leads there, the question that is open then, an answer, and the question that must follow it
MIDDLES = {
    "a practice": (("can we do the grounding one please", "6", "next", "next"), "practice_done", "next", "practice_done"),
    "a practice's writing": (("can we do the letter one please", "6", "next", "Dear me, I see how tired you are."),
                             "practice_done", "that's it", "practice_done"),
    "the four questions": (("do you think he still loves me?", "[Is it an ask or a check?]", "no", "yes"),
                           "answer_enough", "no", "can_wait"),
    "a check-in": (("check-in time", "7", "3"), "check_in_kindness", "5", "check_in_resisted"),
    "setting up a wait": (("I really want to text him right now", "8"), "urge_minutes", "ten minutes", "urge_meanwhile"),
    "therapy": (("do you think I should see a therapist", "both"), "fit_hours", "no", "fit_weighs"),
}  # fmt: skip


@pytest.mark.parametrize("middle", MIDDLES)
async def test_in_the_middle_of(talk: Talk, middle: str) -> None:
    """With consent, all is in the database; another house on it goes on as if nothing had been."""
    steps, asked, answer, following = MIDDLES[middle]
    await talk.grown_up(consent=True)
    for step in steps:
        await (talk.press(step[1:-1]) if step.startswith("[") else talk.say(step))
    first = talk.house
    before = await slots(talk)
    assert before["requested_slot"] == asked
    talk.house = open_house(first.settings)
    try:
        assert await slots(talk) == before
        await talk.say(answer)
        after = await slots(talk)
        assert after["requested_slot"] == following and after["adult"] is True
        assert following != asked or after["practice_index"] > before["practice_index"]
        assert not any(name.startswith(("utter_disclosure", "utter_ask_adult")) for name in talk.names)
        kept = {
            name
            for name, value in before.items()
            if value is not None and name.startswith(("new_", "check_in_", "fit_", "urge_b", "practice_w"))
        }
        assert all(after[name] == before[name] for name in kept - {"check_in_reasked"})
    finally:
        talk.house.close()
        bind(first.memory)


async def slots(talk: Talk) -> dict[str, Any]:
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    return tracker.current_slot_values()

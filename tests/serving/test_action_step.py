"""Actions in Rasa's own process: whatever one does, the person gets an answer each time."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa_sdk.executor import ActionExecutor

from steady.serving.action_step import InProcessActions, RemoteActions, action_endpoint, failed

TRACKER = {"sender_id": "p", "slots": {}, "events": [], "latest_message": {}, "active_loop": {}, "paused": False,
           "followup_action": None, "latest_action_name": None}  # fmt: skip


def call(name: str) -> dict[str, Any]:
    return {"next_action": name, "sender_id": "p", "tracker": TRACKER, "domain": {}, "version": "3"}


@pytest.fixture
def actions() -> InProcessActions:
    """An endpoint with two actions of its own: one that works, one that raises."""

    async def works(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="done")
        return [{"event": "slot", "name": "a", "value": 1}]

    async def raises(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="half a sentence")
        raise RuntimeError("secret words of a person")

    endpoint = InProcessActions()
    endpoint._executor = ActionExecutor()
    for name, function in {"works": works, "raises": raises, "validate_a_form": raises}.items():
        endpoint._executor.register_function(name, function)
    return endpoint


async def test_an_action_that_works(actions: InProcessActions) -> None:
    answer = await actions.request(json=call("works"))
    assert [event["name"] for event in answer["events"]] == ["a"] and answer["responses"][0]["text"] == "done"


async def test_a_compressed_call_is_read(actions: InProcessActions) -> None:
    answer = await actions.request(data=zlib.compress(json.dumps(call("works")).encode()))
    assert answer["responses"][0]["text"] == "done"


@pytest.mark.parametrize("name", ["raises", "there_is_no_such_action"])
async def test_an_action_that_fails_is_answered(actions: InProcessActions, name: str) -> None:
    assert await actions.request(json=call(name)) == {
        "events": [],
        "responses": [{"response": "utter_action_failed"}],
    }


async def test_a_failed_validation_closes_the_form(actions: InProcessActions) -> None:
    answer = await actions.request(json=call("validate_a_form"))
    assert answer["responses"] == [{"response": "utter_action_failed"}]
    assert {"event": "active_loop", "name": None} in answer["events"]
    assert {"event": "slot", "name": "requested_slot", "value": None} in answer["events"]


async def test_the_log_names_the_action_and_never_the_words(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await actions.request(json=call("raises"))
    assert "name=raises error=RuntimeError" in caplog.text and "secret" not in caplog.text


class Words:
    """Rasa's speech: the name of the response for its text."""

    async def generate(self, name: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"text": name}


@pytest.mark.parametrize("name", ["raises", "validate_a_form"])
async def test_the_second_failure_is_answered_like_the_first(actions: InProcessActions, name: str) -> None:
    for _ in range(2):
        answer = await actions.request(json=call(name))
        said = await RemoteAction._utter_responses(answer["responses"], CollectingOutputChannel(), Words(), None)  # type: ignore[arg-type]
        assert [message.text for message in said] == ["utter_action_failed"]


async def test_a_server_that_is_away_is_answered_for() -> None:
    away = RemoteActions("http://127.0.0.1:9/webhook")  # the discard port: nobody listens
    answer = await away.request(json=call("action_a"))
    assert answer["responses"] == [{"response": "utter_action_failed"}] and answer["events"] == []


def test_a_call_without_a_name_fails_like_an_action() -> None:
    assert failed({}, RuntimeError()) == {"events": [], "responses": [{"response": "utter_action_failed"}]}


@pytest.mark.parametrize(
    ("url", "kind"), [(None, InProcessActions), ("", InProcessActions), ("http://a", RemoteActions)]
)
def test_a_url_chooses_the_server(url: str | None, kind: type) -> None:
    assert type(action_endpoint(url)) is kind


def test_the_failed_response_is_in_the_domain_and_carries_numbers(root: Any) -> None:
    import yaml

    said = {}
    for file in (root / "data" / "responses").glob("*.yml"):
        said.update(yaml.safe_load(file.read_text(encoding="utf-8"))["responses"])
    assert all("helplines" in (wording.get("custom") or {}) for wording in said["utter_action_failed"])


def test_the_actions_of_the_project_are_registered() -> None:
    assert len(InProcessActions().executor().actions) > 5

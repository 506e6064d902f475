"""The front door: nobody is met with silence, whatever they send and whatever fails behind it."""

from __future__ import annotations

from typing import Any

import pytest

from steady.channels import front_door as module
from steady.channels.front_door import MOST_CHARACTERS
from tests.channels.door import DANGER, Door, door, fresh, numbers_in

__all__ = ["door", "fresh"]  # fixtures


def fail(agent: Any) -> None:
    agent.error = RuntimeError("broken")


def hang(agent: Any) -> None:
    agent.seconds = 5


def say_nothing(agent: Any) -> None:
    agent.replies = []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    monkeypatch.setattr(module, "PATIENCE_IN_DANGER", 0.02)


STRANGE = ["", None, "   ", "\n\t", "🙂", "🏳️‍🌈🏳️‍🌈", "?!", "12345", "هل أنت هنا", "‮abc‬", "привет", "\x00\x01\xff\x00", "\ud800",
           "%s {numbers} {0} <b>", "/", "///", "/restart", "/session_start", "\u200b", "a" * MOST_CHARACTERS]  # fmt: skip


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
async def test_whatever_is_sent_is_answered(door: Door, text: str | None) -> None:
    for break_it in (lambda agent: None, say_nothing, fail):
        break_it(door.agent)
        replies = await door.say(text)
        assert replies and all(reply.text or reply.buttons for reply in replies)
        assert "{" not in replies[0].text.replace(text or "", "")


@pytest.mark.parametrize("break_it", [fail, hang, say_nothing])
async def test_a_fault_is_answered_with_words_and_numbers(door: Door, impatient: None, break_it: Any) -> None:
    break_it(door.agent)
    first, second = await door.say("he left"), await door.say("he left", country="DE")
    assert len(first) == 1 and numbers_in(first) and numbers_in(second)
    assert "findahelpline.com" in first[0].text and "Germany" in second[0].text
    assert first[0].text.splitlines()[0] != second[0].text.splitlines()[0], "no wording twice running"


async def test_without_an_agent_there_is_an_answer(door: Door) -> None:
    door.door.agent = None
    assert numbers_in(await door.say("hello")) and numbers_in(await door.say(DANGER))


@pytest.mark.parametrize("break_it", [fail, hang, say_nothing, lambda agent: setattr(agent, "tracker_store", None)])
async def test_danger_is_answered_whatever_fails(door: Door, impatient: None, break_it: Any) -> None:
    break_it(door.agent)
    replies = await door.say(DANGER, country="GB")
    assert len(replies) == 1 and replies[0].custom["helplines"]["need"] == "suicide"
    assert "999" in replies[0].text and "{numbers}" not in replies[0].text
    assert door.counted == ([] if break_it is say_nothing else ["suicide"])


async def test_danger_is_answered_first_and_rasa_is_told(door: Door) -> None:
    replies = await door.say(DANGER, country="GB")
    assert numbers_in(replies[:1]) and replies[1].text == "hm"
    told = door.agent.heard[-1].metadata
    assert told["first_said"] is True and told["country"] == "GB"
    assert told["risk"] == {"level": "crisis", "kind": "suicide"}
    assert told["risk_detail"] == {"about": "self", "intent": "wish"}
    assert door.counted == [], "the session log counts what Rasa sees"


async def test_the_first_answer_takes_its_wordings_in_turn(door: Door) -> None:
    texts = [(await door.say(DANGER))[0].text for _ in range(3)]
    assert len(set(texts)) == 3


@pytest.mark.parametrize(("kind", "need"), [("suicide", "crisis"), ("abuse", "abuse")])
async def test_numbers_are_added_when_the_parse_hears_a_risk(door: Door, kind: str, need: str) -> None:
    door.agent.risk = {"level": "concern", "kind": kind}
    replies = await door.say("I'm tired of it")
    assert [bool(reply.has_numbers) for reply in replies] == [True, False]
    assert replies[0].custom["helplines"]["need"] == need


async def test_numbers_that_are_there_are_not_said_twice(door: Door) -> None:
    door.agent.risk = {"level": "concern", "kind": "suicide"}
    door.agent.replies = [{"text": "call"}, {"custom": {"helplines": {"need": "suicide"}}}]
    replies = await door.say("I'm tired of it")
    assert len(replies) == 1 and replies[0].text == "call"


async def test_the_disclosure_comes_first_and_once(fresh: Door) -> None:
    first, second = await fresh.say("hello"), await fresh.say("hello")
    assert "computer program" in first[0].text and len(first) == 2 and len(second) == 1
    assert [m.metadata["disclosed"] for m in fresh.agent.heard] == [True, False]


@pytest.mark.parametrize("text", ["🙂", "", "你好"])
async def test_the_disclosure_comes_before_anything_else(fresh: Door, text: str) -> None:
    assert "program" in (await fresh.say(text))[0].text


@pytest.mark.parametrize(
    ("given", "shown"),
    [((None,), "SE"), (("GB",), "GB"), (("gb", None), "GB"), (("GB", "XX"), "GB"), (("GB", "DE"), "DE")],
)
async def test_the_country_that_the_channel_knows(door: Door, given: tuple[str | None, ...], shown: str) -> None:
    door.door.country = "SE"  # the operator's
    door.door.visits.clear()
    for country in given:
        replies = await door.say(DANGER, country=country)
    assert replies[0].custom["helplines"]["country"] == shown


async def test_the_country_that_the_person_named(door: Door) -> None:
    door.agent.slots["country"] = "ES"
    await door.say("I'm in Spain")
    assert (await door.say(DANGER))[0].custom["helplines"]["country"] == "ES"

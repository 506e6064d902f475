"""Telegram before the whole house, with the trained model: the same conversations as on the web."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from steady.content.telegram import load_telegram_words
from steady.records.check_ins import Day, save_check_in
from steady.records.telegram import chat_of
from steady.serving.follow_ups import FollowUps
from tests.e2e.conversations import Conversation, load
from tests.e2e.urging import evening_in
from tests.talking import Talk, response_of
from tests.telegram.fake_api import FakeApi
from tests.telegram.running import ROOT, Running

pytestmark = pytest.mark.model
WORDS = load_telegram_words(ROOT / "data" / "content")
CRISIS = "I want to kill myself"
SAMARITANS = "116 123"
# Every fifth, beginning elsewhere than the terminal's.
PLAYED = [c for c in load() if c.country == "GB" and not c.known][2::5]
CHATS = iter(range(50_000, 60_000))


class Person:
    """Somebody in a chat of their own, who waits for the answer before writing the next message."""

    def __init__(self, running: Running) -> None:
        self.running, self.chat = running, next(CHATS)

    async def say(self, text: str) -> list[str]:
        return await self._answer(lambda: self.running.api.write(self.chat, text))

    async def press(self, title: str) -> list[str]:
        shown = next((c for c in reversed(self.running.api.sent(self.chat)) if title in c.keys), None)
        assert shown, f"no key {title!r}; there are {[list(c.keys) for c in self.running.api.sent(self.chat)][-3:]}"
        return await self._answer(lambda: self.running.api.press(self.chat, title, shown))

    async def grown_up(self, consent: bool = False) -> None:
        await self.say("hello")
        await self.say("I feel anxious about us all the time")
        await self.press("18 or over")
        await self.say("yes" if consent else "no")

    async def _answer(self, act: Any) -> list[str]:
        before = len(self.running.api.sent(self.chat))
        act()
        await self.running.until(lambda: len(self.running.api.sent(self.chat)) > before)
        await self.running.settled()
        return self.running.api.texts(self.chat)[before:]


@pytest.fixture
async def ann(api: FakeApi, house: Any) -> AsyncIterator[Person]:
    running = Running(api, house.database, house.front_door)
    running.keys = house.keys
    await running.start()
    yield Person(running)
    await running.stop(kill=True)


@pytest.mark.parametrize("conversation", PLAYED, ids=lambda c: c.title)
async def test_the_same_conversation_as_on_the_web(ann: Person, talk: Talk, conversation: Conversation) -> None:
    """The same names of responses, turn by turn, as the front door gives to any other channel."""
    for step in conversation.steps:
        if step.press is None:
            here = await ann.say(step.say or "")
            await talk.say(step.say or "")
        elif any(step.press == button.title for reply in talk.replies for button in reply.buttons):
            here = await ann.press(step.press)
            await talk.press(step.press)
        else:  # whether it should be there is for the conversations' own test: here it is in neither place
            assert step.press not in ann.running.api.sent(ann.chat)[-1].keys
            return
        assert [response_of(text) for text in here] == talk.names, step


@pytest.mark.parametrize(
    ("command", "intent"),
    [
        ("start", "greet"),
        ("help", "ask_capabilities"),
        ("stop", "stop"),
        ("urge", "urge_now"),
        ("checkin", "check_in"),
        ("progress", "show_progress"),
        ("export", "export_my_data"),
        ("forget", "delete_my_data"),
        ("human", "ask_human"),
    ],
)
async def test_a_command_means_what_it_says(house: Any, command: str, intent: str) -> None:
    parsed = await house.agent.parse_message(WORDS.says[command])
    assert parsed["intent"]["name"] == intent and parsed["intent"]["confidence"] > 0.5


async def test_a_country_by_command(ann: Person) -> None:
    await ann.say("hello")
    assert "Ireland" in (await ann.say("/country Ireland"))[0]
    assert "50808" in (await ann.say(CRISIS))[0]


async def at_the_start(ann: Person) -> None:
    pass


async def in_a_practice(ann: Person) -> None:
    await ann.grown_up()
    await ann.say("do you have an exercise for me")
    await ann.press("Slow breathing")


async def after_a_command(ann: Person) -> None:
    await ann.grown_up()
    await ann.say("/forget")


async def at_the_country_question(ann: Person) -> None:
    await ann.say("/country")


@pytest.mark.parametrize("place", [at_the_start, in_a_practice, after_a_command, at_the_country_question])
@pytest.mark.parametrize("text", [CRISIS, f"/help {CRISIS}", f"/country {CRISIS}", f'/greet{{"a":"b"}} {CRISIS}'])
async def test_the_numbers_come_first(ann: Person, place: Any, text: str) -> None:
    await place(ann)
    before = len(ann.running.api.sent(ann.chat))
    ann.running.api.write(ann.chat, text)
    await ann.running.until(lambda: len(ann.running.api.sent(ann.chat)) >= before + 2)
    texts = ann.running.api.texts(ann.chat)[before:]
    assert SAMARITANS in texts[0]
    assert await ann.running.until(lambda: _keys(ann, before)), "the question can be answered by a key"


def _keys(ann: Person, before: int) -> bool:
    return any("figure of speech" in " ".join(c.keys).lower() for c in ann.running.api.sent(ann.chat)[before:])


async def test_the_crisis_route_by_keys(ann: Person) -> None:
    await ann.say(CRISIS)
    await ann.running.until(lambda: _keys(ann, 0))
    keys = list(next(c for c in reversed(ann.running.api.sent(ann.chat)) if c.keys).keys)
    texts = await ann.press(keys[0])
    assert texts and not any("That choice has passed" in text for text in texts)


async def test_consent_keeps_the_chat_export_shows_it_and_forget_takes_it(ann: Person, house: Any) -> None:
    await ann.grown_up(consent=True)
    person = ann.running.person(ann.chat)
    await ann.running.until(lambda: _kept(house, person) == ann.chat)
    await ann.say("/export")
    call = next(c for c in ann.running.api.sent(ann.chat) if c.method == "sendDocument")
    export = json.loads(call.params["document"]["bytes"])
    assert export["telegram_chat"][0]["chat"] == str(ann.chat)
    await ann.say("/forget")
    await ann.press("Yes, delete it all")
    assert _kept(house, person) is None
    await ann.say("hello again")
    await asyncio.sleep(0.2)
    assert _kept(house, person) is None, "nothing is kept anew"


async def test_without_consent_no_chat_is_kept(ann: Person, house: Any) -> None:
    await ann.grown_up()
    assert _kept(house, ann.running.person(ann.chat)) is None


async def test_a_wait_with_an_urge_is_spoken_first_after_a_restart_and_answered_by_a_key(
    ann: Person, house: Any
) -> None:
    with evening_in(house) as evening:
        FollowUps(house, [ann.running.channel])  # from now on the coach knows that it can speak first here
        await ann.grown_up()
        await ann.say("/urge")
        await ann.press("8")
        await ann.say("10")
        await ann.say("just wait")
        before = len(ann.running.api.sent(ann.chat))
        await ann.running.restart(house.front_door)
        evening.follow_ups = FollowUps(house, [ann.running.channel])
        await evening.later(5)
        mark = ann.running.api.sent(ann.chat)[before:]
        assert response_of(mark[0].text) == "utter_urge_mark" and "5" in mark[-1].keys, [c.text for c in mark]
        assert response_of((await ann.press("5"))[0]) == "utter_urge_reading"
        before = len(ann.running.api.sent(ann.chat))
        await evening.later(5)
        up = ann.running.api.sent(ann.chat)[before:]
        assert response_of(up[0].text) == "utter_urge_time_up" and up[-1].keys, [c.text for c in up]
        await evening.follow_ups.look()
        assert len(ann.running.api.sent(ann.chat)) == before + len(up), "said once"
        assert (await ann.press(list(up[-1].keys)[0]))[0]


async def test_a_reminder_reaches_whoever_agreed_after_a_restart(ann: Person, house: Any) -> None:
    """Its row knows no chat: the one that was kept with consent is the way."""
    with evening_in(house) as evening:
        FollowUps(house, [ann.running.channel])
        await ann.grown_up(consent=True)
        await ann.say("can you remind me to check in every evening at 8?")
        await ann.say("yes")
        before = len(ann.running.api.sent(ann.chat))
        await ann.running.restart(house.front_door)
        evening.follow_ups = FollowUps(house, [ann.running.channel])
        await evening.later(24 * 60)
        await evening.later(1)
        [call] = ann.running.api.sent(ann.chat)[before:]
        assert response_of(call.text) == "utter_reminder" and "Check in" in call.keys


async def test_looking_back_brings_a_picture_and_its_words(ann: Person, house: Any) -> None:
    await ann.grown_up(consent=True)
    now = house.clock()
    with house.database.session() as session:
        for ago, anxiety in ((5, 8), (3, 6), (1, 4)):
            at = now - dt.timedelta(days=ago)
            save_check_in(session, house.keys, ann.running.person(ann.chat), Day(at.date(), anxiety), at=at)
    await ann.say("/progress")
    call = next(c for c in ann.running.api.sent(ann.chat) if c.method == "sendPhoto")
    assert call.params["photo"]["bytes"].startswith(b"\x89PNG") and "lowest 4, highest 8" in call.text


async def test_an_answer_is_quick(ann: Person) -> None:
    await ann.grown_up()
    before = time.monotonic()
    await ann.say("we had a fight")
    assert time.monotonic() - before < 5


def _kept(house: Any, person: str) -> int | None:
    with house.database.session() as session:
        return chat_of(session, house.keys, person)

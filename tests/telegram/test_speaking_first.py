"""The coach speaks first: once, with keys that work, to whoever can be reached."""

from __future__ import annotations

import pytest

from steady.channels import telegram
from steady.channels.replies import Button, Reply
from steady.records.notes import give_consent
from tests.channels.door import DANGER, NOW
from tests.telegram.fake_api import BROKEN
from tests.telegram.running import ANN, KEYS, Running

TIME_UP = [Reply("The time is up. How strong is it now?"), Reply("Still there?", (Button("Still strong", "/strong"),))]


async def met(running: Running) -> str:
    running.api.write(ANN, "hello")
    await running.texts(ANN, 2)
    await running.settled()
    running.api.calls.clear()
    return running.person(ANN)


async def test_to_somebody_known_in_this_process(running: Running) -> None:
    person = await met(running)
    assert await running.channel.say_first(person, TIME_UP, None) is True
    assert running.api.texts(ANN) == [reply.text for reply in TIME_UP]
    running.door.visit(person).offer(TIME_UP)  # as whoever speaks first does
    running.api.press(ANN, "Still strong")
    await running.until(lambda: running.agent.texts[-1] == "/strong")


async def test_after_a_restart_by_the_address_or_by_what_was_kept_with_consent(running: Running) -> None:
    person = await met(running)
    await running.restart()
    assert await running.channel.say_first(person, TIME_UP, None) is False, "nothing is kept without a yes"
    assert await running.channel.say_first(person, TIME_UP, str(ANN)) is True
    with running.database.session() as session:
        give_consent(session, KEYS, person, at=NOW)
    running.api.write(ANN, "yes")
    await running.settled()
    await running.restart()
    assert await running.channel.say_first(person, TIME_UP, None) is True
    assert len(running.api.sent(ANN)) == 5


async def test_put_off_when_it_cannot_be_sent_and_never_said_twice(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "FIRST_PATIENCE", 0.3)
    person = await met(running)
    running.api.fail("sendMessage", BROKEN, times=1)
    assert await running.channel.say_first(person, TIME_UP, None) is False
    assert running.api.sent(ANN) == []
    running.channel.sender._held.clear()
    assert await running.channel.say_first(person, TIME_UP, None) is True
    assert running.api.texts(ANN) == [reply.text for reply in TIME_UP]


async def test_what_is_left_of_it_comes_later(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "FIRST_PATIENCE", 0.3)
    person = await met(running)
    send, calls = running.channel.sender.send, []

    async def second_fails(chat: int, part: object, patience: float | None = None) -> int | None:
        calls.append(part)
        return None if len(calls) == 2 else await send(chat, part, patience)  # type: ignore[arg-type]

    monkeypatch.setattr(running.channel.sender, "send", second_fails)
    assert await running.channel.say_first(person, TIME_UP, None) is True
    assert await running.texts(ANN, 2) == [reply.text for reply in TIME_UP]


async def test_a_follow_up_takes_the_way_to_its_person_with_it(running: Running) -> None:
    await met(running)
    assert running.agent.heard[-1].metadata["address"] == str(ANN)


async def test_danger_that_waits_in_line_holds_back_what_was_planned(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, held = await met(running), list[str]()
    monkeypatch.setattr(running.door, "on_danger", held.append)
    assert running.door.first_answer(person, "hello") is None and held == []
    assert running.door.first_answer(person, DANGER) is not None and held == [person]

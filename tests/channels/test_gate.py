"""At the gate: length, pace, slashes and buttons. Danger passes every one of them."""

from __future__ import annotations

import datetime as dt

import pytest

from steady.channels import front_door as module
from steady.channels.front_door import MOST_CHARACTERS, MOST_MESSAGES, WINDOW
from steady.channels.replies import TooFast, TooLong, UnknownButton
from tests.channels.door import BUTTONS, DANGER, DEFUSED, Door, door, fresh, numbers_in

__all__ = ["door", "fresh"]  # fixtures


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (DEFUSED, DEFUSED[1:]),
        ("/affirm", "affirm"),
        ("  //  /affirm", "affirm"),
        ("\u200b/affirm", "affirm"),
        ("/restart", "restart"),
        ("he said a/b", "he said a/b"),
        ("👍", "yes"),
        ("\u00a0/affirm", "affirm"),
        ("\u2003/restart", "restart"),
        ("\x0b/deny", "deny"),
    ],
)
async def test_a_slash_never_replaces_the_parse(door: Door, text: str, seen: str) -> None:
    replies = await door.say(text)
    assert door.agent.texts == [seen] and numbers_in(replies) is (text == DEFUSED)


@pytest.mark.parametrize("title", ["Yes", "yes", " YES ", "It's fine", "it’s  FINE"])
async def test_an_offered_button_gives_its_payload(door: Door, title: str) -> None:
    door.agent.replies = [{"text": "well?", "buttons": BUTTONS}]
    await door.say("go")
    payload = BUTTONS[0 if "y" in title.lower() else 1]["payload"]
    await door.say(None, button=title)
    await door.say(title)  # typed, it is the same
    assert door.agent.texts[1:] == [payload, payload]


async def test_only_the_last_offer_counts(door: Door) -> None:
    door.agent.replies = [{"text": "well?", "buttons": BUTTONS}]
    await door.say("go")
    door.agent.replies = [{"text": "other", "buttons": [{"title": "Later", "payload": "/later"}]}]
    await door.say("on")
    with pytest.raises(UnknownButton) as caught:
        await door.say(None, button="Yes")
    assert caught.value.titles == ("Later",) and "Later" in caught.value.message
    assert door.agent.texts == ["go", "on"]
    with pytest.raises(UnknownButton):
        await door.say(None, button="/affirm")
    with pytest.raises(UnknownButton):
        await door.say(None, button="Later", person="somebody else")


@pytest.mark.parametrize("title", [DANGER, DEFUSED])
async def test_danger_pressed_as_a_button_is_danger(door: Door, title: str) -> None:
    door.agent.replies = [{"text": "well?", "buttons": [{"title": title, "payload": "/affirm"}]}]
    await door.say("go")
    replies = await door.say(None, button=title)
    assert numbers_in(replies) and door.agent.texts[-1] == title.lstrip("/")
    assert numbers_in(await door.say(None, button=title, person="nobody offered it"))


@pytest.mark.parametrize(("extra", "need"), [("", "crisis"), (DANGER, "suicide")])
async def test_too_long_gives_a_sentence_and_the_numbers(door: Door, extra: str, need: str) -> None:
    with pytest.raises(TooLong) as caught:
        await door.say("a " * MOST_CHARACTERS + extra)
    assert str(MOST_CHARACTERS) in caught.value.message and not door.agent.heard
    assert caught.value.replies[0].custom["helplines"]["need"] == need


async def test_too_fast_gives_a_sentence_and_the_numbers_but_never_limits_danger(door: Door) -> None:
    for _ in range(MOST_MESSAGES - 1):  # "hello" was the first
        await door.say("more")
    with pytest.raises(TooFast) as caught:
        await door.say("more")
    assert numbers_in(caught.value.replies)
    assert numbers_in(await door.say(DANGER))
    assert await door.say("more", person="somebody else")
    door.now += dt.timedelta(seconds=WINDOW + 1)
    assert await door.say("more")


async def test_a_script_may_go_as_fast_as_it_likes(door: Door) -> None:
    for _ in range(MOST_MESSAGES * 2):
        door.door.forget_pace("p")
        assert await door.say("more")
    door.door.forget_pace("never seen")


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("\u200b / ", "empty"), ("🙂", "emoji_only"), ("?!", "emoji_only"), ("你好", None), ("שלום", None)],
)
async def test_what_rasa_need_not_see(door: Door, text: str, says: str | None) -> None:
    replies = await door.say(text)
    assert door.agent.heard == [] and len(replies) == 1
    wordings = door.door.words.sentences[says] if says else []
    assert replies[0].text == wordings[0] if says else numbers_in(replies)


async def test_few_visits_are_kept(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_VISITS", 2)
    for person in ("a", "b", "a", "c"):
        await door.say("hello", person=person)
    assert list(door.door.visits) == ["a", "c"]

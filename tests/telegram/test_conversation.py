"""Talking in Telegram: words, keys, commands, and what is no text at all."""

from __future__ import annotations

import json

import pytest

from steady.content.telegram import load_telegram_words
from tests.channels.door import DANGER
from tests.telegram.fake_api import FILE, PHOTO, STICKER, VOICE, membership, message, pressed
from tests.telegram.running import ANN, BEN, ROOT, Running

WORDS = load_telegram_words(ROOT / "data" / "content")
YES_NO = [{"title": "Yes", "payload": '/affirm{"secret": "payload"}'}, {"title": "No", "payload": "/deny"}]
SAMARITANS = "findahelpline.com"  # no country is known


def one_of(key: str, text: str) -> bool:
    return any(text.startswith(wording.split("{numbers}")[0].strip()) for wording in WORDS.sentences[key])


async def met(running: Running, chat: int = ANN) -> Running:
    """After the first words, so that the disclosure is out of the way."""
    running.api.write(chat, "hello")
    await running.texts(chat, 2)
    await running.settled()
    running.api.calls.clear()
    return running


async def test_the_first_words_say_what_this_is_and_that_telegram_can_read_it(running: Running) -> None:
    running.api.write(ANN, "hello")
    first, answer = await running.texts(ANN, 2)
    disclosure, _, note = first.partition("\n\n")
    assert "computer program" in disclosure and one_of("not_private", note) and answer == "heard hello"
    running.api.write(ANN, "more")
    assert (await running.texts(ANN, 3))[2] == "heard more", "once is enough"


async def test_the_note_waits_until_after_danger(running: Running) -> None:
    running.api.write(ANN, DANGER)
    texts = await running.texts(ANN, 3)
    assert SAMARITANS in texts[0] and not any(one_of("not_private", part) for t in texts for part in t.split("\n\n"))
    running.api.write(ANN, "thank you")
    assert one_of("not_private", (await running.texts(ANN, 4))[3].partition("\n\n")[2])


async def test_a_key_carries_an_opaque_id_and_is_answered(running: Running) -> None:
    running.agent.buttons["hello"] = YES_NO
    await met(running)
    running.api.calls.clear()
    running.agent.buttons["choose"] = YES_NO
    running.api.write(ANN, "choose")
    [call] = await running.until(lambda: running.api.sent(ANN))
    assert list(call.keys) == ["Yes", "No"]
    assert not any(word in str(call.params) for word in ("affirm", "deny", "payload", "secret"))
    running.api.press(ANN, "Yes")
    await running.texts(ANN, 2)
    assert running.agent.texts[-1] == '/affirm{"secret": "payload"}'
    await running.until(lambda: running.api.of("answerCallbackQuery"))
    # The keys of a question that is over are taken away.
    assert await running.until(lambda: [c for c in running.api.of("editMessageReplyMarkup") if c.chat == ANN])


async def test_a_second_tap_changes_nothing(running: Running) -> None:
    running.agent.buttons["choose"] = YES_NO
    await met(running)
    running.api.write(ANN, "choose")
    await running.texts(ANN, 1)
    call = running.api.sent(ANN)[0]
    for title in ("Yes", "Yes", "No"):
        running.api.press(ANN, title, call)
    await running.until(lambda: len(running.api.of("answerCallbackQuery")) == 3)
    await running.settled()
    assert len(running.api.sent(ANN)) == 2


async def test_a_key_of_an_earlier_question_does_not_answer_the_open_one(running: Running) -> None:
    running.agent.buttons |= {"choose": YES_NO, "again": YES_NO}
    await met(running)
    running.api.write(ANN, "choose")
    await running.texts(ANN, 1)
    old = running.api.sent(ANN)[0]
    running.api.write(ANN, "again")
    await running.texts(ANN, 2)
    running.api.press(ANN, "Yes", old)
    await running.texts(ANN, 3)
    last = running.api.sent(ANN)[-1]
    assert "Yes, No" in last.text and list(last.keys) == ["Yes", "No"], "what can be pressed is offered once more"
    assert running.agent.texts[-1] == "again"
    running.api.press(ANN, "Yes", last)
    await running.texts(ANN, 4)
    assert running.agent.texts[-1].startswith("/affirm")


async def test_a_forged_key_and_one_in_a_group_are_answered_and_do_nothing(running: Running) -> None:
    await met(running)
    running.api.put(pressed(ANN, "/affirm"))
    group = pressed(ANN, "x")
    group["callback_query"]["message"]["chat"] = {"id": -5, "type": "group", "title": "G"}
    running.api.put(group)
    await running.until(lambda: len(running.api.of("answerCallbackQuery")) == 2)
    await running.settled()
    assert "/affirm" not in running.agent.texts and not running.api.sent(-5)


async def test_a_scale_is_keys_that_stand_for_typed_numbers(running: Running) -> None:
    running.agent.custom["how strong"] = {"scale": True}
    await met(running)
    running.api.write(ANN, "how strong")
    await running.texts(ANN, 1)
    assert list(running.api.sent(ANN)[0].keys) == [str(n) for n in range(11)]
    running.api.press(ANN, "7")
    await running.texts(ANN, 2)
    assert running.agent.texts[-1] == "7"


@pytest.mark.parametrize("command", sorted(set(WORDS.says) - {"country"}))
async def test_a_command_is_what_a_person_would_have_typed(running: Running, command: str) -> None:
    await met(running)
    for text in (f"/{command}", f"/{command}@steady_test_bot", f"/{command.upper()}"):
        running.api.write(ANN, text)
    await running.texts(ANN, 3)
    assert running.agent.texts[-3:] == [WORDS.says[command]] * 3


async def test_words_behind_a_command_are_heard(running: Running) -> None:
    await met(running)
    running.api.write(ANN, "/urge I want to text him")
    assert "I want to text him" in (await running.texts(ANN, 1))[0]
    running.api.write(ANN, f"/help {DANGER}")
    assert SAMARITANS in (await running.texts(ANN, 2))[1]


async def test_a_link_to_the_bot_says_hello_only(running: Running) -> None:
    await met(running)
    running.api.write(ANN, "/start aB3_dE6-gH9jK2mN5")
    assert await running.texts(ANN, 1) == [f"heard {WORDS.says['start']}"]


@pytest.mark.parametrize("text", ["/affirm", '/greet{"a":"b"}', "/restart now", "//"])
async def test_any_other_slash_is_text(running: Running, text: str) -> None:
    await met(running)
    running.api.write(ANN, text)
    await running.texts(ANN, 1)
    assert not any(heard.startswith("/") for heard in running.agent.texts)


async def test_the_country_by_command_and_by_its_bare_name_after_it(running: Running) -> None:
    await met(running)
    running.api.write(ANN, "/country Ireland")
    assert (await running.texts(ANN, 1))[0] == "heard I'm in Ireland"
    assert running.agent.heard[-1].metadata["country"] == "IE"
    running.api.write(ANN, "/country")
    assert one_of("ask_country", (await running.texts(ANN, 2))[1])
    running.api.write(ANN, "gb")
    assert (await running.texts(ANN, 3))[2] == "heard I'm in United Kingdom"
    running.api.write(ANN, "/country Narnia")
    assert one_of("country_unknown", (await running.texts(ANN, 4))[3]) and "116 123" in running.api.texts(ANN)[3]


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"voice": VOICE}, "voice"),
        ({"audio": VOICE}, "voice"),
        ({"video_note": {**VOICE, "length": 9}}, "voice"),
        ({"photo": PHOTO}, "picture"),
        ({"document": FILE}, "picture"),
        ({"sticker": STICKER}, "other"),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, "other"),
    ],
)
async def test_what_cannot_be_read_is_said_to_be(running: Running, parts: dict, key: str) -> None:
    await met(running)
    running.api.put({"message": message(ANN, **parts)})
    [text] = await running.texts(ANN, 1)
    assert one_of(key, text) and running.agent.texts == ["hello"]
    assert (SAMARITANS in text) is (key == "voice"), "nobody knows what a recording says"


async def test_words_under_a_picture_are_read(running: Running) -> None:
    await met(running)
    running.api.put({"message": message(ANN, photo=PHOTO, caption="this is us")})
    first, second = await running.texts(ANN, 2)
    assert one_of("picture", first) and second == "heard this is us"
    running.api.put({"message": message(ANN, photo=PHOTO, caption=DANGER)})
    assert SAMARITANS in (await running.texts(ANN, 4))[2]


async def test_a_sticker_is_its_emoji(running: Running) -> None:
    await met(running)
    running.api.put({"message": message(ANN, sticker={**STICKER, "emoji": "👍"})})
    assert await running.texts(ANN, 1) == ["heard yes"]


async def test_an_edit_is_noted_and_only_danger_in_it_is_a_message(running: Running) -> None:
    await met(running)
    running.api.put({"edited_message": message(ANN, text="helo", edit_date=1)})
    assert one_of("edited", (await running.texts(ANN, 1))[0]) and running.agent.texts == ["hello"]
    running.api.put({"edited_message": message(ANN, text=DANGER, edit_date=1)})
    assert SAMARITANS in (await running.texts(ANN, 3))[1]
    running.api.put({"edited_message": message(ANN, location={"latitude": 1.0, "longitude": 2.0}, edit_date=1)})
    await running.settled()
    assert len(running.api.sent(ANN)) == 3


async def test_a_group_is_told_why_and_left(running: Running) -> None:
    for text in ("hello all", "still there?"):
        running.api.put({"message": message(-77, kind="supergroup", text=text)})
    running.api.put(membership(-77, "member", "supergroup"))
    await running.until(lambda: running.api.of("leaveChat"))
    await running.settled()
    [text] = running.api.texts(-77)
    assert one_of("group", text) and running.agent.heard == [] and len(running.api.of("leaveChat")) == 1


async def test_danger_in_a_group_gets_the_numbers_all_the_same(running: Running) -> None:
    running.api.put({"message": message(-78, kind="group", text=DANGER)})
    texts = await running.texts(-78, 2)
    assert SAMARITANS in texts[0] and one_of("group", texts[1])


async def test_a_channel_is_left_without_a_word(running: Running) -> None:
    running.api.put({"channel_post": message(-99, kind="channel", text="news")})
    await running.until(lambda: running.api.of("leaveChat"))
    await running.settled()
    assert running.api.sent() == [] and running.agent.heard == []


async def test_two_people_at_once_see_only_theirs(running: Running) -> None:
    running.agent.buttons["of Ann's"] = YES_NO
    await met(running, ANN)
    await met(running, BEN)
    running.api.write(ANN, "of Ann's")
    running.api.write(BEN, "of Ben's")
    assert await running.texts(ANN) == ["heard of Ann's"] and await running.texts(BEN) == ["heard of Ben's"]
    call = running.api.sent(ANN)[0]
    running.api.put(pressed(BEN, call.keys["Yes"], json.loads(call.params["reply_markup"])))
    await running.texts(BEN, 2)
    assert not any(text.startswith("/affirm") for text in running.agent.texts)


async def test_an_export_is_a_file_and_a_chart_a_picture(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steady.channels.telegram_parts.draw", lambda chart: b"\x89PNG " + chart["title"].encode())
    running.agent.custom |= {
        "export": {"export": {"person": {"code": "É"}}},
        "chart": {"chart": {"title": "May", "summary": "Down from 7 to 4."}},
    }
    await met(running)
    running.api.write(ANN, "export")
    await running.texts(ANN, 1)
    call = running.api.sent(ANN)[0]
    assert call.method == "sendDocument" and call.text == "heard export"
    assert call.params["document"]["name"] == "steady-export.json"
    assert json.loads(call.params["document"]["bytes"]) == {"person": {"code": "É"}}
    running.api.write(ANN, "chart")
    await running.texts(ANN, 2)
    call = running.api.sent(ANN)[1]
    assert call.method == "sendPhoto" and call.params["photo"]["bytes"] == b"\x89PNG May"
    assert call.text == "heard chart\n\nDown from 7 to 4.", "for people who hear it"


async def test_a_chart_that_cannot_be_drawn_comes_as_text(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(chart: object) -> bytes:
        raise RuntimeError("no fonts")

    monkeypatch.setattr("steady.channels.telegram_parts.draw", broken)
    running.agent.custom["chart"] = {"chart": {"text": "7 ####"}}
    await met(running)
    running.api.write(ANN, "chart")
    assert await running.texts(ANN, 1) == ["heard chart\n\n7 ####"]

"""A reply as Telegram can show it: pieces, rows of keys, commands, updates. No network."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from steady.channels.replies import Button, Reply
from steady.channels.telegram_chats import Chat, Chats, Waiting
from steady.channels.telegram_parts import SCALE, length, parts_of, split
from steady.channels.telegram_sending import Bucket
from steady.channels.telegram_updates import Incoming, read_update
from steady.content.files import ContentError
from steady.content.partner_card import load_partner_cards
from steady.content.telegram import COMMANDS, load_telegram_words
from tests.content.broken import change
from tests.telegram.fake_api import membership, message
from tests.telegram.running import ROOT

WORDS = load_telegram_words(ROOT / "data" / "content")


@pytest.mark.parametrize("text", ["word " * 3000, "line\n" * 2000, "x" * 9000, "🙂" * 5000, "a" * 4095 + "🙂" * 3])
def test_long_texts_are_cut_within_the_limit_and_nothing_is_lost(text: str) -> None:
    pieces = split(text)
    assert all(0 < length(piece) <= 4096 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_sent_for_nothing(text: str) -> None:
    assert parts_of(Reply(text, custom={"practice_step": {}}), WORDS) == []


def test_keys_stand_in_rows_that_a_phone_can_show() -> None:
    buttons = tuple(Button(t, "/x") for t in ("Yes", "No", "Not sure", "Later", "Is it an ask or a check?", "Stop"))
    [part] = parts_of(Reply("well?", buttons), WORDS)
    titles = [[key.title for key in row] for row in part.rows]
    assert titles == [["Yes", "No", "Not sure"], ["Later"], ["Is it an ask or a check?"], ["Stop"]]
    ids = [key.id for key in part.keys]
    assert len(set(ids)) == 6 and all(0 < len(id.encode()) <= 64 for id in ids)
    again = [key.id for key in parts_of(Reply("well?", buttons), WORDS)[0].keys]
    assert not set(ids) & set(again), "an id can be used for one question only"


def test_keys_hang_on_the_last_piece_and_a_scale_above_them() -> None:
    parts = parts_of(Reply("word " * 1500, (Button("Skip", "/skip"),), {"scale": True}), WORDS)
    assert [bool(part.rows) for part in parts] == [False, True]
    assert tuple(key.title for key in parts[-1].keys) == (*SCALE, "Skip")
    assert [key.typed for key in parts[-1].keys] == [True] * 11 + [False]


def test_a_picture_with_keys_comes_after_its_words() -> None:
    parts = parts_of(Reply("look", (Button("More", "/m"),), {"chart": {"title": "t"}}), WORDS)
    assert [part.text for part in parts] == ["look", ""] and parts[1].picture and parts[1].rows


def test_a_page_to_hand_over_is_its_text() -> None:
    for card in load_partner_cards(ROOT / "data" / "content").values():
        parts = parts_of(Reply(card.text(), custom={"sheet": card.sheet(), "copy": card.text()}), WORDS)
        assert [part.text for part in parts] == [card.text()], "in one message, to be forwarded whole"


def test_numbers_make_a_message_urgent() -> None:
    [part] = parts_of(Reply("call", custom={"helplines": {"lines": []}}), WORDS)
    assert part.urgent and not parts_of(Reply("hm"), WORDS)[0].urgent


def test_the_order_is_that_of_telegrams_numbers() -> None:
    chat = Chat(1, "p")
    for id in (3, 1, 2):
        chat.join(Waiting(Incoming(id, "text"), None))  # type: ignore[arg-type]
    assert [waiting.incoming.id for waiting in chat.line] == [1, 2, 3]


def test_a_flood_is_judged_by_when_messages_were_written() -> None:
    chat = Chat(1, "p")
    assert not any(chat.floods(60.0 * n) for n in range(100)), "an hour's messages after a restart"
    other = Chat(2, "q")
    assert [other.floods(5.0) for _ in range(25)].index(True) == 20
    assert not other.floods(16.0)


def test_few_chats_are_kept_and_busy_ones_stay() -> None:
    chats = Chats(most=2)
    first = chats.of(1, "a")
    first.join(Waiting(Incoming(1, "text"), None))  # type: ignore[arg-type]
    chats.of(2, "b")
    chats.of(3, "c")
    assert [chat.id for chat in chats.all()] == [1, 3] and chats.of_person("b") is None
    assert chats.of(1, "a") is first


def test_the_bucket_keeps_some_for_the_urgent() -> None:
    bucket = Bucket(most=6, rate=1.0)
    assert [bucket.wait(0.0, keep=5.0) for _ in range(2)] == [0.0, 1.0]
    assert [bucket.wait(0.0) for _ in range(6)] == [0.0] * 5 + [1.0]
    assert bucket.wait(1.0) == 0.0


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        ({}, "nothing"),
        ({"message": message(5, text="hi")}, "text"),
        ({"message": {**message(5, text="hi"), "from": {"id": 9, "is_bot": True, "first_name": "B"}}}, "nothing"),
        ({"message": message(5, group_chat_created=True)}, "nothing"),
        ({"message": message(5, new_chat_title="x")}, "nothing"),
        ({"message": message(-5, kind="group", text="hi")}, "group"),
        ({"edited_channel_post": message(-5, kind="channel", text="hi")}, "channel"),
        ({"my_chat_member": membership(5, "kicked")["my_chat_member"]}, "blocked"),
        ({"my_chat_member": membership(5, "member")["my_chat_member"]}, "back"),
        ({"my_chat_member": membership(-5, "kicked", "group")["my_chat_member"]}, "nothing"),
        ({"my_chat_member": membership(-5, "member", "channel")["my_chat_member"]}, "channel"),
    ],
)
def test_what_an_update_is(update: dict[str, Any], kind: str) -> None:
    assert read_update(Update.de_json({"update_id": 1, **update}, None)).kind == kind  # type: ignore[union-attr]


def test_every_command_of_the_issue_is_there_and_listed() -> None:
    assert set(COMMANDS) == set(WORDS.says) == set(WORDS.menu)
    assert all(1 <= len(shown) <= 256 for shown in WORDS.menu.values())


def test_a_missing_sentence_is_named(tmp_path: Any) -> None:
    file = tmp_path / "telegram.yml"
    file.write_text((ROOT / "data" / "content" / "telegram.yml").read_text())
    change(file, "  voice:", "  noise:")
    with pytest.raises(ContentError, match=r"telegram.yml.*voice"):
        load_telegram_words(tmp_path)

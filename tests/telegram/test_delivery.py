"""Nothing lost, nothing doubled, nobody held up by another: with a network and a Telegram that misbehave."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from steady.channels import telegram_polling, telegram_sending
from steady.records.database import Database
from steady.records.models import TelegramUpdate
from steady.records.notes import give_consent
from steady.records.telegram import chat_of
from tests.channels.door import DANGER, NOW
from tests.telegram.fake_api import BLOCKED, BROKEN, CONFLICT, TOKEN, flood, membership, message
from tests.telegram.running import ANN, BEN, KEYS, Running

NUMBERS = "findahelpline.com"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries are short."""
    monkeypatch.setattr(telegram_polling, "A_MOMENT", 0.1)
    monkeypatch.setattr(telegram_sending, "SLOWEST", 0.2)


async def met(running: Running, *chats: int) -> None:
    for chat in chats or (ANN,):
        running.api.write(chat, "hello")
        await running.texts(chat, 2)
    await running.settled()
    running.api.calls.clear()


async def test_updates_that_come_twice_and_backwards_are_answered_once_and_in_order(running: Running) -> None:
    await met(running)
    running.api.repeat = running.api.reorder = True
    for word in ("one", "two", "three", "four"):
        running.api.write(ANN, word)
    await running.texts(ANN, 4)
    await asyncio.sleep(0.5)
    assert running.api.texts(ANN) == [f"heard {word}" for word in ("one", "two", "three", "four")]


async def test_a_429_is_waited_for_and_the_order_kept(running: Running) -> None:
    await met(running, ANN, BEN)
    running.api.fail("sendMessage", flood(2), chat=ANN)
    running.api.write(ANN, "one")
    running.api.write(ANN, "two")
    await running.until(lambda: [c for c in running.api.of("sendMessage") if not c.ok])
    running.api.write(BEN, "of Ben's")
    await running.texts(BEN)
    assert not running.api.texts(ANN), "Ben is not kept waiting by Ann's limit"
    assert await running.texts(ANN, 2) == ["heard one", "heard two"]
    refused, *later = [c for c in running.api.of("sendMessage") if c.chat == ANN]
    assert later[0].at - refused.at >= 2.0 and len(later) == 2, "nothing is sent before the time that was named"


async def test_numbers_are_sent_again_until_they_arrive(running: Running) -> None:
    await met(running)
    running.api.fail("sendMessage", BROKEN, times=3)
    running.api.fail("sendMessage", flood(1))
    running.api.write(ANN, DANGER)
    texts = await running.texts(ANN, 2)
    assert NUMBERS in texts[0] and texts[1] == f"heard {DANGER}" and len(texts) == 2


async def test_numbers_go_before_all_that_waits(running: Running) -> None:
    """Eighty messages of others, a dozen of one's own: care comes first."""
    await met(running)
    running.agent.seconds = 0.05
    for n in range(12):
        running.api.write(ANN, f"word {n}")
    for n in range(80):
        running.api.write(8000 + n, "hello")
    running.api.write(ANN, DANGER)
    await running.until(lambda: any(NUMBERS in text for text in running.api.texts(ANN)))
    waiting = len(running.api.texts(ANN))
    assert waiting < 12, "her own earlier messages were not waited for"
    texts = await running.texts(ANN, 14)
    assert sum(NUMBERS in text for text in texts) == 1, "and the numbers came once"
    assert [t for t in texts if NUMBERS not in t] == [*(f"heard word {n}" for n in range(12)), f"heard {DANGER}"]


async def test_two_hundred_at_once_are_told_to_wait_and_danger_among_them_is_answered(running: Running) -> None:
    await met(running, ANN, BEN)
    for n in range(200):
        running.api.write(ANN, DANGER if n == 150 else "x")
    running.api.write(BEN, "of Ben's")
    await running.texts(BEN)
    await running.settled()
    texts = running.api.texts(ANN)
    assert any(NUMBERS in text for text in texts) and len(texts) < 30
    assert running.api.texts(BEN) == ["heard of Ben's"]


async def test_a_flood_of_danger_is_answered_too(running: Running) -> None:
    await met(running)
    for _ in range(60):
        running.api.write(ANN, DANGER)
    await running.settled()
    assert sum(NUMBERS in text for text in running.api.texts(ANN)) >= 1
    assert len(running.api.sent(ANN)) < 60


async def test_a_restart_answers_what_waited_and_doubles_nothing(idle: Running) -> None:
    for word in ("one", "two"):
        idle.api.write(ANN, word)
    idle.api.write(BEN, DANGER)
    await idle.start()
    await idle.settled()
    assert NUMBERS in idle.api.texts()[0], "danger first"
    await idle.restart()
    idle.api.write(ANN, "three")
    await idle.until(lambda: "heard three" in idle.api.texts(ANN))
    await idle.settled()
    heard = [text for text in idle.api.texts(ANN) if text.startswith("heard")]
    assert heard == ["heard one", "heard two", "heard three"]
    assert sum(NUMBERS in text for text in idle.api.texts(BEN)) == 1


async def test_what_was_answered_but_not_confirmed_is_not_answered_again(running: Running) -> None:
    """The process ends between the answer and the next fetch: Telegram sends the update once more."""
    await met(running)
    number = running.api.write(ANN, "one")
    await running.texts(ANN, 1)
    await running.until(lambda: _done(running.database, number))
    await running.stop(kill=True)
    running.api.pending = [{"update_id": number, "message": message(ANN, text="one")}]
    await running.start()
    await running.settled()
    assert running.api.texts(ANN) == ["heard one"]


async def test_what_a_crash_cut_off_before_its_turn_is_answered_afterwards(running: Running) -> None:
    await met(running)
    running.agent.seconds = 0.3
    for word in ("one", "two", "three"):
        running.api.write(ANN, word)
    await running.texts(ANN, 1)
    await running.stop(kill=True)
    running.agent.seconds = 0
    await running.start()
    await running.settled()
    texts = running.api.texts(ANN)
    assert texts[0] == "heard one" and texts[-1] == "heard three" and running.agent.texts.count("three") == 1
    assert running.agent.texts.count("two") <= 1, "a yes that counted once must not count for the next question too"


async def test_a_turn_that_a_crash_cut_off_is_not_taken_twice_but_not_met_with_silence(running: Running) -> None:
    await met(running)
    running.api.fail("sendMessage", BROKEN, times=1000)
    running.api.write(ANN, "yes")
    await running.until(lambda: running.agent.texts[-1] == "yes" and running.api.of("sendMessage"))
    await running.stop(kill=True)
    running.api.heal()
    await running.start()
    [text] = await running.texts(ANN, 1)
    assert running.agent.texts.count("yes") == 1 and NUMBERS in text, "asked to send it once more, with the numbers"


async def test_danger_that_a_crash_cut_off_is_answered_whole(running: Running) -> None:
    await met(running)
    running.api.fail("sendMessage", BROKEN, times=1000)
    running.api.write(ANN, DANGER)
    await running.until(lambda: running.api.of("sendMessage"))
    await running.stop(kill=True)
    running.api.heal()
    await running.start()
    texts = await running.texts(ANN, 2)
    assert NUMBERS in texts[0] and texts[1] == f"heard {DANGER}"


async def test_an_answer_that_cannot_be_delivered_holds_nobody_up(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await met(running, ANN, BEN)
    running.api.fail("sendMessage", flood(60), chat=ANN)
    running.api.write(ANN, "one")
    for n in range(5):
        running.api.write(BEN, f"word {n}")
    assert await running.texts(BEN, 5) == [f"heard word {n}" for n in range(5)]
    assert running.api.pending, "Ann's is not confirmed yet"
    monkeypatch.setattr(telegram_polling, "HELD_AT_MOST", 0.1)
    await running.settled()


async def test_a_key_pressed_after_a_restart_says_what_stands_on_it(running: Running) -> None:
    running.agent.buttons["choose"] = [{"title": "A short practice", "payload": "/ask_exercise"}]
    await met(running)
    running.api.write(ANN, "choose")
    await running.texts(ANN, 1)
    await running.settled()
    await running.restart()
    running.api.press(ANN, "A short practice")
    await running.until(lambda: running.agent.texts[-1] == "A short practice")


async def test_the_network_fails_for_a_while(running: Running) -> None:
    await met(running)
    running.api.fail("getUpdates", BROKEN, times=3)
    running.api.delay("sendMessage", 1.0)
    running.api.write(ANN, "one")
    assert await running.texts(ANN, 1) == ["heard one"]
    await running.settled()
    assert running.api.texts(ANN) == ["heard one"]


async def test_another_program_that_fetches_is_named_once(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    await met(running)
    running.api.fail("getUpdates", CONFLICT, times=3)
    await running.until(lambda: sum(not call.ok for call in running.api.of("getUpdates")) == 3)
    running.api.write(ANN, "one")
    await running.texts(ANN, 1)
    said = [record for record in caplog.records if "Another program" in record.getMessage()]
    assert len(said) == 1


async def test_a_refused_token_ends_polling_with_a_sentence_that_does_not_show_it(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    running.api.token = "1:another"
    await running.until(lambda: running._poll.done())
    assert "refuses STEADY_TELEGRAM_TOKEN" in caplog.text and TOKEN not in caplog.text


async def test_who_blocked_the_bot_is_not_written_to_and_comes_back(running: Running, database: Database) -> None:
    person = running.person(ANN)
    with database.session() as session:
        give_consent(session, KEYS, person, at=NOW)
    await met(running, ANN, BEN)
    assert _chat(database, person) == ANN
    running.api.blocked.add(ANN)
    running.api.put(membership(ANN, "kicked"))
    await running.until(lambda: _chat(database, person) is None)
    from steady.channels.replies import Reply

    assert await running.channel.say_first(person, [Reply("time is up")], str(ANN)) is True
    assert running.api.of("sendMessage") == []
    running.api.blocked.clear()
    running.api.put(membership(ANN, "member"))
    running.api.write(ANN, "again")
    assert await running.texts(ANN, 1) == ["heard again"]
    await running.until(lambda: _chat(database, person) == ANN)


async def test_blocked_in_the_middle_of_an_answer(running: Running) -> None:
    await met(running, ANN, BEN)
    running.api.fail("sendMessage", BLOCKED, chat=ANN)
    running.api.write(ANN, "one")
    await running.settled()
    running.api.write(BEN, "of Ben's")
    assert await running.texts(BEN) == ["heard of Ben's"] and not running.api.sent(ANN)


async def test_with_the_records_out_of_order_people_are_answered(running: Running) -> None:
    await met(running)
    running.database.engine.dispose()
    with running.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE telegram_update")
    running.api.write(ANN, DANGER)
    running.api.write(ANN, "one")
    texts = await running.texts(ANN, 3)
    assert NUMBERS in texts[0] and texts[2] == "heard one"


async def test_the_pace_in_one_chat(idle: Running) -> None:
    await idle.start(rate=2.0)
    for n in range(8):
        idle.api.write(ANN, f"{n}")
    await idle.texts(ANN, 9)
    times = [call.at for call in idle.api.sent(ANN)]
    assert times[-1] - times[0] > 2.0, "four at once, then two a second"


async def test_a_turn_that_fails_behind_the_door(running: Running) -> None:
    await met(running)
    running.agent.error = RuntimeError("private words")
    running.api.write(ANN, "one")
    [text] = await running.texts(ANN, 1)
    assert NUMBERS in text


async def test_neither_the_token_nor_words_are_logged(
    running: Running, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    from steady.framework.quiet import configure

    with caplog.at_level(logging.INFO):
        configure("INFO")
        await met(running)
        running.api.fail("sendMessage", BROKEN, times=2)
        running.api.fail("getUpdates", (404, {"description": f"{TOKEN} no"}))
        running.api.write(ANN, "my private words")
        await asyncio.sleep(1)
        logging.getLogger("steady").error("a line that quotes %s", TOKEN)
    written = capfd.readouterr()
    assert TOKEN not in written.err + written.out and "private words" not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]


async def test_a_stop_lets_the_answer_under_way_end(running: Running) -> None:
    await met(running)
    running.agent.seconds = 0.4
    running.api.write(ANN, "one")
    await asyncio.sleep(0.3)
    before = time.monotonic()
    await running.stop()
    assert running.api.texts(ANN) == ["heard one"] and time.monotonic() - before < 5
    await running.start()
    await running.settled()
    assert running.api.texts(ANN) == ["heard one"]


def _done(database: Database, number: int) -> bool:
    with database.session() as session:
        row = session.query(TelegramUpdate).filter_by(update_id=number).one_or_none()
        return bool(row and row.done)


def _chat(database: Database, person: str) -> int | None:
    with database.session() as session:
        return chat_of(session, KEYS, person)

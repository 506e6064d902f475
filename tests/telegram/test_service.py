"""In the running server: started when a token is set, by polling or webhook, patient when Telegram is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from steady.channels.telegram_webhook import PATH
from steady.content.telegram import COMMANDS
from steady.records.database import Database
from steady.serving.telegram import TelegramService, token_fault
from steady.settings import Telegram
from tests.conftest import test_settings
from tests.telegram.fake_api import BROKEN, TOKEN, FakeApi
from tests.telegram.running import ANN, KEYS, Running

Start = Callable[..., TelegramService]


@pytest.fixture
async def start(api: FakeApi, database: Database, idle: Running, tmp_path: Any) -> AsyncIterator[Start]:
    made: list[TelegramService] = []

    def begin(**settings: str) -> TelegramService:
        chosen = Telegram(**{"token": TOKEN, "api": api.address, **settings})
        house: Any = SimpleNamespace(
            settings=replace(test_settings(tmp_path), telegram=chosen), database=database, keys=KEYS,
            front_door=idle.door,
        )  # fmt: skip
        made.append(TelegramService(house))
        made[-1].start()
        return made[-1]

    yield begin
    for service in made:
        await service.stop()


async def until(what: Callable[[], Any]) -> Any:
    for _ in range(500):
        if found := what():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("still not so")


async def test_polling_by_default(api: FakeApi, start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    api.webhook["url"] = "https://old.example"
    api.write(ANN, "hello")
    start()
    await until(lambda: len(api.sent(ANN)) == 2)
    assert api.webhook == {} and api.of("deleteWebhook")[0].params.get("drop_pending_updates") in (None, "false")
    said = capsys.readouterr().out
    assert "https://t.me/steady_test_bot is answered (long polling)" in said and TOKEN not in said
    menu = api.of("setMyCommands")[0].params
    assert all(f'"{name}"' in menu["commands"] for name in COMMANDS) and "all_private_chats" in menu["scope"]


async def test_a_webhook_by_setting(api: FakeApi, start: Start) -> None:
    service = start(webhook="https://coach.example")
    await until(lambda: api.webhook)
    assert api.webhook["url"] == "https://coach.example" + PATH
    secret = api.webhook["secret_token"]
    assert secret == service.webhook.secret and len(secret) == 64 and secret.isalnum()  # type: ignore[union-attr]
    await until(lambda: service.webhook.channel)  # type: ignore[union-attr]
    await asyncio.sleep(0.1)
    assert not api.of("getUpdates") and not api.of("deleteWebhook")


async def test_when_telegram_is_away_at_the_start(api: FakeApi, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("getMe", BROKEN, times=2)
    api.write(ANN, "hello")
    start()
    await until(lambda: len(api.sent(ANN)) == 2)
    assert caplog.text.count("Telegram cannot be reached") == 1


async def test_a_refused_token_is_named_and_the_server_goes_on(
    api: FakeApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    api.token = "1:another"
    service = start()
    await until(lambda: service._task.done())  # type: ignore[union-attr]
    assert "Telegram refuses STEADY_TELEGRAM_TOKEN" in caplog.text and TOKEN not in caplog.text


def test_check_tries_the_token(api: FakeApi) -> None:
    settings = Telegram(TOKEN, api=api.address)
    assert token_fault(settings) is None
    api.token = "1:another"
    assert "refused by Telegram" in str(token_fault(settings)) and TOKEN not in str(token_fault(settings))


def test_check_says_when_it_cannot_try() -> None:
    fault = str(token_fault(Telegram(TOKEN, api="http://127.0.0.1:9")))
    assert "cannot be reached" in fault and "was not tried" in fault and TOKEN not in fault

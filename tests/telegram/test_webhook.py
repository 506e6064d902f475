"""The webhook: only with the secret, confirmed when answered, and the same answers as by polling."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sanic import Sanic

from steady.channels import telegram_webhook
from steady.channels.telegram_webhook import HEADER, PATH, Webhook
from steady.channels.web_problems import catch_everything
from tests.channels.door import DANGER
from tests.channels.web_app import numbers
from tests.telegram.fake_api import message
from tests.telegram.running import ANN, Running

SECRET = "f" * 64


@pytest.fixture
async def hooked(idle: Running) -> AsyncIterator[tuple[Running, httpx.AsyncClient, Webhook]]:
    """A Sanic server with the webhook alone, on a free port, in the test's own loop."""
    await idle.start(poll=False)
    webhook = Webhook(SECRET)
    webhook.channel = idle.channel
    Sanic.test_mode = True
    app: Any = Sanic("steady_hook", configure_logging=False)
    app.ctx.words, app.ctx.numbers = (lambda key, **slots: key), numbers
    app.ctx.settings = type("Settings", (), {"country": None, "allowed_origins": ()})()
    app.blueprint(webhook.blueprint())
    catch_everything(app)
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True, access_log=False)
    await server.startup()
    port = server.server.sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
        yield idle, client, webhook
    await server.close()


async def post(client: httpx.AsyncClient, content: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {HEADER: secret}
    return (await client.post(PATH, json=content, headers=headers)).status_code


async def test_an_update_is_answered_and_then_confirmed(hooked: Any) -> None:
    running, client, _ = hooked
    assert await post(client, {"update_id": 1, "message": message(ANN, text="hello")}) == 200
    assert running.api.texts(ANN)[-1] == "heard hello"
    assert await post(client, {"update_id": 1, "message": message(ANN, text="hello")}) == 200
    assert await post(client, {"update_id": 2, "message": message(ANN, text=DANGER)}) == 200
    texts = running.api.texts(ANN)
    assert texts.count("heard hello") == 1 and "findahelpline.com" in texts[2]


@pytest.mark.parametrize("secret", [None, "", "f" * 63, "wrong", "F" * 64])
async def test_nobody_else_gets_in(hooked: Any, secret: str | None) -> None:
    running, client, _ = hooked
    assert await post(client, {"update_id": 1, "message": message(ANN, text="hello")}, secret) == 404
    assert not running.api.sent() and not running.agent.heard


@pytest.mark.parametrize("content", [{}, {"update_id": 5}, {"update_id": "x", "message": []}, {"message": {}}])
async def test_what_is_no_update_is_let_go(hooked: Any, content: Any) -> None:
    running, client, _ = hooked
    assert await post(client, content) == 200
    assert not running.api.sent()


async def test_nonsense_is_refused(hooked: Any) -> None:
    _, client, _ = hooked
    headers = {HEADER: SECRET, "Content-Type": "application/json"}
    assert (await client.post(PATH, content=b"\xff{", headers=headers)).status_code == 400
    assert (await client.post(PATH, content=b"x" * 200_000, headers=headers)).status_code == 413


async def test_an_answer_that_takes_long_is_asked_for_again_and_not_doubled(
    hooked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, client, _ = hooked
    monkeypatch.setattr(telegram_webhook, "PATIENCE", 0.2)
    running.agent.seconds = 0.8
    update = {"update_id": 1, "message": message(ANN, text="hello")}
    assert await post(client, update) == 503
    await running.until(lambda: running.api.texts(ANN))
    monkeypatch.setattr(telegram_webhook, "PATIENCE", 20.0)
    assert await post(client, update) == 200
    assert running.api.texts(ANN).count("heard hello") == 1


async def test_before_the_channel_is_ready_telegram_is_asked_to_come_again(hooked: Any) -> None:
    _, client, webhook = hooked
    webhook.channel = None
    assert await post(client, {"update_id": 1, "message": message(ANN, text="hello")}) == 503

"""The web server of one process: Sanic, the web channel, and the house behind it."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

from steady.channels.speaking_first import SpeaksFirst
from steady.framework.quiet import configure
from steady.serving.follow_ups import FollowUps
from steady.serving.house import House, open_house
from steady.settings import Settings

BACKLOG = 100
DAY = 24 * 3600.0


def make_app(house: House) -> Any:
    """A Sanic app with the web channel's routes and nothing of Rasa's HTTP API."""
    from sanic import Sanic

    from steady.channels.web import WebInput

    Sanic.test_mode = False
    app = Sanic("steady", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.ACCESS_LOG = False
    furnish(app, house)
    channel = app.ctx.web = WebInput()

    async def on_new_message(message: Any) -> None:  # the front door calls the agent itself
        raise RuntimeError("messages go through the front door")

    app.blueprint(channel.blueprint(on_new_message))
    return app


def furnish(app: Any, house: House) -> None:
    """What the web channel expects on `app.ctx`."""
    helplines = house.library.helplines
    app.ctx.front_door = house.front_door
    app.ctx.agent = house.agent
    app.ctx.settings = house.settings
    app.ctx.keys = house.keys
    app.ctx.words = house.front_door.words.say
    app.ctx.health = house.health

    def numbers(country: str | None, need: str = "crisis") -> dict[str, Any]:
        code = helplines.known(country) or house.settings.country
        return {**helplines.card(code, need), "text": helplines.text(code, need)}

    app.ctx.numbers = numbers
    app.ctx.all_numbers = {code: numbers(code) for code in helplines.names if helplines.known(code)}


def serve(settings: Settings) -> int:
    """Opens the house, serves until Ctrl-C or SIGTERM, closes the house. Returns the exit code."""
    configure(settings.log_level)
    if _taken(settings.host, settings.port):
        print(f"steady run: port {settings.port} on {settings.host} is in use. Stop what uses it, "
              "or set STEADY_PORT in .env.", file=sys.stderr)  # fmt: skip
        return 1
    house = open_house(settings)
    app = make_app(house)
    telegram = _telegram(app, house)

    async def keep_retention() -> None:
        while True:
            await asyncio.to_thread(house.purge)
            await asyncio.sleep(DAY)

    @app.listener("after_server_start")
    async def ready(app: Any, loop: Any) -> None:
        app.ctx.retention = asyncio.create_task(keep_retention())
        if telegram:
            telegram.start()
        app.ctx.follow_ups = asyncio.create_task(FollowUps(house, _speaking_first(app, telegram)).run())
        health = house.health()
        note = "" if health["status"] == "ok" else f" (degraded: {health})"
        print(f"Steady is ready: http://{settings.host}:{settings.port}/ – Ctrl-C stops it.{note}", flush=True)

    @app.listener("before_server_stop")
    async def ending(app: Any, loop: Any) -> None:
        app.ctx.retention.cancel()
        app.ctx.follow_ups.cancel()
        if telegram:
            await telegram.stop()

    try:
        app.run(settings.host, settings.port, workers=1, debug=False, access_log=False, motd=False,
                backlog=BACKLOG, register_sys_signals=True)  # fmt: skip
    finally:
        house.close()
    return 0


def _telegram(app: Any, house: House) -> Any:
    """The Telegram channel, when a token is set: its client takes time to import, and not everybody uses it."""
    if not house.settings.telegram.token:
        return None
    from steady.serving.telegram import TelegramService

    service = TelegramService(house)
    if service.webhook:
        app.blueprint(service.webhook.blueprint())
    return service


def _speaking_first(app: Any, telegram: Any) -> list[SpeaksFirst]:
    """The channels of this process in which the coach may speak first."""
    return [app.ctx.web, telegram.channel] if telegram else [app.ctx.web]


def _taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False

"""The channel, polling a fake Bot API, before a front door with a fake agent: one process of Steady's in small."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from steady.channels.telegram import TelegramChannel
from steady.channels.telegram_ledger import Ledger
from steady.channels.telegram_polling import Poller
from steady.channels.telegram_sending import Sender
from steady.content.telegram import load_telegram_words
from steady.records.crypto import Keys
from steady.records.database import Database
from steady.serving.telegram import make_bot
from steady.settings import Telegram
from tests.channels.door import Door, FakeAgent
from tests.telegram.fake_api import BOT, TOKEN, FakeApi

ROOT = Path(__file__).resolve().parents[2]
KEYS = Keys.from_secret("a secret for tests that is long enough")
ANN, BEN = 7001, 7002


class Echo(FakeAgent):
    """Says what it heard, so that an answer can be told from another; `buttons`: texts that bring keys."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, list[dict[str, str]]] = {}
        self.custom: dict[str, Any] = {}

    async def handle_message(self, message: Any) -> Any:
        self.replies = ()  # many are heard at the same time: each gets its own answer below
        await super().handle_message(message)
        said = message.output_channel.messages
        said.append({"text": f"heard {message.text}", "buttons": self.buttons.get(message.text, [])})
        if message.text in self.custom:
            said.append({"custom": self.custom[message.text]})


class Running:
    """`door`: what is behind the channel (its `agent` says what is answered). Starts and stops like a process."""

    def __init__(self, api: FakeApi, database: Database, door: Any, door_of_tests: Door | None = None) -> None:
        self.api, self.database, self.door, self.tests = api, database, door, door_of_tests
        self.keys = KEYS
        self.channel: TelegramChannel
        self._poll: asyncio.Task[None] | None = None

    @property
    def agent(self) -> Any:
        return self.door.agent

    async def start(self, *, poll: bool = True, rate: float = 50.0) -> Running:
        bot = make_bot(Telegram(TOKEN, api=self.api.address))
        words = load_telegram_words(ROOT / "data" / "content")
        ledger = Ledger(self.database, self.keys, BOT, lambda: dt.datetime.now(dt.UTC))
        await bot.initialize()
        self.channel = TelegramChannel(bot, self.door, self.keys, ledger, words, Sender(bot, rate=rate))
        if poll:
            self._poll = asyncio.create_task(Poller(self.channel, long=1).run())
        return self

    async def stop(self, *, kill: bool = False) -> None:
        """`kill`: at once, as a crash would, with nothing brought to its end."""
        if self._poll:
            self._poll.cancel()
            with suppress(asyncio.CancelledError):
                await self._poll
        if kill:
            tasks = [*(c.worker for c in self.channel.chats.all() if c.worker), *self.channel._aside]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        else:
            await self.channel.close()
        await self.channel.bot.shutdown()

    async def restart(self, door: Any = None, *, kill: bool = False) -> None:
        await self.stop(kill=kill)
        if door is not None:
            self.door = door
        else:
            self.door.visits.clear()
        await self.start()

    async def until(self, what: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Waits until `what()` is true, and returns it."""
        give_up = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < give_up, f"still not so; sent: {self.api.texts()}"
            await asyncio.sleep(0.02)
        return found

    async def texts(self, chat: int, least: int = 1) -> list[str]:
        """What arrived in `chat`, once there are so many."""
        await self.until(lambda: len(self.api.sent(chat)) >= least)
        return self.api.texts(chat)

    async def settled(self) -> None:
        """All updates were answered and confirmed."""
        await self.until(lambda: not self.api.pending)

    def person(self, chat: int) -> str:
        return self.keys.person("telegram", str(chat))

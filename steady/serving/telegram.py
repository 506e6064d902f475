"""Telegram in the process that serves the web page: one bot, started and stopped with it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from steady.channels.telegram import TelegramChannel
from steady.channels.telegram_ledger import Ledger
from steady.channels.telegram_polling import REFUSED, Poller
from steady.channels.telegram_updates import ALLOWED
from steady.channels.telegram_webhook import PATH, Webhook
from steady.content.telegram import load_telegram_words
from steady.serving.house import House
from steady.settings import Telegram

logger = logging.getLogger(__name__)

CONNECTIONS = 32
SLOWEST = 60.0  # seconds between two tries to begin


def make_bot(settings: Telegram) -> Bot:
    """Nothing is asked of Telegram yet. A read may take half a minute: a second send would be a second message."""
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, connect_timeout=10, read_timeout=30, pool_timeout=30)
    updates = HTTPXRequest(connection_pool_size=2, connect_timeout=10, read_timeout=15, pool_timeout=30)
    return Bot(settings.token, base_url=f"{settings.api}/bot", request=request, get_updates_request=updates)


class TelegramService:
    """Opened with the house; `start` and `stop` in the server's event loop."""

    def __init__(self, house: House) -> None:
        """Raises ContentError when data/content/telegram.yml is broken."""
        self.settings = house.settings.telegram
        self.words = load_telegram_words(house.settings.data / "content")
        self.bot = make_bot(self.settings)
        number = int(self.settings.token.partition(":")[0])
        ledger = Ledger(house.database, house.keys, number, lambda: dt.datetime.now(dt.UTC))
        self.channel = TelegramChannel(self.bot, house.front_door, house.keys, ledger, self.words)
        # Of a form that Telegram allows, and the same after a restart.
        self.webhook = Webhook(house.keys.person("telegram-webhook", str(number))) if self.settings.webhook else None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Lets what is under way end. A webhook stays: Telegram keeps what comes until the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self.channel.close()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.bot.shutdown()

    async def _run(self) -> None:
        try:
            if not await self._begin():
                return
            print(f"Telegram: https://t.me/{self.bot.username} is answered"
                  f" ({'webhook' if self.webhook else 'long polling'}).", flush=True)  # fmt: skip
            if self.webhook:
                self.webhook.channel = self.channel
            else:
                await Poller(self.channel).run()
        except Exception as error:
            # Named without its words: they may quote what a person wrote, or the token.
            logger.error("telegram.stopped error=%s", type(error).__name__)

    async def _begin(self) -> bool:
        """Tries until Telegram answers. False: it refuses the token."""
        pause, told = 1.0, False
        while True:
            try:
                await self.bot.initialize()
                await self._set_up()
                return True
            except InvalidToken:
                logger.error(REFUSED)
                return False
            except TelegramError as error:
                if not told:
                    logger.error("Telegram cannot be reached (%s). It is tried again.", type(error).__name__)
                told = True
            await asyncio.sleep(pause)
            pause = min(pause * 2, SLOWEST)

    async def _set_up(self) -> None:
        """Pending updates are kept in both ways of fetching."""
        if self.webhook:
            await self.bot.set_webhook(
                self.settings.webhook + PATH, secret_token=self.webhook.secret, allowed_updates=ALLOWED,
                drop_pending_updates=False,
            )  # fmt: skip
        else:
            await self.bot.delete_webhook(drop_pending_updates=False)
        menu = [BotCommand(name, shown) for name, shown in self.words.menu.items()]
        with contextlib.suppress(TelegramError):  # a menu that is not shown costs nothing
            await self.bot.set_my_commands(menu, scope=BotCommandScopeAllPrivateChats())


def token_fault(settings: Telegram) -> str | None:
    """One sentence when the token does not work, or cannot be tried; None when it does."""

    async def ask() -> Any:
        bot = make_bot(settings)
        try:
            await asyncio.wait_for(bot.initialize(), 15)
        finally:
            with contextlib.suppress(TelegramError, RuntimeError):
                await bot.shutdown()

    try:
        asyncio.run(ask())
    except InvalidToken:
        return "STEADY_TELEGRAM_TOKEN is refused by Telegram. Take a new one from @BotFather and put it into .env."
    except (TelegramError, TimeoutError) as error:
        return (f"{settings.api} cannot be reached ({type(error).__name__}), so STEADY_TELEGRAM_TOKEN was not tried. "
                "Check the network, then run this again.")  # fmt: skip
    return None

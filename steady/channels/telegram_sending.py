"""Sending to Telegram: its flood limits and retry-after honoured, and nothing given up lightly.

About one message a second in a chat, thirty in all: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits.
A 429 says how long to wait, and asking again before only makes it longer.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from steady.channels.telegram_parts import MOST_IN_MESSAGE, Part

logger = logging.getLogger(__name__)

# How long a message is tried for, in seconds. Numbers are worth sending late; small talk is not.
PATIENCE, PATIENCE_WITH_NUMBERS = 15 * 60.0, 24 * 3600.0
SLOWEST = 30.0  # between two tries
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "have no rights to send")


class Gone(Exception):
    """Nobody can be reached in this chat: the bot was blocked, or the account is no more."""


@dataclass
class Bucket:
    """At most `most` at once, filled up again by `rate` a second."""

    most: float
    rate: float
    left: float = -1.0
    at: float = 0.0

    def wait(self, now: float, keep: float = 0.0) -> float:
        """Takes one and returns 0.0; else how long until one is there. `keep`: so many stay for the urgent."""
        if self.left < 0:
            self.left, self.at = self.most, now
        self.left, self.at = min(self.most, self.left + (now - self.at) * self.rate), now
        if self.left >= 1 + keep - 1e-9:
            self.left -= 1
            return 0.0
        return (1 + keep - self.left) / self.rate


@dataclass
class Sender:
    """One for a bot. `rate`: messages a second in one chat, after a few at once."""

    bot: Bot
    rate: float = 1.0
    at_once: float = 4.0
    all_rate: float = 25.0
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _held: dict[int, float] = field(default_factory=dict)  # chat -> not before this time

    def __post_init__(self) -> None:
        self._all = Bucket(self.all_rate, self.all_rate)

    async def send(self, chat: int, part: Part, patience: float | None = None) -> int | None:
        """The id of the message; None when it was given up after `patience` seconds. Raises Gone."""
        patience = patience or (PATIENCE_WITH_NUMBERS if part.urgent else PATIENCE)
        give_up, pause = time.monotonic() + patience, 1.0
        while True:
            await self._my_turn(chat, part.urgent, give_up)
            try:
                return await self._send(chat, part)
            except RetryAfter as error:
                self._held[chat] = time.monotonic() + seconds(error) + 0.1
                logger.warning("telegram.flood seconds=%d", seconds(error))
            except (Forbidden, ChatMigrated) as error:
                raise Gone from error
            except BadRequest as error:
                if any(reason in error.message.lower() for reason in GONE):
                    raise Gone from error
                logger.error("telegram.refused picture=%s file=%s", part.picture, part.make is not None)
                if part.make is None:
                    return None
                # Its words at least.
                part = replace(part, make=None, text=f"{part.text}\n\n{part.otherwise}".strip()[:MOST_IN_MESSAGE])
                if not part.text:
                    return None
            except TelegramError as error:  # the network, or a fault of Telegram's
                logger.warning("telegram.unsent error=%s", type(error).__name__)
                self._held[chat] = time.monotonic() + pause
                pause = min(pause * 2, SLOWEST)
            if max(time.monotonic(), self._held.get(chat, 0.0)) > give_up:
                logger.error("telegram.given_up numbers=%s", part.urgent)
                return None

    async def try_it(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """A call that may fail: a key to be taken away, a chat to be left. None when it does."""
        try:
            return await call()
        except TelegramError as error:
            logger.info("telegram.left_out error=%s", type(error).__name__)
            return None

    async def _my_turn(self, chat: int, urgent: bool, give_up: float) -> None:
        while (now := time.monotonic()) < give_up:
            wait = self._held.get(chat, 0.0) - now
            if wait <= 0:
                self._held.pop(chat, None)
                # What is urgent does not wait for the chat's own pace: bursts are allowed, and a 429 tells.
                wait = 0.0 if urgent else self._pace(chat, now)
            if wait <= 0:
                wait = self._all.wait(now, keep=0.0 if urgent else 5.0)
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, max(0.0, give_up - now)))

    def _pace(self, chat: int, now: float) -> float:
        bucket = self._chats.setdefault(chat, Bucket(self.at_once, self.rate))
        if len(self._chats) > 5000:
            self._chats = {c: b for c, b in self._chats.items() if now - b.at < 60}
        return bucket.wait(now)

    async def _send(self, chat: int, part: Part) -> int:
        keys = _keyboard(part)
        if part.make is None:
            sent = await self.bot.send_message(chat, part.text, reply_markup=keys, link_preview_options=NO_PREVIEW)
            return sent.message_id
        try:
            content = await asyncio.to_thread(part.make)
        except Exception as error:  # a picture that cannot be drawn must not cost the words beside it
            logger.error("telegram.not_made name=%s error=%s", part.name, type(error).__name__)
            raise BadRequest("not made") from error
        caption = part.text or None
        if part.picture:
            sent = await self.bot.send_photo(chat, content, caption=caption, reply_markup=keys, filename=part.name)
        else:
            sent = await self.bot.send_document(chat, content, caption=caption, reply_markup=keys, filename=part.name)
        return sent.message_id


def seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, dt.timedelta) else float(after)


def _keyboard(part: Part) -> InlineKeyboardMarkup | None:
    if not part.rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(k.title, callback_data=k.id) for k in row] for row in part.rows])

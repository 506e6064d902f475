"""Updates by long polling, confirmed only when they were answered.

python-telegram-bot's own Updater confirms what it has fetched; what a crash then cuts off is lost.
Here the offset stays at the oldest update that waits for its answer: Telegram sends it again to
whoever comes after. While some are waiting, asking is by the second instead of by the half minute.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from steady.channels.telegram import TelegramChannel
from steady.channels.telegram_sending import seconds
from steady.channels.telegram_updates import ALLOWED

logger = logging.getLogger(__name__)

LONG = 30  # seconds that Telegram holds an empty answer back
A_MOMENT = 0.5
MOST_IN_BATCH = 100  # Telegram's own limit
# An answer that cannot be delivered must not keep all others from being fetched.
HELD_AT_MOST, HELD_WHEN_FULL = 60.0, 5.0
SLOWEST = 60.0
REFUSED = ("Telegram refuses STEADY_TELEGRAM_TOKEN: nobody is answered there. Take a new one from @BotFather, "
           "put it into .env, and start again.")  # fmt: skip


@dataclass
class Poller:
    """`run` until it is cancelled. `long`: seconds for which Telegram may hold an answer back."""

    channel: TelegramChannel
    long: int = LONG
    _open: dict[int, tuple[asyncio.Future[None], float]] = field(default_factory=dict)
    _next: int | None = None  # one more than the highest that was seen
    _full: bool = False
    _told: str = ""

    async def run(self) -> None:
        """Returns only when Telegram refuses the token."""
        pause = A_MOMENT
        while True:
            try:
                await self._once()
                pause, self._told = A_MOMENT, ""
            except InvalidToken:
                logger.error(REFUSED)
                return
            except RetryAfter as error:
                await asyncio.sleep(seconds(error) + 0.1)
            except Conflict:
                self._tell("Another program fetches this bot's messages, so not all of them arrive here. Stop the other "
                           "one, or take a bot of its own for each.")  # fmt: skip
                await asyncio.sleep(pause)
                pause = min(pause * 2, SLOWEST)
            except TelegramError as error:
                self._tell(f"Telegram cannot be reached ({type(error).__name__}). It is tried again.")
                await asyncio.sleep(pause)
                pause = min(pause * 2, SLOWEST / 2)

    async def _once(self) -> None:
        offset, waiting = self._offset()
        updates = await self.channel.bot.get_updates(
            offset=offset, limit=MOST_IN_BATCH, timeout=0 if waiting else self.long, allowed_updates=ALLOWED
        )
        self._full = len(updates) == MOST_IN_BATCH
        await self._take(updates)
        if open_ones := [future for future, _ in self._open.values() if not future.done()]:
            await asyncio.wait(open_ones, timeout=A_MOMENT)

    async def _take(self, updates: tuple[Update, ...]) -> None:
        if not updates:
            return
        ordered = sorted(updates, key=lambda update: update.update_id)
        futures = await self.channel.take(ordered)
        for update, future in zip(ordered, futures, strict=True):
            self._open.setdefault(update.update_id, (future, time.monotonic()))
        # After a quiet week Telegram's numbers may begin anywhere: the highest of these, not of all.
        self._next = ordered[-1].update_id + 1

    def _offset(self) -> tuple[int | None, bool]:
        """From where to fetch, and whether something before that still waits for its answer."""
        patience = HELD_WHEN_FULL if self._full else HELD_AT_MOST
        now = time.monotonic()
        held = [id for id, (future, since) in self._open.items() if not future.done() and now - since < patience]
        self._open = {id: it for id, it in self._open.items() if held and id >= min(held)}
        return (min(held), True) if held else (self._next, False)

    def _tell(self, sentence: str) -> None:
        """Once, not at every try."""
        if sentence != self._told:
            logger.error(sentence)
            self._told = sentence

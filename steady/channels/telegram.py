"""The Telegram channel: private chats, the same front door, the same words.

An update goes: `take` (danger first: care and numbers at once, ahead of all that waits) → the
chat's own line, one at a time → `Turns` → `Sender`. How updates come is in telegram_polling.py
and telegram_webhook.py; either confirms one to Telegram only when its future here is done, so
that whatever a restart cuts off is sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine, Iterable, Sequence
from functools import partial
from typing import Any

from telegram import Bot, Update

from steady.channels.front_door import FrontDoor
from steady.channels.replies import Reply
from steady.channels.telegram_chats import Chat, Chats, Waiting
from steady.channels.telegram_ledger import Ledger
from steady.channels.telegram_parts import Part, parts_of
from steady.channels.telegram_sending import Gone, Sender
from steady.channels.telegram_turns import NAME, Turns
from steady.channels.telegram_updates import Incoming, read_update
from steady.content.telegram import TelegramWords
from steady.records.crypto import Keys

logger = logging.getLogger(__name__)

MOST_REMEMBERED = 2000  # updates by number; those before are in the records
HEAD_START = 3.0  # seconds that other chats wait while numbers are on their way
LAST_TURNS = 10.0  # seconds that a stop leaves to what is under way
LEAVING = 60.0  # seconds in which more from a group that was left is not answered again
FIRST_PATIENCE = 10.0  # seconds that speaking first is tried for, before it is put off


class TelegramChannel:
    """One for a bot. `say_first` makes it a channel in which the coach may speak first."""

    def __init__(
        self, bot: Bot, door: FrontDoor, keys: Keys, ledger: Ledger, words: TelegramWords, sender: Sender | None = None
    ) -> None:
        self.bot, self.door, self.keys, self.ledger, self.words = bot, door, keys, ledger, words
        self.sender = sender or Sender(bot)
        self.turns, self.chats = Turns(door, words), Chats()
        self._taken: OrderedDict[int, asyncio.Future[None]] = OrderedDict()
        self._aside: set[asyncio.Task[Any]] = set()
        self._left: dict[int, float] = {}  # groups and channels -> when, in the loop's time

    def name(self) -> str:
        return NAME

    async def take(self, updates: Iterable[Update]) -> list[asyncio.Future[None]]:
        """Takes updates in; each future is done when its update was answered, or needs no answer.

        One that was taken before, in this process or the last, gets no second answer.
        """
        ordered = sorted(updates, key=lambda update: update.update_id)
        loop = asyncio.get_running_loop()
        new = [u for u in ordered if u.update_id not in self._taken]
        for update in new:
            self._taken.setdefault(update.update_id, loop.create_future())
        futures = [self._taken[update.update_id] for update in ordered]
        known = await self.ledger.known([u.update_id for u in new]) if new else {}
        line = [waiting for u in new if (waiting := self._waiting(_read(u), known.get(u.update_id)))]
        ahead = [task for waiting in line if (task := self._say_numbers_first(waiting))]
        if ahead:
            await asyncio.wait(ahead, timeout=HEAD_START)
        in_danger = {waiting.incoming.chat for waiting in line if waiting.danger}
        for waiting in sorted(line, key=lambda w: w.incoming.chat not in in_danger):
            self._join(waiting)
        self._forget()
        return futures

    async def say_first(self, person: str, replies: Sequence[Reply], address: str | None) -> bool:
        """Says something unasked; see steady/channels/speaking_first.py. True: said, or nobody to say it to."""
        chat = self.chats.of_person(person)
        if chat is None:
            number = int(address) if address else await self.ledger.chat(person)
            if number is None:
                return False
            chat = self.chats.of(number, person)
        if chat.gone:
            return True  # blocked: to try again would be no use
        if chat.sending.locked():
            return False
        async with chat.sending:
            parts = self._parts(chat, replies, turn=True)
            unsent = await self._send(chat, parts, FIRST_PATIENCE)
            if len(unsent) == len(parts):
                return False
            if unsent:  # the rest is tried for as long as any other message, but nobody waits for that
                self._do(self._send(chat, unsent))
            return True

    async def close(self) -> None:
        """Ends what is under way, or leaves it to the next start; nothing is confirmed that was not answered."""
        workers = [chat.worker for chat in self.chats.all() if chat.worker and not chat.worker.done()]
        tasks = [*workers, *self._aside]
        if tasks:
            await asyncio.wait(tasks, timeout=LAST_TURNS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # --- taking in

    def _waiting(self, incoming: Incoming, known: bool | None) -> Waiting | None:
        """The update with its place in line; None when there is nothing to do about it."""
        handled = self._taken[incoming.id]
        if incoming.callback:  # at once: until then the key shows a spinning clock
            self._do(self.sender.try_it(lambda: self.bot.answer_callback_query(incoming.callback)))
        if known or incoming.kind == "nothing" or not incoming.chat:
            handled.set_result(None)
            return None
        return Waiting(incoming, handled, begun_before=known is not None)

    def _say_numbers_first(self, waiting: Waiting) -> asyncio.Task[Any] | None:
        """When the text says danger: care and numbers, before any turn of anybody's is begun."""
        incoming, chat = waiting.incoming, self._chat(waiting.incoming.chat)
        at = incoming.at or self.door.clock().timestamp()
        first = self.door.first_answer(chat.person, incoming.text) if incoming.text else None
        waiting.danger = first is not None
        floods = incoming.kind != "button" and chat.floods(at)
        if first is None:
            waiting.flood = floods
            return None
        # Only a flood of such messages is not answered one by one, and it was answered a moment ago.
        waiting.flood = floods and at - chat.danger_answered < 10.0
        if waiting.flood:
            return None
        chat.danger_answered, chat.gone = at, False
        waiting.said_first = self._do(self._send(chat, self._parts(chat, [first])))
        return waiting.said_first

    def _join(self, waiting: Waiting) -> None:
        chat = self._chat(waiting.incoming.chat)
        chat.join(waiting)
        if chat.worker is None or chat.worker.done():
            chat.worker = asyncio.create_task(self._work(chat))

    async def _work(self, chat: Chat) -> None:
        while chat.line:
            waiting = chat.line.pop(0)
            try:
                await self._handle(chat, waiting)
            except Exception as error:
                # The person is answered by the front door; what fails here is ours, and named without words.
                logger.error("telegram.failed kind=%s error=%s", waiting.incoming.kind, type(error).__name__,
                             exc_info=logger.isEnabledFor(logging.DEBUG))  # fmt: skip
            if not waiting.handled.done():
                waiting.handled.set_result(None)

    # --- answering

    async def _handle(self, chat: Chat, waiting: Waiting) -> None:
        incoming = waiting.incoming
        if incoming.kind in {"group", "channel"}:
            await self._leave(chat, waiting)
        elif incoming.kind in {"blocked", "back"}:
            chat.gone = incoming.kind == "blocked"
            if chat.gone:
                chat.kept = False
                await self.ledger.drop(chat.person)
        else:
            chat.gone = False  # who writes has not blocked us, or no longer
            if not waiting.begun_before:
                await self.ledger.begin(incoming.id)
            answer = await self.turns.answer(chat, waiting)
            if waiting.said_first:
                await asyncio.wait([waiting.said_first])
            async with chat.sending:
                await self._send(chat, self._parts(chat, answer.replies, turn=answer.turn))
            if not chat.kept:
                chat.kept = await self.ledger.keep(chat.person, chat.id)
        await self.ledger.finish(incoming.id)

    async def _leave(self, chat: Chat, waiting: Waiting) -> None:
        """Groups are told why, once; a channel's readers are told nothing."""
        now = asyncio.get_running_loop().time()
        if now - self._left.get(chat.id, -LEAVING) < LEAVING:
            return
        self._left[chat.id] = now
        if waiting.said_first:
            await asyncio.wait([waiting.said_first])
        if waiting.incoming.kind == "group":
            await self._send(chat, self._parts(chat, [self.turns.own(chat, "group")]))
        await self.sender.try_it(lambda: self.bot.leave_chat(chat.id))

    def _parts(self, chat: Chat, replies: Sequence[Reply], *, turn: bool = False) -> list[Part]:
        """The messages for `replies`. `turn`: only the keys in these count from now on."""
        parts = [part for reply in replies for part in parts_of(reply, self.words)]
        if turn:
            for message in chat.offer(key for part in parts for key in part.keys):
                # Keys of a question that is over would only mislead.
                self._do(self.sender.try_it(partial(self.bot.edit_message_reply_markup, chat.id, message)))
        return parts

    async def _send(self, chat: Chat, parts: Sequence[Part], patience: float | None = None) -> Sequence[Part]:
        """Sends in order. Returns those from the first that could not be sent within `patience` seconds.

        Without `patience` one that had to be given up does not keep back the next.
        """
        try:
            for place, part in enumerate(parts):
                number = await self.sender.send(chat.id, part, patience)
                if number is None and patience:
                    return parts[place:]
                if number is not None and part.rows:
                    chat.keyboards.append(number)
        except Gone:
            chat.gone, chat.kept = True, False
            await self.ledger.drop(chat.person)
        return ()

    # --- small things

    def _chat(self, id: int) -> Chat:
        return self.chats.of(id, self.keys.person(NAME, str(id)))

    def _do(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Beside everything else; kept from being collected while it runs."""
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._aside.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("telegram.failed kind=aside error=%s", type(error).__name__)

    def _forget(self) -> None:
        while len(self._taken) > MOST_REMEMBERED and next(iter(self._taken.values())).done():
            self._taken.popitem(last=False)


def _read(update: Update) -> Incoming:
    try:
        return read_update(update)
    except Exception as error:  # one that cannot be read must not keep back all that come after it
        logger.error("telegram.unreadable_update error=%s", type(error).__name__)
        return Incoming(update.update_id, "nothing")

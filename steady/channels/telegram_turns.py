"""What is answered to one update: through the front door, or by the channel's own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steady.channels.earlier_buttons import begins_still
from steady.channels.front_door import FrontDoor
from steady.channels.replies import Button, FrontDoorError, Reply
from steady.channels.telegram_chats import Chat, Waiting
from steady.channels.telegram_commands import spoken
from steady.channels.telegram_updates import Incoming
from steady.content.telegram import TelegramWords

NAME = "telegram"


@dataclass(frozen=True)
class Answer:
    """`replies`: what is sent. `turn`: the front door was asked, so that only the keys in it count from now on."""

    replies: Sequence[Reply]
    turn: bool = True


class Turns:
    """One for the channel. Every answer is made in the chat's own order."""

    def __init__(self, door: FrontDoor, words: TelegramWords) -> None:
        self.door, self.words = door, words

    async def answer(self, chat: Chat, waiting: Waiting) -> Answer:
        """Replies for one update; none where nothing was said, or where the numbers are all there is to say."""
        incoming = waiting.incoming
        if waiting.flood:
            return self._flood(chat, waiting)
        if waiting.begun_before and not waiting.danger:
            return Answer([self._lost(chat)], turn=False)
        if incoming.kind == "button":
            answer = await self._pressed(chat, incoming)
        elif incoming.kind == "edit" and not waiting.danger:
            return Answer([self.own(chat, "edited")], turn=False)
        elif incoming.kind == "note" and not incoming.text:
            return Answer([self.own(chat, incoming.note)], turn=False)
        else:
            answer = await self._said(chat, incoming, waiting.danger)
        if waiting.said_first is not None:  # care and numbers went ahead
            answer = Answer(answer.replies[1:] if answer.replies[0].has_numbers else answer.replies, answer.turn)
        elif incoming.kind == "note":  # what a picture shows is not known, whatever is written under it
            answer = Answer([self.own(chat, incoming.note), *answer.replies], answer.turn)
        return Answer(self._private(chat, answer.replies, waiting.danger), answer.turn)

    def own(self, chat: Chat, key: str) -> Reply:
        """One of the channel's own sentences, with the numbers where it names them."""
        text = self.words.say(key, chat.turn(key))
        if "{numbers}" not in text:
            return Reply(text)
        numbers = self.door.numbers(self.door.country_of(chat.person))
        return Reply(text.replace("{numbers}", numbers.text), custom=numbers.custom)

    async def _said(self, chat: Chat, incoming: Incoming, danger: bool) -> Answer:
        if danger:  # whatever command stands before it: the words count
            return await self._receive(chat, incoming.text)
        says = spoken(incoming.text, self.words, self.door.library, asked_country=chat.asked_country)
        chat.asked_country = says.ask in {"ask_country", "country_unknown"}
        if says.ask:
            return Answer([self.own(chat, says.ask)], turn=False)
        return await self._receive(chat, says.text, country=says.country)

    async def _pressed(self, chat: Chat, incoming: Incoming) -> Answer:
        meaning, key = chat.press(incoming.button)
        if key is not None:
            return await self._receive(chat, key.title, button=not key.typed)
        if meaning == "used":  # a second tap: the first one was answered
            return Answer([], turn=False)
        if meaning == "unknown" and incoming.title:
            # From before a restart. Keys are taken away when a question is over, so this one was the last.
            return await self._receive(chat, incoming.title)
        if incoming.title and begins_still(self.door.visit(chat.person), incoming.title, self.door.library):
            return await self._receive(chat, incoming.title, button=True)
        open_keys = [key for key in (chat.offered or {}).values() if not key.typed]
        titles = ", ".join(key.title for key in open_keys) or "–"
        sentence = self.door.words.say("unknown_button", chat.turn("unknown_button"), titles=titles)
        return Answer([Reply(sentence, tuple(Button(key.title, "") for key in open_keys))], turn=bool(open_keys))

    async def _receive(self, chat: Chat, text: str, *, button: bool = False, country: str | None = None) -> Answer:
        self.door.forget_pace(chat.person)  # the pace is judged by when messages were written (Chat.floods)
        try:
            return Answer(await self.door.receive(
                chat.person, NAME, None if button else text, button=text if button else None, country=country,
                address=str(chat.id),
            ))  # fmt: skip
        except FrontDoorError as error:
            numbers = [reply for reply in error.replies if reply.has_numbers]
            rest = [reply for reply in error.replies if not reply.has_numbers]
            return Answer([*numbers, Reply(error.message), *rest], turn=False)

    def _flood(self, chat: Chat, waiting: Waiting) -> Answer:
        """Said once in a while, not to each of two hundred messages."""
        at = waiting.incoming.at or 0.0
        if at - chat.told_too_fast < 10.0:
            return Answer([], turn=False)
        chat.told_too_fast = at
        return Answer([Reply(self.door.words.say("too_fast", chat.turn("too_fast")))], turn=False)

    def _lost(self, chat: Chat) -> Reply:
        """The program ended in the middle of the answer. The message had its effect, so it is not taken again."""
        numbers = self.door.numbers(self.door.country_of(chat.person))
        text = self.door.words.say("last_chance", chat.turn("last_chance"), numbers=numbers.text)
        return Reply(text, custom=numbers.custom)

    def _private(self, chat: Chat, replies: Sequence[Reply], danger: bool) -> Sequence[Reply]:
        """Says once to somebody new that Telegram is not end-to-end encrypted for bots; never beside danger."""
        first_words = {str(wording["text"]).strip() for wording in self.door.words.responses["utter_disclosure"]}
        new = next((n for n, reply in enumerate(replies) if reply.text in first_words), None)
        if new is not None and not chat.kept and not chat.noted:
            chat.note_due = True
        if danger or not chat.note_due or not replies or any(reply.has_numbers for reply in replies):
            return replies
        chat.note_due, chat.noted = False, True
        place = new or 0
        note = self.words.say("not_private", sum(map(ord, chat.person)))
        joined = replace(replies[place], text=f"{replies[place].text}\n\n{note}")
        return [*replies[:place], joined, *replies[place + 1 :]]

"""What an update of Telegram's is, in our terms. Pure: an `Update` goes in, an `Incoming` comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

#: All that is asked for. What is not named here, Telegram does not send.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
Kind = Literal["text", "button", "note", "edit", "group", "channel", "blocked", "back", "nothing"]
HEARD_ONLY = ("voice", "audio", "video_note")
SEEN_ONLY = ("photo", "video", "animation", "document", "paid_media", "story")


@dataclass(frozen=True)
class Incoming:
    """One update. `chat`: 0 when it belongs to none that could be answered.

    `text`: what the person wrote, word for word, be it a caption or a sticker's emoji. `note`: the key of
    a sentence about what cannot be read. `button`, `title`: of the key that was pressed. `at`: seconds.
    """

    id: int
    kind: Kind
    chat: int = 0
    text: str = ""
    note: str = ""
    button: str = ""
    title: str = ""
    callback: str = ""
    at: float | None = None


def read_update(update: Update) -> Incoming:
    """Never raises for an update that `Update.de_json` could make."""
    if update.callback_query:
        return _pressed(update.update_id, update.callback_query)
    if update.my_chat_member:
        return _membership(update.update_id, update.my_chat_member)
    if update.channel_post or update.edited_channel_post:
        post = update.channel_post or update.edited_channel_post
        return Incoming(update.update_id, "channel", post.chat.id if post else 0)
    if update.edited_message:
        return _message(update.update_id, update.edited_message, edited=True)
    if update.message:
        return _message(update.update_id, update.message)
    return Incoming(update.update_id, "nothing")


def _message(id: int, message: Message, edited: bool = False) -> Incoming:
    if message.from_user is not None and message.from_user.is_bot:
        return Incoming(id, "nothing")
    chat, text, at = message.chat, message.text or message.caption or "", message.date.timestamp()
    if chat.type == Chat.CHANNEL:
        return Incoming(id, "channel", chat.id)
    if chat.type != Chat.PRIVATE:
        return Incoming(id, "group", chat.id, text, at=at)
    if edited:  # a live location is an edit every few seconds: nobody wrote anything
        return Incoming(id, "edit", chat.id, text, "edited", at=at) if text else Incoming(id, "nothing")
    if message.text:
        return Incoming(id, "text", chat.id, text, at=at)
    if message.sticker:  # as the same emoji would be, had it been typed
        emoji = message.sticker.emoji
        return Incoming(id, "text" if emoji else "note", chat.id, emoji or "", "" if emoji else "other", at=at)
    if message.effective_attachment is None:  # a pinned message, a timer that was set: nothing was said
        return Incoming(id, "nothing")
    return Incoming(id, "note", chat.id, text, _unreadable(message), at=at)


def _unreadable(message: Message) -> str:
    if any(getattr(message, kind) for kind in HEARD_ONLY):
        return "voice"
    return "picture" if any(getattr(message, kind) for kind in SEEN_ONLY) else "other"


def _pressed(id: int, query: CallbackQuery) -> Incoming:
    """The chat is missing where Telegram no longer knows the message; the person's own is meant then."""
    chat = query.message.chat if query.message else None
    if chat is not None and chat.type != Chat.PRIVATE:
        return Incoming(id, "nothing", callback=query.id)
    button = query.data or ""
    title = _title(query.message, button) if isinstance(query.message, Message) else ""
    return Incoming(id, "button", query.from_user.id, button=button, title=title, callback=query.id)


def _title(message: Message, button: str) -> str:
    """What stands on the key with this id, as Telegram shows it."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return next((key.text for row in rows for key in row if key.callback_data == button), "")


def _membership(id: int, change: ChatMemberUpdated) -> Incoming:
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    if change.chat.type == Chat.PRIVATE:
        return Incoming(id, "blocked" if gone else "back", change.chat.id)
    if gone:
        return Incoming(id, "nothing")
    return Incoming(id, "channel" if change.chat.type == Chat.CHANNEL else "group", change.chat.id)

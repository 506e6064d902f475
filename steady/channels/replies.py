"""What goes back to a person, whatever the channel; and what a channel may be told instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from steady.dialogue.safety_terms import Stand

MOST_EARLIER = 40  # titles of earlier buttons that are remembered
SESSION = 3600.0  # seconds; session_expiration_time in domain.yml


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    text: str
    buttons: tuple[Button, ...] = ()
    custom: Mapping[str, Any] | None = None

    @property
    def has_numbers(self) -> bool:
        return bool(self.custom and self.custom.get("helplines"))


class FrontDoorError(ValueError):
    """A message that was not taken; `message` is for the person, `replies` go with it."""

    def __init__(self, message: str, replies: Iterable[Reply] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.replies = list(replies)


class TooLong(FrontDoorError):
    pass


class TooFast(FrontDoorError):
    pass


class UnknownButton(FrontDoorError):
    def __init__(self, message: str, titles: Iterable[str], replies: Iterable[Reply] = ()) -> None:
        super().__init__(message, replies)
        self.titles = tuple(titles)


@dataclass
class Visit:
    """What the front door keeps of one person while this process runs."""

    offered: dict[str, str] = field(default_factory=dict)  # folded title -> payload, of the last replies
    titles: list[str] = field(default_factory=list)
    earlier: dict[str, str] = field(default_factory=dict)  # the same, of replies before them, the latest last
    said: dict[str, int] = field(default_factory=dict)  # how often each own answer was given
    recent: list[float] = field(default_factory=list)  # times of the latest messages
    country: str | None = None
    address: str | None = field(default=None, repr=False)  # the channel's own, of the latest message
    answering: int = 0  # messages that are being answered now
    safety: Stand = field(default_factory=Stand)  # where the talk about danger stood after the last turn
    safety_since: float = 0.0  # when that was
    disclosed: bool = False  # said here, outside Rasa, that this is a program

    def safety_at(self, now: float) -> Stand:
        """As SafetyPolicy will see it: of whom was spoken is forgotten with the session."""
        return self.safety if now - self.safety_since < SESSION else replace(self.safety, denied=False, about=None)

    def turn(self, key: str) -> int:
        """How often `key` was said before; counts this time."""
        before = self.said.get(key, 0)
        self.said[key] = before + 1
        return before

    def offer(self, replies: Iterable[Reply]) -> None:
        self.earlier = {**{t: p for t, p in self.earlier.items() if t not in self.offered}, **self.offered}
        for title in list(self.earlier)[:-MOST_EARLIER]:
            del self.earlier[title]
        buttons = [button for reply in replies for button in reply.buttons]
        self.offered = {fold(button.title): button.payload for button in buttons}
        self.titles = [button.title for button in buttons]


def fold(title: str) -> str:
    return " ".join(title.casefold().replace("’", "'").split())


def replies_from(messages: Iterable[Mapping[str, Any]]) -> list[Reply]:
    """Rasa's collected messages to replies. A custom part that follows its text joins it."""
    replies: list[Reply] = []
    for message in messages:
        text, custom = message.get("text") or "", message.get("custom")
        buttons = tuple(Button(b["title"], b["payload"]) for b in message.get("buttons") or [])
        if replies and custom and not text and not buttons and replies[-1].custom is None:
            replies[-1] = Reply(replies[-1].text, replies[-1].buttons, custom)
        elif text or buttons or custom:
            replies.append(Reply(text, buttons, custom))
    return replies

"""A command becomes what a person would have typed. Pure.

It goes through the front door like any other message: a command has no way of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from steady.content.library import Library
from steady.content.telegram import TelegramWords

COMMAND = re.compile(r"^/(?P<name>[a-z]+)(?:@\w+)?(?:\s+(?P<rest>.+))?\s*$", re.IGNORECASE | re.DOTALL)
# What a link to the bot may carry behind "/start": no words of the person's.
LINKED = re.compile(r"^[\w-]{16,64}$", re.ASCII)


@dataclass(frozen=True)
class Spoken:
    """`text`: for the front door. `ask`: the key of a sentence to say instead. `country`: a code that was named."""

    text: str = ""
    ask: str = ""
    country: str | None = None


def spoken(text: str, words: TelegramWords, library: Library, *, asked_country: bool = False) -> Spoken:
    """What `text` says. `asked_country`: it may be the answer to "which country are you in?"."""
    found = COMMAND.match(text)
    name = found["name"].lower() if found else ""
    if found is None or name not in words.says:
        # Only a bare name: whatever else was written after that question is no answer to it.
        code = library.places.read(text, asked=True) if asked_country and not found else None
        return _in(code, words, library) if code else Spoken(text)
    rest = (found["rest"] or "").strip()
    if name == "country":
        if not rest:
            return Spoken(ask="ask_country")
        code = library.places.read(rest, asked=True)
        return _in(code, words, library) if code else Spoken(ask="country_unknown")
    if name == "start" and LINKED.match(rest):
        rest = ""
    return Spoken(f"{words.says[name]}. {rest}" if rest else words.says[name])


def _in(code: str, words: TelegramWords, library: Library) -> Spoken:
    return Spoken(words.says["country"].replace("{rest}", library.helplines.names[code]), country=code)

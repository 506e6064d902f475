"""A reply as Telegram can show it: text in pieces, keys, a picture, a file. Pure.

A key carries an opaque id, never a payload: what it stands for is known here only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from steady.channels.replies import Reply
from steady.content.telegram import TelegramWords

MOST_IN_MESSAGE, MOST_IN_CAPTION = 4096, 1024  # of Telegram's; it counts in UTF-16 units
SHORT_TITLE, MOST_IN_ROW = 14, 3
SCALE = tuple(str(number) for number in range(11))
SCALE_ROWS = (6, 5)


@dataclass(frozen=True)
class Key:
    """One key under a message. `typed`: pressing it is as good as writing its title."""

    id: str
    title: str
    typed: bool = False


@dataclass(frozen=True)
class Part:
    """One message. `make`: the bytes of a picture or file, made when it is sent."""

    text: str
    rows: tuple[tuple[Key, ...], ...] = ()
    make: Callable[[], bytes] | None = None
    name: str = ""
    picture: bool = False
    otherwise: str = ""  # said in the place of a picture that cannot be shown
    urgent: bool = False  # carries numbers: goes first, and is tried for long

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for row in self.rows for key in row)


def parts_of(reply: Reply, words: TelegramWords) -> list[Part]:
    """The messages that say `reply`; [] when there is nothing in it to show."""
    custom: dict[str, Any] = dict(reply.custom or {})
    rows, urgent, made = _rows(reply, scale=bool(custom.get("scale"))), reply.has_numbers, _made(custom, words)
    text = reply.text
    if made and made.picture and (summary := str(custom["chart"].get("summary") or "")):
        text = f"{text}\n\n{summary}".strip()  # for people who hear the picture
    if made and not rows and length(text) <= MOST_IN_CAPTION:
        return [replace(made, text=text, urgent=urgent)]
    pieces = [Part(piece, urgent=urgent) for piece in split(text)]
    if made:
        pieces.append(made)
    if rows:
        pieces = pieces or [Part("…")]
        pieces[-1] = replace(pieces[-1], rows=rows, urgent=urgent)
    return pieces


def _made(custom: dict[str, Any], words: TelegramWords) -> Part | None:
    """The file or picture in a reply, without its words."""
    export, chart = custom.get("export"), custom.get("chart")
    if isinstance(export, dict):
        return Part("", make=lambda: json.dumps(export, indent=2, ensure_ascii=False).encode(), name=words.export_file)
    if isinstance(chart, dict):
        otherwise = str(chart.get("text") or "")
        return Part("", make=lambda: draw(chart), name=words.chart_file, picture=True, otherwise=otherwise)
    return None


def draw(chart: dict[str, Any]) -> bytes:
    """The chart as PNG."""
    from steady.progress.png import png  # with matplotlib behind it: only when one is shown

    return png(chart)


def _rows(reply: Reply, scale: bool) -> tuple[tuple[Key, ...], ...]:
    """Short titles share a row; a scale from 0 to 10 stands above the buttons."""
    rows: list[tuple[Key, ...]] = []
    if scale:
        numbers = [Key(new_id(), number, typed=True) for number in SCALE]
        rows = [tuple(numbers[: SCALE_ROWS[0]]), tuple(numbers[SCALE_ROWS[0] :])]
    row: list[Key] = []
    for button in reply.buttons:
        key = Key(new_id(), button.title)
        fits = len(row) < MOST_IN_ROW and all(len(k.title) <= SHORT_TITLE for k in (*row, key))
        if row and not fits:
            rows.append(tuple(row))
            row = []
        row.append(key)
    return (*rows, tuple(row)) if row else tuple(rows)


def new_id() -> str:
    return secrets.token_urlsafe(9)


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = MOST_IN_MESSAGE) -> list[str]:
    """`text` in pieces of at most `most` units, cut at a line, else a space, else anywhere."""
    pieces, rest = [], text.strip()
    while length(rest) > most:
        end = most  # in characters; one counts for one or two units
        while length(rest[:end]) > most:
            end -= 1
        cut = max(rest.rfind("\n", 1, end), 0) or max(rest.rfind(" ", 1, end), 0) or end
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in (*pieces, rest) if piece]

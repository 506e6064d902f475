"""What a browser sends, read and checked. Raises Problem for what cannot be used."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sanic.request import Request

from steady.channels.web_problems import Problem

MOST_BYTES = 64 * 1024
LONGEST_ID = 64


@dataclass(frozen=True)
class Incoming:
    """One turn: typed `text`, or the title of a pressed `button`, never both.

    `id` is the client's own name for this message: sent again, it gets the same replies.
    """

    text: str | None
    button: str | None
    id: str | None = None
    country: str | None = None

    @property
    def retry_key(self) -> tuple[str, str | None, str | None] | None:
        """The words are part of it: other words under an old id must never go unread."""
        return (self.id, self.text, self.button) if self.id else None


async def read_object(request: Request, *, may_be_empty: bool = False) -> dict[str, Any]:
    """The JSON object in the request's body, at most 64 kB of it."""
    body = b""
    # Read here and not by Sanic, so that a person who pastes a book gets an answer, not a cut connection.
    async for part in request.stream:  # type: ignore[union-attr]
        body += part
        if len(body) > MOST_BYTES:
            raise Problem("too_big")
    if not body and may_be_empty:
        return {}
    # Insisting on the type also makes browsers ask first (CORS) before another site may post.
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Problem("bad_json", status=415)
    return parse_object(body)


def parse_object(body: bytes) -> dict[str, Any]:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("not_utf8") from error
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:  # RecursionError: ten thousand brackets
        raise Problem("bad_json") from error
    if not isinstance(content, dict):
        raise Problem("bad_json")
    return content


def read_message(content: dict[str, Any]) -> Incoming:
    """The turn in `content`: `{"text"}` or `{"button"}`, with `"id"` and `"country"` if wanted."""
    text, button = _string(content, "text"), _string(content, "button")
    if text is None and button is None:
        raise Problem("empty")
    if text is not None and button is not None:
        raise Problem("not_text")
    name = _string(content, "id")
    if name is not None and not 0 < len(name) <= LONGEST_ID:
        raise Problem("not_text")
    return Incoming(text, button, name, read_country(content))


def read_country(content: dict[str, Any]) -> str | None:
    """Two letters in capitals; None when absent or not of that form."""
    value = _string(content, "country")
    return value.upper() if value and len(value) == 2 and value.isascii() and value.isalpha() else None


def read_flag(content: dict[str, Any], name: str) -> bool:
    """True only for `true`. Raises Problem for what is neither yes, no nor absent."""
    value = content.get(name)
    if value not in (None, True, False) or isinstance(value, int | float) and not isinstance(value, bool):
        raise Problem("not_text")
    return value is True


def _string(content: dict[str, Any], name: str) -> str | None:
    value = content.get(name)
    if value is not None and not isinstance(value, str):
        raise Problem("not_text")
    # Half an emoji, as "\ud83d", is valid JSON but cannot be stored or sent: it becomes U+FFFD.
    return value and value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

"""Everything that can go wrong for a caller, as one JSON shape.

`{"error": {"code", "message", "helplines", "text", "replies"?}}`: wherever a person would
have been answered, the crisis numbers stand in the error too, as data and as plain text.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from sanic import Sanic
from sanic.exceptions import MethodNotSupported, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from steady.channels.replies import FrontDoorError, Reply, TooFast, TooLong, UnknownButton
from steady.channels.web_http import json_answer, reply_payload

log = logging.getLogger(__name__)

#: code -> HTTP status. A code is also the key of its sentence in data/content/front.yml.
STATUS = {
    "bad_json": 400,
    "not_utf8": 400,
    "not_text": 400,
    "empty": 400,
    "no_session": 401,
    "foreign_origin": 403,
    "not_found": 404,
    "unknown_button": 409,
    "too_big": 413,
    "too_long": 413,
    "too_fast": 429,
    "last_chance": 500,
}
#: What the front door may raise, each with its own sentence and replies.
CODE_OF_REFUSAL: dict[type[FrontDoorError], str] = {
    TooLong: "too_long",
    TooFast: "too_fast",
    UnknownButton: "unknown_button",
}
#: Statuses of Sanic's own errors that have a code of ours.
CODE_OF_STATUS = {404: "not_found", 405: "not_found", 413: "too_big", 414: "too_big"}


class Problem(Exception):
    """Ends a request. `status` overrules the one of the code; `replies` are shown to the person."""

    def __init__(
        self, code: str, *, status: int | None = None, message: str | None = None, replies: Sequence[Reply] = ()
    ) -> None:
        super().__init__(code)
        self.code, self.message, self.replies = code, message, tuple(replies)
        self.status = status or STATUS[code]


def as_problem(error: Exception) -> Problem:
    """The Problem that stands for any exception."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, FrontDoorError):
        code = CODE_OF_REFUSAL.get(type(error), "not_text")
        return Problem(code, message=error.message, replies=error.replies)
    if isinstance(error, SanicException):
        status = error.status_code or 500
        return Problem(CODE_OF_STATUS.get(status) or ("last_chance" if status >= 500 else "bad_json"), status=status)
    return Problem("last_chance")


def problem_answer(request: Request, error: Exception) -> HTTPResponse:
    """The answer for `error`; a fault of ours is logged by place and type, never with its words."""
    problem = as_problem(error)
    ctx = request.app.ctx
    if problem.code == "last_chance" and not isinstance(error, Problem):
        # An exception's message may quote what a person said: only where it happened is logged.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s while answering %s:\n%s", type(error).__name__, request.path, where)
    numbers = ctx.numbers(getattr(request.ctx, "country", None) or ctx.settings.country)
    message = problem.message or ctx.words(problem.code, numbers=numbers["text"])
    content: dict[str, Any] = {"code": problem.code, "message": message}
    if problem.code != "not_found":
        content.update(helplines=numbers["helplines"], text=numbers["text"])
    if problem.replies:
        content["replies"] = [reply_payload(reply) for reply in problem.replies]
    headers = {"Retry_After": "10"} if problem.status == 429 else {}
    if isinstance(error, MethodNotSupported):
        headers["Allow"] = error.headers["Allow"]
    return json_answer(request, {"error": content}, problem.status, **headers)


def check_words(words: Callable[..., str]) -> None:
    """Raises KeyError at start for a code without its sentence, not when a person needs it."""
    for code in STATUS:
        words(code)


def catch_everything(app: Sanic) -> None:
    """Registers the handler for the whole app: unknown paths and broken requests have no blueprint."""
    for kind in (Exception, SanicException):
        app.error_handler.add(kind, problem_answer)

"""Updates by webhook: Telegram calls us. Only with the secret that it was given, and confirmed when answered."""

from __future__ import annotations

import asyncio
import hmac
import logging

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from telegram import Update

from steady.channels.telegram import TelegramChannel
from steady.channels.web_messages import read_object
from steady.channels.web_problems import Problem, problem_answer

logger = logging.getLogger(__name__)

PATH = "/telegram"
HEADER = "x-telegram-bot-api-secret-token"
# Telegram waits for a minute; what is not answered by then it sends again.
PATIENCE = 50.0


class Webhook:
    """`channel` is set when the server has started; before, Telegram is asked to come again."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.channel: TelegramChannel | None = None

    def blueprint(self) -> Blueprint:
        routes = Blueprint("steady_telegram")

        async def update(request: Request) -> HTTPResponse:
            return await self.receive(request)

        routes.add_route(update, PATH, methods=["POST"], stream=True)
        routes.exception(Exception)(problem_answer)
        return routes

    async def receive(self, request: Request) -> HTTPResponse:
        """200 when the update was answered, 503 to have it sent again, 404 for whoever is not Telegram."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            raise Problem("not_found")
        content = await read_object(request)
        if self.channel is None:
            return HTTPResponse(status=503)
        try:
            update = Update.de_json(content, self.channel.bot)
        except (KeyError, TypeError, ValueError, AttributeError):
            logger.error("telegram.unreadable_update")
            return HTTPResponse(status=200)  # it would not be readable the next time either
        if update is None:
            return HTTPResponse(status=200)
        [handled] = await self.channel.take([update])
        done, _ = await asyncio.wait([handled], timeout=PATIENCE)
        return HTTPResponse(status=200 if done else 503)

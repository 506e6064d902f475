"""The web channel: the page, its JSON interface, and the event stream.

Described for callers in docs/openapi.yml; a test holds the two together. Plain HTTP and
server-sent events, because websockets of Sanic 21.12 (which Rasa 3.6 needs) fail on
Python 3.11. Rasa's own REST channel is not used: it trusts any sender and hides errors.

The app hands over in `app.ctx`: `front_door`, `settings`, `keys`, `words(key, **slots)`,
`numbers(country)` ("helplines" and "text"), `all_numbers` (the same by country code), `health()`.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from steady.channels.replies import Reply
from steady.channels.web_events import MOST_STREAMS
from steady.channels.web_http import (
    GUARDS,
    Pace,
    answer,
    content_policy,
    cross_origin,
    from_this_machine,
    json_answer,
    origin_allowed,
    reply_payload,
)
from steady.channels.web_messages import read_country, read_flag, read_message, read_object
from steady.channels.web_page import PAGE, File, Filling, countries, read_widget
from steady.channels.web_problems import Problem, catch_everything, check_words, problem_answer
from steady.channels.web_sessions import Room, Rooms, Session, new_token, read_token, token_again
from steady.content.widget import load_widget_words

if TYPE_CHECKING:
    from steady.channels.front_door import FrontDoor

Handled = Coroutine[Any, Any, HTTPResponse | None]

MOST_REQUESTS, IN_SECONDS = 60, 10.0
#: Of one session, beyond that: read for danger only.
MOST_SPARED = 5
#: What is read and thrown away of a body that is too big, so that the answer still arrives.
MOST_DRAINED = 2 * 1024 * 1024


class WebInput(InputChannel):
    """Rasa's view of the channel, and the holder of its state. One instance serves one app."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """`clock`: seconds since 1970, for the age of sessions."""
        self.clock = clock
        self.rooms = Rooms()
        self.pace = Pace(MOST_REQUESTS, IN_SECONDS)
        self.spared = Pace(MOST_SPARED, IN_SECONDS)
        self.files: dict[str, File] = {}
        self.numbers: dict[str, Any] = {}  # helplines by country code

    @classmethod
    def name(cls) -> str:
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebInput:
        return cls()

    def push(self, person: str, replies: Sequence[Reply]) -> bool:
        """Say something unasked. `person`: the person key. Kept until the browser comes back for it.

        True when a browser is listening now. Call it in the server's own event loop.
        """
        events = self.rooms.of(person).events
        events.add([reply_payload(reply) for reply in replies])
        return events.streams > 0

    async def say_first(self, person: str, replies: Sequence[Reply], address: str | None = None) -> bool:
        """See steady/channels/speaking_first.py. Always taken: `push` keeps it for a page that is away."""
        self.push(person, replies)
        return True

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. `on_new_message` is not called: every message goes through the front door."""
        web = Blueprint("steady_web")
        for method, path, handler, reads_body in (
            ("GET", "/", self.page, False),
            ("GET", "/widget/<file>", self.widget, False),
            ("POST", "/api/session", self.start, True),
            ("POST", "/api/messages", self.message, True),
            ("GET", "/api/events", self.events, False),
            ("GET", "/api/helplines", self.helplines, False),
            ("GET", "/api/countries", self.countries, False),
            ("GET", "/health", self.health, False),
            ("GET", "/metrics", self.metrics, False),
        ):
            web.add_route(_as_function(handler), path, methods=[method], stream=reads_body)
            if path.startswith("/api/"):
                web.add_route(
                    _as_function(self.preflight), path, methods=["OPTIONS"], name=f"preflight_{handler.__name__}"
                )
        web.exception(Exception)(problem_answer)
        web.listener("before_server_start")(self.open)
        web.listener("before_server_stop")(self.close)
        return web

    async def open(self, app: Sanic, _loop: object = None) -> None:
        """Reads the page; the server does not start without it, or without its sentences."""
        settings = app.ctx.settings
        self.numbers = {code: card["helplines"] for code, card in app.ctx.all_numbers.items()}
        words = load_widget_words(settings.data / "content")
        filling = Filling(words, self.numbers, settings.country, settings.page)
        self.files = read_widget(settings.root / "widget", filling)
        check_words(app.ctx.words)
        app.config.REQUEST_MAX_SIZE = MOST_DRAINED
        catch_everything(app)

    async def close(self, _app: Sanic, _loop: object = None) -> None:
        self.rooms.close()

    # ---- the page

    async def page(self, request: Request) -> HTTPResponse:
        policy = content_policy(request.app.ctx.settings.allowed_origins)
        return self._serve(request, PAGE, Content_Security_Policy=policy)

    async def widget(self, request: Request, file: str) -> HTTPResponse:
        if file == PAGE or file not in self.files:
            raise Problem("not_found")
        return self._serve(request, file)

    def _serve(self, request: Request, name: str, **headers: str) -> HTTPResponse:
        file = self.files[name]
        same = file.etag in request.headers.get("if-none-match", "")
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content_Encoding"], body = "gzip", file.packed
        else:
            body = file.body
        headers = {"ETag": file.etag, "Cache_Control": "no-cache", "Vary": "Origin, Accept-Encoding", **headers}
        return answer(request, b"" if same else body, file.kind, 304 if same else 200, **headers)

    # ---- the conversation

    async def start(self, request: Request) -> HTTPResponse:
        self._admit(request)
        content = await read_object(request, may_be_empty=True)
        country = read_country(content)
        request.ctx.country = country
        keys, now = request.app.ctx.keys, self.clock()
        if read_flag(content, "keep"):
            token = token_again(keys, _bearer(request), now, country)
        else:
            token = new_token(keys, now, country)
        return json_answer(request, {"session": token}, 201)

    async def message(self, request: Request) -> HTTPResponse:
        in_pace = self._admit(request, refuse=False)
        session = self._session(request) if in_pace else self._spared(request)
        incoming = read_message(await read_object(request))
        country = incoming.country or session.country
        request.ctx.country = country
        door: FrontDoor = request.app.ctx.front_door
        if not in_pace and door.first_answer(session.person, incoming.text or incoming.button or "") is None:
            raise Problem("too_fast")

        async def receive() -> Sequence[Reply]:
            return await door.receive(
                session.person, self.name(), incoming.text, button=incoming.button, country=country
            )

        turn = await self._room(session).take(incoming, receive)
        return json_answer(request, {"replies": [reply_payload(r) for r in turn.replies], "turn": turn.number})

    async def events(self, request: Request) -> None:
        self._admit(request)
        events = self._room(self._session(request)).events
        if events.streams >= MOST_STREAMS:
            raise Problem("too_fast")
        # X-Accel-Buffering: nginx would hold the events back.
        headers = {**GUARDS, **cross_origin(request), "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=headers)
        async for part in events.stream(request.headers.get("last-event-id")):
            await response.send(part)
        await response.eof()

    def _admit(self, request: Request, *, refuse: bool = True) -> bool:
        """False, or Problem("too_fast"), for an address that asks too often."""
        if not origin_allowed(request):
            raise Problem("foreign_origin")
        allowed = self.pace.allows(request.remote_addr or request.ip)
        if refuse and not allowed:
            raise Problem("too_fast")
        return allowed

    def _spared(self, request: Request) -> Session:
        """The session behind a message that came too fast: a few are still read for danger.

        A crisis answer is not limited away, not even where many people share one address and somebody
        among them floods it; nor may the reading itself become the flood.
        """
        session = self._session(request)
        if not self.spared.allows(session.person):
            raise Problem("too_fast")
        return session

    def _session(self, request: Request) -> Session:
        """From the Authorization header, or `?session=` for a plain EventSource, which can set none."""
        token = _bearer(request)
        if token is None and request.path == "/api/events":
            token = request.args.get("session")
        session = read_token(request.app.ctx.keys, token, self.clock())
        request.ctx.country = session.country
        return session

    def _room(self, session: Session) -> Room:
        return self.rooms.of(session.person)

    # ---- numbers, and how the server is

    async def helplines(self, request: Request) -> HTTPResponse:
        self._admit(request)
        country = read_country({"country": request.args.get("country")})
        return json_answer(request, request.app.ctx.numbers(country))

    async def countries(self, request: Request) -> HTTPResponse:
        self._admit(request)
        return json_answer(request, {"countries": countries(self.numbers)})

    async def preflight(self, request: Request) -> HTTPResponse:
        """What browsers ask before a page of another site may call."""
        if request.headers.get("origin") not in request.app.ctx.settings.allowed_origins:
            raise Problem("foreign_origin")
        return answer(
            request, b"", "text/plain", 204,
            Access_Control_Allow_Methods="GET, POST",
            Access_Control_Allow_Headers="Authorization, Content-Type, Last-Event-ID",
            Access_Control_Max_Age="600",
        )  # fmt: skip

    async def health(self, request: Request) -> HTTPResponse:
        state = request.app.ctx.health()
        return json_answer(request, state, 200 if state["status"] == "ok" else 503)

    async def metrics(self, request: Request) -> HTTPResponse:
        if not from_this_machine(request):
            raise Problem("not_found")
        return answer(request, generate_latest(), CONTENT_TYPE_LATEST)


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else None


def _as_function(method: Callable[..., Handled]) -> Callable[..., Handled]:
    """Sanic writes marks on its handlers, and a bound method takes none."""

    @wraps(method)
    async def handler(request: Request, **parts: str) -> HTTPResponse | None:
        return await method(request, **parts)

    return handler

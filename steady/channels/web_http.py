"""What every answer of the web channel has in common: headers, JSON, origins, pace."""

from __future__ import annotations

import ipaddress
import json
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse

from steady.channels.replies import Reply

#: Sent with everything. The page needs nothing from elsewhere, so nothing is let in.
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
#: Set by proxies. Behind one, every caller seems to come from its address.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
MOST_ADDRESSES = 10_000


def content_policy(allowed_origins: Sequence[str]) -> str:
    """The page's Content-Security-Policy; only `allowed_origins` may frame it."""
    return POLICY.format(ancestors=" ".join(["'self'", *allowed_origins]))


def origin_allowed(request: Request) -> bool:
    """True for callers that are no web page, this server's own page, and the operator's sites.

    The host is compared without the scheme: behind a proxy that ends TLS, this server sees http.
    """
    origin = request.headers.get("origin")
    if origin is None or request.headers.get("sec-fetch-site") == "same-origin":
        return True
    return origin in request.app.ctx.settings.allowed_origins or urlsplit(origin).netloc == request.host


def cross_origin(request: Request) -> dict[str, str]:
    """The CORS headers for one of the operator's own sites; empty for all others."""
    origin = request.headers.get("origin", "")
    if origin not in request.app.ctx.settings.allowed_origins:
        return {"Vary": "Origin"}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


def answer(request: Request, body: bytes, kind: str, status: int = 200, **headers: str) -> HTTPResponse:
    """A whole answer. `kind`: its content type. Header names are given with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    every = {**GUARDS, "Cache-Control": "no-store", **cross_origin(request), **named}
    return HTTPResponse(body, status=status, headers=every, content_type=kind)


def json_answer(request: Request, content: Any, status: int = 200, **headers: str) -> HTTPResponse:
    return answer(request, json.dumps(content).encode(), "application/json", status, **headers)


def reply_payload(reply: Reply) -> dict[str, Any]:
    """A reply as a person's browser gets it. A button's payload stays here: titles are pressed."""
    custom = dict(reply.custom) if isinstance(reply.custom, Mapping) else None
    return {"text": reply.text, "buttons": [{"title": b.title} for b in reply.buttons], "custom": custom}


def from_this_machine(request: Request) -> bool:
    """True when the caller itself is on a loopback address, not merely a proxy that runs here."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.ip).is_loopback
    except ValueError:
        return False


class Pace:
    """How many requests one address makes: at most `most` in any `seconds`."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self._times: dict[str, deque[float]] = {}

    def allows(self, address: str) -> bool:
        now = self.clock()
        times = self._times.setdefault(address, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        if len(self._times) > MOST_ADDRESSES:
            self._times = {a: t for a, t in self._times.items() if t and t[-1] > now - self.seconds}
        return True

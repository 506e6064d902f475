"""A plain site of another origin, with a strict content policy, that embeds the coach."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: As strict as a policy can be that allows the coach at all: no inline style, no picture, no frame.
POLICY = (
    "default-src 'none'; script-src {coach}; connect-src {coach}; style-src 'self'; base-uri 'none'; form-action 'none'"
)
#: Rules of a careless site, that reach for everything.
STYLE = """
* { letter-spacing: 9px; color: rgb(255, 0, 0); font-family: monospace; box-sizing: content-box }
button, p, .bubble, .choice, .panel, .steady { background: rgb(0, 0, 255); border: 7px dashed red; text-transform: uppercase }
html { font-size: 40px } body { line-height: 4; font-size: 33px; text-align: right; margin: 8px }
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A clinic</title>
<link rel="stylesheet" href="/style.css"><script type="module" src="{coach}/widget/steady.js"></script></head>
<body><main><h1 class="title">A clinic</h1><p class="bubble choice card log" id="own">Our own words</p>
<steady-coach {attributes}><p>If you are in danger, call your local emergency number.</p></steady-coach></main></body></html>"""


@dataclass
class Site:
    address: str = ""
    coach: str = ""
    attributes: str = ""
    style: str = STYLE
    asked: list[str] = field(default_factory=list)


@contextmanager
def site() -> Iterator[Site]:
    """Serves until the block ends. Set `coach` to the server's address before a page is opened."""
    shown = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.asked.append(self.path)
            style = self.path == "/style.css"
            body = shown.style if style else PAGE.format(coach=shown.coach, attributes=shown.attributes)
            self.send_response(200 if style or self.path == "/" else 404)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY.format(coach=shown.coach))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shown.address = f"http://127.0.0.1:{httpd.server_port}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield shown
    finally:
        httpd.shutdown()

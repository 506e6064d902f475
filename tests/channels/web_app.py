"""A real Sanic server with the web channel, on a free loopback port, before a front door made for tests."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from steady.framework.stand_ins import install

install()

from sanic import Sanic  # noqa: E402 - Rasa may only be imported after install()

from steady.channels.replies import Button, Reply, TooFast, TooLong, UnknownButton  # noqa: E402
from steady.channels.web import WebInput  # noqa: E402
from steady.content.files import read_yaml  # noqa: E402
from steady.content.helplines import load_helplines  # noqa: E402
from steady.content.partner_card import load_partner_cards  # noqa: E402
from steady.progress.chart import chart  # noqa: E402
from steady.progress.series import Pair, Point, stretch  # noqa: E402
from steady.records.crypto import Keys  # noqa: E402
from steady.settings import Settings  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret for tests that is long enough"
FRIEND = "https://clinic.example"
HELPLINES = load_helplines(ROOT / "data" / "content")
PAGES = load_partner_cards(ROOT / "data" / "content")


def _chart() -> dict[str, Any]:
    """Two weeks of check-ins and two practices."""
    today = date(2026, 3, 31)
    days = [today - timedelta(days=n) for n in range(13, -1, -1)]
    lines = {
        "anxiety": [
            Point(day, float(v)) for day, v in zip(days, (8, 7, 8, 6, 7, 5, 6, 6, 4, 5, 3, 4, 4, 3), strict=True)
        ],
        "urge": [Point(day, float(v)) for day, v in zip(days[::2], (9, 6, 7, 5, 5, 3, 4), strict=True)],
        "kindness": [Point(day, float(v)) for day, v in zip(days[1::3], (2, 3, 5, 6), strict=False)],
    }
    words = read_yaml(ROOT / "data" / "content" / "progress.yml")
    return chart(stretch("month", today, lines, [Pair(days[4], 8, 5), Pair(days[11], 6, 2)]), words)


CHARTS = {"chart": _chart(), "nasty": {
    "title": "t", "summary": "s <b>no markup</b>", "table": {"caption": "As a table", "head": ["<i>x</i>"], "rows": []},
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1" style="color:red"><script>document.title=2</script>'
    '<image href="https://evil.example/x.png"/><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">hi</p></foreignObject>'
    '<a href="javascript:1"><text>link</text></a><rect fill="url(https://evil.example/y)" width="9" height="9"/></svg>',
}}  # fmt: skip


def numbers(country: str | None) -> dict[str, Any]:
    return {**HELPLINES.card(country, "crisis"), "text": HELPLINES.text(country, "crisis")}


@dataclass
class FakeDoor:
    """Answers by the first word of what is said, and keeps a list of all that it heard."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    offered: tuple[str, ...] = ()

    async def receive(
        self, person: str, channel: str, text: str | None, *, button: str | None = None, country: str | None = None
    ) -> list[Reply]:
        self.heard.append({"person": person, "channel": channel, "text": text, "button": button, "country": country})
        if button is not None and button not in self.offered:
            raise UnknownButton("No such button.", self.offered, [Reply("Here is what there is.")])
        word = (button or text or "").split(" ")[0]
        if word == "slow":
            await asyncio.sleep(0.3)
        if word == "boom":
            raise RuntimeError("private words")
        if word == "long":
            raise TooLong("Too long.", [Reply("numbers", custom=HELPLINES.card(country, "crisis"))])
        if word == "fast":
            raise TooFast("Too fast.")
        replies = list(self._answer(word, text, country))
        self.offered = tuple(b.title for r in replies for b in r.buttons)
        return replies

    def first_answer(self, person: str, text: str) -> Reply | None:
        return Reply("Care and numbers.") if text.startswith("hurt") else None

    def _answer(self, word: str, text: str | None, country: str | None) -> Iterator[Reply]:
        if word == "choose":
            yield Reply("Which would help most?", (Button("A short practice", "/a"), Button("Just talk", "/b")))
        elif word == "hurt":
            lines = HELPLINES.text(country or "GB", "suicide")
            card = HELPLINES.card(country or "GB", "suicide")["helplines"]
            text = f"That sounds very hard. I am glad that you told me.\n{lines}"
            yield Reply(text, custom={"helplines": {**card, "text": lines}})
            yield Reply("Are you thinking about ending your life?", (Button("Yes", "/y"), Button("No", "/n")))
        elif word == "breathe":
            breath = {"in": 4, "out": 6, "times": 3}
            step = {"title": "Slow breathing", "number": 2, "of": 4, "pause": 30, "breath": breath}
            yield Reply("Breathe in, breathe out.", (Button("Next", "/next"),), {"practice_step": step})
        elif word == "chart":
            yield Reply(
                "Here is how it has been.", (Button("A week", "/w"),), {"chart": CHARTS[(text or "").split(" ")[-1]]}
            )
        elif word == "wait":
            yield Reply(
                "10 minutes, from now.",
                custom={"timer": {"id": "ab12", "minutes": 10, "seconds": 600, "readings": [[0, 8]]}},
            )
            yield Reply("How strong is it?", (Button("Skip", "/skip"),), {"scale": True})
        elif word == "six":
            yield Reply("Noted, 6.", custom={"timer": {"id": "ab12", "readings": [[0, 8], [5, 6]]}})
        elif word == "over":
            yield Reply("The wait is over.", custom={"timer": {"over": True}})
        elif word == "page":
            page = PAGES["apart"]
            yield Reply("Here is a page.")
            yield Reply(page.text(), custom={"sheet": page.sheet(), "copy": page.text()})
        elif word == "Export":
            yield Reply("Here is a copy of all that is kept about you.", custom={"export": {"code": "K7QF-2M9X"}})
        elif word == "markup":
            yield Reply("<img src=x onerror=alert(1)> <b>bold</b>")
        else:
            yield Reply(f"You said: {text}" if text is not None else f"You chose: {word}")


@dataclass
class Running:
    address: str
    app: Sanic
    channel: WebInput
    door: FakeDoor
    keys: Keys
    loop: asyncio.AbstractEventLoop
    now: list[float]
    healthy: list[bool]

    def session(self, **content: str) -> dict[str, str]:
        """Headers of a new session."""
        answer = httpx.post(f"{self.address}/api/session", json=content)
        return {"Authorization": f"Bearer {answer.json()['session']}"}

    def push(self, person: str, text: str) -> bool:
        async def push() -> bool:
            return self.channel.push(person, [Reply(text)])

        return asyncio.run_coroutine_threadsafe(push(), self.loop).result(5)


def make_app(settings: Settings | None = None) -> Running:
    settings = settings or Settings(root=ROOT, secret=SECRET, database_url="sqlite://", allowed_origins=(FRIEND,))
    Sanic.test_mode = True  # lets several apps have one name
    app = Sanic("steady_test", configure_logging=False)
    now, healthy, door, keys = [1_800_000_000.0], [True], FakeDoor(), Keys.from_secret(SECRET)
    channel = WebInput(clock=lambda: now[0])
    app.ctx.front_door, app.ctx.settings, app.ctx.keys, app.ctx.numbers = door, settings, keys, numbers
    app.ctx.words = lambda key, **slots: f"sentence for {key}"
    app.ctx.all_numbers = {code: numbers(code) for code in HELPLINES.emergency if HELPLINES.known(code)}
    app.ctx.health = lambda: {"status": "ok" if healthy[0] else "failing", "model": "x", "database": "ok"}

    async def on_new_message(_message: object) -> None:
        raise AssertionError("the channel went around the front door")

    app.blueprint(channel.blueprint(on_new_message))
    return Running("", app, channel, door, keys, asyncio.new_event_loop(), now, healthy)


@contextmanager
def serving(settings: Settings | None = None) -> Iterator[Running]:
    """The app on a free port, in a thread with a loop of its own."""
    running = make_app(settings)
    with served(running.app, running.loop) as running.address:
        yield running


@contextmanager
def served(app: Sanic, loop: asyncio.AbstractEventLoop) -> Iterator[str]:
    """`app` on a free port, in a thread in which `loop` runs. Gives its address."""
    ready, stop = threading.Event(), asyncio.Event()
    free = socket.create_server(("127.0.0.1", 0))  # Sanic reads port 0 as 8000
    address = f"http://127.0.0.1:{free.getsockname()[1]}"

    async def main() -> None:
        server: Any = await app.create_server(
            sock=free, return_asyncio_server=True, access_log=False,
            asyncio_server_kwargs={"start_serving": False},
        )  # fmt: skip
        await server.startup()
        await server.before_start()
        await server.start_serving()
        ready.set()
        await stop.wait()
        await server.before_stop()
        await server.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),), daemon=True)
    thread.start()
    assert ready.wait(20), "the test server did not start"
    try:
        yield address
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        assert not thread.is_alive(), "the test server did not stop"


def with_country(country: str) -> Settings:
    return replace(Settings(root=ROOT, secret=SECRET, database_url="sqlite://"), country=country)

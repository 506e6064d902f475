"""The page before the whole house: the real model, the real conversation, a clock that the tests move."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.channels.web_app import served
from tests.widget.browsing import DESKTOP, PHONE, inside, menu, needs_browser, sync_api, write

pytestmark = [*needs_browser, pytest.mark.model]
expect = sync_api.expect


@dataclass
class Open:
    address: str
    house: Any
    app: Any
    loop: asyncio.AbstractEventLoop
    ahead: dt.timedelta = dt.timedelta()

    def later(self, minutes: float) -> None:
        """The time passes, and what is due is said."""
        from steady.serving.follow_ups import FollowUps

        self.ahead += dt.timedelta(minutes=minutes)
        look = FollowUps(self.house, [self.app.ctx.web]).look()
        asyncio.run_coroutine_threadsafe(look, self.loop).result(30)


@pytest.fixture(scope="module")
def real(house: Any) -> Iterator[Open]:
    from sanic import Sanic

    from steady.serving.app import make_app

    app = make_app(house)
    Sanic.test_mode = True
    loop = asyncio.new_event_loop()
    clocks = house.clock, house.memory.clock, house.front_door.clock
    with served(app, loop) as address:
        opened = Open(address, house, app, loop)
        house.clock = house.memory.clock = house.front_door.clock = lambda: dt.datetime.now(dt.UTC) + opened.ahead
        yield opened
    house.clock, house.memory.clock, house.front_door.clock = clocks
    house.memory.speaks_first = None


@pytest.fixture
def visit(new_page: Callable[..., Any], real: Open) -> Callable[..., Any]:
    def visit(viewport: dict[str, int] = DESKTOP, **options: Any) -> Any:
        real.app.ctx.web.pace._times.clear()
        return new_page(real.address, viewport, **options)

    return visit


def buttons(page: Any) -> list[str]:
    """Titles of the buttons that can be pressed in the conversation."""
    return inside(page, "[...root.querySelectorAll('.log .choice:enabled:not(.copy)')].map((b) => b.textContent)")


def turns(page: Any) -> int:
    return inside(page, "root.querySelectorAll('.log > .turn').length")


def answered(page: Any, act: Callable[[], None]) -> str:
    """The text of the turn that comes after `act`."""
    before = turns(page)
    act()
    turn = page.locator(".log > .turn").nth(before)
    turn.wait_for(timeout=15_000)
    return turn.inner_text()


def send(page: Any, text: str) -> str:
    return answered(page, lambda: write(page, text))


def press(page: Any, title: str) -> str:
    return answered(page, lambda: page.locator(".log .choice:enabled", has_text=title).last.click())


def grown_up(page: Any, consent: bool = False) -> None:
    """Through the opening: somebody of age, who says yes or no to being remembered."""
    for text in ("hello", "I feel anxious about us all the time", "yes", "yes" if consent else "no"):
        send(page, text)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_first_visit_to_a_practice_with_its_rating(visit: Callable[..., Any], viewport: dict[str, int]) -> None:
    page = visit(viewport, has_touch=viewport is PHONE)
    page.get_by_role("button", name="What can you do?").click()
    page.locator(".turn").wait_for()
    assert "program" in page.get_by_role("log").inner_text(), "what this is comes before anything else"
    for text in ("I feel anxious about us all the time", "yes", "no", "can we do a short breathing practice"):
        send(page, text)
    assert "0 to 10" in rate(page, "7")
    while "Next" in buttons(page):
        press(page, "Next")
    assert "0 to 10" in rate(page, "3")
    assert page.locator(".step").count() >= 2, "steps came as cards"
    assert not inside(page, "root.querySelector('.breath:not(.done)')"), "and what breathed has come to rest"


def rate(page: Any, number: str) -> str:
    """Answers a question for a number, by slider where there is one. Gives the question."""
    asked = page.locator(".log > .turn").last.inner_text()
    slider = page.locator(".log input[type=range]:enabled")
    if slider.count():
        slider.last.press(number)
        answered(page, lambda: slider.last.press("Enter"))
    else:
        send(page, number)
    return asked


def test_the_wait_with_an_urge_speaks_when_its_time_is_over(visit: Callable[..., Any], real: Open) -> None:
    page = visit()
    grown_up(page)
    send(page, "I really want to text him right now")
    send(page, "8")
    send(page, "10")
    send(page, "I'll go for a walk")
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.wait_for_timeout(300)
    before = turns(page)
    real.later(10.1)
    page.locator(".log > .turn").nth(before).wait_for()
    expect(page.get_by_role("timer")).to_have_count(0)
    said = page.locator(".log > .turn").nth(before).inner_text()
    page.reload()
    expect(page.get_by_role("log")).to_contain_text(said.splitlines()[0])


PLACES = {
    "start": [],
    "age": ["hi"],
    "buttons": ["hi", "I keep overthinking everything"],
    "urge": ["hello", "I feel anxious", "yes", "no", "I really want to text him right now", "8"],
    "practice": ["hello", "I feel anxious", "yes", "no", "can we do a short breathing practice", "yes"],
    "check-in": ["hello", "I feel anxious", "yes", "no", "I want to check in"],
    "erasing": ["hi", "delete my data"],
}


@pytest.mark.parametrize("place", PLACES)
def test_danger_is_heard_at_every_screen(visit: Callable[..., Any], place: str) -> None:
    page = visit(PHONE)
    for text in PLACES[place]:
        send(page, text)
    answer = send(page, "I want to kill myself")
    card = page.get_by_role("log").get_by_label("Numbers for United Kingdom").last
    expect(card).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Call 999")
    assert "999" in answer
    top = page.locator(".log > .turn").last.bounding_box()["y"]
    assert 0 <= top < PHONE["height"] / 2, "care is in sight first, not the end of the list"


def test_a_reload_in_the_middle_of_a_form_goes_on_where_it_was(visit: Callable[..., Any]) -> None:
    page = visit()
    grown_up(page)
    send(page, "I really want to text him right now")
    asked = page.locator(".log > .turn").last.inner_text()
    page.reload()
    expect(page.get_by_role("log")).to_contain_text(asked.splitlines()[-1])
    assert page.get_by_role("slider").last.is_enabled()
    page.get_by_role("slider").last.press("8")
    answer = answered(page, lambda: page.get_by_role("slider").last.press("Enter"))
    assert "minutes" in answer.lower()


def test_the_menus_copy_and_erasing_work_within_a_practice(visit: Callable[..., Any]) -> None:
    page = visit()
    grown_up(page, consent=True)
    send(page, "can we do a short breathing practice")
    answered(page, lambda: menu(page, "A copy of my notes"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert "{" in download.value.path().read_text()
    answered(page, lambda: menu(page, "Erase my notes"))
    assert any("delete" in title.lower() for title in buttons(page))


def test_what_one_waits_for(visit: Callable[..., Any], real: Open) -> None:
    """First paint with a processor four times slower; how soon an answer is on the screen.

    Held to on a machine that is idle; on a busy one the figures say nothing.
    """
    page = visit(PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    paints = []
    for _ in range(3):
        page.reload()
        page.wait_for_timeout(600)
        paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.reload()
    page.get_by_role("button", name="What can you do?").wait_for()
    inside(
        page,
        """window.measure = (text) => new Promise((done) => {
        const log = root.querySelector('.log'), input = root.querySelector('textarea');
        const seen = new MutationObserver(() => {
            if (!log.lastElementChild?.matches('.turn')) return;
            seen.disconnect();
            const whole = performance.now() - start;
            setTimeout(() => done([whole, performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/api/messages')).at(-1).duration]), 50);
        });
        seen.observe(log, {childList: true});
        input.value = text;
        const start = performance.now();
        root.querySelector('form').requestSubmit();
    })""",
    )
    times = []
    for text in (
        "hello",
        "he has not texted back all day",
        "I feel so anxious about us",
        "what is this",
        "thanks",
        "I keep checking his phone",
    ) * 2:
        times.append(page.evaluate("(text) => window.measure(text)", text))
        page.wait_for_timeout(250)
    whole = statistics.median(shown for shown, _ in times)
    own = statistics.median(shown - server for shown, server in times)
    print(
        f"first paint {max(paints):.0f} ms at a quarter of the speed; an answer after {whole:.0f} ms, {own:.0f} of them the page's"
    )
    if os.getloadavg()[0] > 1.5:
        pytest.skip(f"busy machine: first paint {max(paints):.0f} ms, answer {whole:.0f} ms, page {own:.0f} ms")
    assert max(paints) < 1000, paints
    assert whole < 100 and own < 40, times

"""Away from here: nothing left in the browser, on the screen, or one press of Back away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.channels.web_app import Running
from tests.widget.browsing import ROOT_OF, menu, needs_browser, says, sync_api, write

pytestmark = needs_browser
NEUTRAL = "https://www.wikipedia.org/"


def link(page: Any) -> None:
    page.get_by_role("link", name="Leave this page").click()


def three_times(page: Any) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


def three_times_in_the_menu(page: Any) -> None:
    page.get_by_text("More", exact=True).click()
    three_times(page)


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("way", [link, three_times, three_times_in_the_menu])
def test_leaving_leaves_nothing(
    open_page: Callable[..., Any], server: Running, way: Callable[[Any], None], kept: bool
) -> None:
    page = open_page()
    page.route(NEUTRAL, lambda route: route.fulfill(body="elsewhere"))
    write(page, "hello")
    says(page, "You said: hello")
    if kept:
        page.get_by_text("More", exact=True).click()
        page.get_by_label("Keep this conversation on this device").check()
        page.keyboard.press("Escape")
    before = page.evaluate("history.length")
    way(page)
    page.wait_for_url(NEUTRAL)
    assert page.evaluate("history.length") == before
    page.go_back()
    assert server.address not in page.url
    page.goto(server.address)
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    sync_api.expect(page.get_by_role("log")).to_have_text("")
    page.unroute_all()


def test_the_screen_is_empty_before_the_other_page_is_there(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    page.route(NEUTRAL, lambda route: route.abort("aborted"))  # it never comes, and this one stays
    three_times(page)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.hidden") is True
    assert page.evaluate(f"{ROOT_OF}.textContent") == ""
    assert page.title() == "…"


def test_twice_is_no_wish_to_leave_nor_is_a_slow_third(open_page: Callable[..., Any]) -> None:
    page = open_page()
    for wait in (0, 0, 2200):
        page.wait_for_timeout(wait)
        page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert NEUTRAL not in page.url and page.evaluate("document.documentElement.hidden") is False


def test_the_skip_button_adds_nothing_to_the_history(open_page: Callable[..., Any]) -> None:
    page = open_page()
    before = page.evaluate("history.length")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    write(page, "hello")
    menu(page, "New conversation")
    assert page.evaluate("history.length") == before

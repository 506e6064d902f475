"""A browser for all tests of this folder, and pages in contexts of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.channels.web_app import Running, serving
from tests.widget.browsing import CHROMIUM, DESKTOP, QUIET, sync_api


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def errors() -> list[str]:
    """What the browser's console complained of; a test that provokes errors clears it."""
    return []


@pytest.fixture
def new_page(browser: Any, errors: list[str]) -> Iterator[Callable[..., Any]]:
    """A page in a context of its own; the test fails on any error in the browser's console."""
    contexts = []

    def new_page(address: str, viewport: dict[str, int] = DESKTOP, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, errors)
        page.goto(address)
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def open_page(new_page: Callable[..., Any], server: Running) -> Callable[..., Any]:
    """Opens the page of the server with the front door made for tests."""
    server.channel.pace._times.clear()
    server.door.heard.clear()

    def open_page(viewport: dict[str, int] = DESKTOP, path: str = "/", **options: Any) -> Any:
        return new_page(server.address + path, viewport, **options)

    return open_page


def watch(page: Any, errors: list[str]) -> None:
    page.on("pageerror", lambda error: errors.append(str(error)))
    # A cut network is the test's own doing, and a retry may say so after the test has cleared the list.
    ours = "ERR_INTERNET_DISCONNECTED"
    page.on(
        "console", lambda said: errors.append(said.text) if said.type == "error" and ours not in said.text else None
    )

"""Networks that fail, tabs that are closed, and what this device is allowed to remember."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.channels.web_app import Running
from tests.widget.browsing import inside, menu, needs_browser, says, shot, sync_api, write

pytestmark = needs_browser
expect = sync_api.expect
KEEP = "Keep this conversation on this device"


def bubbles(page: Any) -> list[str]:
    return inside(page, "[...root.querySelectorAll('.bubble > span:last-child')].map((e) => e.textContent)")


def keep(page: Any, wish: bool = True) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_label(KEEP).set_checked(wish)
    page.keyboard.press("Escape")


def heard(server: Running) -> list[str]:
    return [h["text"] or h["button"] for h in server.door.heard]


def test_nothing_is_lost_or_doubled_while_the_network_is_away(
    open_page: Callable[..., Any], server: Running, errors: list[str]
) -> None:
    page = open_page()
    write(page, "one")
    says(page, "You said: one")
    page.context.set_offline(True)
    for text in ("two", "three"):
        write(page, text)
    expect(page.get_by_role("status")).to_contain_text("Your words are kept here")
    shot(page, "offline")
    server.push(server.door.heard[-1]["person"], "That was ten minutes.")
    page.wait_for_timeout(20_000)
    page.context.set_offline(False)
    says(page, "You said: three", timeout=12_000)
    says(page, "That was ten minutes.")
    assert heard(server) == ["one", "two", "three"]
    said = bubbles(page)
    assert sorted(said) == sorted(
        ["one", "two", "three", "You said: one", "You said: two", "You said: three", "That was ten minutes."]
    )
    assert said.index("You said: two") < said.index("You said: three")
    expect(page.get_by_role("status")).to_have_text("")
    errors.clear()  # the requests that were cut


def test_a_reload_before_the_answer_sends_it_once(
    open_page: Callable[..., Any], server: Running, errors: list[str]
) -> None:
    page = open_page()
    page.route("**/api/messages", lambda route: (route.fetch(), route.abort()))  # it arrives; its answer never does
    write(page, "hello")
    page.wait_for_timeout(400)
    page.unroute_all()
    page.reload()
    says(page, "You said: hello")
    assert heard(server) == ["hello"] and bubbles(page) == ["hello", "You said: hello"]
    errors.clear()


def test_a_slow_answer_is_told_with_the_numbers(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.clock.install()
    page.route("**/api/messages", lambda route: None)
    write(page, "hello")
    page.clock.run_for(600)
    expect(page.get_by_role("status")).to_have_text("Steady is answering …")
    page.clock.run_for(8000)
    expect(page.get_by_role("status")).to_contain_text("these numbers work by phone")
    page.unroute_all()


def test_words_sent_before_the_chat_is_there_wait_for_it(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    held: list[Any] = []
    page.route("**/widget/talk.js", lambda route: held.append(route))
    page.goto(page.url)
    write(page, "hello")
    page.wait_for_timeout(200)
    assert held and heard(server) == []
    held[0].continue_()
    says(page, "You said: hello")
    page.unroute_all()


def test_help_and_the_way_out_outlive_the_chat(open_page: Callable[..., Any], errors: list[str]) -> None:
    page = open_page()
    page.route(
        "**/widget/talk.js",
        lambda route: route.fulfill(body="throw new Error('broken')", content_type="text/javascript"),
    )
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("The chat could not start.")
    page.locator("summary", has_text="Get help now").click()
    page.get_by_label("Your country").select_option("AU")
    expect(page.get_by_role("link", name="Call 000")).to_be_visible()
    page.route(
        "**/widget/help.js",
        lambda route: route.fulfill(
            body="export class Help { constructor() { throw 1 } }", content_type="text/javascript"
        ),
    )
    page.reload()
    page.locator("summary", has_text="Get help now").click()
    expect(page.get_by_role("listitem").filter(has_text="Japan")).to_be_visible()
    page.route("**/widget/data.js", lambda route: route.abort())
    page.reload()
    page.locator("summary", has_text="Get help now").click()
    expect(page.get_by_role("listitem").filter(has_text="Japan")).to_be_visible()
    assert page.get_by_role("link", name="Leave this page").get_attribute("href") == "https://www.wikipedia.org/"
    page.unroute_all()
    errors.clear()


def test_two_tabs_are_two_conversations(open_page: Callable[..., Any], server: Running) -> None:
    one = open_page()
    write(one, "first")
    says(one, "You said: first")
    two = one.context.new_page()
    two.goto(server.address)
    write(two, "second")
    says(two, "You said: second")
    assert bubbles(one) == ["first", "You said: first"]
    assert len({h["person"] for h in server.door.heard}) == 2


def test_two_tabs_of_a_kept_conversation_show_the_same(open_page: Callable[..., Any], server: Running) -> None:
    one = open_page()
    keep(one)
    write(one, "first")
    says(one, "You said: first")
    two = one.context.new_page()
    two.goto(server.address)
    says(two, "You said: first")
    write(two, "second")
    says(one, "You said: second")
    server.push(server.door.heard[-1]["person"], "That was ten minutes.")
    for tab in (one, two):
        says(tab, "That was ten minutes.")
        tab.wait_for_timeout(200)
        assert bubbles(tab).count("That was ten minutes.") == 1
    assert len({h["person"] for h in server.door.heard}) == 1
    menu(two, "New conversation")
    menu(two, "Yes, start anew")
    expect(one.get_by_role("log")).to_have_text("")


def test_two_people_at_once_see_only_theirs(open_page: Callable[..., Any], server: Running) -> None:
    ann, ben = open_page(), open_page()
    write(ann, "slow ann")
    write(ben, "ben")
    says(ben, "You said: ben")
    says(ann, "You said: slow ann")
    server.push(next(h["person"] for h in server.door.heard if h["text"] == "ben"), "For Ben.")
    says(ben, "For Ben.")
    assert bubbles(ann) == ["slow ann", "You said: slow ann"]


def test_a_closed_tab_is_forgotten_unless_the_person_wishes_otherwise(
    open_page: Callable[..., Any], server: Running
) -> None:
    page = open_page()
    context = page.context
    write(page, "hello")
    says(page, "You said: hello")
    page.close()
    page = context.new_page()
    page.goto(server.address)
    expect(page.get_by_role("button", name="What can you do?")).to_be_visible()
    assert bubbles(page) == []
    keep(page)
    write(page, "remember me")
    says(page, "You said: remember me")
    page.close()
    page = context.new_page()
    page.goto(server.address)
    says(page, "You said: remember me")
    write(page, "back")
    says(page, "You said: back")
    assert len({h["person"] for h in server.door.heard[1:]}) == 1
    keep(page, False)
    assert page.evaluate("localStorage.length") == 0


def test_a_kept_session_is_renewed_for_the_same_person(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    with page.expect_response(re.compile("/api/session")):
        page.evaluate("sessionStorage.setItem('steady.since', '0')")
        keep(page)
    page.wait_for_timeout(100)
    start = server.now[0]
    try:
        server.now[0] = start + 20 * 24 * 3600
        write(page, "three weeks later")
        says(page, "You said: three weeks later")
    finally:
        server.now[0] = start
    assert len({h["person"] for h in server.door.heard}) == 1


def test_without_the_browsers_memory_it_still_talks(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.add_init_script(
        "for (const kind of ['sessionStorage', 'localStorage'])"
        " Object.defineProperty(window, kind, { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.reload()
    write(page, "hello")
    says(page, "You said: hello")

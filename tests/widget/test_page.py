"""A person at the page, in Chromium: keyboard, buttons, numbers, reload, a network that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.channels.web_app import Running
from tests.widget.browsing import (
    CONTRAST,
    DESKTOP,
    PHONE,
    inside,
    menu,
    needs_browser,
    says,
    shot,
    sync_api,
    write,
)

pytestmark = needs_browser


def test_the_log_is_empty_until_somebody_speaks(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    log = page.get_by_role("log")
    assert log.inner_text() == ""
    assert page.title() == "Steady"
    assert "not a person" in page.get_by_label("What this is").inner_text()
    assert server.door.heard == []
    shot(page, "desktop-start")


def test_a_whole_conversation_with_the_keyboard_alone(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert inside(page, "root.activeElement.textContent") == "Skip to the message box"
    page.keyboard.press("Enter")
    page.keyboard.type("hello there")
    page.keyboard.press("Enter")
    says(page, "You said: hello there")
    assert inside(page, "root.activeElement.id") == "say"
    page.keyboard.type("choose\n")
    says(page, "Which would help most?")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert inside(page, "root.activeElement.textContent") == "A short practice"
    page.keyboard.press("Enter")
    says(page, "You chose: A")
    assert inside(page, "root.activeElement.id") == "say"
    assert [h["text"] or h["button"] for h in server.door.heard] == ["hello there", "choose", "A short practice"]


def test_a_page_without_a_conversation_offers_words_to_start(open_page: Callable[..., Any]) -> None:
    page = open_page()
    starter = page.get_by_role("button", name="What can you do?")
    starter.click()
    says(page, "You said: What can you do?")
    sync_api.expect(starter).to_be_hidden()


def test_only_the_log_scrolls(open_page: Callable[..., Any]) -> None:
    page = open_page(PHONE)
    for _ in range(4):
        write(page, "hurt")
        page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]
    assert page.get_by_role("heading", name="Steady").bounding_box()["y"] >= 0


def test_shift_and_enter_makes_a_new_line(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    page.get_by_label("Your message").focus()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    says(page, "You said: one")
    assert server.door.heard[-1]["text"] == "one\ntwo"


def test_buttons_of_older_turns_cannot_be_pressed(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "choose")
    button = page.get_by_role("button", name="Just talk")
    sync_api.expect(button).to_be_enabled()
    write(page, "never mind")
    says(page, "You said: never mind")
    sync_api.expect(button).to_be_disabled()


def test_numbers_come_as_links_that_a_phone_can_use(open_page: Callable[..., Any]) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    write(page, "hurt")
    card = page.get_by_role("log").get_by_label("Numbers for United Kingdom")
    sync_api.expect(card).to_be_visible()
    assert page.get_by_role("log").inner_text().count("999") == 1, "text and card must not both show the numbers"
    links = {a.inner_text(): a.get_attribute("href") for a in card.get_by_role("link").all()}
    assert links["Call 999"] == "tel:999"
    assert links["Call 116 123"] == "tel:116123"
    assert links["Text SHOUT to 85258"] == "sms:85258?&body=SHOUT"
    for link in card.get_by_role("link").all():
        assert link.bounding_box()["height"] >= 44
    shot(page, "phone-numbers")


def test_words_are_never_markup(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "markup <script>alert(1)</script>")
    says(page, "<b>bold</b>")
    assert page.locator(".log img, .log b, .log script").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_a_chart_is_seen_heard_and_read_as_a_table(open_page: Callable[..., Any], scheme: str, width: int) -> None:
    page = open_page({"width": width, "height": 800}, color_scheme=scheme)
    write(page, "chart")
    picture = page.get_by_role("img", name="How it has been: the last 30 days")
    sync_api.expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box["width"] > 250 and box["x"] + box["width"] <= width
    figure = page.locator("figure.chart")
    assert "Anxiety: 14 entries, lowest 3, highest 8, latest 3." in figure.locator("figcaption").inner_text()
    figure.locator("summary").click()
    sync_api.expect(figure.get_by_role("row")).to_have_count(15)
    sync_api.expect(figure.get_by_role("columnheader").first).to_have_text("Day")
    colours = inside(
        page,
        """[...root.querySelectorAll('.chart-picture > g[class^="line-"]')].map((g) => getComputedStyle(g).color)""",
    )
    assert len(set(colours)) == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST, ".chart-table summary") >= 4.5
    shot(page, f"chart-{scheme}")


def test_a_chart_in_high_contrast_needs_no_colour(open_page: Callable[..., Any]) -> None:
    page = open_page(forced_colors="active")
    write(page, "chart")
    sync_api.expect(page.get_by_role("img")).to_be_visible()
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    colours = inside(
        page,
        """[...root.querySelectorAll('.chart-picture > g[class^="line-"]')].map((g) => getComputedStyle(g).color)""",
    )
    assert len(set(colours)) == 1, "the person's own colour; dashes and shapes tell the lines apart"
    shot(page, "chart-contrast")


def test_nothing_in_a_chart_runs_or_leads_away(open_page: Callable[..., Any], errors: list[str]) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    write(page, "chart nasty")
    figure = page.locator("figure.chart")
    sync_api.expect(figure).to_be_visible()
    assert page.title() == "Steady"
    assert figure.locator("script, image, foreignObject, a, b, i").count() == 0
    kept = figure.evaluate("f => f.querySelector('svg').outerHTML")
    assert "onload" not in kept and "style" not in kept and "evil" not in kept and "<rect" in kept
    assert not [url for url in asked if "evil" in url]
    assert all("inline" in error for error in errors), errors
    errors.clear()  # the page's own policy refused the style and the handler while it was read


def test_a_page_to_hand_over_is_a_sheet_that_prints_alone(open_page: Callable[..., Any]) -> None:
    page = open_page(viewport=PHONE)
    write(page, "page please")
    sheet = page.get_by_role("log").get_by_role("article")
    sync_api.expect(sheet.get_by_role("heading", level=3)).to_have_text("For the one I love, far away")
    assert sheet.get_by_role("heading", level=4).count() == 6
    assert page.get_by_role("log").inner_text().count("A late answer is a late answer") == 1, "not said as a bubble too"
    write(page, "and now something else")  # the page stays of use when the talk goes on
    button = page.get_by_role("button", name="Print the page")
    assert button.is_enabled() and button.bounding_box()["height"] >= 44
    button.click()
    frame = page.frame_locator("iframe.steady-print")
    shown = frame.locator("body").inner_text()
    assert "free to say no" in shown.lower() and "something else" not in shown, "nothing of the conversation is printed"
    page.frames[-1].evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    sync_api.expect(page.locator("iframe.steady-print")).to_have_count(0)
    says(page, "something else")
    shot(page, "partner-page")


def test_help_opens_and_changes_country_without_the_network(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("summary", has_text="Get help now").click()
    box = page.locator(".help")
    sync_api.expect(box).to_contain_text("Call your local emergency number")
    page.get_by_label("Your country").select_option("AU")
    sync_api.expect(box.get_by_role("link", name="Call 000")).to_have_attribute("href", "tel:000")
    sync_api.expect(box.get_by_role("link", name="Call 13 11 14").first).to_be_visible()
    shot(page, "desktop-help")
    page.context.set_offline(False)


def test_the_chosen_country_goes_with_what_is_said(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    page.locator("summary", has_text="Get help now").click()
    page.get_by_label("Your country").select_option("IE")
    write(page, "hello")
    says(page, "You said: hello")
    assert server.door.heard[-1]["country"] == "IE"


def test_a_reload_keeps_the_conversation_and_the_session(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    write(page, "choose")
    says(page, "Which would help most?")
    page.reload()
    says(page, "Which would help most?")
    page.get_by_role("button", name="Just talk").click()
    says(page, "You chose: Just")
    assert len({h["person"] for h in server.door.heard}) == 1


def test_starting_again_is_a_new_session_with_an_empty_page(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    menu(page, "New conversation")
    menu(page, "Yes, start anew")
    sync_api.expect(page.get_by_role("log")).to_have_text("")
    write(page, "again")
    says(page, "You said: again")
    assert len({h["person"] for h in server.door.heard}) == 2
    page.reload()
    assert "hello" not in page.get_by_role("log").inner_text()


def test_leaving_takes_the_page_out_of_the_tab(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url("https://www.wikipedia.org/")
    assert page.evaluate("history.length") == before
    page.unroute_all()


def test_a_lost_answer_is_asked_for_again_and_counts_once(
    open_page: Callable[..., Any], server: Running, errors: list[str]
) -> None:
    page = open_page()
    lost: list[int] = []

    def lose_first(route: Any) -> None:
        if lost:
            return route.continue_()
        lost.append(1)
        route.fetch()  # it reaches the server, and its answer is lost
        route.abort()

    page.route("**/api/messages", lose_first)
    write(page, "hello")
    says(page, "You said: hello")
    assert len(server.door.heard) == 1
    errors.clear()  # the lost answer itself


def test_when_nothing_arrives_the_words_wait_and_the_numbers_are_named(
    open_page: Callable[..., Any], server: Running, errors: list[str]
) -> None:
    page = open_page()
    page.route("**/api/**", lambda route: route.abort())
    write(page, "hello")
    status = page.get_by_role("status")
    sync_api.expect(status).to_contain_text("Your words are kept here", timeout=10_000)
    sync_api.expect(status).to_contain_text("Call your local emergency number")
    shot(page, "desktop-unsent")
    page.unroute_all()
    page.get_by_role("button", name="Send it again").click()
    says(page, "You said: hello")
    assert [h["text"] for h in server.door.heard] == ["hello"]
    errors.clear()  # the requests that were cut


def test_what_the_coach_says_later_appears(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    person = server.door.heard[-1]["person"]
    page.wait_for_timeout(300)  # the stream opens after the first answer
    assert server.push(person, "Twenty minutes have passed.") is True
    says(page, "Twenty minutes have passed.")


def test_an_error_is_shown_with_its_numbers(open_page: Callable[..., Any], errors: list[str]) -> None:
    page = open_page()
    write(page, "boom")
    says(page, "sentence for last_chance")
    sync_api.expect(page.get_by_role("log").get_by_label("Numbers")).to_be_visible()
    errors.clear()  # the browser notes the status 500


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window_and_targets_are_large(open_page: Callable[..., Any], width: int) -> None:
    page = open_page({"width": width, "height": 800})
    for text in ("hurt", "a" * 300):
        write(page, text)
        page.wait_for_timeout(200)
    page.locator("summary", has_text="Get help now").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = inside(
        page,
        """[...root.querySelectorAll("button:not(.skip), select, summary, textarea, .way, .exit")]
            .filter((e) => e.offsetHeight && e.offsetHeight < 44).map((e) => e.outerHTML)""",
    )
    assert small == []


def test_without_scripts_every_country_has_its_numbers(browser: Any, server: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.address)
    page.locator("summary", has_text="Get help now").click()
    sync_api.expect(page.get_by_role("listitem").filter(has_text="Japan")).to_contain_text("119")
    assert page.get_by_role("listitem").count() == 28
    assert "The chat needs JavaScript." in page.locator("noscript p").inner_text()
    assert page.get_by_role("link", name="Leave this page").get_attribute("href") == "https://www.wikipedia.org/"
    context.close()


@pytest.mark.parametrize(("name", "viewport"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures(open_page: Callable[..., Any], name: str, viewport: dict[str, int], scheme: str) -> None:
    """Leaves pictures to look at; what can be judged by a machine is judged: text stands out enough."""
    page = open_page(viewport, color_scheme=scheme, has_touch=name == "phone")
    write(page, "she has not answered since lunch and I can't stop looking at my phone")
    page.wait_for_timeout(200)
    write(page, "hurt")
    says(page, "ending your life")
    shot(page, f"{name}-{scheme}")
    for place in (
        ".bubble.you",
        ".bubble.coach",
        ".way",
        ".urgent .way",
        ".choice",
        ".send",
        ".about",
        ".exit",
        "summary",
        ".name p",
    ):
        assert page.evaluate(CONTRAST, place) >= 4.5, place


def breath_scale(page: Any) -> float:
    """How wide the circle is now, from .5 to 1."""
    return inside(page, "new DOMMatrix(getComputedStyle(root.querySelector('.circle')).transform).a")


def test_a_circle_breathes_along_in_four_out_six(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "breathe with me")
    says(page, "Step 2 of 4")
    timing = inside(
        page,
        "root.querySelector('.circle').getAnimations().map(a => ({...a.effect.getTiming(), turn: a.effect.getKeyframes()[1].offset}))",
    )
    assert [(t["duration"], t["iterations"], t["turn"]) for t in timing] == [(10_000, 3, 0.4)]
    seek = (
        "root.querySelector('.breath').getAnimations({subtree: true}).forEach(a => { a.pause(); a.currentTime = %d })"
    )
    words = page.locator(".breath-face span")
    seen = {}
    for at in (0, 4000, 9999):
        inside(page, seek % at)
        shown = [
            words.nth(i).inner_text()
            for i in (0, 1)
            if words.nth(i).evaluate("e => getComputedStyle(e).opacity") == "1"
        ]
        seen[at] = (round(breath_scale(page), 1), shown)
    assert seen == {0: (0.5, ["In"]), 4000: (1.0, ["Out"]), 9999: (0.5, ["Out"])}
    shot(page, "breath")


def test_the_breath_can_be_paused_and_rests_when_one_goes_on(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "breathe with me")
    states = "root.querySelector('.breath').getAnimations({subtree: true}).map(a => a.playState)"
    page.get_by_role("button", name="Pause").click()
    assert inside(page, states) == ["paused"] * 3
    page.get_by_role("button", name="Go on").click()
    assert inside(page, states) == ["running"] * 3
    page.get_by_role("button", name="Next").click()
    says(page, "You chose: Next")
    assert inside(page, states) == []
    sync_api.expect(page.locator(".breath-face")).to_be_hidden()


def test_without_motion_the_pace_is_a_sentence(open_page: Callable[..., Any]) -> None:
    page = open_page(reduced_motion="reduce")
    write(page, "breathe with me")
    sync_api.expect(page.get_by_text("In for 4 seconds, out for 6 seconds, 3 times.")).to_be_visible()
    assert page.locator(".circle").count() == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_wait_shows_its_clock_and_its_readings(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page()
    write(page, "wait")
    timer = page.get_by_role("timer")
    sync_api.expect(timer).to_contain_text("left")
    first = timer.inner_text()
    page.wait_for_timeout(1500)
    assert timer.inner_text() != first, "it runs"
    shot(page, "wait")
    slider = page.get_by_role("slider", name="A number from 0 to 10")
    send = page.get_by_role("button", name="Move the dot, or press a number")
    sync_api.expect(send).to_be_disabled()
    slider.focus()
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    says(page, "You said: 7")
    assert server.door.heard[-1]["text"] == "7" and slider.is_disabled()
    write(page, "six")
    sync_api.expect(page.get_by_label("Your wait")).to_contain_text("8 at the start, 6 after 5 min")
    page.reload()
    sync_api.expect(timer).to_contain_text("9:5")  # it goes on from where it was
    write(page, "over")
    sync_api.expect(timer).to_have_count(0)
    says(page, "10 minutes, from now.")


def test_numbers_to_call_take_the_clock_away(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "wait")
    sync_api.expect(page.get_by_role("timer")).to_have_count(1)
    write(page, "hurt")
    says(page, "That sounds very hard.")
    sync_api.expect(page.get_by_role("timer")).to_have_count(0)


def test_who_wants_less_motion_gets_a_calm_clock(open_page: Callable[..., Any]) -> None:
    page = open_page(reduced_motion="reduce")
    write(page, "wait")
    timer = page.get_by_role("timer")
    sync_api.expect(timer).to_contain_text("left")
    first = timer.inner_text()
    page.wait_for_timeout(2500)
    assert timer.inner_text() == first
    assert inside(page, "getComputedStyle(root.querySelector('.rest')).transitionDuration") == "0s"


def test_what_the_coach_says_by_itself_comes_to_a_page_that_was_away(
    open_page: Callable[..., Any], server: Running
) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    page.context.set_offline(True)
    server.push(server.door.heard[-1]["person"], "That was 10 minutes.")
    page.context.set_offline(False)
    says(page, "That was 10 minutes.")

"""For everybody: axe on every screen, keyboard, zoom, contrast, direction, text size, copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.channels.web_app import ROOT, Running
from tests.widget.browsing import DESKTOP, PHONE, inside, menu, needs_browser, says, shot, sync_api, write

pytestmark = needs_browser
expect = sync_api.expect
AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="no axe-core: make test-browser fetches it where npm is")


def violations(page: Any) -> list[str]:
    """Rule and elements of each violation that axe finds, in the shadow root too."""
    page.wait_for_timeout(400)  # what moves has come to rest
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)")
    return [f"{v['id']}: {[n['html'][:90] for n in v['nodes']]}" for v in found]


def help_open(page: Any) -> None:
    page.locator("summary", has_text="Get help now").click()
    page.get_by_label("Your country").select_option("GB")


def menu_open(page: Any) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="New conversation").click()


def said(text: str) -> Callable[[Any], None]:
    def say(page: Any) -> None:
        write(page, text)
        page.locator(".turn").first.wait_for()

    return say


def slider_set(page: Any) -> None:
    write(page, "wait")
    page.get_by_role("slider").press("7")


def unsent(page: Any) -> None:
    page.get_by_role("button", name="What can you do?").wait_for()
    page.context.set_offline(True)
    write(page, "hello")
    expect(page.get_by_role("status")).to_contain_text("No connection")


def older(page: Any) -> None:
    write(page, "choose")
    page.get_by_role("button", name="Just talk").click()
    says(page, "You chose: Just")


SCREENS: dict[str, Callable[[Any], None]] = {
    "start": lambda page: None, "help": help_open, "menu": menu_open, "crisis": said("hurt"), "buttons": said("choose"),
    "older": older, "practice": said("breathe with me"), "wait": slider_set, "chart": said("chart"), "error": said("boom"),
    "notes": said("Export"), "unsent": unsent,
}  # fmt: skip


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page: Callable[..., Any], errors: list[str], screen: str, scheme: str) -> None:
    page = open_page(PHONE if scheme == "dark" else DESKTOP, color_scheme=scheme)
    SCREENS[screen](page)
    assert violations(page) == []
    shot(page, f"axe-{screen}-{scheme}")
    errors.clear()  # the network that was cut, the status 500


@needs_axe
def test_axe_would_find_something(open_page: Callable[..., Any], errors: list[str]) -> None:
    page = open_page()
    inside(page, "root.querySelector('.send').style.color = 'rgb(60, 110, 100)'")
    assert any(v.startswith("color-contrast") for v in violations(page))
    errors.clear()  # axe sets a style of its own where it finds something


def test_regions_that_speak(open_page: Callable[..., Any]) -> None:
    page = open_page()
    for role in ("log", "status", "alert"):
        assert page.get_by_role(role).inner_text() == "", f"{role} is empty at load"
    write(page, "hurt")
    expect(page.get_by_role("alert")).to_contain_text("People you can reach now")
    write(page, "hello")
    says(page, "You said: hello")
    expect(page.get_by_role("alert")).to_contain_text("Call 999")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Call 999")


def test_old_entries_are_not_read_out_again(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "hello")
    says(page, "You said: hello")
    page.add_init_script("""customElements.whenDefined('steady-coach').then(() => {
        const log = document.querySelector('steady-coach').shadowRoot.querySelector('.log');
        window.spoken = [];
        new MutationObserver((changes) => changes.forEach((c) => c.addedNodes.forEach((n) =>
            window.spoken.push([n.textContent, log.getAttribute('aria-live')])))).observe(log, {childList: true});
    })""")
    page.reload()
    says(page, "You said: hello")
    assert {live for _, live in page.evaluate("window.spoken")} == {"off"}
    write(page, "new")
    says(page, "You said: new")
    assert page.evaluate("window.spoken").pop() == ["Steady: You said: new", None]


def test_everything_is_reached_by_keyboard_and_seen_when_it_is(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "wait")
    says(page, "How strong is it?")
    page.get_by_label("Your message").blur()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = inside(
            page,
            "root.activeElement && (root.activeElement.dataset.part || root.activeElement.type || root.activeElement.textContent)",
        )
        if name is None:
            continue  # once around
        assert inside(page, "getComputedStyle(root.activeElement).outlineStyle") == "solid", name
        reached.append(name)
    assert {"skip", "exit", "range", "say", "submit"} <= set(reached)
    assert "More" in reached and any("Get help now" in name for name in reached)


def test_the_slider_takes_arrows_digits_and_a_finger(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page(PHONE, has_touch=True)
    write(page, "wait")
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "Move the dot, or press a number"
    slider.press("1")
    slider.press("0")
    expect(page.get_by_role("button", name="Send 10")).to_be_enabled()
    slider.press("ArrowLeft")
    slider.press("Home")
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "1"
    box = slider.bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_role("button", name="Send 5").tap()
    says(page, "You said: 5")
    assert server.door.heard[-1]["text"] == "5"


def test_a_window_as_at_four_hundred_percent(open_page: Callable[..., Any]) -> None:
    page = open_page({"width": 320, "height": 200})
    write(page, "hurt")
    says(page, "That sounds very hard")
    help_open(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for place in ("Send", "Yes"):
        page.get_by_role("button", name=place).scroll_into_view_if_needed()
        expect(page.get_by_role("button", name=place)).to_be_in_viewport()
    shot(page, "zoomed")


def test_text_of_either_direction(open_page: Callable[..., Any]) -> None:
    page = open_page()
    write(page, "مرحبا، أنا قلقة")
    page.locator(".turn").wait_for()
    assert inside(page, "getComputedStyle(root.querySelector('.bubble.you span:last-child')).direction") == "rtl"
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.wait_for_timeout(100)
    mine, theirs = page.locator(".bubble.you").bounding_box(), page.locator(".bubble.coach").bounding_box()
    assert mine["x"] < theirs["x"], "the person's own words stand at the end of the line, wherever it ends"
    shot(page, "right-to-left")


def test_the_text_grows_and_stays_so(open_page: Callable[..., Any]) -> None:
    page = open_page(PHONE)
    size = "getComputedStyle(root.querySelector('.welcome')).fontSize"
    before = float(inside(page, size)[:-2])
    for _ in range(3):
        menu(page, "Larger text")
    assert float(inside(page, size)[:-2]) > 1.5 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.reload()
    expect(page.get_by_role("button", name="What can you do?")).to_be_visible()
    assert float(inside(page, size)[:-2]) > 1.5 * before


def test_copies_to_take_along(open_page: Callable[..., Any], server: Running) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    write(page, "hurt")
    says(page, "ending your life")
    menu(page, "Copy the conversation")
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "You:\nhurt" in copied and "999" in copied and "[Yes] [No]" in copied
    with page.expect_download() as download:
        menu(page, "Save it as a text file")
    assert download.value.suggested_filename == "conversation.txt"
    menu(page, "A copy of my notes")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert json.loads(download.value.path().read_text()) == {"code": "K7QF-2M9X"}
    menu(page, "Erase my notes")
    says(page, "You said: Delete my data")
    assert [h["text"] for h in server.door.heard] == ["hurt", "Export my data", "Delete my data"]


def test_high_contrast_is_the_persons_own(open_page: Callable[..., Any]) -> None:
    page = open_page(forced_colors="active")
    slider_set(page)
    for place in (".send", ".bubble.you", ".way"):
        if page.locator(place).count():
            assert inside(page, f"getComputedStyle(root.querySelector('{place}')).borderTopStyle") == "solid"
    shot(page, "forced-colours")
    page = open_page(contrast="more")
    assert inside(page, "getComputedStyle(root.querySelector('.tagline')).color") == "rgb(43, 41, 38)"

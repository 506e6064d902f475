"""The coach on somebody else's site: a strict policy, careless styles, one script tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from steady.settings import Settings
from tests.channels.web_app import ROOT, SECRET, Running, serving
from tests.widget.browsing import CONTRAST, PHONE, inside, needs_browser, says, shot, sync_api, write
from tests.widget.elsewhere import Site, site

pytestmark = needs_browser
expect = sync_api.expect


@pytest.fixture(scope="module")
def clinic() -> Iterator[Site]:
    with site() as shown:
        yield shown


@pytest.fixture(scope="module")
def coach(clinic: Site) -> Iterator[Running]:
    settings = Settings(root=ROOT, secret=SECRET, database_url="sqlite://", allowed_origins=(clinic.address,))
    with serving(settings) as running:
        yield running


@pytest.fixture
def visit(new_page: Callable[..., Any], clinic: Site, coach: Running) -> Callable[..., Any]:
    """Opens the clinic's page; `asked` on it holds the addresses of all requests."""
    coach.channel.pace._times.clear()
    coach.door.heard.clear()

    def visit(attributes: str = "", **options: Any) -> Any:
        clinic.coach, clinic.attributes = coach.address, attributes
        page = new_page("about:blank", **options)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(clinic.address)
        return page

    return visit


def test_a_conversation_under_a_strict_policy(visit: Callable[..., Any], clinic: Site, coach: Running) -> None:
    page = visit()
    page.get_by_role("button", name="Talk it through").click()
    expect(page.get_by_role("dialog", name="Talk it through")).to_be_visible()
    write(page, "hurt")
    says(page, "That sounds very hard")
    expect(page.get_by_role("alert")).to_contain_text("Call 999")
    person = coach.door.heard[-1]["person"]
    page.wait_for_timeout(300)
    assert coach.push(person, "That was ten minutes.") is True
    says(page, "That was ten minutes.")
    assert all(url.startswith((clinic.address, coach.address)) for url in page.asked), page.asked
    shot(page, "embedded")


def test_nothing_is_said_or_sent_before_it_is_opened(visit: Callable[..., Any], coach: Running) -> None:
    page = visit()
    expect(page.get_by_role("button", name="Talk it through")).to_be_visible()
    expect(page.get_by_text("A computer program, not a person")).to_be_hidden()
    page.get_by_role("button", name="Talk it through").click()
    expect(page.get_by_text("A computer program, not a person")).to_be_visible()
    page.wait_for_timeout(300)
    assert not [url for url in page.asked if "/api/" in url]


def test_help_is_one_press_away_while_the_chat_is_folded(visit: Callable[..., Any]) -> None:
    page = visit('country="NZ"')
    page.get_by_role("button", name="Get help now").click()
    expect(page.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Get help now")).to_be_visible()


def test_esc_folds_the_chat_away_and_gives_the_focus_back(visit: Callable[..., Any]) -> None:
    page = visit()
    page.get_by_role("button", name="Talk it through").press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Talk it through")).to_be_focused()


def test_styles_of_the_site_stay_outside_and_ours_inside(visit: Callable[..., Any]) -> None:
    page = visit()
    own = page.locator("#own").evaluate("e => JSON.stringify(getComputedStyle(e))")
    page.get_by_role("button", name="Talk it through").click()
    write(page, "hello")
    says(page, "You said: hello")
    look = """(() => { const s = getComputedStyle(root.querySelector('.bubble.coach'));
        return [s.letterSpacing, s.textTransform, s.fontFamily.includes('monospace'), s.borderStyle, s.fontSize, s.textAlign,
                s.boxSizing, s.lineHeight] })()"""
    assert inside(page, look) == ["normal", "none", False, "solid", "17px", "start", "border-box", "26.35px"]
    assert page.evaluate(CONTRAST, ".bubble.coach") >= 4.5
    assert page.locator("#own").evaluate("e => JSON.stringify(getComputedStyle(e))") == own
    assert page.evaluate("Object.keys(window).filter(name => /steady/i.test(name))") == []


def test_the_operators_name_colour_and_exit(visit: Callable[..., Any]) -> None:
    page = visit('name="Calm Clinic" colour="#b00060" leave="https://www.bbc.com/weather"')
    page.get_by_role("button", name="Talk it through").click()
    expect(page.get_by_role("heading", name="Calm Clinic", level=2)).to_be_visible()
    assert inside(page, "getComputedStyle(root.querySelector('.send')).backgroundColor") == "rgb(176, 0, 96)"
    assert page.get_by_role("link", name="Leave this page").get_attribute("href") == "https://www.bbc.com/weather"
    write(page, "hello")
    says(page, "Calm Clinic: You said: hello")


@pytest.mark.parametrize(("theme", "paper"), [("dark", "rgb(27, 29, 29)"), ("light", "rgb(246, 242, 236)")])
def test_the_site_may_choose_light_or_dark(visit: Callable[..., Any], theme: str, paper: str) -> None:
    page = visit(f'theme="{theme}"', color_scheme="light" if theme == "dark" else "dark")
    page.get_by_role("button", name="Talk it through").click()
    assert inside(page, "getComputedStyle(root.querySelector('.panel')).backgroundColor") == paper
    for place in (".title", ".send", ".welcome", ".tagline"):
        assert page.evaluate(CONTRAST, place) >= 4.5, place


def test_custom_properties_reach_in(visit: Callable[..., Any]) -> None:
    page = visit()
    page.evaluate("document.querySelector('steady-coach').style.setProperty('--steady-accent', 'rgb(1, 2, 3)')")
    page.get_by_role("button", name="Talk it through").click()
    assert inside(page, "getComputedStyle(root.querySelector('.send')).backgroundColor") == "rgb(1, 2, 3)"


def test_the_panel_fills_a_phone(visit: Callable[..., Any]) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="Talk it through").click()
    box = page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, PHONE["width"], PHONE["height"])


def test_an_element_that_is_moved_goes_on(visit: Callable[..., Any]) -> None:
    page = visit()
    page.get_by_role("button", name="Talk it through").click()
    write(page, "hello")
    says(page, "You said: hello")
    page.evaluate("document.body.append(document.querySelector('steady-coach'))")
    page.get_by_role("button", name="Talk it through").click()
    says(page, "You said: hello")
    write(page, "again")
    says(page, "You said: again")


def test_a_site_that_is_not_allowed_keeps_its_own_words(
    new_page: Callable[..., Any], clinic: Site, errors: list[str]
) -> None:
    stranger = replace(Settings(root=ROOT, secret=SECRET, database_url="sqlite://"), allowed_origins=())
    with serving(stranger) as running:
        clinic.coach = running.address
        page = new_page(clinic.address)
        expect(page.get_by_text("If you are in danger, call your local emergency number.")).to_be_visible()
        assert page.evaluate("document.querySelector('steady-coach').shadowRoot") is None
        page.close()
    assert any("CORS" in error for error in errors)
    errors.clear()

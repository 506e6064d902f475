"""What tests in a browser share: looking into the shadow root, speaking, pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
#: With STEADY_SHOTS=folder, pictures of the page are left there.
SHOTS = os.environ.get("STEADY_SHOTS")
#: The shadow root, in scripts that tests run in the page; Playwright's own selectors see into it by themselves.
ROOT_OF = "document.querySelector('steady-coach').shadowRoot"

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no browser at {CHROMIUM}"),
]

#: The contrast ratio (WCAG 2.2) of an element's text with what lies behind it.
CONTRAST = """(place) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = ROOT.querySelector(place);
  let behind = element;
  while (numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}""".replace("ROOT", ROOT_OF)


def inside(page: Any, script: str, argument: Any = None) -> Any:
    """Runs `script` with the shadow root as `root`."""
    return page.evaluate(f"(argument) => {{ const root = {ROOT_OF}; return {script}; }}", argument)


def shot(page: Any, name: str) -> None:
    if SHOTS:
        page.wait_for_timeout(500)  # smooth scrolling
        page.screenshot(path=f"{SHOTS}/{name}.png")


def says(page: Any, text: str, timeout: float = 5000) -> None:
    sync_api.expect(page.get_by_role("log")).to_contain_text(text, timeout=timeout)


def write(page: Any, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")


def menu(page: Any, item: str) -> None:
    """Presses an item of the menu, which may have to be opened for it."""
    if not inside(page, "root.querySelector('.menu').open"):
        page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name=item, exact=True).click()

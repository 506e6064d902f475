"""Ten screens at two widths, small, for docs/screens: python -m tests.widget.pictures"""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.channels.web_app import ROOT, serving
from tests.widget.browsing import CHROMIUM, QUIET
from tests.widget.elsewhere import site
from tests.widget.test_access import SCREENS

SHOWN = ("start", "buttons", "practice", "wait", "crisis", "help", "chart", "menu", "unsent")
WIDTHS = {390: 780, 1280: 800}
FOLDER = ROOT / "docs" / "screens"


def keep(page: Any, name: str) -> None:
    page.wait_for_timeout(900)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / f"{name}.webp", quality=60, method=6)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with serving() as server, site() as clinic, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for width, height in WIDTHS.items():
            for place, screen in enumerate(SHOWN):
                scheme = "dark" if (place + (width > 400)) % 2 else "light"
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
                )
                page = context.new_page()
                server.channel.pace._times.clear()
                page.goto(server.address)
                page.get_by_role("button", name="What can you do?").wait_for()
                SCREENS[screen](page)
                keep(page, f"{screen}-{width}")
                context.close()
            page = chromium.new_page(viewport={"width": width, "height": height})
            server.app.ctx.settings = type(server.app.ctx.settings)(
                **{**vars(server.app.ctx.settings), "allowed_origins": (clinic.address,)}
            )
            clinic.coach, clinic.attributes = server.address, 'name="Calm Clinic" colour="#7a3e65"'
            clinic.style = "body { font: 18px/1.5 sans-serif; margin: 40px; background: #fff }"
            page.goto(clinic.address)
            page.get_by_role("button", name="Talk it through").click()
            keep(page, f"embedded-{width}")
        chromium.close()


if __name__ == "__main__":
    main()

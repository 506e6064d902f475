"""The page for a partner: `data/content/partner_card.yml`. Shown as a sheet in the page, as plain text everywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.course import TITLE_FITS
from steady.content.files import ContentError, need, read_yaml

# In this order, and none may be missing: least of all that the other is free to say no.
SECTIONS = ("warm", "ritual", "tenth", "helps", "hinders", "free")
FEWEST_VARIANTS = 2


@dataclass(frozen=True)
class Section:
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    id: str
    button: str
    title: str
    sections: tuple[Section, ...]

    def text(self) -> str:
        """The whole page as plain text."""
        parts = [
            "\n".join([section.head.upper(), *(f"• {line}" for line in section.lines)]) for section in self.sections
        ]
        # A line with a space in it: Rasa makes a message of its own of what follows an empty one.
        return "\n \n".join([self.title, *parts])

    def sheet(self) -> dict[str, Any]:
        """`{"title", "sections": [{"head", "lines": [text]}]}`, for a channel that can show it better than as text."""
        return {"title": self.title, "sections": [{"head": s.head, "lines": list(s.lines)} for s in self.sections]}


def load_partner_cards(folder: Path) -> dict[str, Card]:
    """Reads `partner_card.yml`: every variant by its id. Raises ContentError naming the variant and field."""
    path = folder / "partner_card.yml"
    raw = read_yaml(path)
    need(raw, "reviewed_on", (dt.date, type(None)), path, "top level")
    need(raw, "sources", list, path, "top level")
    cards = [
        _card(entry, path, f"variants[{i}]") for i, entry in enumerate(need(raw, "variants", list, path, "top level"))
    ]
    by_id = {card.id: card for card in cards}
    if len(by_id) < max(FEWEST_VARIANTS, len(cards)):
        raise ContentError(f"{path}: two variants at least are needed, each with an id of its own. Add or rename one.")
    return by_id


def _card(raw: object, path: Path, where: str) -> Card:
    title, button, name = (need(raw, field, str, path, where) for field in ("title", "button", "id"))
    if len(button) > TITLE_FITS:
        raise ContentError(f"{path}, {where}: 'button' is longer than {TITLE_FITS} characters. Shorten it.")
    sections = need(raw, "sections", dict, path, where)
    if unknown := set(sections) - set(SECTIONS):
        raise ContentError(f"{path}, {where}: {sorted(unknown)} is no section of a page. Correct or remove it.")
    return Card(name, button, title, tuple(_section(sections, one, path, where) for one in SECTIONS))


def _section(sections: object, name: str, path: Path, where: str) -> Section:
    raw = need(sections, name, dict, path, f"{where}.sections")
    place = f"{where}.sections.{name}"
    lines = need(raw, "lines", list, path, place)
    if not lines or not all(isinstance(line, str) for line in lines):
        raise ContentError(f"{path}, {place}: 'lines' must be a list of texts, one at least. Correct it.")
    return Section(need(raw, "head", str, path, place), tuple(lines))

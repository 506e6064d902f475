"""The page and the widget's files, read once when the server starts.

Only what was read then can be asked for, so no path can lead elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
PAGE = "index.html"
#: Where index.html wants what only the server knows.
DATA_PLACE, LIST_PLACE = "<!-- steady:data -->", "<!-- steady:numbers -->"


@dataclass(frozen=True)
class File:
    body: bytes
    kind: str
    etag: str


def read_widget(folder: Path, numbers: Mapping[str, Mapping[str, Any]], country: str | None) -> dict[str, File]:
    """The files by name, the page among them. `numbers`: helplines by country code.

    Raises FileNotFoundError when the page is missing, ValueError when it lacks a place for the numbers.
    """
    files = {p.name: _file(p.read_bytes(), KINDS[p.suffix]) for p in folder.iterdir() if p.suffix in KINDS}
    template = (folder / PAGE).read_text(encoding="utf-8")
    files[PAGE] = _file(render(template, numbers, country).encode(), "text/html; charset=utf-8")
    return files


def render(template: str, numbers: Mapping[str, Mapping[str, Any]], country: str | None) -> str:
    """The page with all numbers in it: as data for the help box, as a list for browsers without scripts."""
    for place in (DATA_PLACE, LIST_PLACE):
        if template.count(place) != 1:
            raise ValueError(f"widget/{PAGE} must hold {place} exactly once: the crisis numbers go there.")
    # "<" would let the data end its own element.
    data = json.dumps({"country": country, "numbers": dict(numbers)}).replace("<", "\\u003c")
    block = f'<script type="application/json" data-part="data">{data}</script>'
    return template.replace(DATA_PLACE, block).replace(LIST_PLACE, number_list(numbers))


def countries(numbers: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """`[{"code", "name"}]` by name."""
    known = [(code, card["country_name"]) for code, card in numbers.items()]
    return [{"code": code, "name": name} for code, name in sorted(known, key=lambda pair: pair[1])]


def number_list(numbers: Mapping[str, Mapping[str, Any]]) -> str:
    """Each country's emergency numbers and its first line, as list items."""
    items = []
    for country in countries(numbers):
        card = numbers[country["code"]]
        urgent = [f"{_link('tel', n['phone'])} ({escape(n['label'])})" for n in card["emergency"]]
        first = next((_line(line) for line in card["lines"]), "")
        items.append(f"<li><strong>{escape(country['name'])}</strong>: {', '.join(urgent)}{first}</li>")
    return "\n".join(items)


def _line(line: Mapping[str, Any]) -> str:
    ways = []
    if line.get("phone"):
        ways.append(_link("tel", line["phone"]))
    if line.get("text"):
        ways.append(_link("sms", line["text"]["to"], line["text"].get("body")))
    if not ways:
        ways.append(escape(line.get("chat") or line.get("url") or ""))
    hours = f" ({escape(line['hours'])})" if line.get("hours") else ""
    return f"; {escape(line['service'])}: {', '.join(ways)}{hours}"


def _link(scheme: str, number: str, body: str | None = None) -> str:
    shown = f"{body} → {number}" if body else number
    return f'<a href="{scheme}:{re.sub(r"[^0-9+*#]", "", number)}">{escape(shown)}</a>'


def _file(body: bytes, kind: str) -> File:
    return File(body, kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

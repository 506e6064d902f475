"""The page and the widget's files, read and filled once when the server starts.

Only what was read then can be asked for, so no path can lead elsewhere. The page holds the widget's
markup (widget/shell.html) as a declarative shadow root, all numbers in it: it stands, and its help opens,
before and without any script. `data.js` holds the same for pages of other sites.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from steady.content.files import ContentError
from steady.settings import Page

KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
PAGE, SHELL, DATA = "index.html", "shell.html", "data.js"
#: Where the templates want what only the server knows.
SHELL_PLACE, LIST_PLACE = "<!-- steady:shell -->", "<!-- steady:numbers -->"
REMARK, CSS_REMARK, MARGIN = re.compile(r"<!--.*?-->", re.S), re.compile(rb"/\*.*?\*/\s*", re.S), re.compile(r"\n\s+")
# Types for the checker, each from the start of a line: nothing within a line is touched.
JS_REMARK = re.compile(rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.S | re.M)
WORD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class File:
    body: bytes
    packed: bytes  # the same, gzipped
    kind: str
    etag: str


@dataclass(frozen=True)
class Filling:
    """What the templates are filled with. `numbers`: helplines by country code."""

    words: Mapping[str, str]
    numbers: Mapping[str, Mapping[str, Any]]
    country: str | None = None
    page: Page = Page()


def read_widget(folder: Path, filling: Filling) -> dict[str, File]:
    """The files by name, the page among them.

    Raises FileNotFoundError when a template is missing, ContentError when it lacks a place or a word.
    """
    files = {p.name: _file(_bare(p), KINDS[p.suffix]) for p in folder.iterdir() if p.suffix in KINDS}
    shell = _put(_fill(folder / SHELL, filling), LIST_PLACE, number_list(filling.numbers), folder / SHELL)
    shell = MARGIN.sub("\n", REMARK.sub("", shell))
    page = _put(_fill(folder / PAGE, filling), SHELL_PLACE, shell, folder / PAGE)
    files[PAGE] = _file(page.encode(), "text/html; charset=utf-8")
    files[DATA] = _file(data_module(shell, filling).encode(), KINDS[".js"])
    return files


def data_module(shell: str, filling: Filling) -> str:
    """A module with what the scripts need to know, so that help needs no request of its own."""
    told = {
        "shell": shell, "words": dict(filling.words), "numbers": dict(filling.numbers), "country": filling.country,
        "name": filling.page.name, "colour": filling.page.colour, "leave": filling.page.leave_to,
    }  # fmt: skip
    return "".join(f"export const {name} = {json.dumps(value)};\n" for name, value in told.items())


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


def _bare(path: Path) -> bytes:
    """The file without the comments that are for who works on it and not for a phone."""
    remark = {".css": CSS_REMARK, ".js": JS_REMARK}.get(path.suffix)
    return remark.sub(b"", path.read_bytes()) if remark else path.read_bytes()


def _fill(path: Path, filling: Filling) -> str:
    words = {**filling.words, "name": filling.page.name, "leave_to": filling.page.leave_to}

    def word(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise ContentError(f"data/content/widget.yml: {found[1]!r} is missing; {path.name} shows it. Add it.")
        return escape(words[found[1]])

    return WORD.sub(word, path.read_text(encoding="utf-8"))


def _put(template: str, place: str, content: str, path: Path) -> str:
    if template.count(place) != 1:
        raise ContentError(f"widget/{path.name} must hold {place} exactly once: the crisis numbers go there.")
    return template.replace(place, content)


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
    # mtime 0: the same file packs to the same bytes.
    return File(body, gzip.compress(body, 9, mtime=0), kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

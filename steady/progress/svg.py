"""The chart as SVG for a web page.

Safe to put into a page as it is: no script, no style, no address, nothing but the elements and
attributes of ELEMENTS and ATTRIBUTES, and every text escaped. Colours come from the page's style
sheet by class (so dark and high contrast work); without one all is drawn in the text's colour, and
dashes and shapes still tell the lines apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from steady.progress.scale import Frame, named_days

# Narrow, so that its words are still read on a phone, where it is shrunk to some 330 pixels.
WIDTH, HEIGHT = 420, 344
FRAME = Frame(left=30, top=12, width=364, height=176)
MOST_NAMED = 5  # days below it
LEGEND_TOP, LEGEND_STEP = 238, 21
DASHES = {"anxiety": None, "urge": "7 4", "kindness": "2 4"}
#: All there is in it; widget/chart.js lets in no others.
ELEMENTS = ("svg", "title", "desc", "g", "line", "polyline", "circle", "rect", "path", "text")
ATTRIBUTES = ("class", "role", "aria-label", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width",
              "height", "d", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor",
              "font-size")  # fmt: skip


def svg(chart: Mapping[str, Any]) -> str:
    """`chart`: as steady/progress/chart.py makes it. A whole <svg> element."""
    first, last = date.fromisoformat(chart["first"]), date.fromisoformat(chart["last"])
    parts = [
        _tag("title", chart["title"]),
        _tag("desc", chart["summary"]),
        *_grid(first, last, chart["ticks"]),
        *(_pair(pair, first, last) for pair in chart["pairs"]),
        *(_line(line, first, last) for line in chart["series"]),
        *_legend(chart),
    ]
    attributes = {"class": "chart-picture", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img",
                  "aria-label": chart["title"], "font-size": 13, "fill": "currentColor"}  # fmt: skip
    return _element("svg", attributes, "".join(parts), xmlns="http://www.w3.org/2000/svg")


def _grid(first: date, last: date, months: list[str]) -> list[str]:
    parts = []
    for value in (0, 5, 10):
        y = FRAME.y(value)
        parts.append(_element("line", {"class": "grid", "x1": FRAME.left, "x2": FRAME.left + FRAME.width, "y1": y,
                                       "y2": y, "stroke": "currentColor", "stroke-width": 0.5}))  # fmt: skip
        parts.append(_text(FRAME.left - 8, y + 4, str(value), "end"))
    for day in named_days(first, last, MOST_NAMED):
        parts.append(_text(FRAME.x(day, first, last), FRAME.top + FRAME.height + 20, f"{day.day} {months[day.month - 1]}", "middle"))  # fmt: skip
    return parts


def _line(line: Mapping[str, Any], first: date, last: date) -> str:
    at = [(FRAME.x(date.fromisoformat(day), first, last), FRAME.y(value)) for day, value in line["points"]]
    stroke: dict[str, object] = {"fill": "none", "stroke": "currentColor", "stroke-width": 2.5}
    if dash := DASHES.get(line["key"]):
        stroke["stroke-dasharray"] = dash
    drawn = _element("polyline", {**stroke, "points": " ".join(f"{x},{y}" for x, y in at)}) if len(at) > 1 else ""
    return _element("g", {"class": f"line-{line['key']}"}, drawn + "".join(_mark(line["key"], x, y) for x, y in at))


def _mark(key: str, x: float, y: float) -> str:
    """A shape of its own for each line: colour alone tells nobody everything."""
    if key == "urge":
        return _element("rect", {"x": round(x - 4, 1), "y": round(y - 4, 1), "width": 8, "height": 8})
    if key == "kindness":
        return _element("path", {"d": f"M{x} {round(y - 5.5, 1)}l5 9h-10z"})
    return _element("circle", {"cx": x, "cy": y, "r": 4})


def _pair(pair: list[Any], first: date, last: date) -> str:
    """A thin bar from an open dot (before) to a full one (after)."""
    x, before, after = FRAME.x(date.fromisoformat(pair[0]), first, last), FRAME.y(pair[1]), FRAME.y(pair[2])
    return _element("g", {"class": "pairs"}, _pair_marks(x, before, after))


def _pair_marks(x: float, before: float, after: float) -> str:
    bar = {"x1": x, "x2": x, "y1": before, "y2": after, "stroke": "currentColor", "stroke-width": 1.5}
    open_dot = {"class": "open", "cx": x, "cy": before, "r": 3.5, "fill": "none", "stroke": "currentColor"}
    return _element("line", bar) + _element("circle", open_dot) + _element("circle", {"cx": x, "cy": after, "r": 3})


def _legend(chart: Mapping[str, Any]) -> list[str]:
    """Below the days, one line each."""
    entries = [(line["key"], line["name"]) for line in chart["series"]]
    if chart["pairs"]:
        entries.append(("", chart["pairs_name"]))
    parts = []
    for number, (key, name) in enumerate(entries):
        x, y = FRAME.left + 8, LEGEND_TOP + LEGEND_STEP * number
        mark = _mark(key, x, y) if key else _pair_marks(x, y - 6, y + 6)
        parts.append(_element("g", {"class": f"line-{key}" if key else "pairs"}, mark))
        parts.append(_text(x + 14, y + 4, name, "start"))
    parts.append(_text(FRAME.left + 2, HEIGHT - 8, chart["axis"], "start"))
    return parts


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return _element("text", {"class": "label", "x": round(x, 1), "y": round(y, 1), "text-anchor": anchor}, escape(text))


def _tag(name: str, text: str) -> str:
    return _element(name, {}, escape(text))


def _element(name: str, attributes: Mapping[str, object], inner: str = "", **more: str) -> str:
    written = "".join(f" {key}={quoteattr(str(value))}" for key, value in {**attributes, **more}.items())
    return f"<{name}{written}>{inner}</{name}>"

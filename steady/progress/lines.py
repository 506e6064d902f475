"""The chart in plain text, for a terminal: a row of small bars for each line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import Any

BARS = "▁▂▃▄▅▆▇█"
MOST_COLUMNS = 30
NO_DAY = "·"


def text_chart(chart: Mapping[str, Any]) -> str:
    """`chart`: as steady/progress/chart.py makes it. A line of bars and its first and last value for each."""
    first, last = date.fromisoformat(chart["first"]), date.fromisoformat(chart["last"])
    names = [line["name"] for line in chart["series"]] + [chart["pairs_name"]] * bool(chart["pairs"])
    width = max((len(name) for name in names), default=0)
    rows = [f"{line['name']:<{width}}  {bars(line['points'], first, last)}  {_ends(line['points'])}" for line in chart["series"]]  # fmt: skip
    if chart["pairs"]:
        rows.append(f"{chart['pairs_name']:<{width}}  " + ", ".join(f"{before} → {after}" for _, before, after in chart["pairs"][-6:]))  # fmt: skip
    return "\n".join(rows)


def bars(points: list[list[Any]], first: date, last: date) -> str:
    """One sign a day, or for each part of a long stretch: the median of its values; a dot where there is none."""
    days = (last - first).days + 1
    columns = min(days, MOST_COLUMNS)
    held: list[list[float]] = [[] for _ in range(columns)]
    for day, value in points:
        held[(date.fromisoformat(day) - first).days * columns // days].append(value)
    return "".join(BARS[round(median(values) / 10 * (len(BARS) - 1))] if values else NO_DAY for values in held)


def _ends(points: list[list[Any]]) -> str:
    values = [f"{value:g}" for _, value in points]
    return values[0] if len(values) == 1 else f"{values[0]} → {values[-1]}"

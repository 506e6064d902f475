"""One chart as plain data: what a reply carries, from which each channel makes its own picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from steady.progress.lines import text_chart
from steady.progress.series import MOST_DAYS, Stretch
from steady.progress.svg import svg

Words = Mapping[str, Any]


def chart(shown: Stretch, words: Words) -> dict[str, Any]:
    """The chart, JSON-safe. `words`: data/content/progress.yml.

    {"title", "summary", "svg", "text", "first", "last", "series": [{"key", "name", "points": [[day, value]]}],
    "pairs": [[day, before, after]], "pairs_name", "axis", "table": {"caption", "head", "rows"}}; days are ISO 8601.
    """
    named = words["scales"]
    plain: dict[str, Any] = {
        "title": words["title"].format(period=words["periods"][shown.period]),
        "axis": words["axis"],
        "first": shown.first.isoformat(),
        "last": shown.last.isoformat(),
        "ticks": words["months"],
        "series": [
            {"key": key, "name": named[key], "points": [[p.day.isoformat(), p.value] for p in points]}
            for key, points in shown.lines.items()
        ],
        "pairs": [[pair.day.isoformat(), pair.before, pair.after] for pair in shown.pairs],
        "pairs_name": words["pairs"],
        "summary": summary(shown, words),
        "table": table(shown, words),
    }
    return {**plain, "svg": svg(plain), "text": text_chart(plain)}


def summary(shown: Stretch, words: Words) -> str:
    """What the picture shows, in sentences: for people who hear it."""
    parts = [words["summary"].format(first=day_name(shown.first, words), last=day_name(shown.last, words))]
    if shown.days > MOST_DAYS:
        parts.append(words["by_week"])
    for key, points in shown.lines.items():
        values = [point.value for point in points]
        form = words["summary_line" if len(values) > 1 else "summary_one"]
        parts.append(
            form.format(name=words["scales"][key], count=len(values), low=number(min(values)),
                        high=number(max(values)), latest=number(values[-1]))
        )  # fmt: skip
    if shown.pairs:
        parts.append(words["summary_pairs"].format(count=len(shown.pairs)))
    return " ".join(parts)


def table(shown: Stretch, words: Words) -> dict[str, Any]:
    """The same numbers as rows, the newest first; a day without a value has an empty cell."""
    head = [words["columns"]["day"], *(words["scales"][key] for key in shown.lines)]
    if shown.pairs:
        head.append(words["columns"]["practice"])
    by_day = {key: {p.day: number(p.value) for p in points} for key, points in shown.lines.items()}
    practised: dict[date, list[str]] = {}
    for pair in shown.pairs:
        practised.setdefault(pair.day, []).append(f"{pair.before} → {pair.after}")
    rows = []
    for day in sorted({day for points in by_day.values() for day in points} | set(practised), reverse=True):
        row = [day_name(day, words), *(points.get(day, "") for points in by_day.values())]
        rows.append([*row, ", ".join(practised.get(day, []))] if shown.pairs else row)
    return {"caption": words["table"], "head": head, "rows": rows}


def day_name(day: date, words: Words) -> str:
    return str(words["day"].format(day=day.day, month=words["months"][day.month - 1]))


def number(value: float) -> str:
    """6 for 6.0, 6.5 for 6.5."""
    return str(int(value)) if float(value).is_integer() else str(value)

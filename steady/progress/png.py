"""The chart as PNG bytes, for channels that cannot show SVG. matplotlib is imported on first use only (1.5 s)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from steady.progress.scale import named_days

INCHES, DOTS = (8.0, 4.6), 150
# Colours that also differ in lightness (Okabe and Ito's), with dashes and shapes for those who see none.
LOOKS: dict[str, dict[str, Any]] = {
    "anxiety": {"color": "#0072b2", "marker": "o", "linestyle": "-"},
    "urge": {"color": "#b3531b", "marker": "s", "linestyle": "--"},
    "kindness": {"color": "#00735c", "marker": "^", "linestyle": ":"},
}
INK = "#2b2926"


def png(chart: Mapping[str, Any]) -> bytes:
    """`chart`: the `chart` of a reply's custom part (steady/progress/chart.py). Same chart, same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES, dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)  # no window, no global state
    axes = figure.add_subplot()
    first, last = date.fromisoformat(chart["first"]), date.fromisoformat(chart["last"])

    def x(day: str) -> int:
        return (date.fromisoformat(day) - first).days

    for number, (day, before, after) in enumerate(chart["pairs"]):
        axes.plot([x(day)] * 2, [before, after], color=INK, linewidth=1.2, alpha=0.7)
        axes.plot(x(day), before, marker="o", markerfacecolor="white", color=INK, markersize=5)
        axes.plot(x(day), after, marker="o", color=INK, markersize=5, linestyle="none",
                  label=chart["pairs_name"] if number == 0 else None)  # fmt: skip
    for line in chart["series"]:
        points = line["points"]
        axes.plot([x(day) for day, _ in points], [value for _, value in points], label=line["name"], linewidth=2,
                  markersize=6, **LOOKS[line["key"]])  # fmt: skip
    ticks = named_days(first, last)
    axes.set_xticks([(day - first).days for day in ticks], [f"{d.day} {chart['ticks'][d.month - 1]}" for d in ticks])
    axes.set_xlim(-0.5, (last - first).days + 0.5)
    axes.set_ylim(-0.3, 10.3)
    axes.set_yticks([0, 5, 10])
    axes.set_ylabel(chart["axis"])
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(chart["title"], loc="left")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2, frameon=False)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()

"""How well the trained model understands, on text by hands that never saw its training data.

    python -m steady.operating.evaluate [--json] [--misses]
    python -m steady.operating.evaluate --raised FILE ...   # of texts that lie elsewhere, how many are raised

Prints every figure of docs/understanding.md and compares it with the floors in
tests/nlu/floors.yml; exit code 1 when one is missed. Figures are read, not tuned to: the
sets in tests/nlu and tests/risk stay as their writers left them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import yaml

LONG = 40  # words
# Which sets of risk are shown together, as stems of files in tests/risk. Of A and B the misses were looked at while
# rules were written: they flatter. C to E chose thresholds; F was looked at while they were chosen once more, and one
# guard came from it. Nothing was chosen on G.
RISK_SETS = {
    "risk": ("hand_c", "hand_d", "hand_e"),
    "risk, sets known when rules were written": ("hand_a", "hand_b"),
    "risk, a set that was looked at last": ("hand_f",),
    "risk, only reported": ("hand_g",),
}
REFUSALS = {"nlu_fallback", "out_of_scope"}
Row = dict[str, Any]


def read_rows(files: Iterable[Path]) -> list[Row]:
    return [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def parse_rows(rows: Sequence[Row]) -> tuple[list[Row], list[float]]:
    """Adds `got`, `confidence`, `level` and `kind` to each row; and the milliseconds of each parse."""
    from steady.framework.quiet import configure
    from steady.framework.stand_ins import install

    install()
    configure()
    from rasa.core.agent import Agent

    from steady.commands.parse import result
    from steady.framework import domain_file
    from steady.serving.models import newest_model

    domain_file.install()
    agent = Agent.load(str(newest_model(Path("models"))))
    times: list[float] = []

    async def parse(row: Row) -> Row:
        began = time.perf_counter()
        parsed = await agent.parse_message(row["text"].lstrip("/ ") or row["text"])
        times.append((time.perf_counter() - began) * 1000)
        read = result(row["text"], parsed, explain=True)
        # What would have been read had it not fallen back: calibration is about the reading itself.
        first = (
            read["ranking"][0] if read["ranking"] and read["ranking"][0][0] != "nlu_fallback" else read["ranking"][1]
        )
        return {**row, "got": read["intent"], "read": first[0], "confidence": first[1], **read["risk"]}

    async def all_rows() -> list[Row]:
        return [await parse(row) for row in rows]

    return asyncio.run(all_rows()), times


def accepted(row: Row) -> bool:
    return row["got"] == row["intent"] or row["got"] in row.get("also", [])


def intent_figures(rows: Sequence[Row]) -> dict[str, float]:
    labelled = [row for row in rows if row["intent"] != "none"]
    strange = [row for row in rows if row["intent"] == "none"]
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in labelled:
        by_label[row["intent"]].append(row)
    each = {label: sum(map(accepted, listed)) / len(listed) for label, listed in by_label.items()}
    worst = min(each, key=lambda label: each[label])
    long = [row for row in labelled if len(row["text"].split()) >= LONG]
    return {
        "accuracy": sum(map(accepted, labelled)) / len(labelled),
        "macro F1": macro_f1(labelled),
        f"accuracy, {LONG} words and more": sum(map(accepted, long)) / len(long),
        f"worst label ({worst})": each[worst],
        "strange text read as coaching": sum(row["got"] not in REFUSALS for row in strange) / max(1, len(strange)),
        "calibration error": calibration_error(labelled),
    }


def macro_f1(rows: Sequence[Row]) -> float:
    """Over the writers' labels; a reading within the accepted set counts as the label."""
    truth = [row["intent"] for row in rows]
    got = [row["intent"] if accepted(row) else row["got"] for row in rows]
    scores = []
    for label in set(truth):
        hits = sum(t == g == label for t, g in zip(truth, got, strict=True))
        scores.append(2 * hits / (truth.count(label) + got.count(label)))
    return statistics.mean(scores)


def calibration_error(rows: Sequence[Row], bins: int = 10) -> float:
    """Mean distance between confidence and share of right readings, weighted over ten bins."""
    total = 0.0
    for b in range(bins):
        inside = [
            r for r in rows if b / bins <= r["confidence"] < (b + 1) / bins or b == bins - 1 and r["confidence"] == 1.0
        ]
        if inside:
            right = sum(r["read"] == r["intent"] or r["read"] in r.get("also", []) for r in inside) / len(inside)
            total += abs(right - statistics.mean(r["confidence"] for r in inside)) * len(inside)
    return total / len(rows)


def risk_figures(rows: Sequence[Row]) -> dict[str, float]:
    """Share of each group at an accepted level; hard negatives as the share raised."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    figures = {}
    for group, listed in sorted(groups.items()):
        if group == "hard_negative":
            figures["hard negatives raised"] = sum(row["level"] != "none" for row in listed) / len(listed)
        else:
            figures[group] = sum(row["level"] in row["levels"] for row in listed) / len(listed)
    caught = [row for row in rows if row["level"] != "none" and row["kinds"]]
    figures["kind right"] = sum(row["kind"] in row["kinds"] for row in caught) / max(1, len(caught))
    return figures


def speed_figures(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"parse median ms": statistics.median(ordered), "parse p99 ms": ordered[int(len(ordered) * 0.99) - 1]}


def missed(figures: dict[str, dict[str, float]], floors: dict[str, dict[str, Any]]) -> list[str]:
    """A sentence for each figure beyond its floor ("at least") or ceiling ("at most")."""
    faults = []
    for part, bounds in floors.items():
        for name, bound in bounds.items():
            found = next((v for k, v in figures.get(part, {}).items() if k.startswith(name)), None)
            if found is None:
                faults.append(f"{part}: {name} was not measured")
            elif "at_least" in bound and found < bound["at_least"] or "at_most" in bound and found > bound["at_most"]:
                faults.append(f"{part}: {name} is {found:.3f}, bound {bound}")
    return faults


def raised(file: Path) -> dict[str, tuple[int, int]]:
    """Of a file with a JSON object with `text` a line, by its `label` where it has one: (raised, all)."""
    from steady.understanding.risk import shared_reader

    reader = shared_reader(Path("data/risk"))
    counted: dict[str, list[bool]] = defaultdict(list)
    for row in read_rows([file]):
        counted[str(row.get("label", "all"))].append(reader.assess(row["text"]).level != "none")
    return {label: (sum(found), len(found)) for label, found in sorted(counted.items())}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what was read wrongly")
    parser.add_argument("--raised", nargs="+", type=Path, metavar="FILE", help="only count what is raised in these")
    options = parser.parse_args()
    for file in options.raised or ():
        for label, (found, listed) in raised(file).items():
            print(f"{file.name} {label}: {found} of {listed} raised")
    if options.raised:
        return 0
    intents = read_rows(sorted(Path("tests/nlu").glob("hand_*.jsonl")))
    parts = {
        name: read_rows(Path("tests/risk") / f"{stem}.jsonl" for stem in stems) for name, stems in RISK_SETS.items()
    }
    rows, times = parse_rows([*intents, *chain(*parts.values())])
    first, second = rows[: len(intents)], rows[len(intents) :]
    left = iter(second)
    risk = {name: risk_figures(list(islice(left, len(part)))) for name, part in parts.items()}
    figures = {"intents": intent_figures(first), **risk, "speed": speed_figures(times)}
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for part, values in figures.items():
            print(part)
            for name, value in values.items():
                print(f"  {name:45} {value:.3f}")
    if options.misses:
        for row in first:
            if not (row["got"] in REFUSALS if row["intent"] == "none" else accepted(row)):
                print(f"{row['intent']} -> {row['got']} {row['confidence']:.2f} | {row['text'][:150]}")
        for row in second:
            if row["level"] not in row["levels"]:
                print(f"{row['group']} -> {row['level']} | {row['text'][:150]}")
    faults = missed(figures, yaml.safe_load(Path("tests/nlu/floors.yml").read_text(encoding="utf-8")))
    for fault in faults:
        print(f"✗ {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

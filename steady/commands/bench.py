"""Measures this installation: size, training, start, memory, parsing, a turn through the web channel.

With --stock the same is measured for an untouched `rasa init`, in an environment of its own
under var/stock (about 2.3 GB), in the same run: the yardstick.
"""

from __future__ import annotations

import argparse
import json

from steady.settings import find_root


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stock", action="store_true", help="measure stock Rasa too (downloads 600 MB)")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    from steady.operating import benchmark

    figures = {"steady": benchmark.measure_steady(find_root())}
    if options.stock:
        figures["stock rasa init"] = benchmark.measure_stock(find_root() / "var" / "stock")
    print(json.dumps(figures, indent=2) if options.json else benchmark.table(figures))
    return 0

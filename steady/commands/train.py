"""Trains the model into models/. Does nothing, fast, when nothing changed since the last time."""

from __future__ import annotations

import argparse
import sys

from steady.settings import find_root


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")


def run(options: argparse.Namespace) -> int:
    from steady.serving.training import TrainingError, train

    try:
        model = train(find_root(), force=options.force)
    except TrainingError as error:
        print(f"steady train: {error}", file=sys.stderr)
        return 1
    print(f"models/{model.name}")
    return 0

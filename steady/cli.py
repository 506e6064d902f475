"""The command line: `steady <command>`. One module a command, in steady/commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

# name -> what it does; the module of the same name has `arguments(parser)` and `run(options) -> int`.
COMMANDS = {
    "run": "start the web page and everything behind it",
    "train": "train the model into models/, when something changed",
    "chat": "talk in the terminal, or feed a script on standard input",
    "parse": "say what each message means, JSON Lines in and out",
    "sessions": "show the session log (never text)",
    "report": "the operator's report: crisis referrals by month, use of the practices",
    "erase": "delete one person's data, by the code they see in the chat",
    "export": "write one person's data, by the code they see in the chat",
    "check": "is this installation fit to meet people?",
    "bench": "measure size, start, memory and speed",
}


def _quiet() -> None:
    """Set before anything of Rasa's or scikit-learn's is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("LOG_LEVEL", os.environ.get("STEADY_LOG_LEVEL", "WARNING"))
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # One small machine: a thread a core for each library at once only makes them wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="steady", description="A self-compassion coach for people who are anxious in love."
    )
    commands = top.add_subparsers(dest="command", metavar="command", required=True)
    for name, purpose in COMMANDS.items():
        module = import_module(f"steady.commands.{name}")
        module.arguments(commands.add_parser(name, help=purpose, description=(module.__doc__ or purpose).strip()))
    commands.add_parser("rasa", help="any Rasa command, without TensorFlow: steady rasa train, steady rasa test ...")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code. A fault known by name ends in one sentence, exit 1."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _quiet()
    if arguments[:1] == ["rasa"]:
        return import_module("steady.commands.rasa").run(arguments[1:])
    options = parser().parse_args(arguments)
    from steady.content.files import ContentError
    from steady.framework.quiet import configure
    from steady.records.errors import RecordsError
    from steady.settings import SettingsError
    from steady.understanding.risk import RiskDataError

    configure(os.environ.get("STEADY_LOG_LEVEL", "WARNING"))
    try:
        return int(import_module(f"steady.commands.{options.command}").run(options))
    except (SettingsError, ContentError, RecordsError, RiskDataError) as error:
        print(f"steady {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130

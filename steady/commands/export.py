"""Writes one person's data as JSON, by the code that the person sees in the chat."""

from __future__ import annotations

import argparse
import json

from steady.commands.records_access import records


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="the person's code, such as K7QF-2M9X")


def run(options: argparse.Namespace) -> int:
    from steady.records.privacy import export_person

    with records() as (_, database, keys), database.session() as session:
        print(json.dumps(export_person(session, keys, options.code), indent=2, ensure_ascii=False))
    return 0

"""Deletes one person's data from every table, by the code that the person sees in the chat."""

from __future__ import annotations

import argparse
import sys

from steady.commands.records_access import records


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="the person's code, such as K7QF-2M9X")


def run(options: argparse.Namespace) -> int:
    from steady.records.privacy import erase_person

    with records() as (_, database, _keys), database.session() as session:
        erased = erase_person(session, options.code)
    if not any(erased.values()):
        print(f"steady erase: nobody with the code {options.code} is on record. Check the code.", file=sys.stderr)
        return 1
    for table, rows in erased.items():
        print(f"{table}: {rows}")
    return 0

"""Shows the session log: all of it, one person's, or one session. Never text."""

from __future__ import annotations

import argparse
import json
import sys

from steady.commands.records_access import records


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", type=int, help="one session, by its number")
    parser.add_argument("--person", metavar="CODE", help="sessions of the person with this code only")
    parser.add_argument("--limit", type=int, default=20, help="how many at the most (default 20)")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    from steady.records import session_list, sessions_view

    with records() as (_, database, _keys), database.session() as session:
        if options.id is not None:
            one = session_list.load_session(session, options.id)
            if one is None:
                print(
                    f"steady sessions: there is no session {options.id}. `steady sessions` lists them.", file=sys.stderr
                )
                return 1
            print(
                json.dumps(sessions_view.session_json(one), indent=2)
                if options.json
                else sessions_view.session_table(one)
            )
            return 0
        found = session_list.load_sessions(session, code=options.person, limit=options.limit)
        shown = sessions_view.sessions_json(found)
        print(json.dumps(shown, indent=2) if options.json else sessions_view.sessions_table(found))
    return 0

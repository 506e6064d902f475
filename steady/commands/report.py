"""The operator's report: crisis referrals by month and kind, sessions, practices. Names nobody."""

from __future__ import annotations

import argparse
import json
from typing import Any

from sqlalchemy import func, select

from steady.commands.records_access import records


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    with records() as (_, database, _keys), database.session() as session:
        figures = collect(session)
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    for title, rows in figures.items():
        print(title.replace("_", " ").capitalize())
        for row in rows:
            print("  " + "  ".join(str(value) for value in row.values()))
        if not rows:
            print("  none")
    return 0


def collect(session: Any) -> dict[str, list[dict[str, Any]]]:
    """Counts only: {"crisis_referrals": [{month, kind, n}], "practices": [...], "outcomes": [...], "people": [...]}."""
    from steady.records.models import AskOrCheck, CrisisCount, Person, PracticeRun
    from steady.records.models import Session as Sitting

    crises = session.execute(select(CrisisCount).order_by(CrisisCount.month, CrisisCount.kind)).scalars()
    practices = session.execute(
        select(PracticeRun.practice, func.count(), func.avg(PracticeRun.before), func.avg(PracticeRun.after)).group_by(
            PracticeRun.practice
        )
    )
    outcomes = session.execute(select(AskOrCheck.outcome, func.count()).group_by(AskOrCheck.outcome))
    people, sittings = (session.execute(select(func.count()).select_from(m)).scalar() for m in (Person, Sitting))
    return {
        "crisis_referrals": [{"month": c.month, "kind": c.kind, "n": c.n} for c in crises],
        "practices": [{"practice": p, "n": n, "before": _short(b), "after": _short(a)} for p, n, b, a in practices],
        "ask_or_check_outcomes": [{"outcome": o, "n": n} for o, n in outcomes],
        "people_who_agreed": [{"people": people, "sessions": sittings}],
    }


def _short(value: Any) -> float | None:
    return None if value is None else round(float(value), 1)

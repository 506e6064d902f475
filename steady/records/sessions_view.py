"""Sessions as text tables or as JSON-safe values. Pure: views in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from steady.records.notes import PracticeNote
from steady.records.session_list import SessionView, TurnView

_LEVELS = ("none", "concern", "crisis")
_NOTHING = "-"
_UNSCREENED = "?"
_MOST_INTENTS = 6  # in the list; a single session shows all


def sessions_table(sessions: Sequence[SessionView]) -> str:
    """One line for each session."""
    head = (
        "id",
        "when (UTC)",
        "person",
        "channel",
        "turns",
        "risk",
        "intents",
        "practices",
        "outcomes",
    )
    return _table(head, [_line(one) for one in sessions])


def session_table(one: SessionView) -> str:
    """One session: its turns in order, then what was practised and what came out."""
    head = ("when (UTC)", "intent", "sure", "risk", "actions", "ms")
    title = (one.code, one.channel, f"{_when(one.started_at)} to {_when(one.ended_at)}")
    parts = [
        " · ".join((f"session {one.id}", *title, f"{len(one.turns)} turns")),
        _table(head, [_turn_line(turn) for turn in one.turns]),
    ]
    for name, values in (
        ("practices", [_practice(p) for p in one.practices]),
        ("outcomes", one.outcomes),
        ("referrals", one.referrals),
    ):
        if values:
            parts.append(f"{name}: {', '.join(values)}")
    return "\n\n".join(parts)


def sessions_json(sessions: Sequence[SessionView]) -> list[dict[str, Any]]:
    return [session_json(one) for one in sessions]


def session_json(one: SessionView) -> dict[str, Any]:
    """Ready for `json.dumps`; times in ISO 8601 with their zone."""
    return {
        "id": one.id,
        "person": one.code,
        "channel": one.channel,
        "started_at": one.started_at.isoformat(),
        "ended_at": one.ended_at.isoformat(),
        "risk": highest_risk(one.turns),
        "turns": [
            {
                "at": turn.at.isoformat(),
                "intent": turn.intent,
                "confidence": turn.confidence,
                "risk": {"level": turn.risk_level, "kind": turn.risk_kind},
                "actions": list(turn.actions),
                "latency_ms": turn.latency_ms,
            }
            for turn in one.turns
        ],
        "practices": [vars(p) | {"at": p.at.isoformat()} for p in one.practices],
        "outcomes": list(one.outcomes),
        "referrals": list(one.referrals),
    }


def highest_risk(turns: Sequence[TurnView]) -> str | None:
    """The gravest level of all turns. None when none is grave and one was not screened."""
    levels = [turn.risk_level for turn in turns]
    grave = [level for level in levels if level in _LEVELS[1:]]
    if grave:
        return max(grave, key=_LEVELS.index)
    return None if not levels or None in levels else _LEVELS[0]


def _line(one: SessionView) -> tuple[str, ...]:
    intents = [turn.intent or _UNSCREENED for turn in one.turns]
    shown = " > ".join(intents[:_MOST_INTENTS])
    return (
        str(one.id),
        _when(one.started_at),
        one.code,
        one.channel,
        str(len(one.turns)),
        highest_risk(one.turns) or _UNSCREENED,
        shown + (" > …" if len(intents) > _MOST_INTENTS else ""),
        ", ".join(_practice(p) for p in one.practices) or _NOTHING,
        ", ".join(one.outcomes) or _NOTHING,
    )


def _turn_line(turn: TurnView) -> tuple[str, ...]:
    risk = " ".join(part for part in (turn.risk_level, turn.risk_kind) if part)
    return (
        f"{turn.at:%H:%M:%S}",
        turn.intent or _UNSCREENED,
        _NOTHING if turn.confidence is None else f"{turn.confidence:.2f}",
        risk or _UNSCREENED,
        ", ".join(turn.actions) or _NOTHING,
        _NOTHING if turn.latency_ms is None else str(turn.latency_ms),
    )


def _practice(note: PracticeNote) -> str:
    """As `soften 7 -> 4`; a skipped rating is a dash, an unfinished run says so."""
    before, after = (_NOTHING if n is None else str(n) for n in (note.before, note.after))
    ratings = "" if note.before is None and note.after is None else f" {before} -> {after}"
    return f"{note.practice}{ratings}{'' if note.finished else ' (stopped)'}"


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, two spaces apart."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )

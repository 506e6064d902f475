"""A person's own waits with an urge, noted and looked back on; with consent only (see notes.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from steady.records.models import UrgeWave
from steady.records.notes import has_consent

DID_IT = "did_it"


@dataclass(frozen=True)
class Wave:
    """One wait. Strengths are 0-10, None when skipped; `readings`: those in between, (minute, strength)."""

    kind: str
    minutes: int
    outcome: str
    before: int | None = None
    after: int | None = None
    readings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class LookBack:
    """Medians over `count` waits in which the urge was not acted on."""

    count: int
    before: float
    after: float


def note_wave(session: Session, person_key: str, wave: Wave, *, at: datetime) -> bool:
    """Keeps it; False without consent."""
    if not has_consent(session, person_key):
        return False
    values = {**vars(wave), "readings": [list(reading) for reading in wave.readings]}
    session.add(UrgeWave(person_key=person_key, at=at, **values))
    session.flush()
    return True


def latest_waves(session: Session, person_key: str, n: int = 5) -> tuple[Wave, ...]:
    """The latest `n` that were waited out with both strengths given, latest first."""
    rated = (UrgeWave.outcome != DID_IT, UrgeWave.before.is_not(None), UrgeWave.after.is_not(None))
    rows = select(UrgeWave).filter_by(person_key=person_key).where(*rated)
    newest = rows.order_by(UrgeWave.at.desc(), UrgeWave.id.desc()).limit(n)
    return tuple(
        Wave(r.kind, r.minutes, r.outcome, r.before, r.after, tuple((m, s) for m, s in r.readings))
        for r in session.execute(newest).scalars()
    )


def rated_waves(session: Session, person_key: str) -> tuple[tuple[datetime, int, int], ...]:
    """Every wait with a strength before and after, whatever happened: (when, before, after), oldest first."""
    rated = (UrgeWave.before.is_not(None), UrgeWave.after.is_not(None))
    rows = select(UrgeWave.at, UrgeWave.before, UrgeWave.after).filter_by(person_key=person_key).where(*rated)
    return tuple((at, before, after) for at, before, after in session.execute(rows.order_by(UrgeWave.at, UrgeWave.id)))


def look_back(waves: Sequence[Wave], fewest: int = 2) -> LookBack | None:
    """None when there are fewer than `fewest`: one wave is no pattern."""
    rated = [(w.before, w.after) for w in waves if w.before is not None and w.after is not None and w.outcome != DID_IT]
    if len(rated) < fewest:
        return None
    return LookBack(len(rated), median(before for before, _ in rated), median(after for _, after in rated))

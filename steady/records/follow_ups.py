"""What the coach is to say later: planned, looked up, held back, taken away.

No consent is asked for: a person who asks to be spoken to in ten minutes has asked for this row.
So it holds nothing that they wrote, and goes as soon as it was said. Times carry a zone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from steady.records.crypto import Keys
from steady.records.database import ERASED
from steady.records.models import FollowUp


@dataclass(frozen=True)
class About:
    """What a follow-up belongs to, in names, numbers and switches only.

    `slot` and `id`: it is stale once `slot` holds another `id`. `slots`: set before it is said, for a
    conversation that a restart has wiped out. `loops`: forms that it may end. `optional`: one that is
    rather left out than said late or into something else.
    """

    slot: str = ""
    id: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict)
    loops: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Planned:
    """One row. `address`: what the channel gave to find the person again, else None."""

    id: int
    person: str
    channel: str
    kind: str
    due_at: datetime
    about: About
    held: bool = False
    address: str | None = field(default=None, repr=False)


def plan_follow_ups(
    session: Session,
    keys: Keys,
    person_key: str,
    channel: str,
    due: Mapping[datetime, tuple[str, About]],
    *,
    at: datetime,
    address: str | None = None,
) -> bool:
    """Puts `due` (when -> kind and what it is about) in the place of all that was planned. Returns True."""
    drop_follow_ups(session, person_key)
    cipher = None if address is None else keys.encrypt(address)
    for due_at, (kind, about) in due.items():
        plain = {**vars(about), "loops": list(about.loops), "slots": dict(about.slots)}
        session.add(FollowUp(person_key=person_key, at=at, due_at=due_at, channel=channel, kind=kind, about=plain,
                             held=False, address_cipher=cipher))  # fmt: skip
    session.flush()
    return True


def add_follow_up(session: Session, person_key: str, channel: str, kind: str, about: About, *, at: datetime) -> None:
    """One that is due at once, beside all that was planned."""
    plain = {**vars(about), "loops": list(about.loops), "slots": dict(about.slots)}
    session.add(FollowUp(person_key=person_key, at=at, due_at=at, channel=channel, kind=kind, about=plain,
                         held=False, address_cipher=None))  # fmt: skip
    session.flush()


def due_follow_ups(session: Session, keys: Keys, channels: Collection[str], now: datetime) -> list[Planned]:
    """Those of `channels` that are due, the oldest first."""
    rows = select(FollowUp).where(FollowUp.due_at <= now, FollowUp.channel.in_(list(channels)))
    return [_planned(row, keys) for row in session.execute(rows.order_by(FollowUp.due_at, FollowUp.id)).scalars()]


def next_due(session: Session, channels: Collection[str], after: datetime) -> datetime | None:
    """When the first of `channels` is due that is due after `after`; None when there is none."""
    mine = (FollowUp.channel.in_(list(channels)), FollowUp.due_at > after)
    first = select(func.min(FollowUp.due_at)).where(*mine)
    due: datetime | None = session.execute(first).scalar()
    return due


def has_follow_ups(session: Session, person_key: str) -> bool:
    return session.execute(select(FollowUp.id).filter_by(person_key=person_key)).first() is not None


def hold_follow_ups(session: Session, person_key: str) -> None:
    """There was danger: the steps planned before it may not simply go on."""
    session.execute(update(FollowUp).where(FollowUp.person_key == person_key).values(held=True))


def drop_follow_up(session: Session, id: int) -> bool:
    """Takes one away. Returns whether it was still there: of two that ask, one gets True."""
    session.info[ERASED] = True
    return session.execute(delete(FollowUp).where(FollowUp.id == id)).rowcount > 0  # type: ignore[attr-defined]


def drop_follow_ups(session: Session, person_key: str) -> bool:
    """Takes all of a person's away. Returns whether there were any."""
    session.info[ERASED] = True
    gone = session.execute(delete(FollowUp).where(FollowUp.person_key == person_key))
    return gone.rowcount > 0  # type: ignore[attr-defined]


def _planned(row: Any, keys: Keys) -> Planned:
    about = About(**{**row.about, "loops": tuple(row.about["loops"])})
    address = None if row.address_cipher is None else keys.decrypt(row.address_cipher)
    return Planned(row.id, row.person_key, row.channel, row.kind, row.due_at, about, row.held, address)

"""From single events to whole turns. No database, no threads, no Rasa: dicts in, values out."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

#: Rasa's own housekeeping, which says nothing about what was done for the person.
NOT_WORTH_KEEPING = frozenset({"action_listen", "action_session_start", "action_extract_slots"})
_LISTEN = "action_listen"
CONSENT_SLOT = "consent"
CRISIS = "crisis"


@dataclass(frozen=True)
class FinishedTurn:
    """One message and what was done about it. `text` is None unless text is to be kept."""

    person: str
    channel: str
    at: datetime
    intent: str | None = None
    confidence: float | None = None
    risk_level: str | None = None
    risk_kind: str | None = None
    actions: tuple[str, ...] = ()
    latency_ms: int | None = None
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class CrisisSeen:
    """Told at once, not at the end of the turn: the turn may never end."""

    kind: str | None
    at: datetime


@dataclass(frozen=True)
class ConsentChanged:
    person: str
    given: bool


Happening = FinishedTurn | CrisisSeen | ConsentChanged


@dataclass
class _OpenTurn:
    message: Mapping[str, Any]
    actions: list[str] = field(default_factory=list)
    last: float = 0.0


class TurnAssembler:
    """Takes Rasa's events one by one, each with `sender_id`, and says what came about.

    Holds one open turn a person, for at most `max_people` (the longest silent goes).
    """

    def __init__(self, keep_text: bool, max_people: int = 1000) -> None:
        self._keep_text = keep_text
        self._max_people = max_people
        self._open: OrderedDict[str, _OpenTurn] = OrderedDict()

    def feed(self, event: Mapping[str, Any]) -> list[Happening]:
        """What follows from this event, in order.

        Raises KeyError, TypeError, ValueError or AttributeError for one that Rasa would not send.
        """
        person, kind = event["sender_id"], event["event"]
        if kind == "user":
            return self._message(person, event)
        if kind == "action":
            return self._action(person, event)
        if kind == "slot" and event["name"] == CONSENT_SLOT and isinstance(event["value"], bool):
            return [ConsentChanged(person, event["value"])]
        return []

    def _message(self, person: str, event: Mapping[str, Any]) -> list[Happening]:
        if (event.get("metadata") or {}).get("is_external"):
            return []  # a reminder of ours, not a person's message
        at = _time(event["timestamp"])
        happenings: list[Happening] = self._close(person)
        self._open[person] = _OpenTurn(event, last=event["timestamp"])
        if len(self._open) > self._max_people:
            self._open.popitem(last=False)
        level, kind = _risk(event)
        if level == CRISIS:
            happenings.append(CrisisSeen(kind, at))
        return happenings

    def _action(self, person: str, event: Mapping[str, Any]) -> list[Happening]:
        turn = self._open.get(person)
        if turn is None:
            return []
        turn.last = event["timestamp"]
        name = event["name"]
        if name == _LISTEN:
            return self._close(person)
        if name and name not in NOT_WORTH_KEEPING:
            turn.actions.append(name)
        return []

    def _close(self, person: str) -> list[Happening]:
        """The open turn, finished; nothing when there is none."""
        turn = self._open.pop(person, None)
        if turn is None:
            return []
        message = turn.message
        parsed = message.get("parse_data") or {}
        level, kind = _risk(message)
        confidence = (parsed.get("intent") or {}).get("confidence")
        return [
            FinishedTurn(
                person=person,
                channel=message.get("input_channel") or "unknown",
                at=_time(message["timestamp"]),
                intent=_intent(parsed),
                confidence=None if confidence is None else float(confidence),
                risk_level=level,
                risk_kind=kind,
                actions=tuple(turn.actions),
                latency_ms=max(0, round((turn.last - message["timestamp"]) * 1000)),
                text=message.get("text") if self._keep_text else None,
            )
        ]


class TurnBuffer:
    """Finished turns that may not be written yet, in memory only and bounded.

    A person's turns from before a gap belong to an earlier session, and are dropped.
    """

    def __init__(self, gap: timedelta, max_people: int = 1000, max_turns: int = 50) -> None:
        self._gap, self._max_people, self._max_turns = gap, max_people, max_turns
        self._turns: OrderedDict[str, deque[FinishedTurn]] = OrderedDict()

    def add(self, turn: FinishedTurn) -> None:
        waiting = self._turns.setdefault(turn.person, deque(maxlen=self._max_turns))
        if waiting and turn.at - waiting[-1].at > self._gap:
            waiting.clear()
        waiting.append(turn)
        self._turns.move_to_end(turn.person)
        if len(self._turns) > self._max_people:
            self._turns.popitem(last=False)

    def of(self, person: str) -> tuple[FinishedTurn, ...]:
        return tuple(self._turns.get(person, ()))

    def drop(self, person: str) -> None:
        self._turns.pop(person, None)


def _time(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)


def _intent(parsed: Mapping[str, Any]) -> str | None:
    """The intent's name; of a retrieval intent the full one (`faq/…`) where Rasa says it."""
    intent = parsed.get("intent") or {}
    name = intent.get("name")
    full = intent.get("full_retrieval_intent_name") or parsed.get("full_retrieval_intent_name")
    return full if full and name and full.startswith(f"{name}/") else name


def _risk(message: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """(level, kind); level None when the message was not screened."""
    risk = (message.get("parse_data") or {}).get("risk") or {}
    return risk.get("level"), risk.get("kind")

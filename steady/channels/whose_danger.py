"""Of whom a danger was heard at the front door, and how surely. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from steady.dialogue.friend import corrects, danger_is_theirs
from steady.dialogue.safety_terms import Stand, is_guess
from steady.understanding.risk import Risk


def of_whom(stand: Stand, text: str, risk: Risk) -> Risk:
    """In the talk about a friend, or where the wrong person was asked, a danger heard is the friend's."""
    if risk.about != "self" or risk.kind not in {"suicide", "self_harm"} or stand.stage is None:
        return risk
    theirs = danger_is_theirs(text) and (stand.about == "other" or corrects(text))
    return replace(risk, about="other") if theirs else risk


def read_as_guess(tracker: Any) -> bool:
    """The latest message was read as danger by the learned reading alone, and as no crisis."""
    return risk_of(tracker)[0] == "concern" and is_guess((_parsed(tracker).get("risk_detail") or {}).get("why"))


def risk_of(tracker: Any) -> tuple[str, str | None]:
    """Level and kind of the latest message."""
    risk = _parsed(tracker).get("risk") or {}
    return risk.get("level") or "none", risk.get("kind")


def _parsed(tracker: Any) -> Mapping[str, Any]:
    message = getattr(tracker, "latest_message", None)
    return (getattr(message, "parse_data", None) or {}) if message is not None else {}

"""When the coach says again that it is a program. Pure.

At the first message, at each new day's session, every 3 hours of continued use and after
7 days away (New York GBL art. 47, California SB 243, Utah HB 452, EU AI Act art. 50).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

EVERY = 3 * 3600.0  # seconds


def disclosure_due(events: Iterable[Any], now: float) -> str | None:
    """The response to say first ("utter_disclosure", "utter_disclosure_again"), or None.

    `events`: Rasa's, in order; a user event whose metadata says `disclosed` carried it. `now`: seconds.
    """
    last: float | None = None
    for event in events:
        metadata = getattr(event, "metadata", None) or {}
        if getattr(event, "type_name", "") == "user" and metadata.get("disclosed"):
            last = float(metadata.get("at") or event.timestamp)  # "at": by the same clock as `now`
    if last is None:
        return "utter_disclosure"
    new_day = dt.datetime.fromtimestamp(last, dt.UTC).date() != dt.datetime.fromtimestamp(now, dt.UTC).date()
    return "utter_disclosure_again" if new_day or now - last >= EVERY else None

"""How it has been: a chart over a week, a month or all, and what changed in one modest sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity
from actions.local_time import today, zone_of
from actions.memory import memory
from steady.content.library import library
from steady.progress.change import Change, change
from steady.progress.chart import chart, number
from steady.progress.series import PERIODS, SCALES, Pair, Point, Stretch, quiet_days, stretch
from steady.records.check_ins import Day, check_ins, visits
from steady.records.notes import PracticeNote, practice_history
from steady.records.waves import rated_waves


class Progress(Action):
    def name(self) -> str:
        return "action_progress"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        held, day = memory(), await today(tracker)
        kept = await held.use(check_ins, tracker.sender_id)
        practised = await held.use(practice_history, tracker.sender_id)
        waited = await held.use(rated_waves, tracker.sender_id)
        if kept is None or practised is None or waited is None:
            dispatcher.utter_message(response="utter_storage_trouble")
            return [SlotSet("awaiting", None)]
        period = entity(tracker, "period") or asked_period(str(tracker.latest_message.get("text") or ""))
        zone = await zone_of(tracker)
        lines = lines_of(kept)
        shown = stretch(period, day, lines, pairs_of(practised, waited, zone))
        if shown.empty:
            any_at_all = bool(kept or practised or waited)
            dispatcher.utter_message(response="utter_progress_none_then" if any_at_all else "utter_progress_none")
            return [SlotSet("awaiting", None)]
        response, values = sentence(change(lines, period, day))
        dispatcher.utter_message(response=response, json_message={"chart": chart(shown, library().progress)}, **values)
        await self._success(dispatcher, tracker, shown, kept, zone)
        dispatcher.utter_message(response="utter_progress_more")
        return [SlotSet("awaiting", None)]

    async def _success(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, shown: Stretch, kept: tuple[Day, ...], zone: ZoneInfo
    ) -> None:
        """The words of success here: checks resisted, and days without the coach."""
        resisted = sum(told.resisted or 0 for told in kept if shown.first <= told.day <= shown.last)
        since, times = await memory().use(visits, tracker.sender_id) or (None, ())
        seen = {*(moment.astimezone(zone).date() for moment in times), *(told.day for told in kept)}
        known = since.astimezone(zone).date() if since else None
        without = quiet_days(shown.first, shown.last, known, seen) or 0
        which = {(True, True): "both", (True, False): "resisted", (False, True): "days"}.get(
            (resisted > 0, without > 0)
        )
        if which:
            dispatcher.utter_message(response=f"utter_success_{which}", count=resisted, days=without)


def lines_of(kept: tuple[Day, ...]) -> dict[str, list[Point]]:
    """A line for each scale that was answered at all, in order of days."""
    lines = {s: [Point(told.day, float(v)) for told in kept if (v := getattr(told, s)) is not None] for s in SCALES}
    return {scale: points for scale, points in lines.items() if points}


def pairs_of(
    runs: tuple[PracticeNote, ...], waited: tuple[tuple[dt.datetime, int, int], ...], zone: dt.tzinfo
) -> list[Pair]:
    """Practices and waits with an urge that were rated before and after."""
    practised = ((run.at, run.before, run.after) for run in runs if run.before is not None and run.after is not None)
    return [Pair(at.astimezone(zone).date(), before, after) for at, before, after in (*practised, *waited)]


def sentence(changed: Change | None) -> tuple[str, dict[str, str]]:
    """The response that says what changed, and what it is filled with."""
    if changed is None:
        return "utter_progress_early", {}
    words = library().progress
    span = words["spans"][changed.span]
    values = {"what": words["within"][changed.scale], "before": number(changed.before), "after": number(changed.after),
              "then": span["then"], "now": span["now"]}  # fmt: skip
    return f"utter_progress_{changed.direction}", values


def asked_period(text: str) -> str:
    """The period that a message names; a month where it names none."""
    said = text.lower()
    words = library().progress["asked"]
    named = (p for p in reversed(PERIODS) if any(re.search(rf"\b{re.escape(w)}\b", said) for w in words[p]))
    return next(named, "month")

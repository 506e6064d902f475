"""The wish to be reminded: asked for by the person only, at their hour, with quiet hours, taken back with a word."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, entity, then
from actions.local_time import country_of
from actions.memory import memory, now
from steady.content.library import library
from steady.content.times import from_clock, half_of_the_day, read_time, shown
from steady.content.zones import city
from steady.dialogue.reminding import QUIET, is_quiet
from steady.records.reminders import KeptWish, drop_reminder, keep_reminder

FORM = "reminder_form"
GAVE_UP = "none"  # no time that could be read was named
MOST_REASKED = 1
SLOTS = ("reminder_time", "reminder_quiet", "reminder_zone", "reminder_ok")


class StartReminder(Action):
    """Sets up the questions; an hour named in the wish itself is not asked for."""

    def name(self) -> str:
        return "action_start_reminder"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = str(tracker.latest_message.get("text") or "")
        zones = library().zones.of_country.get(country_of(tracker) or "", ())
        return [
            *_on_time(() if text.startswith("/") else read_time(text)),
            SlotSet("reminder_zone", zones[0] if len(zones) == 1 else None),
            SlotSet("reminder_ok", None),
            SlotSet("reminder_reasked", 0),
            SlotSet("interrupted", None),
            SlotSet("awaiting", None),
        ]


def _on_time(minutes: tuple[int, ...]) -> Events:
    """One reading is the time; two are asked about. Outside the quiet hours nothing is asked about them."""
    minute = minutes[0] if len(minutes) == 1 else None
    return [
        SlotSet("reminder_time", minute),
        SlotSet("reminder_choices", list(minutes) if len(minutes) > 1 else None),
        SlotSet("reminder_quiet", None if minute is None or is_quiet(minute, QUIET) else "kept"),
    ]


class AskTime(Action):
    def name(self) -> str:
        return "action_ask_reminder_form_reminder_time"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if choices := tracker.get_slot("reminder_choices"):
            times = [shown(int(minute)) for minute in choices]
            buttons = [{"title": time, "payload": f'/remind_me{{"time":"{time}"}}'} for time in times]
            dispatcher.utter_message(response="utter_ask_reminder_which", buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_ask_reminder_time")
        return []


class AskZone(Action):
    """With the cities of the person's country as buttons, where it has several zones."""

    def name(self) -> str:
        return "action_ask_reminder_form_reminder_zone"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        zones = library().zones.of_country.get(country_of(tracker) or "", ())
        buttons = [{"title": city(zone), "payload": f'/remind_me{{"zone":"{zone}"}}'} for zone in zones]
        dispatcher.utter_message(response="utter_ask_reminder_zone", buttons=buttons)
        return []


class AskOk(Action):
    """Said back before it is kept: a misread hour would come every day."""

    def name(self) -> str:
        return "action_ask_reminder_form_reminder_ok"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        time, zone = shown(int(tracker.get_slot("reminder_time"))), city(tracker.get_slot("reminder_zone"))
        dispatcher.utter_message(response="utter_ask_reminder_ok", time=time, city=zone)
        return []


class ValidateReminder(Action):
    def name(self) -> str:
        return "validate_reminder_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        slot = tracker.get_slot("requested_slot")
        text = str(tracker.latest_message.get("text") or "")
        if tracker.active_loop_name != FORM or not str(slot).startswith("reminder_"):
            return []
        if text == "/next" or library().answers.is_said("resume", text):
            return [SlotSet("interrupted", None), SlotSet("reminder_reasked", 0)]
        read = {"time": self._time, "quiet": self._quiet, "zone": self._zone, "ok": self._ok}
        events = read[str(slot).removeprefix("reminder_")](tracker, text)
        if events:
            return [*events, SlotSet("interrupted", None), SlotSet("reminder_reasked", 0)]
        reasked = int(tracker.get_slot("reminder_reasked") or 0)
        if reasked >= MOST_REASKED:  # not asked a third time: the wish is let go, and said to be
            return [SlotSet(name, GAVE_UP) for name in SLOTS]
        dispatcher.utter_message(response="utter_reminder_again")
        return [SlotSet("reminder_reasked", reasked + 1)]

    def _time(self, tracker: Tracker, text: str) -> Events:
        on_button = from_clock(entity(tracker, "time") or "")
        if on_button is not None:
            return _on_time((on_button,))
        if text.startswith("/"):
            return []
        choices = [int(minute) for minute in tracker.get_slot("reminder_choices") or ()]
        minutes = read_time(text, moments=not choices)
        if choices and len(minutes) != 1 and (half := half_of_the_day(text)):
            minutes = (min(choices) if half == "first" else max(choices),)
        return _on_time(minutes) if minutes else []

    def _zone(self, tracker: Tracker, text: str) -> Events:
        zone = entity(tracker, "zone") or (None if text.startswith("/") else library().zones.read(text))
        return [SlotSet("reminder_zone", zone)] if zone else []

    def _quiet(self, tracker: Tracker, text: str) -> Events:
        said = {"/affirm": "yes", "/deny": "no"}.get(text) or library().answers.yes_no(text)
        if said == "yes":
            return [SlotSet("reminder_quiet", "given_up")]
        if said or read_time(text):
            return _on_time(read_time(text)) or []
        return []

    def _ok(self, tracker: Tracker, text: str) -> Events:
        """A yes; or a no, with another hour or city in it or without."""
        said = {"/affirm": "yes", "/deny": "no"}.get(text) or library().answers.yes_no(text)
        other = read_time(text, moments=False)  # "yes, but at nine"
        if said == "yes" and other in {(), (int(tracker.get_slot("reminder_time")),)}:
            return [SlotSet("reminder_ok", True)]
        if events := self._time(tracker, text) or self._zone(tracker, text):
            return events
        return _on_time(()) if said else []


class ReminderResult(Action):
    def name(self) -> str:
        return "action_reminder_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        minute, zone = tracker.get_slot("reminder_time"), tracker.get_slot("reminder_zone")
        over = [SlotSet(name, None) for name in (*SLOTS, "reminder_choices")]
        if minute == GAVE_UP or zone == GAVE_UP:
            dispatcher.utter_message(response="utter_reminder_let_go")
            return [*over, *then(dispatcher, tracker, "utter_what_now")]
        quiet = None if tracker.get_slot("reminder_quiet") == "given_up" else QUIET
        channel = str(tracker.get_latest_input_channel() or "unknown")
        wish = KeptWish(tracker.sender_id, int(minute), str(zone), quiet, channel)
        kept = await memory().use(keep_reminder, wish, at=now(), default=False)
        values = {"time": shown(wish.minute), "city": city(wish.zone), "quiet_from": shown(QUIET[0]),
                  "quiet_until": shown(QUIET[1])}  # fmt: skip
        if not kept:
            response = "utter_storage_trouble"
        else:
            first = memory().speaks_first
            alone = "" if first is None or channel in first else "_alone"  # nobody speaks first there
            response = f"utter_reminder_kept{'' if quiet else '_loud'}{alone}"
        dispatcher.utter_message(response=response, **values)
        return [*over, *then(dispatcher, tracker, "utter_what_now")]


class ReminderOff(Action):
    def name(self) -> str:
        return "action_reminder_off"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        gone = await memory().use(drop_reminder, tracker.sender_id)
        response = {None: "utter_storage_trouble", True: "utter_reminder_off", False: "utter_reminder_none"}[gone]
        dispatcher.utter_message(response=response)
        return [SlotSet("awaiting", None)]

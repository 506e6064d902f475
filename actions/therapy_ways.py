"""What the therapy bridge knows of the person, and the ways in their country."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, apart_of, then
from actions.memory import memory
from steady.content.library import library
from steady.content.therapy import Route
from steady.content.therapy_talk import FIT
from steady.dialogue.therapy_draft import Situation, told_topics, wished
from steady.settings import Referral

MOST_WAYS = 3
MOST_CHEAP = 3
# A topic that may stand in a message to somebody else has to be read with certainty.
SURE_OF_TOPIC = 0.7
CHECKING = {"describe_checking", "urge_now"}


def country_of(tracker: Tracker) -> str | None:
    """What the person said, else what the channel knows; None when no ways are held for it."""
    given = (tracker.latest_message.get("metadata") or {}).get("country")
    return library().helplines.known(tracker.get_slot("country") or given)


def need_of(tracker: Tracker) -> str:
    """Couples ways are never shown to somebody who was hurt at home, or who is on their own now."""
    return (
        "individual" if abuse_known(tracker) or apart_of(tracker) else tracker.get_slot("therapy_need") or "individual"
    )


def own_texts(tracker: Tracker) -> list[str]:
    """What the person wrote in this conversation, oldest first; no buttons."""
    said = [str(e.get("text") or "") for e in tracker.events if e.get("event") == "user"]
    return [text for text in said if text and not text.startswith("/")]


def situation_of(tracker: Tracker) -> Situation:
    return Situation(
        need=need_of(tracker),
        topics=told_topics(
            [
                (str(e.get("text") or ""), _topic(e) or "")
                for e in tracker.events
                if e.get("event") == "user" and not str(e.get("text") or "/").startswith("/")
            ],
            apart_of(tracker) is not None,
            library().therapy_talk,
        ),
        wishes=wished(own_texts(tracker), library().therapy_talk),
        answers={question: tracker.get_slot(question) for question in FIT},
        barriers=tuple(tracker.get_slot("barriers_named") or ()),
        private=abuse_known(tracker),
    )


def _topic(event: dict[str, Any]) -> str | None:
    intent = (event.get("parse_data") or {}).get("intent") or {}
    name = str(intent.get("name") or "")
    if str(event.get("text") or "").startswith("/") or float(intent.get("confidence") or 0) < SURE_OF_TOPIC:
        return None
    return "checking" if name in CHECKING else name.removeprefix("share_") if name.startswith("share_") else None


def referral_text(referral: Referral) -> str:
    """What the operator set, in their order; empty parts are left out."""
    return ", ".join(part for part in (referral.name, referral.phone, referral.link, referral.note) if part)


def say_ways(dispatcher: CollectingDispatcher, tracker: Tracker, need: str, code: str | None) -> Events:
    """One bubble: the operator's own referral first, then the first ways of the country.

    `need`: "individual", "couples" or "both". Returns slot events; asks nothing.
    """
    referral, therapy = memory().settings.referral, library().therapy
    if code is None:
        response = "utter_therapy_referral" if referral.name else "utter_therapy_ways"
        dispatcher.utter_message(response=response, referral=referral_text(referral))
        return [SlotSet("therapy_need", need), SlotSet("therapy_shown", 0)]
    if need == "both":
        halves = [route for what in ("individual", "couples") for route in therapy.ways(code, what)[:2]]
        page, more = tuple(dict.fromkeys(halves)), True
    else:
        ways = therapy.ways(code, need)
        page, more = ways[:MOST_WAYS], len(ways) > MOST_WAYS
    about = therapy.about_couples(code, _name(code)) if need != "individual" else ""
    response = "utter_therapy_referral_routes" if referral.name else "utter_therapy_routes"
    text = "\n".join(part for part in (therapy.text(page), about) if part)
    _say(dispatcher, response, code, text, page, more=more, referral=referral_text(referral))
    shown = 2 if need == "both" else len(page)
    return [SlotSet("therapy_need", "individual" if need == "both" else need), SlotSet("therapy_shown", shown)]


def more_ways(dispatcher: CollectingDispatcher, tracker: Tracker, need: str, code: str) -> Events:
    """The next ways; the first ones again after the last."""
    ways, start = library().therapy.ways(code, need), int(tracker.get_slot("therapy_shown") or 0)
    page = ways[start : start + MOST_WAYS]
    if not page:
        dispatcher.utter_message(response="utter_therapy_routes_end")
        return [SlotSet("therapy_shown", 0)]
    _say(dispatcher, "utter_therapy_routes_more", code, library().therapy.text(page), page,
         more=start + len(page) < len(ways))  # fmt: skip
    return [SlotSet("therapy_shown", start + len(page))]


def _say(
    dispatcher: CollectingDispatcher, response: str, code: str, text: str, page: tuple[Route, ...], *,
    more: bool = False, **slots: Any,
) -> None:  # fmt: skip
    buttons = [{"title": library().therapy.words["more"], "payload": "/therapy_more"}] if more else []
    lines = [{"service": r.name, "say": r.say, "phone": r.phone, "url": r.address, "year": r.year} for r in page]
    dispatcher.utter_message(response=response, country_name=_name(code), routes=text, buttons=buttons, **slots,
                             json_message={"routes": {"country": code, "lines": lines}})  # fmt: skip


def say_some(dispatcher: CollectingDispatcher, response: str, code: str, routes: tuple[Route, ...]) -> None:
    """A few ways that answer an obstacle; nothing where there are none."""
    page = routes[:MOST_CHEAP]
    if page:
        _say(dispatcher, response, code, library().therapy.text(page), page)


def _name(code: str) -> str:
    return library().helplines.names[code]


def next_step(dispatcher: CollectingDispatcher, tracker: Tracker, offer: str) -> Events:
    """The coach's own questions first, else `offer`; what is said next may name an obstacle."""
    events = then(dispatcher, tracker, offer)
    asked = any(event.get("name") == "awaiting" and event.get("value") for event in events)
    return events if asked else [*events, SlotSet("awaiting", "therapy")]


def show_ways(dispatcher: CollectingDispatcher, tracker: Tracker, code: str | None = None) -> Events:
    """The ways, and a next step. The country is asked for once; then it goes without."""
    code, need = code or country_of(tracker), need_of(tracker)
    asked = bool(tracker.get_slot("asked_country"))
    if code is None and asked:
        dispatcher.utter_message(response="utter_therapy_no_country")
        return next_step(dispatcher, tracker, "utter_therapy_step")
    events = say_ways(dispatcher, tracker, need, code)
    return [
        *events,
        *(ask_country(dispatcher) if code is None else next_step(dispatcher, tracker, "utter_therapy_step")),
    ]


def ask_country(dispatcher: CollectingDispatcher) -> Events:
    dispatcher.utter_message(response="utter_therapy_ask_country")
    return [SlotSet("asked_country", True), SlotSet("awaiting", "therapy_country")]

"""Individual, couples, or neither for now: the questions, one at a time, and what is suggested."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, entity, intent_of
from actions.memory import memory, now
from actions.therapy_ways import country_of, next_step, own_texts, say_ways
from steady.content.library import library
from steady.content.therapy_talk import FIT
from steady.dialogue.safety_terms import Stand
from steady.dialogue.therapy_fit import Said, heard_in, next_question, reply_to, settled, suggestion
from steady.records.notes import note_referral

FORM = "therapy_form"
SURE_OF_WORSE = 0.8
MOST_TEXTS = 12  # the latest messages in which answers are looked for
# suggestion -> what is said, which ways are shown, what is noted
OUTCOMES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "individual": ("utter_therapy_fit_individual", "individual", ("individual",)),
    "couples": ("utter_therapy_fit_couples", "couples", ("couples",)),
    "both": ("utter_therapy_fit_both", "both", ("individual", "couples")),
    "unwilling": ("utter_barrier_partner", "individual", ("individual",)),
    "unsure_safe": ("utter_therapy_fit_unsure_safe", None, ("individual",)),
    "neither": ("utter_therapy_fit_neither", None, ("neither",)),
}


async def start_fit(dispatcher: CollectingDispatcher, tracker: Tracker, given: dict[str, str]) -> Events:
    """Begins the form with what was said already; goes straight to the suggestion when that is enough."""
    answers: dict[str, str | None] = {**heard_in(own_texts(tracker)[-MOST_TEXTS:], library().therapy_talk), **given}
    answers |= settled(answers)
    events = [*(SlotSet(question, answers.get(question)) for question in FIT),
              SlotSet("reasked", 0), SlotSet("awaiting", None)]  # fmt: skip
    if next_question(answers) is None:
        return [*events, *await suggest(dispatcher, tracker, answers)]
    return [*events, FollowupAction(FORM)]


class StartFit(Action):
    def name(self) -> str:
        return "action_start_therapy_fit"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if abuse_known(tracker):
            dispatcher.utter_message(response="utter_therapy_alone")
            return [*say_ways(dispatcher, tracker, "individual", country_of(tracker)), SlotSet("awaiting", "therapy")]
        where = entity(tracker, "where")
        given = {"fit_where": where} if where else {}
        if tracker.get_slot("therapy_need") == "couples":
            given = {"fit_where": "us", **given}
        return await start_fit(dispatcher, tracker, given)


class ValidateFit(Action):
    """Reads the answer to one question, and what else the words answer on the way."""

    def name(self) -> str:
        return "validate_therapy_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        asked = tracker.get_slot("requested_slot")
        if tracker.active_loop_name != FORM or asked not in FIT:
            return []
        answers: dict[str, str | None] = {question: tracker.get_slot(question) for question in FIT}
        text, intent = str(tracker.latest_message.get("text") or ""), intent_of(tracker)
        if abuse_known(tracker) or _tells_of_harm(tracker, text, intent):
            return _filled(answers, {"fit_safe": "no"})
        if intent == "next" or library().answers.is_said("resume", text):
            return [SlotSet("reasked", tracker.get_slot("reasked") or 0)]  # back from an interruption: asked again
        reply = reply_to(asked, _said(tracker, text, intent), library().therapy_talk)
        if reply is None and tracker.get_slot("reasked"):
            reply = "both" if asked == "fit_where" else "unsure"
        if reply is None:
            dispatcher.utter_message(response="utter_reask_answer")
            return [SlotSet("reasked", 1)]
        heard = {} if text.startswith("/") else heard_in([text], library().therapy_talk)
        on_the_way = {q: a for q, a in heard.items() if answers.get(q) is None}
        return [*_filled(answers, {**on_the_way, asked: reply}), SlotSet("reasked", 0)]


def _tells_of_harm(tracker: Tracker, text: str, intent: str) -> bool:
    sure = float((tracker.latest_message.get("intent") or {}).get("confidence") or 0) >= SURE_OF_WORSE
    return intent in {"disclose_abuse", "not_safe"} and sure and not text.startswith("/deny")


def _said(tracker: Tracker, text: str, intent: str) -> Said:
    answers = library().answers
    return Said(text, intent, entity(tracker, "where"), answers.yes_no(text), answers.is_said("skip", text))


def _filled(answers: dict[str, str | None], replies: dict[str, str]) -> Events:
    """The replies, and the questions that need no asking after them."""
    now_known = {**answers, **replies}
    return [SlotSet(question, value) for question, value in {**replies, **settled(now_known)}.items()]


class FitResult(Action):
    def name(self) -> str:
        return "action_therapy_fit_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return await suggest(dispatcher, tracker, {question: tracker.get_slot(question) for question in FIT})


async def suggest(dispatcher: CollectingDispatcher, tracker: Tracker, answers: dict[str, str | None]) -> Events:
    """Says what would fit, and where to look. Fear or harm leads to the abuse route instead."""
    result = "not_safe" if abuse_known(tracker) else suggestion(answers)
    if result == "not_safe":
        dispatcher.utter_message(response="utter_therapy_couples_unsafe")
        dispatcher.utter_message(response="utter_crisis_ask_safe_now")
        stand = Stand("safe_now", "abuse").as_slot()
        return [SlotSet("abuse_known", True), SlotSet("therapy_need", "individual"), SlotSet("safety", stand)]
    response, ways, kinds = OUTCOMES[result]
    dispatcher.utter_message(response=response)
    for kind in kinds:
        await memory().use(note_referral, tracker.sender_id, kind, at=now())
    events = (
        say_ways(dispatcher, tracker, ways, country_of(tracker)) if ways else [SlotSet("therapy_need", "individual")]
    )
    offer = "utter_therapy_fit_neither_next" if result == "neither" else "utter_therapy_step"
    return [*events, *next_step(dispatcher, tracker, offer)]

"""Offers that wait for the two first questions, and offers for two where there is one."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import say_offer, then


def tracker_of(*texts: str, **slots: Any) -> Tracker:
    events: list[dict[str, Any]] = [{"event": "session_started"}]
    events += [{"event": "user", "text": text, "parse_data": {"intent": {"name": "share_anxiety"}}} for text in texts]
    return Tracker("one", slots, {"text": texts[-1]}, events, False, None, {}, "action_listen")


@pytest.mark.parametrize("offer", ["utter_offer_broken_trust", "utter_offer_conflict", "utter_outcome_breach_next"])
@pytest.mark.parametrize(("told", "alone"), [("my husband moved out in June", True), ("he lied to me again", False)])
def test_nothing_for_two_is_offered_to_somebody_who_was_left(offer: str, told: str, alone: bool) -> None:
    dispatcher = CollectingDispatcher()
    say_offer(dispatcher, tracker_of(told), offer)
    assert dispatcher.messages[0]["response"] == ("utter_offer_breakup" if alone else offer)


@pytest.mark.parametrize(("told", "alone"), [("my husband moved out in June", True), ("I get scared at night", False)])
def test_no_page_for_a_partner_who_is_gone(told: str, alone: bool) -> None:
    dispatcher = CollectingDispatcher()
    say_offer(dispatcher, tracker_of(told), "utter_outcome_both_next")
    assert bool(dispatcher.messages[0]["buttons"]) is not alone


@pytest.mark.parametrize(
    ("texts", "said", "adult"),
    [
        (("I'm 44 and he went cold", "what now"), "utter_ask_consent", True),
        (("I'm 15 and he went cold", "what now"), "utter_under_18", False),
        (("he went cold", "what now"), "utter_ask_adult", None),
        (("I'm 15, she said", "sorry, I'm 51"), "utter_ask_consent", True),  # the latest word counts
    ],
)
def test_an_age_told_before_it_is_asked(texts: tuple[str, ...], said: str, adult: bool | None) -> None:
    dispatcher = CollectingDispatcher()
    slots = {event["name"]: event["value"] for event in then(dispatcher, tracker_of(*texts), "utter_offer_anxiety")}
    assert dispatcher.messages[0]["response"] == said
    assert slots.get("adult") is adult

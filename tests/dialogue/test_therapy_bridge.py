"""The way to a therapist, where the trained reading alone would miss it."""

from __future__ import annotations

import pytest

from steady.dialogue.therapy_bridge import FORM, BridgeTurn, asked_next, bridge, bridge_turn
from steady.dialogue.therapy_fit import Said


@pytest.mark.parametrize(
    ("heard", "intent", "unsure", "asked", "actions"),
    [
        (BridgeTurn(part="message"), "ask_therapy", False, False, ("action_therapy_message",)),
        (BridgeTurn(part="already"), "therapy_barrier", False, False, ("action_take_along",)),
        (BridgeTurn(part="already", obstacle=True), "therapy_barrier", False, False, None),
        (BridgeTurn(part="questions"), "share_conflict", False, False, None),  # graver things go first
        (BridgeTurn(part="questions"), "share_conflict", True, False, ("action_therapy_questions",)),
        (BridgeTurn(part="questions"), "share_conflict", False, True, ("action_therapy_questions",)),
        (BridgeTurn(wonders="couples"), "seek_reassurance", False, False, ("action_couples_therapy",)),
        (BridgeTurn(wonders="individual"), "seek_reassurance", False, False, ("action_therapy",)),
        (BridgeTurn(wonders="individual"), "share_breakup", False, False, None),
        (BridgeTurn(obstacle=True), "deny", False, True, ("action_barrier",)),
        (BridgeTurn(obstacle=True), "deny", False, False, None),
        (BridgeTurn(obstacle=True), "share_conflict", False, True, None),
        (BridgeTurn(obstacle=True, short=True), "share_self_criticism", False, True, ("action_barrier",)),
        (BridgeTurn(), "nlu_fallback", True, True, None),
    ],
)
def test_what_the_bridge_takes(heard, intent, unsure, asked, actions) -> None:
    assert bridge(heard, intent, unsure, asked) == actions


@pytest.mark.parametrize(
    ("text", "loop", "requested", "heard"),
    [
        ("the cost", None, None, BridgeTurn(obstacle=True, short=True)),
        ("no time, and two small children at home", None, None, BridgeTurn(obstacle=True)),
        ("I can't", None, None, BridgeTurn(obstacle=True, short=True)),
        ("should I see a therapist", None, None, BridgeTurn(wonders="individual")),
        ("can I see a psychologist", None, None, BridgeTurn()),
        ("I see a psychologist", None, None, BridgeTurn(part="already")),
        ("the cost", "practice_form", "practice_done", BridgeTurn()),
        ("he refuses", FORM, "fit_willing", BridgeTurn(answered=True, obstacle=True, short=True)),
        ("the waiting list is long", FORM, "fit_willing", BridgeTurn(obstacle=True, short=True)),
        ("the moon", FORM, "fit_willing", BridgeTurn()),
        ('/therapy_barrier{"barrier":"money"}', None, None, BridgeTurn()),
    ],
)
def test_how_a_message_is_heard(library, text: str, loop, requested, heard: BridgeTurn) -> None:
    assert bridge_turn(Said(text), loop, requested, library) == heard


@pytest.mark.parametrize(
    ("awaiting", "offer", "asked"),
    [
        ("therapy", None, True),
        ("adult", "utter_therapy_step", True),
        ("consent", "utter_barrier_which", True),
        ("consent", "utter_offer_anxiety", False),
        (None, "utter_therapy_step", False),
    ],
)
def test_a_next_step_may_wait_behind_the_age(awaiting: str | None, offer: str | None, asked: bool) -> None:
    assert asked_next(awaiting, offer) is asked


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("any free counselling round here", True),
        ("is there a counsellor on the nhs", True),
        ("counselling in aberdeen", True),
        ("I can't pay, nothing is free and therapy is dear", False),
        ("I was free of it when I saw her", False),
    ],
)
def test_places_are_asked_for(library, text: str, places: bool) -> None:
    heard = bridge_turn(Said(text), None, None, library)
    assert heard.places is places
    if places:
        assert bridge(heard, "therapy_barrier", False, False) == ("action_therapy_routes",)


def test_a_correction_mends_the_message(library) -> None:
    heard = bridge_turn(Said("that's not it, I am worried all day"), None, None, library, drafted=True)
    assert bridge(heard, "share_anxiety", False, True) == ("action_therapy_message",)
    assert not bridge_turn(Said("that's not it, I am worried all day"), None, None, library).mends

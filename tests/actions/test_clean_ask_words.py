"""Where the words of a clean ask are looked up, and whose are never taken."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.clean_ask_words import fresh, words_of

WISH = "I want to ask him to text me when he lands because I get scared"


def tracker(*said: dict[str, Any], slots: dict[str, Any] | None = None) -> Tracker:
    events = [{"event": "user", **one} for one in said]
    return Tracker("ada", slots or {}, said[-1] if said else {}, events, False, None, {}, "action_listen")


def message(id: str, text: str, level: str = "none", where: str = "parse_data") -> dict[str, Any]:
    return {"message_id": id, "text": text, where: {"risk": {"level": level, "kind": None}}}


def slots_of(found: Tracker) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in fresh(found)}


def test_what_was_told_before_is_known_by_its_place() -> None:
    found = slots_of(tracker(message("a", WISH), message("b", "how do I put it")))
    assert found["clean_would"] == ["told", "a"] and found["clean_feel"] == ["told", "a"]
    assert found["clean_when"] == "skipped" and found["clean_need"] is None
    assert "text me" not in str(found)


def test_the_latest_wish_counts() -> None:
    found = slots_of(tracker(message("a", WISH), message("b", "I want him to call me at night"), message("c", "how")))
    assert found["clean_would"] == ["told", "b"] and found["clean_feel"] is None


@pytest.mark.parametrize("where", ["parse_data", "metadata"])
@pytest.mark.parametrize("level", ["hint", "concern", "crisis"])
def test_nothing_is_taken_from_a_message_with_danger_in_it(level: str, where: str) -> None:
    found = slots_of(tracker(message("a", WISH, level, where), message("b", "how do I put it")))
    assert all(found[f"clean_{part}"] is None for part in ("when", "feel", "need", "would"))


def test_a_feeling_told_long_ago_is_not_dug_up() -> None:
    found = slots_of(tracker(message("a", "I feel lonely"), message("b", "how do I put it")))
    assert found["clean_feel"] is None


def test_words_are_looked_up_and_what_is_gone_is_left_out() -> None:
    slots = {
        "clean_when": ["when", "a"],
        "clean_feel": ["choice", "scared"],
        "clean_need": ["new", "b"],
        "clean_would": ["would", "gone"],
    }
    said = tracker(message("a", "he goes quiet"), message("b", "change the need to a hug"), slots=slots)
    assert words_of(said) == {"when": "you go quiet", "feel": "scared", "need": "a hug"}
    assert words_of(tracker(message("a", "x"), slots={"clean_when": "skipped", "clean_feel": None})) == {}

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steady.records.turns import (
    ConsentChanged,
    CrisisSeen,
    FinishedTurn,
    Happening,
    TurnAssembler,
    TurnBuffer,
)

from .helpers import NOON, Talk


def told(*events: dict[str, Any], keep_text: bool = False) -> list[Happening]:
    assembler = TurnAssembler(keep_text)
    return [happening for event in events for happening in assembler.feed(event)]


def test_a_turn_is_what_happens_from_message_to_listening() -> None:
    talk = Talk("ada")
    names = ["action_extract_slots", "utter_name_it", "action_offer_practice", "action_listen"]
    message = talk.user("does he love me", intent="ask_reassurance")
    (turn,) = told(message, *map(talk.action, names))
    assert isinstance(turn, FinishedTurn)
    assert (turn.intent, turn.confidence, turn.channel) == ("ask_reassurance", 0.9, "web")
    assert turn.actions == ("utter_name_it", "action_offer_practice")
    assert turn.latency_ms == 1000
    assert (turn.risk_level, turn.risk_kind) == ("none", None)
    assert turn.at == NOON + timedelta(seconds=0.25)
    assert turn.text is None


def test_text_is_kept_only_when_it_should_be_and_never_shown() -> None:
    (turn,) = told(*Talk("ada").turn("my words"), keep_text=True)
    assert isinstance(turn, FinishedTurn) and turn.text == "my words"
    assert "my words" not in repr(turn)


@pytest.mark.parametrize("where", ["intent", "top"])
def test_a_retrieval_intent_is_named_in_full(where: str) -> None:
    full = {"full_retrieval_intent_name": "faq/what_is_anxiety"}
    intent = {"name": "faq", "confidence": 0.8} | (full if where == "intent" else {})
    (turn,) = told(*Talk("ada").turn(**{"intent": "faq", **full} if where == "top" else {}) if where == "top"
                   else _with_intent(Talk("ada").turn(), intent))  # fmt: skip
    assert isinstance(turn, FinishedTurn) and turn.intent == "faq/what_is_anxiety"


def _with_intent(events: list[Any], intent: dict[str, Any]) -> list[Any]:
    events[0]["parse_data"]["intent"] = intent
    return events


def test_a_missing_screen_is_not_safety() -> None:
    events = Talk("ada").turn()
    del events[0]["parse_data"]["risk"]
    (turn,) = told(*events)
    assert isinstance(turn, FinishedTurn) and turn.risk_level is None


def test_a_crisis_is_told_at_once_and_once() -> None:
    talk = Talk("ada")
    risk = {"level": "crisis", "kind": "suicide"}
    assembler = TurnAssembler(keep_text=False)
    first, *rest = talk.turn("…", risk=risk)
    assert [type(h) for h in assembler.feed(first)] == [CrisisSeen]
    assert [type(h) for event in rest for h in assembler.feed(event)] == [FinishedTurn]


def test_a_concern_is_no_crisis() -> None:
    happenings = told(*Talk("ada").turn(risk={"level": "concern", "kind": "suicide"}))
    assert [type(h) for h in happenings] == [FinishedTurn]


def test_a_turn_that_never_ended_is_closed_by_the_next_message() -> None:
    talk = Talk("ada")
    happenings = told(talk.user(intent="greet"), talk.action("utter_greet"), talk.user(intent="thank"))
    assert [(h.intent, h.actions) for h in happenings if isinstance(h, FinishedTurn)] == [("greet", ("utter_greet",))]


def test_consent_and_its_withdrawal_are_told_and_a_reset_is_not() -> None:
    talk = Talk("ada")
    slots = [talk.slot("consent", value) for value in (True, None, False)]
    assert told(*slots, talk.slot("country", True)) == [
        ConsentChanged("ada", True),
        ConsentChanged("ada", False),
    ]


def test_a_reminder_is_no_turn() -> None:
    talk = Talk("ada")
    assert told({**talk.user(), "metadata": {"is_external": True}}, talk.action("action_listen")) == []


def test_two_people_at_once_do_not_mix() -> None:
    ada, bob = Talk("ada").turn(intent="greet"), Talk("bob").turn(intent="thank")
    happenings = told(*(event for pair in zip(ada, bob, strict=True) for event in pair))
    assert [(h.person, h.intent) for h in happenings if isinstance(h, FinishedTurn)] == [
        ("ada", "greet"),
        ("bob", "thank"),
    ]


def test_open_turns_are_bounded() -> None:
    assembler = TurnAssembler(keep_text=False, max_people=2)
    for person in ("ada", "bob", "cyd"):
        assembler.feed(Talk(person).user())
    assert assembler.feed(Talk("ada").action("action_listen")) == []
    assert len(assembler.feed(Talk("cyd").action("action_listen"))) == 1


@given(st.lists(st.sampled_from(["user", "utter_x", "action_listen", "slot"]), max_size=40))
def test_in_any_order_every_message_makes_at_most_one_turn(kinds: list[str]) -> None:
    talk = Talk("ada")
    make = {"user": talk.user, "slot": lambda: talk.slot("mood", 3)}
    events = [make[kind]() if kind in make else talk.action(kind) for kind in kinds]
    turns = [h for h in told(*events) if isinstance(h, FinishedTurn)]
    messages = kinds.count("user")
    assert messages - 1 <= len(turns) <= messages
    assert all(turn.latency_ms is not None and turn.latency_ms >= 0 for turn in turns)


def buffered(*minutes: int, **limits: int) -> TurnBuffer:
    buffer = TurnBuffer(timedelta(hours=1), **limits)
    for n in minutes:
        buffer.add(FinishedTurn("ada", "web", NOON + timedelta(minutes=n), str(n)))
    return buffer


def test_the_buffer_keeps_the_running_session_only() -> None:
    assert [t.intent for t in buffered(0, 10, 200, 210).of("ada")] == ["200", "210"]


def test_the_buffer_keeps_the_last_turns_of_the_last_people() -> None:
    buffer = buffered(0, 1, 2, max_turns=2, max_people=1)
    assert [t.intent for t in buffer.of("ada")] == ["1", "2"]
    buffer.add(FinishedTurn("bob", "web", NOON))
    assert buffer.of("ada") == ()

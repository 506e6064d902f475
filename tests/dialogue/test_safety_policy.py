"""How a message of Rasa's is heard by the crisis protocol: only plain words or a button are an answer."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from steady.dialogue.safety_policy import SafetyPolicy, answer_in_front, country_named, heard, of_whom
from steady.dialogue.safety_terms import Heard, Stand

RISK = {"level": "crisis", "kind": "suicide"}
DETAIL = {"about": "self", "intent": "wish"}


def tracker(
    text: str, intent: str | None = None, metadata: dict | None = None, **parsed: object
) -> DialogueStateTracker:
    named = {"name": intent, "confidence": 0.99}
    event = UserUttered(text, named, parse_data={"intent": named, **parsed}, metadata=metadata)  # type: ignore[arg-type,typeddict-item]
    return DialogueStateTracker.from_events("p", [event], [AnySlot("safety", mappings=[{"type": "custom"}])])


def test_nothing_heard() -> None:
    assert (
        replace(heard(tracker("he is late")), clear=False) == Heard() == heard(DialogueStateTracker("p", [])) == Heard()
    )


@pytest.mark.parametrize("metadata", [None, {"country": "GB"}])
def test_a_risk_of_the_parse(metadata: dict | None) -> None:
    said = heard(tracker("words", metadata=metadata, risk=RISK, risk_detail=DETAIL))
    assert (said.level, said.kind, said.about, said.intent) == ("crisis", "suicide", "self", "wish")
    assert said.first_said is False


def test_what_the_front_door_heard_stands() -> None:
    told = {"risk": RISK, "risk_detail": DETAIL, "first_said": True}
    said = heard(tracker("greet", metadata=told, risk={"level": "none", "kind": None}))
    assert (said.level, said.kind, said.first_said) == ("crisis", "suicide", True)


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("/affirm", "affirm", "yes"),
        ("/deny", "deny", "no"),
        ("/not_sure", "not_sure", "unsure"),
        ("/figure_of_speech", "figure_of_speech", "figure"),
        ("/goodbye", "goodbye", None),
        ("yes", "deny", "yes"),
        ("no", None, "no"),
        ("just a figure of speech", "affirm", "figure"),
        ("count me in", "affirm", None),  # a reading is not enough here
    ],
)
def test_an_answer(text: str, intent: str | None, answer: str | None) -> None:
    assert heard(tracker(text, intent)).answer == answer


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("I'm safe for now", True),
        ("I am quite safe", True),
        ("I'm not safe", False),
        ("it isn't safe", False),
        ("I'm unsafe", False),
        *[pytest.param(t, False) for t in ("I don't feel safe", "I can’t feel safe", "I dont feel safe")],
    ],
)
def test_somebody_says_that_they_are_safe(text: str, safe: bool) -> None:
    assert heard(tracker(text)).says_safe is safe


@pytest.mark.parametrize(
    ("text", "intent", "called"),
    [("/affirm", "affirm", True), ("/deny", "deny", False), ("ok", "affirm", False), ("ambulance is here", None, True)],
)
def test_help_is_called(text: str, intent: str | None, called: bool) -> None:
    assert heard(tracker(text, intent)).help_called is called


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Germany", "DE"),
        ("gb", "GB"),
        ("no", None),
        ("No", None),
        ("/affirm", None),
        pytest.param("NO", None),
    ],
)
def test_a_country_is_named(text: str, country: str | None) -> None:
    assert country_named(tracker(text)) == country


@pytest.mark.parametrize("stage", ["asked", "watch"])
def test_what_nobody_typed_is_no_answer_and_no_turn(stage: str) -> None:
    stand = {"stage": stage, "kind": "suicide", "turns": 3, "looked_again": False}
    policy = SafetyPolicy.load(SafetyPolicy.get_default_config(), None, None, SimpleNamespace(is_finetuning=False))  # type: ignore[arg-type]
    slots = [AnySlot("safety", mappings=[{"type": "custom"}])]
    typed = UserUttered("hello", {"name": "greet"})
    for event, answered in ((typed, True), (UserUttered.create_external("urge_due"), False)):
        heard_by = DialogueStateTracker.from_events("p", [SlotSet("safety", stand), event], slots)
        assert (policy.plan(heard_by) is not None) is answered


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("id feel stupid ringing a helpline", True),
        ("what if they judge me", True),
        ("I don't know what to say", True),
        ("I want to talk to a real person", False),
        ("is there a human I can ring now", False),
    ],
)
def test_what_makes_it_hard_to_call(text: str, hard: bool) -> None:
    assert heard(tracker(text, "ask_human")).hard is hard


@pytest.mark.parametrize(
    ("text", "admits", "denies", "must_go"),
    [
        ("it does cross my mind", True, False, False),
        ("most nights, if I'm honest", True, False, False),
        ("not lately", False, False, False),
        ("I never think about it", False, False, False),
        ("no, I'm not planning on ending my life", False, True, False),
        ("I don't want to die, I want to sleep", False, True, False),
        ("gtg, he's at the door", False, False, True),
        ("she is coming upstairs", False, False, True),
        ("do I have to leave?", False, False, False),
        ("I think I have to leave him", False, False, False),
        ("I need to go to work tomorrow", False, False, False),
        ("sorry need to go", False, False, True),
        ("he works at night", False, False, False),
        ("I love him a lot", False, False, False),
        ("at night", True, False, False),
        ("he is home most evenings and then I sit in the car until it is late", False, False, False),
    ],
)
def test_what_an_answer_holds(text: str, admits: bool, denies: bool, must_go: bool) -> None:
    said = heard(tracker(text))
    assert (said.admits, said.denies, said.must_go) == (admits, denies, must_go)


def test_a_story_with_the_answer_in_front_has_answered() -> None:
    story = "No, thank heavens, no. I only meant that I would like to sleep until the worst of it is over, " * 2
    assert answer_in_front(story) == "no" and heard(tracker(story)).answer is None
    assert (
        answer_in_front("I sat in the car. No, it was the bus. Anyway she had left by then and took the keys") is None
    )


FRIEND = Stand("third_person", "suicide", about="other")


@pytest.mark.parametrize(
    ("stand", "text", "hears", "about"),
    [
        (FRIEND, "he says there is nothing left", Heard("concern", "suicide", "self"), "other"),
        (FRIEND, "I want to die too", Heard("crisis", "suicide", "self"), "self"),
        (FRIEND, "she took the whole box", Heard("crisis", "medical", "self"), "self"),
        (Stand("asked", "suicide"), "no, I meant my brother, not me", Heard(), "other"),
        (Stand("asked", "suicide"), "no", Heard(), None),
        (Stand(), "my brother, not me", Heard("crisis", "suicide", "self"), "self"),
    ],
)
def test_whose_danger_is_heard(stand: Stand, text: str, hears: Heard, about: str | None) -> None:
    assert of_whom(stand, hears, text).about == about


@pytest.mark.parametrize(
    ("level", "why", "vague"),
    [
        ("concern", ["learned suicide 0.91"], True),
        ("crisis", ["learned suicide 0.91"], False),
        ("concern", ["suicide.tired_of_life", "learned suicide 0.91"], False),
        ("concern", [], False),
        ("concern", None, False),
    ],
)
def test_a_guess_is_what_no_rule_stands_behind(level: str, why: list[str] | None, vague: bool) -> None:
    risk, detail = {"level": level, "kind": "suicide"}, {"about": "self", "intent": None, "why": why}
    assert heard(tracker("words", risk=risk, risk_detail=detail)).vague is vague

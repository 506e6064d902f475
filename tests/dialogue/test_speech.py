"""Words are chosen in turn and filled by us: no wording twice running, the person's own numbers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from steady.dialogue.speech import SteadySpeech, country_of, filled, times_said

RESPONSES = {
    "utter_a": [{"text": "one"}, {"text": "two"}, {"text": "three"}],
    "utter_numbers": [{"text": "Call:\n{numbers}", "custom": {"helplines": "suicide"},
                       "buttons": [{"title": "Yes", "payload": '/affirm{"name":"x"}'}]}],
    "utter_name": [{"text": " Hi {name}, {unknown} "}],
}  # fmt: skip


def tracker(*events: Event) -> DialogueStateTracker:
    slots = [AnySlot("country", mappings=[{"type": "custom"}]), AnySlot("name", mappings=[{"type": "custom"}])]
    return DialogueStateTracker.from_events("person", list(events), slots)


def said(name: str) -> BotUttered:
    return BotUttered("words", metadata={"utter_action": name})


@pytest.fixture
def speech() -> SteadySpeech:
    return SteadySpeech(None, SimpleNamespace(responses=RESPONSES))


async def test_wordings_come_in_turn(speech: SteadySpeech) -> None:
    events: list[Event] = []
    texts = []
    for _ in range(4):
        texts.append((await speech.generate("utter_a", tracker(*events), "test"))["text"])
        events += [said("utter_a"), said("utter_name")]
    assert texts == ["one", "two", "three", "one"]
    assert times_said(tracker(*events), "utter_a") == 4


async def test_a_response_that_is_not_there_is_none(speech: SteadySpeech) -> None:
    assert await speech.generate("utter_nothing", tracker(), "test") is None


@pytest.mark.parametrize(
    ("events", "country"),
    [
        ([UserUttered("hi", metadata={"country": "GB"})], "GB"),
        ([UserUttered("hi", metadata={"country": "GB"}), SlotSet("country", "DE")], "DE"),
        ([UserUttered("hi")], None),
        ([], None),
    ],
)
async def test_the_numbers_are_those_of_the_persons_country(
    speech: SteadySpeech, library, events: list[Event], country: str | None
) -> None:
    assert country_of(tracker(*events)) == country
    reply = await speech.generate("utter_numbers", tracker(*events), "test")
    assert reply["text"] == "Call:\n" + library.helplines.text(country, "suicide")
    assert reply["custom"]["helplines"]["country"] == country


async def test_what_is_kept_is_not_changed(speech: SteadySpeech) -> None:
    reply = await speech.generate("utter_numbers", tracker(), "test")
    assert reply["buttons"][0]["payload"] == '/affirm{"name":"x"}'
    assert speech.responses["utter_numbers"][0]["custom"] == {"helplines": "suicide"}
    assert "{numbers}" in speech.responses["utter_numbers"][0]["text"]


async def test_slots_and_arguments_fill_the_words(speech: SteadySpeech) -> None:
    held = tracker(SlotSet("name", "Jo"))
    assert (await speech.generate("utter_name", held, "test"))["text"] == "Hi Jo, {unknown}"
    assert (await speech.generate("utter_name", held, "test", name="Al"))["text"].startswith("Hi Al")


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.0, "7"), (7.5, "7.5"), (0, "0"), ("", ""), (None, "{a}"), ("{b}", "{b}"), (True, "True")],
)
def test_a_value_in_words(value: object, text: str) -> None:
    assert filled("{a}", {"a": value, "b": "never"}) == text

"""Which page is given, and from which words on none is: with a tracker of the test's own."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory, partner_card
from actions.asking import WITH_PARTNER_CARD, abuse_heard, say_offer
from actions.partner_card import PartnerCard


def tracker(text: str = "a page for my partner", before: list[dict[str, Any]] = [], **slots: Any) -> Tracker:  # noqa: B006
    latest = {"text": text, "intent": {"name": "ask_partner_card"}, "entities": []}
    return Tracker("p", slots, latest, list(before), False, None, {}, "action_listen")


def said(kind: str | None = None, intent: str = "share_conflict", where: str = "parse_data") -> dict[str, Any]:
    risk = {"level": "concern" if kind else "none", "kind": kind}
    parsed = {"intent": {"name": intent}, "risk": risk if where == "parse_data" else None}
    return {
        "event": "user",
        "text": "x",
        "parse_data": parsed,
        "metadata": {"risk": risk} if where == "metadata" else {},
    }


@pytest.fixture
def on_record(monkeypatch: pytest.MonkeyPatch) -> list[bool | None]:
    """What the record knows of abuse; None: it cannot be read."""
    known: list[bool | None] = [False]

    class Kept:
        async def use(self, work: Any, *args: Any, default: Any = None) -> Any:
            assert work is partner_card.abuse_on_record
            return default if known[0] is None else known[0]

    monkeypatch.setattr(partner_card, "memory", Kept)
    return known


async def answered(at: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    events = await PartnerCard().run(dispatcher, at, {})
    return dispatcher.messages, events


@pytest.mark.parametrize(
    ("at", "given"),
    [
        (tracker(), "for_partner"),
        (tracker("a page for my long-distance girlfriend"), "apart"),
        (tracker("anything for my partner", topic="partner_needs_reassurance"), "for_asked"),
        (tracker("is there a page, he asks me all day", topic="anxiety"), "for_asked"),
        (tracker("is there a page for my partner", topic="anxiety"), "for_partner"),
        (tracker("he keeps asking, is there a page"), "for_asked"),
    ],
)
async def test_the_page_that_fits(library, on_record: list[bool | None], at: Tracker, given: str) -> None:
    messages, _ = await answered(at)
    card = library.partner_cards[given]
    assert [m["response"] for m in messages if m.get("response")] == ["utter_partner_card", "utter_partner_card_other"]
    page = next(m for m in messages if m.get("custom"))
    assert page["text"] == card.text() and page["custom"] == {"sheet": card.sheet(), "copy": card.text()}
    others = {button["title"] for button in messages[-1]["buttons"]}
    assert others == {other.button for other in library.partner_cards.values()} - {card.button}


HURT = [
    tracker(before=[said("abuse")]),
    tracker(before=[said("abuse", where="metadata")]),
    tracker(before=[said(intent="disclose_abuse")]),
    tracker(before=[said("abuse"), said("suicide"), said()]),
    tracker(safety={"stage": "watch", "kind": "abuse"}),
    tracker(abuse_known=True),
]


@pytest.mark.parametrize("at", HURT)
async def test_never_where_abuse_was_told(on_record: list[bool | None], at: Tracker) -> None:
    messages, events = await answered(at)
    assert [m.get("response") for m in messages] == ["utter_partner_card_not"]
    assert not any(m.get("custom") or m.get("buttons") for m in messages)
    assert {"event": "slot", "timestamp": None, "name": "abuse_known", "value": True} in events


@pytest.mark.parametrize("known", [True, None])
async def test_nor_where_it_is_on_record_or_the_record_cannot_be_read(
    on_record: list[bool | None], known: bool | None
) -> None:
    on_record[0] = known
    messages, _ = await answered(tracker())
    assert [m.get("response") for m in messages] == ["utter_partner_card_not"]


async def test_other_danger_bars_nothing(on_record: list[bool | None]) -> None:
    messages, _ = await answered(tracker(before=[said("suicide")]))
    assert messages[0]["response"] == "utter_partner_card"


@pytest.mark.parametrize("offer", sorted(WITH_PARTNER_CARD))
def test_offered_where_it_fits_and_never_after_abuse(offer: str) -> None:
    dispatcher = CollectingDispatcher()
    say_offer(dispatcher, tracker(), offer)
    assert [b["payload"] for b in dispatcher.messages[0]["buttons"]] == ["/ask_partner_card"]
    for at in HURT:
        assert abuse_heard(at)
        dispatcher = CollectingDispatcher()
        say_offer(dispatcher, at, offer)
        assert [m.get("response") for m in dispatcher.messages] == ["utter_abuse_next"]


def test_not_offered_elsewhere() -> None:
    dispatcher = CollectingDispatcher()
    say_offer(dispatcher, tracker(), "utter_outcome_breach_next")
    assert not dispatcher.messages[0]["buttons"]


def test_the_memory_is_the_actions_own() -> None:
    assert partner_card.memory is memory.memory

"""The same question in other words, through the real model: named, never answered anew, further each time."""

from __future__ import annotations

import datetime as dt

import pytest

from steady.records.doubts import doubts_since
from steady.records.privacy import erase_person, export_person
from steady.understanding.same_question import shared_same_question
from tests.e2e.urging import evening_in
from tests.talking import Talk

pytestmark = pytest.mark.model
FIRST = "do you think he still loves me?"
AGAIN = "but honestly is he losing interest in me, yes or no"
MORE = ("im asking you one last time, does he love me", "please just tell me if he loves me, does he", FIRST)


def kept(talk: Talk, now: dt.datetime) -> int:
    with talk.house.database.session() as session:
        reader = shared_same_question().reader
        return len(doubts_since(session, talk.house.keys, talk.person, reader, now - dt.timedelta(days=7)))


async def test_each_noticing_goes_further(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say(FIRST)
    assert talk.names == ["utter_no_certainty", "utter_offer_no_certainty"]
    await talk.say(AGAIN)
    assert talk.names == ["utter_no_certainty_again", "utter_offer_again"]
    assert {b.title for b in talk.replies[-1].buttons} == {"Wait with me", "Find the words", "A practice"}
    await talk.say(MORE[0])
    assert talk.names == ["utter_again_second", "utter_offer_again_second"]
    texts = []
    for text in MORE[1:]:
        await talk.say(text)
        assert talk.names == ["utter_again_third", "utter_offer_again_people"]
        texts.append(talk.text)
    assert texts[0] != texts[1], "said in other words each time"
    assert {"A practice", "Talk to a person"} <= {b.title for b in talk.replies[-1].buttons}


async def test_another_question_is_not_taken_for_the_same(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say(FIRST)
    await talk.say("is he angry about what I said to his mother?")
    assert "utter_no_certainty_again" not in talk.names and "utter_no_certainty" in talk.names


async def test_a_yes_begins_the_wait(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say(FIRST)
    await talk.say(AGAIN)
    await talk.say("yes")
    assert "utter_ask_urge_kind" in talk.names


async def test_the_clean_ask_is_one_press_away(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say(FIRST)
    await talk.say(AGAIN)
    await talk.press("Find the words")
    assert talk.names == ["utter_how_to_ask", "utter_ask_clean_when"]


async def test_days_later_only_with_consent(talk: Talk) -> None:
    with evening_in(talk.house) as evening:
        await talk.grown_up(consent=True)
        await talk.say(FIRST)
        evening.now += dt.timedelta(days=3)
        await talk.say("hello")
        await talk.say(AGAIN)
        assert talk.names[-2:] == ["utter_again_week", "utter_offer_again"]
        assert kept(talk, evening.now) == 2
        evening.now += dt.timedelta(days=8)
        await talk.say(FIRST)
        assert "utter_no_certainty" in talk.names, "more than a week ago is long ago"


async def test_days_later_without_consent_nothing_is_known(talk: Talk) -> None:
    with evening_in(talk.house) as evening:
        await talk.grown_up()
        await talk.say(FIRST)
        evening.now += dt.timedelta(days=3)
        await talk.say(AGAIN)
        assert "utter_no_certainty" in talk.names and kept(talk, evening.now) == 0


async def test_marks_can_be_taken_along_and_are_erased(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say(FIRST)
    with talk.house.database.session() as session:
        whole = export_person(session, talk.house.keys, talk.person)
        assert all(isinstance(n, int) for n in whole["doubt"][0]["mark"])
        assert erase_person(session, talk.person)["doubt"] == 1


async def test_never_named_a_loop_where_somebody_is_not_safe(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("he hit me last night")
    await talk.say("yes I'm safe now")
    await talk.say(FIRST)
    await talk.say(AGAIN)
    assert not any(
        name.startswith(("utter_again", "utter_no_certainty_again", "utter_offer_again")) for name in talk.names
    )


async def test_nor_after_a_real_breach(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("I found out that he had an affair with a colleague last year")
    await talk.say(FIRST)
    await talk.say(AGAIN)
    assert talk.names == ["utter_no_certainty", "utter_outcome_breach_next"]


async def test_by_another_door(talk: Talk) -> None:
    """Asked again as "is it ok to ask": no second verdict."""
    await talk.grown_up()
    for _ in range(2):
        await talk.say("is it okay that I need him to tell me he loves me again and again?")
    assert talk.names[0] in {"utter_no_certainty_again", "utter_again_second"}

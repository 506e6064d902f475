"""An urge from its first word to the next time: free text at each step, a clock of the test's, the coach first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from actions.memory import bind
from steady.records.follow_ups import has_follow_ups
from steady.records.models import FollowUp, UrgeWave
from steady.serving.house import open_house
from tests.e2e.urging import Evening, evening_in, waiting
from tests.talking import Talk

pytestmark = pytest.mark.model
CRISIS = "I want to kill myself"


@pytest.fixture
def evening(house: object) -> Iterator[Evening]:
    with evening_in(house) as one:
        yield one


def planned(talk: Talk) -> bool:
    with talk.house.database.session() as session:
        return has_follow_ups(session, talk.person)


def waves(talk: Talk) -> list[UrgeWave]:
    with talk.house.database.session() as session:
        return list(session.execute(select(UrgeWave).filter_by(person_key=talk.person).order_by(UrgeWave.id)).scalars())


async def slot(talk: Talk, name: str) -> object:
    return (await talk.house.agent.tracker_store.retrieve(talk.person)).get_slot(name)


async def test_free_text_all_the_way(talk: Talk, evening: Evening) -> None:
    await talk.grown_up(consent=True)
    await talk.say("I really really want to ring him right now")
    assert talk.names == ["utter_urge_now", "utter_ask_urge_before"] and "call" in talk.text
    await talk.say("oh it's really strong")
    assert talk.names == ["utter_ask_urge_minutes"]
    await talk.say("maybe ten minutes?")
    assert talk.names == ["utter_urge_begun", "utter_ask_urge_meanwhile"] and "10 minutes" in talk.text
    assert talk.replies[0].custom["timer"]["seconds"] == 600
    await talk.say("I'll go for a walk")
    assert talk.names == ["utter_urge_act_move"]
    await evening.later(5)
    assert evening.heard(talk) == [["utter_urge_mark"]]
    await talk.say("it's a 6")
    assert talk.names == ["utter_urge_reading"] and "5 minutes" in talk.text
    await evening.later(4.9)
    assert len(evening.heard(talk)) == 1, "not before its time"
    await evening.later(0.1)
    assert evening.heard(talk)[1] == ["utter_urge_time_up", "utter_ask_urge_outcome"]
    await talk.say("I didn't ring him")
    assert talk.names == ["utter_urge_waited", "utter_ask_urge_after"]
    await talk.say("about a three")
    assert talk.names == ["utter_urge_fell", "utter_urge_decide"] and "8" in talk.text and "3" in talk.text
    (wave,) = waves(talk)
    assert (wave.kind, wave.minutes, wave.before, wave.after, wave.outcome) == ("call", 10, 8, 3, "waited")
    assert wave.readings == [[5, 6]] and not planned(talk)
    await evening.later(60)
    assert len(evening.heard(talk)) == 2, "and then it lets them be"


async def test_buttons_all_the_way(talk: Talk, evening: Evening) -> None:
    await talk.grown_up()
    await talk.say("help")
    await talk.press("The urge is here now")
    assert talk.names == ["utter_urge_now", "utter_ask_urge_kind"]
    await talk.press("Check something")
    await talk.press("Skip")
    await talk.press("2 minutes")
    await talk.press("Tidy one thing")
    assert talk.names == ["utter_urge_act_tidy"]
    await talk.press("How long is left")
    assert talk.names == ["utter_urge_left"] and "2 minutes" in talk.text
    await evening.later(2)
    await talk.press("Still waiting")
    assert talk.names == ["utter_urge_still_waiting", "utter_ask_urge_after"]
    await talk.press("Skip")
    assert talk.names == ["utter_urge_decide"], "no number, nothing said about one"
    await talk.press("Wait some more")
    assert talk.names == ["utter_ask_urge_before"], "the kind is known, the strength is not"
    await talk.say("4")
    await talk.press("5 minutes")
    await talk.press("Just wait")
    await talk.press("Stop the wait")
    assert talk.names == ["utter_urge_stopped"] and not planned(talk)
    await evening.later(10)
    assert len(evening.heard(talk)) == 1


async def test_a_slip_is_met_kindly_and_resets_nothing(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "20", consent=True)
    await evening.later(3)
    await talk.say("ugh I gave in and texted him")
    assert talk.names == ["utter_urge_did_it", "utter_ask_urge_after"] and not planned(talk)
    await talk.say("2")
    assert talk.names == ["utter_urge_decide_after"], "a number after a slip says nothing about waiting"
    assert [wave.outcome for wave in waves(talk)] == ["did_it"]
    await evening.later(30)
    assert evening.heard(talk) == []


async def test_who_cannot_wait_is_let_go(talk: Talk, evening: Evening) -> None:
    await talk.grown_up()
    await talk.say("about to text her again, I can't stop")
    await talk.say("unbearable")
    await talk.say("I can't wait at all")
    assert talk.names == ["utter_urge_cannot_wait", "utter_ask_urge_minutes"]
    await talk.say("no")
    assert talk.names == ["utter_urge_no_wait"] and not planned(talk)


async def test_what_no_step_can_read_is_asked_once_and_then_left(talk: Talk, evening: Evening) -> None:
    await talk.grown_up()
    await talk.say("I want to call him this second")
    await talk.say("he sat there with his brother the whole time")
    assert talk.names == ["utter_reask_urge_number", "utter_ask_urge_before"]
    await talk.say("with his brother, and the dog as well")
    assert talk.names == ["utter_ask_urge_minutes"]
    await talk.say("he is at football with the lads")
    assert talk.names == ["utter_reask_urge_minutes", "utter_ask_urge_minutes"]
    await talk.say("5")
    await talk.say("paint the fence")
    assert talk.names == ["utter_urge_act_own"]
    await evening.later(5)
    await talk.say("the fence is green")
    assert talk.names == ["utter_reask_urge_outcome", "utter_ask_urge_outcome"]
    await talk.say("really green it is")
    assert talk.names == ["utter_ask_urge_after"]
    await talk.say("skip")
    assert talk.names == ["utter_urge_decide"]


async def test_a_practice_fills_the_wait_and_is_finished_first(talk: Talk, evening: Evening) -> None:
    await talk.grown_up()
    await talk.say("I really want to text him right now")
    await talk.say("8")
    await talk.say("2")
    await talk.say("some breathing please")
    assert "so that you can choose" in talk.text, "the practice begins, and asks for no second number"
    await talk.say("next")
    await evening.later(2)
    assert evening.heard(talk) == [], "not into the middle of a practice"
    for _ in range(3):
        await talk.say("next")
    await talk.say("5")
    assert "utter_practice_better" in talk.names
    await evening.later(0.1)
    assert evening.heard(talk) == [["utter_urge_time_up", "utter_ask_urge_outcome"]]


async def test_two_people_at_once_do_not_meet(talk: Talk, evening: Evening) -> None:
    other = Talk(talk.house, talk.house.keys.person("test", "the other one"))
    await waiting(talk, "10", "9")
    await waiting(other, "2", "4")
    await evening.later(2)
    assert evening.heard(talk) == [] and evening.heard(other) == [["utter_urge_time_up", "utter_ask_urge_outcome"]]
    await other.say("I waited")
    await evening.later(3)
    assert evening.heard(talk) == [["utter_urge_mark"]]
    await other.say("1")
    assert "4" in other.text and "9" not in other.text
    await evening.later(5)
    await talk.say("still waiting")
    assert talk.names[0] == "utter_urge_still_waiting" and len(evening.heard(other)) == 1


async def test_a_crisis_in_the_wait_is_not_spoken_over(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "20")
    await talk.say(CRISIS)
    assert talk.numbers
    await talk.say("no, I am not")
    for _ in range(2):
        await evening.later(10)
    assert evening.heard(talk) == [] and not planned(talk)
    assert await slot(talk, "urge_wait") is None


async def test_nor_at_the_mark_itself(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "2")
    evening.now += evening.now.resolution * 120_000_000  # two minutes: it is due, and nobody has looked yet
    await talk.say(CRISIS)
    await evening.later(0)
    assert evening.heard(talk) == [] and talk.numbers


async def test_after_the_mark_the_numbers_come_and_the_question_stays_open(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "2")
    await evening.later(2)
    await talk.say(CRISIS)
    assert talk.numbers and "utter_crisis_ask_suicide" in talk.names
    assert await slot(talk, "urge_outcome") is None and await slot(talk, "requested_slot") == "urge_outcome"


async def test_a_figure_of_speech_lets_the_wait_go_on(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "2")
    await talk.say(CRISIS)
    await talk.press("That was a figure of speech")
    await evening.later(2)
    assert evening.heard(talk) == [["utter_urge_time_up", "utter_ask_urge_outcome"]]


async def test_next_time_their_own_waves_are_shown(talk: Talk, evening: Evening) -> None:
    await talk.grown_up(consent=True)
    for before, after in (("8", "3"), ("9", "4"), ("6", "2")):
        await talk.say("I really want to text him right now")
        assert ("utter_urge_past" in talk.names) is (len(waves(talk)) > 1)
        await talk.say(before)
        await talk.say("2")
        await talk.say("just wait")
        await evening.later(2)
        await talk.say("I waited")
        await talk.say(after)
    await talk.say("I really want to text him right now")
    assert "utter_urge_past" in talk.names
    shown = talk.replies[talk.names.index("utter_urge_past")].text
    assert all(f" {value}" in shown for value in ("3", "8")), shown


async def test_without_consent_no_wave_is_kept_and_the_row_goes(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "2")
    with talk.house.database.session() as session:
        (row,) = session.execute(select(FollowUp).filter_by(person_key=talk.person)).scalars()
        assert "text him" not in str(row.about), "nothing that they wrote"
    await evening.later(2)
    await talk.say("I waited")
    await talk.say("2")
    assert waves(talk) == [] and not planned(talk)


@pytest.mark.parametrize("consent", [True, False])
async def test_a_restart_in_the_middle_loses_nothing(talk: Talk, evening: Evening, consent: bool) -> None:
    await waiting(talk, "10", consent=consent)
    again = open_house(talk.house.settings)  # the same database; trackers and visits of this process are gone
    try:
        with evening_in(again) as after:
            after.now = evening.now
            talk.house = again
            await after.later(10)
            assert after.heard(talk) == [["utter_urge_time_up", "utter_ask_urge_outcome"]]
            await talk.press("I waited")
            # Who is not on record meets a program that has to say again what it is, but asks no age again.
            assert talk.names[-2:] == ["utter_urge_waited", "utter_ask_urge_after"]
            assert talk.names[:-2] == ([] if consent else ["utter_disclosure"])
            await talk.say("3")
            assert talk.names == ["utter_urge_fell", "utter_urge_decide"] and "8" in talk.text
    finally:
        again.close()
        bind(evening.house.memory)


async def test_a_channel_that_fails_is_asked_again_and_the_person_hears_it_once(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "2")
    evening.channel.refuses = 2
    await evening.later(2)
    await evening.later(0.1)
    assert evening.heard(talk) == [] and planned(talk)
    await evening.later(0.1)
    await evening.later(0.1)
    assert evening.heard(talk) == [["utter_urge_time_up", "utter_ask_urge_outcome"]] and not planned(talk)


async def test_the_channels_address_comes_back_and_lies_in_the_row_only(talk: Talk, evening: Evening) -> None:
    await talk.grown_up()
    for text in ("I really want to text him right now", "8", "2", "just wait"):
        talk.house.front_door.forget_pace(talk.person)
        await talk.house.front_door.receive(talk.person, "test", text, country="GB", address="chat 4711")
    await evening.later(2)
    assert evening.channel.addresses[-1] == "chat 4711"


async def test_where_the_coach_cannot_speak_first_it_says_so(talk: Talk, evening: Evening) -> None:
    talk.house.memory.speaks_first = frozenset({"elsewhere"})
    await waiting(talk, "5")
    assert not planned(talk)
    await talk.say("how long is left")
    assert talk.names == ["utter_urge_left"]


async def test_delete_everything_takes_the_wait_along(talk: Talk, evening: Evening) -> None:
    await waiting(talk, "10")
    await talk.say("delete everything you have about me")
    await talk.say("yes")
    assert talk.names == ["utter_deleted"] and not planned(talk)
    await evening.later(10)
    assert evening.heard(talk) == []

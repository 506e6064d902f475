"""The course with the real model: taken to its end, paused, left, found again, and never in the way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import AsyncIterator

import pytest

from steady.content.course import ACT, ASK, PRACTICE, load_course
from steady.content.practices import load_practices
from steady.records.course import course_of
from tests.talking import ROOT, Talk

pytestmark = pytest.mark.model
PRACTICES = load_practices(ROOT / "data" / "content" / "practices")
DAYS = load_course(ROOT / "data" / "content" / "course", PRACTICES)
NO_PRESSURE = re.compile(r"\b(missed|streak|in a row|you haven't done|should have)\b", re.IGNORECASE)


@pytest.fixture
async def adult(talk: Talk) -> AsyncIterator[Talk]:
    await talk.grown_up()
    yield talk


def titles(talk: Talk) -> list[str]:
    return [button.title for button in talk.replies[-1].buttons]


def shows(talk: Talk, day: int, part: int) -> bool:
    """That part of that day is the last thing said."""
    texts = [reply.text for reply in talk.replies]
    said = [text.split("{practice}")[0] for text in DAYS[day - 1].parts[part].say]
    return all(any(text.startswith(one) for text in texts) for one in said)


def index(day: int, kind: str) -> int:
    return [part.kind for part in DAYS[day - 1].parts].index(kind)


async def slots(talk: Talk) -> dict[str, object]:
    return (await talk.house.agent.tracker_store.retrieve(talk.person)).current_slot_values()


async def take_day(talk: Talk) -> None:
    """From its first part to its end with buttons, the practice left for another time."""
    for _ in range(8):
        if {"utter_course_day_done", "utter_course_finished"} & set(talk.names):
            return
        assert len(talk.replies) <= 3 and talk.text
        assert talk.text.count("?") - len(re.findall(r'"[^"]*\?[^"]*"', talk.text)) <= 1, talk.text
        title = next(t for t in titles(talk) if t in {"Go on", "Not now, go on", "No act today"})
        await talk.press(title)
    pytest.fail("the day does not end")


async def test_all_fifteen_days_one_after_another(adult: Talk) -> None:
    await adult.say("start the course")
    assert adult.names[0] == "utter_course_begin"
    for day in range(1, 16):
        assert shows(adult, day, 0), day
        await take_day(adult)
        assert not NO_PRESSURE.search(adult.text)
        if day < 15:
            assert adult.names == ["utter_course_no_act", "utter_course_day_done", "utter_course_soon_enough"]
            await adult.press("The next day")
            assert adult.names[0] == "utter_course_day"
    assert adult.names[-1] == "utter_course_finished"
    await adult.say("start the course")
    assert adult.names == ["utter_course_finished"], "it does not begin again unasked"
    await adult.press("From day one again")
    assert shows(adult, 1, 0)


async def test_a_day_in_their_own_words(adult: Talk) -> None:
    await adult.say("can we begin the course")
    await adult.say("that's me all over")
    assert shows(adult, 1, 1)
    await adult.say("that i am too much and everyone gets tired of me")
    assert adult.names[0] == "utter_course_heard" and shows(adult, 1, 2)
    await adult.say("yes")
    assert adult.names[0].startswith("utter_practice_begin") and PRACTICES["self-compassion-break"].title in adult.text
    await adult.say("7")
    while "utter_ask_practice_after" not in adult.names:
        await adult.say("next")
    await adult.say("4")
    assert adult.names == ["utter_practice_better", "utter_course_after_practice"]
    await adult.say("yes")
    assert shows(adult, 1, index(1, ACT)), "after the practice the day goes on behind it"
    await adult.say("I'll water the tomatoes")
    assert adult.names == ["utter_course_act", "utter_course_day_done", "utter_course_soon_enough"]


async def test_an_act_from_the_list(adult: Talk) -> None:
    await adult.say("start the course")
    for _ in range(3):
        await adult.say("next")
    await adult.press(DAYS[0].parts[-1].acts[0])
    assert adult.names[0] == "utter_course_act"


async def test_stopped_and_found_again(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("next")
    await adult.say("stop")
    assert adult.names == ["utter_course_paused"]
    await adult.say("go on")
    assert adult.names[0] == "utter_course_resumed" and shows(adult, 1, 1)
    await adult.say("stop")
    await adult.say("we had a row about the dishes")
    await adult.say("where was I in the course?")
    assert adult.names == ["utter_course_where"] and DAYS[0].title in adult.text
    await adult.press("Go on with the day")
    assert shows(adult, 1, 1)
    await adult.say("leave the course")
    assert adult.names == ["utter_course_left"]
    await adult.say("go back to the course please")
    assert shows(adult, 1, 1), "what was left begins where it was"


async def test_skipped_and_taken_by_number(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("skip this day")
    assert adult.names == ["utter_course_skipped", "utter_course_next_up"] and DAYS[1].title in adult.text
    await adult.say("next day")
    assert shows(adult, 2, 0)
    await adult.say("can we do day 9")
    assert shows(adult, 9, 0)
    await adult.say("back")
    assert shows(adult, 9, 0)
    await adult.say("next")
    await adult.say("back")
    assert shows(adult, 9, 0)


async def test_a_question_on_the_way(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("hang on are you a real person or a computer")
    assert adult.names == ["utter_bot_challenge", "utter_digress_back"]
    await adult.press("Go on")
    assert shows(adult, 1, 0), "the same part again"
    await adult.say("next")
    assert shows(adult, 1, 1)


async def test_danger_on_the_way(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("next")
    assert DAYS[0].parts[1].kind == ASK
    await adult.say("that I want to kill myself")
    assert adult.numbers and "utter_crisis_ask_suicide" in adult.names
    await adult.say("no, I didn't mean it like that")
    await adult.say("go on")
    assert shows(adult, 1, 1), "the day goes on at the part that danger came into"


async def test_an_urge_on_the_way_and_the_place_is_kept(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("I really want to text him right now")
    assert "utter_ask_urge_before" in adult.names or "utter_ask_urge_kind" in adult.names, adult.names
    await adult.say("stop")
    await adult.say("where was I in the course")
    assert adult.names == ["utter_course_where"]


@pytest.mark.parametrize(
    "text", ["of course", "Of course I love him", "well of course she said yes", "it ran its course"]
)
async def test_an_idiom_is_no_course(adult: Talk, text: str) -> None:
    await adult.say(text)
    assert not any(name.startswith("utter_course") for name in adult.names), adult.names
    assert "course" not in await slots(adult) or (await slots(adult))["course"] is None


async def test_the_menu_has_it_and_the_age_comes_first(talk: Talk) -> None:
    await talk.say("what can you do")
    await talk.press("The course")
    assert "utter_ask_adult" in talk.names
    await talk.say("yes")
    await talk.say("no")
    assert "utter_course_begin" in talk.names and shows(talk, 1, 0), "what was asked for comes after the questions"


async def test_with_consent_the_place_is_on_record_and_goes_when_asked(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("start the course")
    await talk.say("next")
    with talk.house.database.session() as session:
        assert course_of(session, talk.person) == {
            "day": 1,
            "part": 1,
            "over": False,
            "left": False,
            "done": [],
            "done_on": None,
        }
    await talk.say("delete everything you have about me")
    await talk.say("yes")
    assert talk.names == ["utter_deleted"]
    await talk.say("next")
    assert not any(name.startswith("utter_course") for name in talk.names)
    with talk.house.database.session() as session:
        assert course_of(session, talk.person) is None
    assert (await slots(talk)).get("course") is None


async def test_without_consent_it_is_of_this_conversation_only(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("next")
    with adult.house.database.session() as session:
        assert course_of(session, adult.person) is None
    assert (await slots(adult))["course"]["part"] == 1


async def test_the_next_morning_it_is_simply_there(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    from actions import memory

    await talk.grown_up(consent=True)
    await talk.say("start the course")
    await take_day(talk)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)
    monkeypatch.setattr(memory.memory(), "clock", lambda: later)
    await talk.say("start the course")
    assert talk.names == ["utter_course_next_up"] and DAYS[1].title in talk.text
    assert not NO_PRESSURE.search(talk.text), "nine days later nobody counts"
    await talk.say("yes")
    assert shows(talk, 2, 0)


async def test_where_home_is_not_safe_no_day_leads_to_the_partner(adult: Talk) -> None:
    await adult.say("start the course")
    await adult.say("can we do day 7")
    assert DAYS[6].about_partner and shows(adult, 7, 0)
    await adult.say("he hits me when I ask for anything")
    assert adult.numbers
    await adult.say("yes I'm safe now")
    await adult.say("go on")
    assert "utter_course_left_out" in adult.names and not shows(adult, 7, 0)
    await adult.press("Start the day")
    assert shows(adult, 8, 0)
    await adult.say("can we do day 13")
    assert shows(adult, 14, 0)


async def test_the_web_is_told_where_one_is(adult: Talk) -> None:
    await adult.say("start the course")
    card = adult.replies[-1].custom["practice_step"]
    assert (card["title"], card["number"], card["of"]) == (DAYS[0].title, 1, len(DAYS[0].parts))


async def test_a_practice_that_has_begun_is_the_days(adult: Talk) -> None:
    await adult.say("start the course")
    for _ in range(index(1, PRACTICE)):
        await adult.say("next")
    await adult.press("Do it now")
    await adult.say("skip")
    await adult.say("stop")
    assert adult.names == ["utter_practice_stopped"]
    await adult.say("start the course")
    assert shows(adult, 1, index(1, PRACTICE)), "the practice is still offered"

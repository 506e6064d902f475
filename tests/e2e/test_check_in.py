"""The check-in, the look back and the reminder through the real model: by words and by buttons."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from steady.content.library import library
from steady.progress.png import png
from steady.records.check_ins import Day, check_ins, save_check_in
from steady.records.models import Person, PracticeRun
from steady.records.privacy import erase_person, export_person
from steady.records.reminders import KeptWish, reminder_of
from steady.records.waves import Wave, note_wave
from tests.talking import Talk

pytestmark = pytest.mark.model
NOW = dt.datetime(2026, 3, 31, 18, 0, tzinfo=dt.UTC)  # 19:00 in London
MARK = "marmaladish"


@pytest.fixture(autouse=True)
def clock(house, monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """A time of the test's own for all that is noted."""
    held = [NOW]
    monkeypatch.setattr(house.memory, "clock", lambda: held[0])
    return held


def kept(talk: Talk) -> tuple[Day, ...]:
    with talk.house.database.session() as session:
        return check_ins(session, talk.person)


def put(talk: Talk, *days: Day) -> None:
    with talk.house.database.session() as session:
        for day in days:
            save_check_in(session, talk.house.keys, talk.person, day, at=NOW)
        session.get(Person, talk.person).created_at = NOW - dt.timedelta(days=60)


def ago(n: int) -> dt.date:
    return NOW.date() - dt.timedelta(days=n)


async def test_a_check_in_by_words(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("I'd like to do my check-in")
    assert talk.names == ["utter_check_in_start", "utter_ask_check_in_anxiety"]
    await talk.say("pretty bad today")
    assert talk.names == ["utter_ask_check_in_urge"]
    await talk.say("about a six")
    assert talk.names == ["utter_ask_check_in_kindness"]
    await talk.say("quite harsh to be honest")
    assert talk.names == ["utter_ask_check_in_resisted"]
    await talk.say("a couple of times")
    assert talk.names == ["utter_ask_check_in_word"]
    await talk.say(f"{MARK} and grey")
    assert talk.names[0] == "utter_check_in_hard" and talk.names[1] == "utter_check_in_next"
    assert kept(talk) == (Day(NOW.date(), 8, 6, 2, 2),)
    with talk.house.database.session() as session:
        whole = export_person(session, talk.house.keys, talk.person)
    assert whole["check_in"][0]["word"] == f"{MARK} and grey"
    file = Path(talk.house.settings.database_url.removeprefix("sqlite:///"))
    for part in file.parent.glob(file.name + "*"):
        assert MARK.encode() not in part.read_bytes(), "the word is kept in cipher"


async def test_a_check_in_by_buttons(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("what can you do")
    await talk.press("Check in")
    for title in ("4", "2", "6", "3", "Skip"):
        assert any(button.title == title for button in talk.replies[-1].buttons), talk.text
        await talk.press(title)
    assert talk.names == ["utter_check_in_resisted", "utter_check_in_next"]
    assert "3" in talk.replies[0].text
    assert kept(talk) == (Day(NOW.date(), 4, 2, 6, 3),)
    await talk.press("How it has been")
    assert talk.names[0] == "utter_progress_early" and talk.replies[0].custom["chart"]["svg"].startswith("<svg")


async def test_everything_can_be_skipped_and_a_number_may_come_in_other_words(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("let me do my daily check in")
    await talk.say("skip")
    await talk.say("well, he went to the shop and then my mother rang about the wedding and I was tired from it all")
    assert talk.names == ["utter_check_in_again_number", "utter_ask_check_in_urge"]
    await talk.say("whenever suits you")
    assert talk.names == ["utter_ask_check_in_kindness"], "asked once more, and then let go"
    await talk.say("I don't know")
    await talk.say("no")
    await talk.say("no")
    assert talk.names[0] == "utter_check_in_done"
    assert kept(talk) == (Day(NOW.date(), resisted=0),)


async def test_what_was_told_with_the_wish_is_not_asked_again(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("Please note for today: anxiety four, urge two, slept six hours.")
    assert "utter_ask_check_in_kindness" in talk.names
    for answer in ("7", "none", "skip"):
        await talk.say(answer)
    assert kept(talk) == (Day(NOW.date(), 4, 2, 7, 0),)


async def test_a_second_one_the_same_day_offers_to_change_it(talk: Talk, clock: list[dt.datetime]) -> None:
    await talk.grown_up(consent=True)
    put(talk, Day(NOW.date(), 7, 5, None, 1))
    await talk.say("check-in time")
    assert talk.names == ["utter_ask_check_in_change"] and "anxiety 7, urge 5, checks resisted 1" in talk.text
    await talk.press("Leave it as it is")
    assert talk.names == ["utter_check_in_left", "utter_check_in_next"]
    await talk.say("I want to do my check in again")
    await talk.say("yes please")
    assert talk.names == ["utter_ask_check_in_anxiety"]
    for answer in ("3", "skip", "8", "skip", "skip"):
        await talk.say(answer)
    assert kept(talk) == (Day(NOW.date(), 3, 5, 8, 1),), "what was skipped stays as it was"
    clock[0] = NOW + dt.timedelta(hours=5, minutes=30)  # half past midnight in London, and still the 31st in UTC
    await talk.say("daily check in pls")
    assert "utter_check_in_start" in talk.names, "a new day where the person is"


async def test_stopped_it_goes_on_later_the_same_day(talk: Talk, clock: list[dt.datetime]) -> None:
    await talk.grown_up(consent=True)
    await talk.say("check-in time")
    await talk.say("6")
    await talk.say("stop")
    assert talk.names == ["utter_stop"] and kept(talk) == ()
    await talk.say("check-in time")
    assert talk.names == ["utter_check_in_go_on", "utter_ask_check_in_urge"]
    await talk.say("stop")
    clock[0] = NOW + dt.timedelta(days=1)
    await talk.say("check-in time")
    assert talk.names == ["utter_check_in_start", "utter_ask_check_in_anxiety"], "another day begins anew"


async def test_a_question_on_the_way_and_back(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("check-in time")
    await talk.say("are you a real person?")
    assert talk.names == ["utter_bot_challenge", "utter_digress_back"]
    await talk.press("Go on")
    assert talk.names == ["utter_ask_check_in_anxiety"]


async def test_without_consent_it_says_so_and_offers_to_ask_again(talk: Talk) -> None:
    await talk.grown_up(consent=False)
    await talk.say("I'd like to do my check-in")
    assert talk.names == ["utter_ask_to_keep"]
    await talk.say("no thanks")
    assert talk.names == ["utter_consent_no", "utter_check_in_unkept"]
    await talk.say("can I do my daily check in")
    assert talk.names == ["utter_check_in_unkept"], "a no is not asked about each time"
    await talk.press("Ask me again")
    assert talk.names == ["utter_ask_to_keep"]
    await talk.press("Yes, remember")
    assert talk.names == ["utter_consent_yes", "utter_check_in_start", "utter_ask_check_in_anxiety"]
    for answer in ("5", "same as that", "5", "skip", "skip"):
        await talk.say(answer)
    assert kept(talk) == (Day(NOW.date(), 5, 5, 5),)


async def test_as_the_first_thing_it_comes_after_the_questions_about_age_and_notes(talk: Talk) -> None:
    await talk.say("check-in time")
    assert talk.names[-1] == "utter_ask_adult"
    await talk.say("yes")
    await talk.say("yes")
    assert talk.names == ["utter_consent_yes", "utter_check_in_start", "utter_ask_check_in_anxiety"]


async def test_looking_back_over_a_week_a_month_and_all(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    put(talk, *(Day(ago(n), 7 if n > 6 else 4, resisted=1) for n in range(14)), Day(ago(50), 9))
    with talk.house.database.session() as session:
        session.add(PracticeRun(person_key=talk.person, practice="soften", at=NOW, before=8, after=5, finished=True))
        note_wave(session, talk.person, Wave("text", 10, "waited", 6, 2), at=NOW - dt.timedelta(days=1))
    await talk.say("how have I been doing this week")
    assert talk.names == ["utter_progress_easier", "utter_success_resisted", "utter_progress_more"]
    assert "around 7 the week before" in talk.text and "around 4 this week" in talk.text
    chart = talk.replies[0].custom["chart"]
    assert len(chart["series"][0]["points"]) == 7 and chart["pairs"] == [
        [ago(0).isoformat(), 8, 5],
        [ago(1).isoformat(), 6, 2],
    ]
    assert json.loads(json.dumps(chart)) == chart and png(chart).startswith(b"\x89PNG")
    assert "Checks" in talk.replies[1].text and "7" in talk.replies[1].text
    await talk.press("A month")
    assert len(talk.replies[0].custom["chart"]["series"][0]["points"]) == 14
    assert "utter_success_both" in talk.names, "16 days of the month they did not come"
    await talk.say("show me all of it since I started")
    assert len(talk.replies[0].custom["chart"]["series"][0]["points"]) == 15


async def test_nothing_in_that_time_and_nothing_at_all(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("show my chart")
    assert talk.names == ["utter_progress_none"]
    put(talk, Day(ago(20), 5))
    await talk.say("show my chart for this week")
    assert talk.names == ["utter_progress_none_then"]
    await talk.press("All of it")
    assert talk.names[0] == "utter_progress_early"


async def test_progress_without_notes(talk: Talk) -> None:
    await talk.grown_up(consent=False)
    await talk.say("show my chart")
    assert talk.names == ["utter_ask_to_keep"]
    await talk.press("No, keep nothing")
    assert talk.names == ["utter_consent_no", "utter_progress_unkept"]


def wish_of(talk: Talk) -> KeptWish | None:
    with talk.house.database.session() as session:
        return reminder_of(session, talk.person)


async def test_a_reminder_by_words_with_its_hour_in_the_wish(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("can you remind me to check in every evening at 8?")
    assert talk.names == ["utter_ask_reminder_ok"] and "20:00" in talk.text
    await talk.say("yes")
    assert talk.names[0] == "utter_reminder_kept" and "20:00" in talk.text and "London" in talk.text
    assert wish_of(talk) == KeptWish(talk.person, 1200, "Europe/London", (1320, 420), "test")
    await talk.say("no more reminders")
    assert talk.names == ["utter_reminder_off"] and wish_of(talk) is None
    await talk.say("stop reminding me")
    assert talk.names == ["utter_reminder_none"]


async def test_a_reminder_by_buttons_where_a_country_has_several_zones(house: object, talk: Talk) -> None:
    talk.country = "US"
    await talk.grown_up(consent=True)
    await talk.say("check-in time")
    for _ in range(5):
        await talk.press("Skip")
    await talk.press("Remind me")
    assert talk.names == ["utter_ask_reminder_time"]
    await talk.press("8:00")
    assert talk.names == ["utter_ask_reminder_zone"]
    await talk.press("Chicago")
    assert "8:00" in talk.text and "Chicago" in talk.text
    await talk.say("no, at 9pm please")
    assert talk.names == ["utter_ask_reminder_ok"] and "21:00" in talk.text
    await talk.press("Yes, note it")
    assert wish_of(talk) == KeptWish(talk.person, 1260, "America/Chicago", (1320, 420), "test")


async def test_a_reminder_in_the_night_only_by_a_clear_yes(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("remind me every day")
    await talk.say("at nine")
    assert talk.names == ["utter_ask_reminder_which"] and [b.title for b in talk.replies[0].buttons] == [
        "9:00",
        "21:00",
    ]
    await talk.say("hmm, half past eleven at night")
    assert talk.names == ["utter_ask_reminder_quiet"]
    await talk.say("no")
    assert talk.names == ["utter_ask_reminder_time"]
    await talk.say("23:30")
    await talk.press("Yes, at that hour")
    await talk.say("yes that's right")
    assert talk.names[0] == "utter_reminder_kept_loud" and wish_of(talk).quiet is None


async def test_a_reminder_that_cannot_be_read_is_let_go(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("remind me every day")
    await talk.say("whenever suits you")
    assert talk.names == ["utter_reminder_again", "utter_ask_reminder_time"]
    await talk.say("as you like")
    assert talk.names[0] == "utter_reminder_let_go" and wish_of(talk) is None


async def test_erasing_takes_check_ins_and_the_wish(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    put(talk, Day(NOW.date(), 5))
    await talk.say("remind me every day at 8pm")
    await talk.say("yes")
    with talk.house.database.session() as session:
        gone = erase_person(session, talk.person)
    assert gone["check_in"] == 1 and gone["reminder"] == 1


def test_the_words_are_there() -> None:
    assert library().progress["asked"]

"""Danger typed anywhere gets the numbers of the person's country, whatever else is under way or broken."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from steady.channels.front_door import FrontDoor
from steady.content.practices import load_practices
from tests.e2e.urging import evening_in
from tests.talking import ROOT, Talk

pytestmark = pytest.mark.model
CRISIS = "I want to kill myself"
SAMARITANS = "116 123"


async def at_the_age_question(talk: Talk) -> None:
    await talk.say("I feel anxious about us all the time")


async def at_the_consent_question(talk: Talk) -> None:
    await at_the_age_question(talk)
    await talk.say("yes")


async def at_a_question_of_ask_or_check(talk: Talk, answered: int) -> None:
    await talk.grown_up()
    await talk.say("do you think he still loves me?")
    await talk.press(talk.replies[-1].buttons[0].title)
    for _ in range(answered):
        await talk.say("yes")
    assert await slot(talk, "requested_slot") == ["new_trigger", "asked_before", "answer_enough", "can_wait"][answered]


async def in_a_practice(talk: Talk, title: str, taken: int) -> None:
    """`taken`: turns since it began (0: at the first rating)."""
    await talk.grown_up()
    await talk.say(f"can we do the {title} one please")
    for _ in range(taken):
        await talk.say("next" if await slot(talk, "requested_slot") != "practice_before" else "6")
    assert await slot(talk, "requested_slot"), "the practice should be under way"


async def in_a_check_in(talk: Talk, answered: int) -> None:
    await talk.grown_up(consent=True)
    await talk.say("check-in time")
    for _ in range(answered):
        await talk.say("3")
    questions = ("anxiety", "urge", "kindness", "resisted", "word")
    assert await slot(talk, "requested_slot") == f"check_in_{questions[answered]}"


async def at_the_change_of_a_check_in(talk: Talk) -> None:
    await in_a_check_in(talk, 4)
    await talk.say("skip")
    await talk.say("check-in time")
    assert await slot(talk, "requested_slot") == "check_in_change"


async def in_a_reminder(talk: Talk, wish: str, question: str) -> None:
    talk.country = "GB"
    await talk.grown_up(consent=True)
    await talk.say(wish)
    assert await slot(talk, "requested_slot") == f"reminder_{question}"


async def asked_to_keep(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("check-in time")
    assert await slot(talk, "awaiting") == "consent"


async def before_a_chart(talk: Talk) -> None:
    await in_a_check_in(talk, 4)
    await talk.say("skip")
    await talk.press("How it has been")
    assert talk.replies[0].custom["chart"]


URGE_STEPS = ("urge_kind", "urge_before", "urge_minutes", "urge_meanwhile")


async def at_a_step_of_an_urge(talk: Talk, step: str) -> None:
    """`step`: the slot that is asked for; "" while the wait is running."""
    await talk.grown_up()
    await talk.say("help")
    await talk.press("The urge is here now")
    for answer in ("call her", "8", "ten minutes", "just wait"):
        if await slot(talk, "requested_slot") == step:
            return
        await talk.say(answer)
    assert step == "" and await slot(talk, "urge_wait"), "a wait should be running"


async def at_a_step_of_what_happened(talk: Talk, step: str) -> None:
    await at_a_step_of_an_urge(talk, "")
    with evening_in(talk.house) as evening:
        evening.now = dt.datetime.now(dt.UTC)
        await evening.later(10)
        assert evening.heard(talk)[-1] == ["utter_urge_time_up", "utter_ask_urge_outcome"]
    if step == "urge_after":
        await talk.say("I waited")
    assert await slot(talk, "requested_slot") == step


async def at_a_question_about_therapy(talk: Talk, replies: tuple[str, ...], question: str) -> None:
    for text in ("hello", "we had a row last night", "yes", "no", "do you think I should see a therapist", *replies):
        await talk.say(text)
    assert await slot(talk, "requested_slot") == question


CLEAN_ASK = {"when": (), "feel": ("she works late",), "need": ("she works late", "small"),
             "would": ("she works late", "small", "a warm word"),
             "done": ("she works late", "small", "a warm word", "call me")}  # fmt: skip


async def in_a_clean_ask(talk: Talk, part: str) -> None:
    await talk.grown_up()
    await talk.say("how do I put it to her in a good way?")
    for text in CLEAN_ASK[part]:
        await talk.say(text)
    assert await slot(talk, "requested_slot") == f"clean_{part}"


async def on_the_way_to_a_therapist(talk: Talk, press: str) -> None:
    await talk.grown_up()
    await talk.say("how do I find a therapist")
    await talk.press(press)


async def in_the_course(talk: Talk, taken: int) -> None:
    """`taken`: parts of the first day gone on from."""
    await talk.grown_up()
    await talk.say("start the course")
    for _ in range(taken):
        await talk.say("next")
    assert await slot(talk, "requested_slot") == "course_step"


async def between_two_days(talk: Talk) -> None:
    await in_the_course(talk, 3)
    await talk.press("No act today")
    assert await slot(talk, "awaiting") == "course"


async def slot(talk: Talk, name: str) -> object:
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    return tracker.get_slot(name)


THERAPY = {"fit_where": (), "fit_hours": ("both",), "fit_weighs": ("both", "no"), "fit_weeks": ("both", "no", "no"),
           "fit_willing": ("both", "yes"), "fit_safe": ("both", "yes", "yes")}  # fmt: skip
THERAPY_STEPS = ("Would it fit me?", "A first message", "It costs too much", "Something else stops me", "More ways")


def practices() -> list[tuple[str, int]]:
    """Title and number of turns until its end: a rating, each step, a rating."""
    return [(p.title, len(p.steps) + 2) for p in load_practices(ROOT / "data" / "content" / "practices").values()]


PLACES: dict[str, Callable[[Talk], Awaitable[None]]] = {
    "as the first message": lambda talk: asyncio.sleep(0),
    "at the age question": at_the_age_question,
    "at the consent question": at_the_consent_question,
    **{f"at question {n + 1} of ask or check": lambda talk, n=n: at_a_question_of_ask_or_check(talk, n) for n in range(4)},
    **{f"at {step or 'no question'} of an urge": lambda talk, step=step: at_a_step_of_an_urge(talk, step)
       for step in (*URGE_STEPS, "")},
    **{f"at {step} of an urge": lambda talk, step=step: at_a_step_of_what_happened(talk, step)
       for step in ("urge_outcome", "urge_after")},
    **{f"at the {part} of a clean ask": lambda talk, part=part: in_a_clean_ask(talk, part) for part in CLEAN_ASK},
    **{f"at {q} about therapy": lambda talk, q=q: at_a_question_about_therapy(talk, THERAPY[q], q) for q in THERAPY},
    **{f"after {press!r} about therapy": lambda talk, press=press: on_the_way_to_a_therapist(talk, press)
       for press in THERAPY_STEPS},
    **{f"in {title}, {n} turns in": lambda talk, title=title, n=n: in_a_practice(talk, title, n)
       for title, turns in practices() for n in range(turns)},
    **{f"at question {n + 1} of a check-in": lambda talk, n=n: in_a_check_in(talk, n) for n in range(5)},
    "at the question whether to change a check-in": at_the_change_of_a_check_in,
    **{f"at a reminder's {question}": lambda talk, wish=wish, question=question: in_a_reminder(talk, wish, question)
       for question, wish in (("time", "remind me every day"), ("quiet", "remind me at 11:30 pm"), ("ok", "remind me at 8pm"))},
    **{f"in the course, {n} parts in": lambda talk, n=n: in_the_course(talk, n) for n in range(4)},
    "between two days of the course": between_two_days,
    "where notes are offered": asked_to_keep,
    "before a chart": before_a_chart,
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
async def test_the_numbers_come(talk: Talk, place: str) -> None:
    await PLACES[place](talk)
    before = await slot(talk, "requested_slot") if talk.replies else None
    await talk.say(CRISIS)
    assert SAMARITANS in talk.text and talk.numbers
    assert "utter_crisis_ask_suicide" in talk.names, "one direct question follows the numbers"
    # The words did not fill a slot of the form: its question is still open.
    if before:
        assert await slot(talk, "requested_slot") == before
        assert await slot(talk, str(before)) is None


async def test_a_word_for_the_day_that_means_danger_is_not_put_away(talk: Talk) -> None:
    await in_a_check_in(talk, 4)
    await talk.say("I don't want to be here any more")
    assert talk.numbers
    await talk.say("no, I didn't mean it like that")
    await talk.say("go on")
    assert await slot(talk, "requested_slot") == "check_in_word", "the question is still open"


async def test_as_the_title_of_a_button(talk: Talk) -> None:
    await talk.grown_up()
    await talk.press(CRISIS)
    assert SAMARITANS in talk.text


@pytest.mark.parametrize("payload", ['/greet{"a":"b"} ', "/greet ", "/", "  /restart ", "/stop\n"])
async def test_after_a_typed_slash(talk: Talk, payload: str) -> None:
    await talk.say(payload + CRISIS)
    assert SAMARITANS in talk.text


@pytest.mark.parametrize(
    "payload", ['/greet{"a":"b"}', "/session_start", "/no_such_intent", "/restart", '/ask_exercise{"practice":"x"}']
)
async def test_a_typed_payload_is_text_like_any_other(talk: Talk, payload: str) -> None:
    await talk.say(payload)
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    assert not (tracker.latest_message.text or "").startswith("/")
    assert "risk" in tracker.latest_message.parse_data


async def test_with_the_action_step_raising(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk.grown_up()

    async def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the action step is down")

    monkeypatch.setattr(type(talk.house.agent.processor.action_endpoint.executor()), "run", broken)
    await talk.say(CRISIS)
    assert SAMARITANS in talk.text and "utter_crisis_ask_suicide" in talk.names
    await talk.say("no")
    await talk.say("we had a huge fight last night")  # an ordinary turn: not silence, and numbers beside it
    assert talk.names == ["utter_action_failed"] and talk.numbers


async def test_with_the_database_locked(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    file = talk.house.settings.database_url.removeprefix("sqlite:///")
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        await talk.say(CRISIS)
        assert SAMARITANS in talk.text
        await talk.say("yes")
        assert "utter_crisis_ask_soon" in talk.names, "the route goes on from memory"
    finally:
        lock.execute("ROLLBACK")
        lock.close()


@pytest.fixture
def without_model(house: object) -> Talk:
    door = house.front_door
    bare = FrontDoor(None, library=door.library, screen=door.screen, words=door.words)
    return Talk(replace(house, front_door=bare), "0" * 64)


async def test_with_no_model_loaded(without_model: Talk) -> None:
    await without_model.say(CRISIS)
    assert SAMARITANS in without_model.text
    await without_model.say("I feel a bit sad today")
    assert without_model.numbers and without_model.text, "without a model nobody gets silence"


@pytest.mark.parametrize(
    ("country", "number"),
    [("US", "988"), ("IE", "116 123"), ("AU", "13 11 14"), ("IN", "14416"), (None, "findahelpline.com")],
)
async def test_the_numbers_are_those_of_the_country(house: object, country: str | None, number: str) -> None:
    talk = Talk(replace(house, front_door=_without_default(house)), f"{hash(country):064x}"[-64:], country)
    await talk.say(CRISIS)
    assert number in talk.text


def _without_default(house: object) -> FrontDoor:
    door = house.front_door
    return FrontDoor(house.agent, library=door.library, screen=door.screen, words=door.words)


async def test_the_person_can_go_on_where_they_were(talk: Talk) -> None:
    await in_a_practice(talk, "Slow breathing", 2)
    step = talk.replies[-1].text
    await talk.say(CRISIS)
    await talk.say("no, I didn't mean it like that")
    await talk.say("go on")
    assert talk.text == step, "the practice goes on with the step that danger came into"
    await talk.say("next")
    assert step not in talk.text and talk.replies[-1].custom

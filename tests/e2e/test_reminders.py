"""The hour of a reminder comes, through the real model: the coach speaks first, or rightly does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from steady.records.check_ins import Day, save_check_in
from tests.e2e.urging import Evening, evening_in
from tests.talking import Talk

pytestmark = pytest.mark.model
A_DAY = 24 * 60


@pytest.fixture
def evening(house: Any) -> Iterator[Evening]:
    with evening_in(house) as evening:
        yield evening


async def wished(talk: Talk) -> None:
    """At eight in the evening, where it is eight just now: the next is tomorrow's."""
    await talk.grown_up(consent=True)
    await talk.say("can you remind me to check in every evening at 8?")
    await talk.say("yes")
    assert talk.names[0] == "utter_reminder_kept"


async def test_said_at_its_hour_once_and_its_key_begins_the_check_in(evening: Evening, talk: Talk) -> None:
    await wished(talk)
    await evening.later(10)
    assert evening.heard(talk) == [], "the hour was just over when it was wished for"
    await evening.later(A_DAY - 10)
    await evening.later(1)
    assert evening.heard(talk) == [["utter_reminder"]]
    talk.replies = evening.channel.said[talk.person][-1]
    await talk.press("Check in")
    assert "utter_check_in_start" in talk.names
    await talk.say("stop")
    await evening.later(A_DAY - 1)
    assert len(evening.heard(talk)) == 2


async def test_not_on_a_day_that_was_checked_in(evening: Evening, talk: Talk) -> None:
    await wished(talk)
    await evening.later(A_DAY - 1)
    with talk.house.database.session() as session:
        save_check_in(session, talk.house.keys, talk.person, Day(evening.now.date(), 4), at=evening.now)
    await evening.later(1)
    assert evening.heard(talk) == []


async def test_not_beside_an_open_question_about_safety(evening: Evening, talk: Talk) -> None:
    await wished(talk)
    await evening.later(A_DAY - 1)
    await talk.say("I want to kill myself")
    await evening.later(1)
    assert evening.heard(talk) == []


async def test_taken_back_before_its_hour(evening: Evening, talk: Talk) -> None:
    await wished(talk)
    await talk.say("no more reminders please")
    await evening.later(A_DAY)
    assert evening.heard(talk) == []


async def test_a_wait_with_an_urge_and_a_reminder_do_not_push_each_other_out(evening: Evening, talk: Talk) -> None:
    await wished(talk)
    await evening.later(A_DAY - 1)
    await talk.say("I really want to text him right now")
    await talk.say("8")
    await talk.say("10")
    await talk.say("just wait")
    await evening.later(1)
    await evening.later(9)
    heard = [name for names in evening.heard(talk) for name in names]
    assert "utter_urge_time_up" in heard


async def test_where_nobody_speaks_first_an_alarm_is_advised(evening: Evening, talk: Talk) -> None:
    talk.house.memory.speaks_first = frozenset({"another"})
    await talk.grown_up(consent=True)
    await talk.say("can you remind me to check in every evening at 8?")
    await talk.say("yes")
    assert talk.names[0] == "utter_reminder_kept_alone"

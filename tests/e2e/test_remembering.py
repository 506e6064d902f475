"""With consent the log tells the story without text; without consent nothing is kept but a count."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from steady.commands.report import collect
from steady.records.models import ConversationEvent, CrisisCount, Person, Turn
from steady.records.session_list import load_sessions
from steady.records.sessions_view import sessions_table
from tests.talking import Talk

pytestmark = pytest.mark.model
MARK = "marmalade"  # a word that only this test says


def files_of(talk: Talk) -> list[Path]:
    database = Path(talk.house.settings.database_url.removeprefix("sqlite:///"))
    return [p for p in database.parent.iterdir() if p.is_file()]


def count(talk: Talk, model: object) -> int:
    with talk.house.database.session() as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar() or 0)


async def test_with_consent_the_story_is_told_without_text(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await talk.say(f"he left me on read since lunch, his {MARK} is on my mind and I am anxious")
    await talk.say("yes")
    await talk.say("yes")
    code = talk.house.keys.code(talk.person)
    assert code in talk.text
    await talk.say(f"I keep checking his {MARK} page forty times a day")
    assert talk.house.session_log.flush(10)
    with talk.house.database.session() as session:
        sittings = load_sessions(session, code=code)
        table = sessions_table(sittings)
        assert "describe_checking" in [turn.intent for turn in sittings[0].turns]
    assert code in table and MARK not in table
    for file in files_of(talk):
        assert MARK.encode() not in file.read_bytes(), file
    assert MARK not in caplog.text


async def test_without_consent_only_a_crisis_is_counted(talk: Talk) -> None:
    people, turns, events = (count(talk, model) for model in (Person, Turn, ConversationEvent))
    with talk.house.database.session() as session:
        before = sum(row["n"] for row in collect(session)["crisis_referrals"])
    await talk.grown_up(consent=False)
    await talk.say(f"I want to kill myself over this {MARK}")
    assert talk.house.session_log.flush(10)
    assert (count(talk, Person), count(talk, Turn), count(talk, ConversationEvent)) == (people, turns, events)
    with talk.house.database.session() as session:
        after = sum(row["n"] for row in collect(session)["crisis_referrals"])
    assert after == before + 1 and count(talk, CrisisCount) >= 1
    for file in files_of(talk):
        assert MARK.encode() not in file.read_bytes(), file


async def test_deleting_leaves_nothing(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    assert talk.house.session_log.flush(10)
    await talk.say("delete everything you have about me")
    await talk.say("yes")
    assert talk.names == ["utter_deleted"]
    with talk.house.database.session() as session:
        assert session.get(Person, talk.person) is None
        left = select(func.count()).select_from(ConversationEvent).filter_by(person_key=talk.person)
        assert session.execute(left).scalar() == 0

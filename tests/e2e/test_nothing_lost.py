"""What somebody says beside an answer or behind a courtesy is taken up, through the real model."""

from __future__ import annotations

import pytest

from tests.talking import Talk

pytestmark = pytest.mark.model
QUESTION = "utter_ask_adult"
IDLE = {"utter_deny_idle", "utter_affirm_idle", "utter_what_now", "utter_thank"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nope, none of these. my girlfriend broke up with me in june", "utter_share_breakup"),
        ("neither. he was out with his ex and I'm so jealous", "utter_share_jealousy"),
        ("ok thanks. but i keep checking when she was last online", "utter_describe_checking"),
    ],
)
async def test_the_point_behind_a_courtesy(talk: Talk, text: str, name: str) -> None:
    await talk.grown_up()
    await talk.say(text)
    assert any(said.startswith(name) for said in talk.names), talk.names


@pytest.mark.parametrize("text", ["no", "no thanks", "nah i don't want that", "ok", "fine, thank you", "no, not now"])
async def test_a_mere_courtesy_stays_one(talk: Talk, text: str) -> None:
    await talk.grown_up()
    await talk.say(text)
    assert not any(name.startswith(("utter_share", "utter_fallback", "utter_did")) for name in talk.names), talk.names


async def test_the_answer_about_age_and_the_rest(talk: Talk) -> None:
    await talk.say("I worry all day that he doesn't love me any more")
    assert talk.names[-1].startswith("utter_ask_adult")
    await talk.say("44. And tell me, does he still love me?")
    assert talk.names[0] == "utter_no_certainty" and talk.names[-1] == "utter_ask_consent"
    await talk.say("store nothing please. he stayed out with a younger woman and I'm sick with jealousy")
    assert talk.names[0] == "utter_consent_no" and talk.names[1].startswith("utter_share_jealousy"), talk.names
    assert talk.names[-1] == "utter_offer_jealousy" and len(talk.replies) == 3


async def test_an_age_told_before_it_is_asked(talk: Talk) -> None:
    await talk.say("hi there. I'm 52 and my wife left me last month")
    assert talk.names[-1] == "utter_ask_consent"
    await talk.say("remember whatever suits you")
    assert "utter_consent_yes" in talk.names and talk.names[-1].startswith("utter_offer_")
    assert len(talk.replies) == 3 and "{" not in talk.text


async def test_consent_in_plain_words_later_on(talk: Talk) -> None:
    await talk.say("I'm 33 and so scared of losing him")
    assert talk.names[-1] == "utter_ask_consent"
    await talk.say("what if he finds somebody prettier and goes")
    await talk.say("oh and yes, you may remember it")
    assert "utter_consent_yes" in talk.names

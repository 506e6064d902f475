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


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("could you start the timer for this urge please", "urge_form"),
        ("wait it out with me please", "urge_form"),
        ("I'd like to find the words now", "clean_ask_form"),
    ],
)
async def test_a_tool_is_reached_by_name_out_of_another(talk: Talk, text: str, form: str) -> None:
    await talk.grown_up()
    await talk.say("is it an ask or a check")
    assert await loop(talk) == "ask_or_check_form"
    await talk.say(text)
    assert await loop(talk) == form, talk.names


async def test_what_is_only_shown_leaves_the_form_open(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("is it an ask or a check")
    await talk.say("can I see my progress")
    assert await loop(talk) == "ask_or_check_form" and talk.names[-1] == "utter_digress_back"


async def test_a_title_typed_later_or_pressed_late_still_opens(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("he looks at other women and I'm jealous")
    assert "As I'd treat a friend" in {b.title for reply in talk.replies for b in reply.buttons}
    await talk.say("I'm ashamed and hate the way I am")
    await talk.say("ok. as i'd treat a friend, please")
    assert await loop(talk) == "practice_form"
    await talk.say("stop")
    await talk.say("what can you do")
    await talk.press("As I'd treat a friend")
    late = talk.house.front_door.words.sentences["late_button"]
    assert talk.replies[0].text in late and await loop(talk) == "practice_form"


async def test_a_word_about_somebody_else_is_not_for_the_program(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("as I'd treat a friend")
    await talk.say("6")
    await talk.say("you were a brave person tonight")
    assert "utter_bot_challenge" not in talk.names
    await talk.say("hold on my son is crying, stop")
    assert talk.names[0] == "utter_practice_stopped"


async def test_an_unclear_message_gets_no_absurd_choice(talk: Talk) -> None:
    await talk.grown_up()
    for text in (
        "the other thing with the boat and the blue one",
        "it was the way of the thing yesterday and then the list",
    ):
        await talk.say(text)
        titles = {b.title for reply in talk.replies for b in reply.buttons}
        assert not titles & {"Your answers don't help", "Something went better", "Who sees this", "Saying goodbye"}


async def loop(talk: Talk) -> str | None:
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    return tracker.active_loop_name

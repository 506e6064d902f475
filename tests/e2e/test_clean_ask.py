"""One sentence to ask with, built through the real model: by words, by buttons, interrupted, changed, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.records.clean_asks import clean_asks
from steady.records.privacy import erase_person, export_person
from tests.talking import Talk

pytestmark = pytest.mark.model
MARK = "marmaladish"
HOW = "how do I put it to her in a good way?"


async def slot(talk: Talk, name: str) -> object:
    return (await talk.house.agent.tracker_store.retrieve(talk.person)).get_slot(name)


async def begun(talk: Talk, consent: bool = False) -> None:
    await talk.grown_up(consent)
    await talk.say(HOW)
    assert talk.names == ["utter_how_to_ask", "utter_ask_clean_when"]


async def built(talk: Talk, consent: bool = False) -> None:
    await begun(talk, consent)
    for text in ("she works late", f"{MARK} and small", "a warm word", "call me from the train"):
        await talk.say(text)


async def test_by_words(talk: Talk) -> None:
    await begun(talk)
    await talk.say("she doesn't answer me all day")
    assert talk.names == ["utter_ask_clean_feel"]
    await talk.say("I feel small")
    assert talk.names == ["utter_ask_clean_need"]
    await talk.say("to know we are ok")
    assert talk.names == ["utter_ask_clean_would"]
    await talk.say("would you send me one line at lunch?")
    asked = "When you don't answer me all day, I feel small. What I need is to know we are ok. Would you send me one line at lunch?"
    assert talk.replies[0].text == asked and talk.replies[0].custom["copy"] == asked
    assert talk.names[1:] == ["utter_clean_hint"]
    await talk.say("yes that's it")
    assert talk.names == ["utter_clean_done", "utter_clean_next"]


async def test_by_buttons_with_parts_left_out(talk: Talk) -> None:
    await begun(talk)
    await talk.press("Skip")
    await talk.press("Lonely")
    await talk.say("skip")
    await talk.press("Sit with me")
    assert talk.replies[0].text == "I feel lonely. Would you sit with me for ten minutes?"
    await talk.press("Keep it like this")
    assert talk.names == ["utter_clean_done", "utter_clean_next"]


async def test_everything_left_out_is_no_sentence(talk: Talk) -> None:
    await begun(talk)
    for _ in range(4):
        await talk.press("Skip")
    assert talk.names == ["utter_clean_empty"]
    await talk.press("Keep it like this")
    assert talk.names == ["utter_clean_nothing"]


async def test_back_redoes_the_part_before(talk: Talk) -> None:
    await begun(talk)
    await talk.say("go back")
    assert talk.names == ["utter_clean_first", "utter_ask_clean_when"]
    await talk.press("Plans change late")
    await talk.press("Back a step")
    assert talk.names == ["utter_ask_clean_when"]
    await talk.say("you come home late")
    await talk.press("Hurt")
    await talk.say("back")
    assert talk.names == ["utter_ask_clean_feel"]
    await talk.press("Scared")
    await talk.press("Skip")
    await talk.press("Skip")
    assert talk.replies[0].text == "When you come home late, I feel scared."


async def test_a_part_is_changed_at_the_end(talk: Talk) -> None:
    await built(talk)
    await talk.say("change the feeling")
    assert talk.names == ["utter_ask_clean_feel"]
    await talk.say("far away")
    assert "I feel far away." in talk.replies[0].text and MARK not in talk.text
    assert talk.names[1:] == ["utter_clean_changed"], "the hint comes once"
    await talk.say("change the need to a hug")
    assert "What I need is a hug." in talk.replies[0].text
    await talk.say("no")
    assert talk.names == ["utter_clean_which"]
    await talk.press("Change the ask")
    await talk.press("A short message")
    assert talk.replies[0].text.endswith("Would you send me a short message?")
    await talk.say("thank you")
    assert talk.names == ["utter_clean_done", "utter_clean_next"]


async def test_what_was_told_is_not_asked_again(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("I want to ask him to text me when he lands because I get scared, how do I say it?")
    assert talk.names == ["utter_how_to_ask", "utter_clean_told", "utter_ask_clean_need"]
    await talk.say("a sign that he is there")
    expected = "I feel scared. What I need is a sign that you are there. Would you text me when you land?"
    assert talk.replies[0].text == expected


async def test_after_a_bit_of_both_the_own_half_follows(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("do you think he still loves me?")
    await talk.press("Is it an ask or a check?")
    for answer in ("he forgot our anniversary", "yes", "yes", "no"):
        await talk.say(answer)
    assert talk.names[0] == "utter_outcome_both"
    await talk.press("Find the words")
    assert "utter_ask_clean_when" in talk.names
    for _ in range(3):
        await talk.press("Skip")
    await talk.say("plan one evening with me")
    await talk.press("Keep it like this")
    assert talk.names == ["utter_clean_both", "utter_clean_own_half"]
    assert len(talk.replies[1].buttons) == 2, "one practice, or not now"
    await talk.say("yes")
    assert await slot(talk, "practice") and await slot(talk, "requested_slot")


async def test_the_own_half_may_wait(talk: Talk) -> None:
    await test_after_a_bit_of_both_the_own_half_follows(talk)
    await talk.say("stop")
    await talk.press("Find the words") if "Find the words" in talk.text else await talk.say(HOW)
    assert "utter_ask_clean_when" in talk.names, "the sentence can be built anew"


@pytest.mark.parametrize("answered", range(5))
async def test_a_question_on_the_way_comes_back_to_the_part_that_was_open(talk: Talk, answered: int) -> None:
    await begun(talk)
    for text in ("she works late", "small", "a warm word", "call me")[:answered]:
        await talk.say(text)
    open_part = await slot(talk, "requested_slot")
    await talk.say("what is attachment theory?")
    assert talk.names == ["utter_faq/attachment_theory", "utter_digress_back"]
    assert await slot(talk, "requested_slot") == open_part
    await talk.press("Go on")
    assert await slot(talk, "requested_slot") == open_part
    assert talk.names[-1] == ("utter_clean_changed" if answered == 4 else f"utter_ask_{open_part}")


async def test_a_wish_for_certainty_on_the_way_is_no_part(talk: Talk) -> None:
    await begun(talk)
    await talk.say("do you think she still loves me?")
    assert talk.names == ["utter_no_certainty", "utter_digress_back"]
    await talk.say("yes")
    assert talk.names == ["utter_ask_clean_when"]


async def test_help_and_stop_from_anywhere(talk: Talk) -> None:
    await begun(talk)
    await talk.say("what can you do?")
    assert talk.names == ["utter_help", "utter_digress_back"]
    await talk.say("no")
    assert talk.names == ["utter_stop"] and await slot(talk, "requested_slot") is None
    await talk.say(HOW)
    await talk.say("she works late")
    await talk.say("stop")
    assert talk.names == ["utter_stop"]


async def test_words_that_read_like_something_else_stay_words(talk: Talk) -> None:
    await begun(talk)
    await talk.say("you never listen to me when I talk about my day")
    await talk.say("ignored")
    await talk.say("someone who listens")
    await talk.say("would you put your phone away at dinner?")
    assert talk.replies[0].text.endswith("Would you put your phone away at dinner?")


async def test_a_story_is_asked_for_in_fewer_words_once(talk: Talk) -> None:
    await begun(talk)
    story = "she went out on friday with the people from her office and then on saturday there was the thing with the dinner and nobody had told me that it was moved so I sat there"
    await talk.say(story)
    assert talk.names == ["utter_clean_long", "utter_ask_clean_when"]
    await talk.say("she forgets to tell me about plans")
    assert talk.names == ["utter_ask_clean_feel"]


async def test_never_where_somebody_is_not_safe(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("he hit me last night")
    await talk.say("yes")
    await talk.say("how do I ask him nicely to stop, what words do I use?")
    assert not any(name.startswith(("utter_how_to_ask", "utter_ask_clean", "utter_clean")) for name in talk.names)
    assert await slot(talk, "requested_slot") is None


async def test_abuse_told_within_ends_it(talk: Talk) -> None:
    await begun(talk)
    await talk.say("when she hits me")
    assert talk.numbers
    await talk.say("yes I'm safe now")
    await talk.say("go on")
    assert talk.names == ["utter_abuse_next"] and await slot(talk, "requested_slot") is None


async def test_it_is_remembered_with_consent_and_in_cipher(talk: Talk) -> None:
    await built(talk, consent=True)
    await talk.say("keep it")
    with talk.house.database.session() as session:
        assert len(clean_asks(session, talk.person)) == 1
        whole = export_person(session, talk.house.keys, talk.person)
    assert MARK in whole["clean_ask"][0]["text"] and whole["clean_ask"][0]["parts"] == ["when", "feel", "need", "would"]
    file = Path(talk.house.settings.database_url.removeprefix("sqlite:///"))
    for part in file.parent.glob(file.name + "*"):
        assert MARK.encode() not in part.read_bytes()
    with talk.house.database.session() as session:
        assert erase_person(session, talk.person)["clean_ask"] == 1


async def test_without_consent_nothing_is_kept(talk: Talk) -> None:
    await built(talk)
    await talk.say("keep it")
    assert talk.names == ["utter_clean_done", "utter_clean_next"]
    with talk.house.database.session() as session:
        assert clean_asks(session, talk.person) == ()


async def test_slots_hold_no_words(talk: Talk) -> None:
    await built(talk)
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    assert MARK not in str(tracker.current_slot_values())


async def test_danger_in_a_part_never_lands_in_the_sentence(talk: Talk) -> None:
    await begun(talk)
    await talk.say("she works late")
    await talk.say("I want to kill myself")
    assert talk.numbers and "utter_crisis_ask_suicide" in talk.names
    await talk.say("no, I didn't mean it like that")
    await talk.say("go on")
    assert talk.names == ["utter_ask_clean_feel"]
    for text in ("small", "a warm word", "call me"):
        await talk.say(text)
    assert "kill" not in talk.text and talk.replies[0].text.startswith("When you work late, I feel small.")


async def test_the_whole_sentence_at_once(talk: Talk) -> None:
    await begun(talk)
    await talk.say("when you get home late I feel lost and I need to know, would you ring me?")
    assert talk.replies[0].text == ("When you get home late, I feel lost. What I need is to know. Would you ring me?")


async def test_kept_and_on_to_what_stands_behind(talk: Talk) -> None:
    await built(talk)
    await talk.say("keep it. what is attachment theory?")
    assert talk.names[:2] == ["utter_clean_done", "utter_faq/attachment_theory"]
    assert await slot(talk, "requested_slot") is None


async def test_stopped_with_more_behind_is_no_part(talk: Talk) -> None:
    await begun(talk)
    await talk.say("she works late")
    await talk.say("small")
    await talk.say("ok stop this sentence please, what is attachment theory?")
    assert talk.names[0] == "utter_stop" and await slot(talk, "clean_need") is None
    await talk.say("back to the sentence now, how do I put it?")
    assert talk.names[-1] == "utter_ask_clean_need", "what was told is not asked again"


async def test_something_is_taken_out(talk: Talk) -> None:
    await built(talk)
    await talk.say("could you take out the bit about the train")
    assert talk.names == ["utter_clean_changed"] or "train" not in talk.replies[0].text
    await talk.say("leave out the need")
    assert "What I need" not in talk.replies[0].text

"""Practices with the real model: each to its end, other ways, back and forth, the person's own words."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from steady.content.practices import Practice, load_practices
from tests.talking import ROOT, Talk

pytestmark = pytest.mark.model
PRACTICES = load_practices(ROOT / "data" / "content" / "practices")
ENDS = {"utter_practice_done", "utter_practice_better", "utter_practice_same", "utter_practice_harder"}


@pytest.fixture
async def adult(talk: Talk) -> AsyncIterator[Talk]:
    await talk.grown_up()
    yield talk


async def begin(talk: Talk, practice: Practice, rating: str = "skip") -> None:
    await talk.say(f"can we do the {practice.title} one please")
    assert talk.names[0].startswith("utter_practice_begin") and practice.title in talk.text
    await talk.say(rating)


async def slots(talk: Talk) -> dict[str, object]:
    return (await talk.house.agent.tracker_store.retrieve(talk.person)).current_slot_values()


def titles(talk: Talk) -> list[str]:
    return [button.title for button in talk.replies[-1].buttons]


@pytest.mark.parametrize("slug", sorted(PRACTICES))
async def test_to_its_end_with_buttons(adult: Talk, slug: str) -> None:
    practice = PRACTICES[slug]
    await begin(adult, practice, "about a seven")
    for number, _step in enumerate(practice.steps, 1):
        card = adult.replies[-1].custom["practice_step"]
        assert (card["title"], card["number"], card["of"]) == (practice.title, number, len(practice.steps))
        assert titles(adult)[0] == "Next" and titles(adult)[-1] == "Stop here" and len(titles(adult)) <= 4
        assert len(adult.replies) <= 3
        await adult.press("Next")
    assert adult.names == ["utter_ask_practice_after"]
    await adult.say("a four I'd say")
    assert adult.names[0] == "utter_practice_better" and "7" in adult.text and "4" in adult.text


@pytest.mark.parametrize("slug", sorted(PRACTICES))
async def test_to_its_end_in_their_own_words(adult: Talk, slug: str) -> None:
    """Words at every step: taken, never lost, nobody is stuck; no turn without an answer."""
    await begin(adult, PRACTICES[slug])
    for _ in range(2 * len(PRACTICES[slug].steps) + 2):
        await adult.say("it feels heavy and a bit lonely, like rain")
        assert adult.text
        if "utter_practice_more" in adult.names:
            await adult.say("that's it")
        if set(adult.names) & ENDS:
            return
    pytest.fail(f"{slug} did not come to its end")


@pytest.mark.parametrize("slug", sorted(PRACTICES))
async def test_left_at_every_step_and_taken_up_again(adult: Talk, slug: str) -> None:
    practice = PRACTICES[slug]
    await begin(adult, practice)
    for number in range(1, len(practice.steps) + 1):
        shown = adult.replies[-1].text
        await adult.say("stop")
        assert adult.names == ["utter_practice_stopped"]
        await adult.say("where were we")
        assert adult.names[0] == "utter_practice_resumed" and adult.replies[-1].text == shown, number
        await adult.say("next")
    assert adult.names == ["utter_ask_practice_after"]


@pytest.mark.parametrize("slug", sorted(s for s, p in PRACTICES.items() if p.body))
async def test_round_the_body(adult: Talk, slug: str) -> None:
    practice = PRACTICES[slug]
    await begin(adult, practice)
    await adult.say("not my body please")
    assert adult.names[0] == "utter_practice_other_way"
    for step in practice.steps:
        expected = step.without_body if step.uses else step.text
        assert adult.replies[-1].text == expected
        assert "Another way" not in titles(adult)
        assert adult.replies[-1].custom["practice_step"]["breath"] is None
        await adult.say("next")


async def test_no_touch_is_no_alarm(adult: Talk) -> None:
    await begin(adult, PRACTICES["supportive-touch"])
    await adult.say("I don't want to touch myself")
    assert adult.names[0] == "utter_practice_other_way" and not adult.numbers
    assert adult.replies[-1].text == PRACTICES["supportive-touch"].steps[0].without_touch


async def test_back_again_and_the_very_beginning(adult: Talk) -> None:
    await begin(adult, PRACTICES["grounding"])
    first = adult.replies[-1].text
    await adult.say("can we go back")
    assert adult.names[0] == "utter_practice_first_step" and adult.replies[-1].text == first
    await adult.say("next")
    second = adult.text
    await adult.say("say that again")
    assert adult.text == second
    await adult.press("Back a step")
    assert adult.text == first


async def test_back_from_the_last_rating(adult: Talk) -> None:
    await begin(adult, PRACTICES["what-matters"])
    for _ in PRACTICES["what-matters"].steps:
        last = adult.text
        await adult.say("next")
    await adult.say("go back")
    assert adult.text == last


async def test_a_question_on_the_way_and_no_to_going_on(adult: Talk) -> None:
    await begin(adult, PRACTICES["grounding"])
    step = adult.text
    await adult.say("are you a real person")
    await adult.say("yes")
    assert adult.text == step
    await adult.say("who can read what I write here?")
    await adult.say("no")
    assert adult.names == ["utter_practice_stopped"]


async def test_nothing_comes(adult: Talk) -> None:
    await begin(adult, PRACTICES["what-matters"])
    await adult.say("I don't know what to write")
    assert adult.text == PRACTICES["what-matters"].steps[0].help
    await adult.say("music")
    assert adult.replies[-1].text == PRACTICES["what-matters"].steps[1].text


async def test_a_letter_of_several_messages_is_given_back_and_kept_nowhere_else(adult: Talk) -> None:
    await begin(adult, PRACTICES["compassionate-letter"])
    await adult.say("next")
    for line in ("Dear me, I can see that you lie awake and wait for one small word.", "You are so tired, love."):
        await adult.say(line)
        assert adult.names == ["utter_practice_more"]
    await adult.say("that's it")
    for _ in range(3):
        await adult.say("next")
    assert "lie awake and wait for one small word.\nYou are so tired, love." in adult.text
    assert "lie awake" not in str(await slots(adult)), "slots hold the messages' ids, not their words"


async def test_a_letter_says_goodbye_and_is_still_a_letter(adult: Talk) -> None:
    await begin(adult, PRACTICES["compassionate-letter"])
    await adult.say("next")
    await adult.say("Dear me, please stop blaming yourself for what happened back then, goodbye for now")
    assert adult.names == ["utter_practice_more"]


async def test_worry_or_need_ends_in_one_sentence_that_starts_with_i(adult: Talk) -> None:
    await begin(adult, PRACTICES["worry-or-need"])
    await adult.say("my worry wants to know if he still loves me")
    assert not any(name.startswith("utter_no_certainty") for name in adult.names)
    await adult.say("an evening with the phones away")
    await adult.say("next")
    await adult.say("next")
    assert '"I need an evening with the phones away"' in adult.text


async def test_the_answer_to_a_made_up_letter_is_read_to_oneself(adult: Talk) -> None:
    await begin(adult, PRACTICES["answer-a-letter"])
    await adult.say("next")
    letters = adult.house.library.letters
    assert any(letters.labelled(one) in adult.text for one in letters.letters), "labelled as made up"
    await adult.say("Anyone would be worn out by that much waiting. Go gently.")
    await adult.say("next")
    assert '"Anyone would be worn out by that much waiting. Go gently."' in adult.text


async def test_with_nothing_written_nothing_is_given_back(adult: Talk) -> None:
    await begin(adult, PRACTICES["answer-a-letter"])
    for _ in range(2):
        await adult.say("next")
    assert adult.text == PRACTICES["answer-a-letter"].steps[2].without_words


async def test_the_list_the_time_and_the_choice_left_to_the_coach(adult: Talk) -> None:
    await adult.say("do you have an exercise for me")
    assert adult.names == ["utter_offer_practices"] and 3 <= len(titles(adult)) <= 5
    await adult.press("More practices")
    assert titles(adult) == ["A few minutes", "More time", "Show me all"]
    await adult.press("Show me all")
    assert all(practice.title in adult.text for practice in PRACTICES.values())
    seen = set(titles(adult))
    for _ in range(2):
        await adult.press("More practices")
        seen |= set(titles(adult))
    assert seen == {*(practice.title for practice in PRACTICES.values()), "More practices"}
    await adult.say("I only have three minutes")
    first = next(p for p in PRACTICES.values() if p.title == titles(adult)[0])
    assert first.minutes[0] <= 3
    await adult.say("you choose")
    assert adult.names[0].startswith("utter_practice_begin") and first.title in adult.text


async def test_never_twice_running_unless_it_is_named(adult: Talk) -> None:
    await adult.say("give me an exercise, you choose")
    first = (await slots(adult))["practice"]
    await adult.say("stop")
    await adult.say("give me an exercise, you choose")
    assert (await slots(adult))["practice"] != first
    await adult.say("stop")
    title = PRACTICES[str(first)].title
    await begin(adult, PRACTICES[str(first)])
    assert title in str(adult.replies[-1].custom)


async def test_what_helped_before_comes_first(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    await talk.say("I'm so ashamed of how needy I am")
    for slug, after in (("treat-a-friend", "2"), ("supportive-touch", "8")):
        await begin(talk, PRACTICES[slug], "8")
        while "utter_ask_practice_after" not in talk.names:
            await talk.say("next")
        await talk.say(after)
    await talk.say("another exercise please")
    assert titles(talk)[0] == PRACTICES["treat-a-friend"].title


async def test_named_before_the_age_is_known(talk: Talk) -> None:
    await talk.say("can we do the grounding one")
    assert "utter_ask_adult" in talk.names
    await talk.say("yes")
    await talk.say("no")
    assert any(name.startswith("utter_practice_begin") for name in talk.names) and "Five senses" in talk.text


async def test_another_one_instead(adult: Talk) -> None:
    await begin(adult, PRACTICES["grounding"])
    await adult.say("can we do the letter exercise instead")
    assert "A kind letter to me" in adult.text


async def test_stopping_in_tears_is_met_with_care(adult: Talk) -> None:
    await adult.say("can we do the one where I treat myself like a friend")
    await adult.say("skip")
    await adult.say("stop, I'm in tears")
    assert adult.names == ["utter_practice_stopped_sore"]
    await adult.say("again please, the friend one")
    await adult.say("stop")
    assert adult.names == ["utter_practice_stopped"]


async def test_taken_up_again_in_a_longer_message_at_the_step_that_was_open(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("can we do the friend exercise")
    await talk.say("skip")
    step = talk.text
    await talk.say("stop")
    await talk.say("that was my mum. where were we")
    assert talk.names[0] == "utter_practice_resumed" and talk.replies[-1].text in step


async def test_the_same_practice_by_its_name_goes_on_where_it_was(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("can we do the friend exercise")
    await talk.say("skip")
    await talk.say("stop")
    await talk.say("could I carry on with the friend exercise")
    assert talk.names[0] == "utter_practice_resumed"


async def test_harsh_words_about_themselves_are_not_told_to_sink_in(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("can we do the friend exercise")
    await talk.say("skip")
    await talk.press("Next")
    await talk.say("that I am ugly and lazy and nobody wants me around")
    assert talk.names[0] == "utter_practice_kept_harsh"

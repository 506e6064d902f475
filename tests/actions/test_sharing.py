"""The turns of being heard: taken up, deeper, something to do, back to it; and after a breach."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.going_back import GoBack, NotMeant, Repeat
from actions.sharing import Share, ShareMore


class Person:
    """Says things of given intents to one action after the other; remembers slots and events."""

    def __init__(self) -> None:
        self.slots: dict[str, Any] = {"adult": True, "consent": False, "asked_consent": True}
        self.events: list[dict[str, Any]] = [{"event": "session_started", "timestamp": 1.0}]

    async def say(
        self, text: str, intent: str, action: Any = None, ranking: list | None = None
    ) -> list[dict[str, Any]]:
        parsed = {"intent": {"name": intent, "confidence": 0.9}, "text": text,
                  "intent_ranking": ranking or [{"name": intent, "confidence": 0.9}]}  # fmt: skip
        self.events.append({"event": "user", "text": text, "parse_data": parsed})
        tracker = Tracker("one", self.slots, parsed, self.events, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in await (action or Share()).run(dispatcher, tracker, {}):
            self.slots[event["name"]] = event["value"]
        for message in dispatcher.messages:
            self.events.append({"event": "bot", "metadata": {"utter_action": message["response"]}})
        return dispatcher.messages


def names(messages: list[dict[str, Any]]) -> list[str]:
    return [message["response"] for message in messages]


@pytest.fixture
def person(library: object) -> Person:
    return Person()


async def test_the_first_answer_takes_up_what_was_said(person: Person) -> None:
    said = await person.say("my wife hasn't answered since lunch", "share_no_reply")
    assert names(said) == ["utter_share_no_reply_heard", "utter_offer_no_reply"]
    assert said[0]["heard"] == "Since lunch can be a long time to look at a quiet phone."


async def test_with_nothing_certain_the_wordings_without_slots_are_used(person: Person) -> None:
    assert (
        names(await person.say("it went quiet between them, I lied", "share_broken_trust"))[0]
        == "utter_share_broken_trust"
    )


async def test_deeper_then_something_to_do_then_deeper_again(person: Person) -> None:
    found = [names(await person.say("we fought", "share_conflict"))[0] for _ in range(4)]
    assert found[1:] == ["utter_share_conflict_more", "utter_share_third", "utter_share_conflict_more"]


async def test_back_to_a_topic_it_is_taken_up_as_known(person: Person) -> None:
    await person.say("she left me on read", "share_no_reply")
    await person.say("we fought", "share_conflict")
    said = await person.say("she left me on read again", "share_no_reply")
    assert (said[0]["response"], said[0]["back"]) == ("utter_share_back", "the quiet phone")


async def test_another_session_begins_anew(person: Person) -> None:
    await person.say("we fought", "share_conflict")
    person.events.append({"event": "session_started", "timestamp": 9.0})
    assert not names(await person.say("we fought", "share_conflict"))[0].endswith("_more")


@pytest.mark.parametrize("intent", ["describe_checking", "share_jealousy", "share_anxiety"])
async def test_a_habit_after_a_breach_is_answered_as_the_breach(person: Person, intent: str) -> None:
    await person.say("my wife cheated on me", "share_broken_trust")
    said = names(await person.say("I look at her phone all day", intent))
    assert said == ["utter_share_broken_trust_more", "utter_offer_broken_trust"]


async def test_a_button_says_its_own_topic_even_after_a_breach(person: Person) -> None:
    await person.say("my wife cheated on me", "share_broken_trust")
    assert names(await person.say("/share_anxiety", "share_anxiety"))[0] == "utter_share_anxiety"


async def test_a_button_that_says_what_was_meant_takes_up_the_message_before(person: Person) -> None:
    person.events += [{"event": "user", "text": "my wife, since lunch, nothing", "parse_data": {}},
                      {"event": "bot", "metadata": {"utter_action": "utter_did_you_mean"}}]  # fmt: skip
    said = await person.say("/share_no_reply", "share_no_reply")
    assert said[0]["response"] == "utter_share_no_reply_heard"


async def test_with_abuse_known_nothing_sends_them_back_to_their_partner(person: Person) -> None:
    person.slots["abuse_known"] = True
    assert names(await person.say("we fought", "share_conflict"))[1] == "utter_abuse_next"
    assert names(await person.say("go back", "goodbye", GoBack())) == ["utter_abuse_next"]


async def test_go_back_makes_the_offer_before_again(person: Person) -> None:
    await person.say("we fought", "share_conflict")
    await person.say("I worry", "share_anxiety")
    assert names(await person.say("go back", "goodbye", GoBack())) == ["utter_offer_conflict"]
    assert names(await person.say("go back", "goodbye", GoBack())) == ["utter_what_now"]


async def test_not_meant_offers_the_next_two_in_peoples_words_then_asks_openly(person: Person) -> None:
    ranking = [{"name": n, "confidence": c} for n, c in
               [("share_anxiety", 0.7), ("share_doubt", 0.2), ("share_conflict", 0.1)]]  # fmt: skip
    await person.say("hm, us", "share_anxiety", ranking=ranking)
    await person.say("go back", "goodbye", GoBack())  # says nothing that could have been meant otherwise
    said = await person.say("that's not what i meant", "bot_complaint", NotMeant())
    assert [b["title"] for b in said[0]["buttons"]] == ["Doubts about us", "A fight", "Something else"]
    assert names(await person.say("i didn't mean that", "deny", NotMeant())) == ["utter_not_meant_open"]


async def test_a_few_words_more_are_of_what_was_shared_last(person: Person) -> None:
    await person.say("she slept with him", "share_broken_trust")
    more = await person.say("with my brother", "share_breakup", ShareMore())
    assert names(more) == ["utter_share_broken_trust_more", "utter_offer_broken_trust"]
    assert person.slots["told"]["counts"] == {"broken_trust": 2}


async def test_with_nothing_shared_before_it_is_read_as_it_is(person: Person) -> None:
    assert names(await person.say("it is over", "share_breakup", ShareMore()))[0] == "utter_share_breakup"


async def test_the_last_question_comes_again_word_for_word(person: Person) -> None:
    buttons = [{"title": "Yes", "payload": "/affirm"}]
    asked = {"event": "bot", "text": "Can it wait?", "data": {"buttons": buttons}, "metadata": {}}
    person.events += [asked, {"event": "bot", "text": "Take your time.", "data": {}, "metadata": {}}]
    lead, again = await person.say("sorry, what was the question", "bot_complaint", Repeat())
    assert lead["response"] == "utter_repeat"
    assert (again["text"], again["buttons"]) == ("Can it wait?", buttons)


async def test_where_nothing_was_asked_it_asks_what_to_talk_about(person: Person) -> None:
    assert names(await person.say("what was the question", "bot_complaint", Repeat())) == ["utter_what_now"]


async def test_a_loss_told_stays_known(person: Person) -> None:
    said = await person.say("my husband walked out, 22 years", "nlu_fallback")
    assert names(said)[0].startswith("utter_share_breakup") and names(said)[1] == "utter_offer_breakup"
    said = await person.say("he never let on that he was unhappy", "share_broken_trust")
    assert names(said)[0].startswith("utter_share_breakup")


async def test_a_breach_is_taken_back(person: Person) -> None:
    await person.say("it is all broken", "share_broken_trust")
    said = await person.say("there was no affair, he only went", "share_broken_trust")
    assert names(said)[0] == "utter_no_breach" and not any("broken_trust" in name for name in names(said))
    said = await person.say("I look at his phone", "describe_checking")
    assert not any("broken_trust" in name for name in names(said))


async def test_pain_goes_before_praise(person: Person) -> None:
    await person.say("we fought", "share_conflict")
    said = await person.say("she rang, and I still feel awful", "share_progress")
    assert names(said) == ["utter_share_still_hurts", "utter_offer_conflict"]


async def test_a_death_has_words_of_its_own(person: Person) -> None:
    said = await person.say("my wife died in spring", "share_breakup")
    assert names(said) == ["utter_share_bereaved", "utter_offer_bereaved"]


async def test_a_birth_is_named_once(person: Person) -> None:
    said = await person.say("I hate my body since the baby", "share_self_criticism")
    assert names(said)[0] == "utter_share_after_birth"
    said = await person.say("he will leave me", "share_fear_of_losing")
    assert names(said)[0].startswith("utter_share_fear_of_losing")

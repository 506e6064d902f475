"""The therapy bridge through the real model: obstacles in people's own words, the bar after abuse, the ways."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from actions.memory import memory
from steady.records.notes import note_ask_or_check, note_practice
from steady.settings import Referral
from tests.talking import Talk

pytestmark = pytest.mark.model

OBSTACLES = {
    "money": [
        "therapy is way out of my price range, i clean offices",
        "we're on one income since the baby and counselling is ninety quid a go",
        "my insurance won't pay for a therapist and I'm skint",
        "I can't justify spending that much on a therapist",
    ],
    "waiting": [
        "they told me there's a nine month waiting list for counselling",
        "every therapist I rang is fully booked until spring",
        "the queue to see a psychologist here is endless",
        "nobody is taking new clients, I tried five therapists",
    ],
    "shame": [
        "I'd be so embarrassed telling a therapist what I do",
        "I'm ashamed to see a therapist, my mates would laugh",
        "what would people think if they knew I was in counselling",
        "i could never open up to a stranger like a therapist",
    ],
    "not_bad_enough": [
        "I don't think I'm bad enough for therapy",
        "a therapist is for people with real problems, not me",
        "I'd only be wasting a therapist's time with my little worries",
        "others have it so much worse, I can't go to a therapist over this",
    ],
    "partner": [
        "my husband flat out refuses to see a counsellor",
        "she won't come to couples therapy with me, I've begged",
        "he doesn't believe in therapy and says no to going",
        "my partner isn't willing to go to counselling",
    ],
    "bad_experience": [
        "I tried therapy before and it made me feel worse",
        "my last counsellor kept looking at the clock, never again",
        "the old therapist I had told me to just get over it",
        "I went to a therapist once and she was so cold, put me right off",
    ],
    "culture": [
        "in my culture nobody goes to a therapist, it's a family matter",
        "I can't find a counsellor who speaks my language",
        "a white therapist would never get my family, we're Punjabi",
        "as a lesbian I'm scared the therapist won't get it",
    ],
    "time": [
        "I have no time for therapy with two kids and shifts",
        "I'm too busy to see a counsellor, work is mad",
        "when would I go to therapy, I work till nine every night",
        "I can't take time off work for counselling",
    ],
}
SHORT = {
    "money": "the cost",
    "waiting": "waiting lists",
    "shame": "embarrassment i suppose",
    "not_bad_enough": "it's not serious enough",
    "partner": "he won't come",
    "bad_experience": "it didn't help last time, i tried it before",
    "culture": "in my religion we don't do that",
    "time": "no time",
}


# A false alarm of the learned risk reader: the numbers are shown where none were needed.
ALARMS = {"my last counsellor kept looking at the clock, never again", "i just cant do it", "it's not for me"}


def told(*case: str) -> object:
    marks = [pytest.mark.xfail(reason="the risk reader hears suicide in it")] if case[-1] in ALARMS else []
    return pytest.param(*case, marks=marks)


@pytest.mark.parametrize(("obstacle", "text"), [told(o, t) for o, texts in OBSTACLES.items() for t in texts])
async def test_each_obstacle_gets_its_own_answer(talk: Talk, obstacle: str, text: str) -> None:
    await talk.grown_up()
    await talk.say(text)
    assert talk.names[0] == f"utter_barrier_{obstacle}", talk.text
    assert talk.names[-1] == "utter_therapy_step" and len(talk.replies) <= 3


@pytest.mark.parametrize("obstacle", SHORT)
async def test_in_a_word_after_the_question(talk: Talk, obstacle: str) -> None:
    await talk.grown_up()
    await talk.say("I need a therapist, where do I start")
    await talk.press("Something else stops me")
    assert talk.names == ["utter_barrier_which"]
    await talk.say(SHORT[obstacle])
    assert talk.names[0] == f"utter_barrier_{obstacle}", talk.text


@pytest.mark.parametrize(
    "text", [told(t) for t in ("I can't", "i just cant do it", "honestly I couldn't face it", "it's not for me")]
)
async def test_a_bare_cannot_is_asked_about(talk: Talk, text: str) -> None:
    await talk.grown_up()
    await talk.say("how do I find a therapist")
    await talk.say(text)
    assert talk.names == ["utter_barrier_which"] and len(talk.replies[0].buttons) == 8
    await talk.press("The wait is too long")
    assert talk.names[0] == "utter_barrier_waiting"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'd see a therapist but I haven't got the money", "utter_barrier_money"),
        ("I would talk to a counsellor, only that there's a six month waitlist", "utter_barrier_waiting"),
        ("what would I even write in an email to a therapist", "utter_therapy_message"),
        ("which questions should I ask a therapist in the first call", "utter_therapy_questions"),
        ("what kind of therapy is best for this", "utter_therapy_approaches"),
        ("I already see a therapist, could I show her any of this", "utter_take_along_nothing"),
        ("how do I find a therapist near me", "utter_therapy_individual"),
        ("should me and my wife see someone together? we go round in circles", "utter_therapy_couples"),
        ("should I see a therapist", "utter_therapy_fit_intro"),
        ("do you think I should see a therapist", "utter_therapy_fit_intro"),
    ],
)
async def test_what_is_asked_of_it_is_what_is_given(talk: Talk, text: str, name: str) -> None:
    await talk.grown_up()
    await talk.say(text)
    assert name in talk.names, talk.text


# --- which one fits


async def answers(talk: Talk, *said: str) -> None:
    for text in said:
        await (talk.press(text[1:-1]) if text.startswith("[") else talk.say(text))


@pytest.mark.parametrize(
    ("said", "result"),
    [
        (["[In me]", "[Yes]"], "utter_therapy_fit_individual"),
        (["it's in my own head mostly", "not that long", "no", "nope"], "utter_therapy_fit_neither"),
        (["[In me]", "no", "my sleep is terrible, I'm up at 4"], "utter_therapy_fit_individual"),
        (["[Between us]", "we both want to go", "yes, we can say anything"], "utter_therapy_fit_couples"),
        (["both", "yeah", "yes he's keen", "[Yes, it's safe]"], "utter_therapy_fit_both"),
        (["[Between us]", "[My partner won't come]"], "utter_barrier_partner"),
        (["[Between us]", "he refuses"], "utter_barrier_partner"),
        (["[Between us]", "yes", "[Not sure]"], "utter_therapy_fit_unsure_safe"),
    ],
)  # fmt: skip
async def test_a_suggestion_by_the_reasons(talk: Talk, said: list[str], result: str) -> None:
    await plain(talk)
    await talk.say("do you think I should see a therapist")
    await answers(talk, *said)
    assert result in talk.names, talk.text
    assert len(talk.replies) <= 3


async def plain(talk: Talk) -> None:
    """Of age, and has said nothing that answers a question."""
    await answers(talk, "hello", "we had a row last night", "yes", "no")


async def test_what_was_written_is_not_asked_again(talk: Talk) -> None:
    await plain(talk)
    await talk.say("should I get therapy? the worry is in my head and it takes four hours every day")
    assert talk.names[:2] == ["utter_therapy_fit_intro", "utter_therapy_fit_individual"]


async def test_asked_one_at_a_time(talk: Talk) -> None:
    await plain(talk)
    await talk.say("do you think I should see a therapist")
    for answer in ("both", "no", "no", "no", "yes"):
        assert sum("?" in reply.text for reply in talk.replies) == 1, talk.text
        await talk.say(answer)
    assert talk.names == ["utter_ask_fit_safe"]


async def test_an_obstacle_named_inside_is_answered_on_the_way(talk: Talk) -> None:
    await plain(talk)
    await talk.say("where do we find couples counselling")
    await talk.say("the waiting list round here is six months")
    assert talk.names == ["utter_barrier_waiting", "utter_digress_back"]
    await talk.press("Go on")
    assert talk.names == ["utter_ask_fit_willing"]


async def test_stop_and_help_work_inside(talk: Talk) -> None:
    await plain(talk)
    await talk.say("do you think I should see a therapist")
    await talk.say("what can you do")
    assert talk.names == ["utter_help", "utter_digress_back"]
    await talk.press("Go on")
    assert talk.names == ["utter_ask_fit_where"]
    await talk.say("stop")
    assert talk.names == ["utter_stop"]


# --- never couples therapy where there is fear


@pytest.mark.parametrize(
    "harm",
    ["he hit me last week when I asked where he'd been", "my wife takes my phone and won't let me see my friends"],
)
async def test_abuse_earlier_bars_couples_therapy(talk: Talk, harm: str) -> None:
    await talk.say(harm)
    await talk.say("yes, I'm safe right now")
    await talk.say("would couples therapy help us")
    assert talk.names == ["utter_therapy_couples_unsafe"] and "0808 2000 247" in talk.text
    await talk.say("how do I find a therapist then")
    assert talk.names[0] == "utter_therapy_alone" and "0808 2000 247" in talk.text
    await talk.say("he'd come to marriage counselling, can we go together")
    assert "utter_therapy_couples" not in talk.names and "utter_ask_fit_willing" not in talk.names


async def test_another_danger_in_between_does_not_lift_the_bar(talk: Talk) -> None:
    await talk.say("he choked me on saturday")
    await talk.say("yes, he's out")
    await talk.say("sometimes I want to kill myself")
    await talk.say("no")
    await talk.say("should we try couples counselling")
    assert talk.names[-1] == "utter_therapy_couples_unsafe"


async def test_no_to_the_question_about_safety_is_the_abuse_route(talk: Talk) -> None:
    await plain(talk)
    await answers(talk, "can you help us find couples counselling", "yes we both want to", "[No]")
    assert talk.names == ["utter_therapy_couples_unsafe", "utter_crisis_ask_safe_now"] and talk.numbers
    await talk.say("no")
    assert talk.names == ["utter_abuse_not_safe"]
    await talk.say("yes, I'm safe now")
    await talk.say("couples therapy then?")
    assert "utter_therapy_couples" not in talk.names


# --- the ways


async def test_the_country_is_asked_once(house: object, talk: Talk) -> None:
    door = house.front_door
    talk.country, door.country, before = None, None, door.country
    try:
        await plain(talk)
        await talk.say("how do I find a therapist")
        assert talk.names[-1] == "utter_therapy_ask_country"
        await talk.say("Ghana")
        assert talk.names == ["utter_therapy_no_country", "utter_therapy_step"]
        await talk.press("Where to look")
        assert "utter_therapy_ask_country" not in talk.names
        await talk.say("I'm in Germany")
        await talk.say("how do I find a therapist")
        assert "116 117" in talk.text
    finally:
        door.country = before


async def test_the_named_country_brings_its_ways(house: object, talk: Talk) -> None:
    door = house.front_door
    talk.country, door.country, before = None, None, door.country
    try:
        await plain(talk)
        await talk.say("how do I find a therapist")
        await talk.say("nl")
        assert "POH-GGZ" in talk.text and talk.names[-1] == "utter_therapy_step"
    finally:
        door.country = before


async def test_the_operators_own_referral_stands_first(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    held = memory()
    own = Referral("Harbour Practice", "harbour.example", "020 7946 0000", "free consultation")
    monkeypatch.setattr(held, "settings", replace(held.settings, referral=own))
    await talk.grown_up()
    await talk.say("how do I find a therapist")
    said = "\n".join(reply.text for reply in talk.replies)
    assert len(talk.replies) == 3
    assert 0 < said.index("Harbour Practice, 020 7946 0000, harbour.example, free consultation") < said.index("NHS")


async def test_more_ways_goes_through_the_list(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("how do I find a therapist")
    seen = talk.text
    for _ in range(3):
        await talk.press("More ways")
        assert talk.replies[0].text not in seen
        seen += talk.text
    assert "BACP" in seen and seen.index("NHS Talking") < seen.index("BACP")


# --- what is taken along


async def test_a_first_message_tells_what_was_told(talk: Talk) -> None:
    await answers(talk, "hello", "my girlfriend hasn't answered me since yesterday and I'm going mad", "yes", "no")
    await answers(talk, "I can't afford a therapist")
    await talk.press("A first message")
    draft = talk.replies[1]
    assert draft.custom == {"copy": draft.text}
    assert "hear nothing from" in draft.text and "lower fees" in draft.text and "hour" not in draft.text


async def test_after_abuse_the_message_gives_nothing_away(talk: Talk) -> None:
    await answers(talk, "he hit me again", "yes I'm safe", "help me write an email to a therapist")
    assert talk.names[0] == "utter_therapy_message_private"
    assert "hit" not in talk.text.replace("white", "") and "tell you more when we speak" in talk.text


async def test_the_summary_holds_ones_own_notes_and_needs_consent(talk: Talk) -> None:
    await talk.grown_up(consent=True)
    at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    held = memory()
    await held.use(note_practice, talk.person, "longer-out-breath", at=at, before=8, after=4)
    await held.use(note_ask_or_check, talk.person, at=at, outcome="loop")
    await talk.say("I'm already in therapy, what could I take to my therapist")
    page = talk.replies[1]
    assert talk.names[0] == "utter_take_along" and page.custom == {"copy": page.text}
    assert "2026-03-04" in page.text and "about 8 to about 4" in page.text and "the loop" in page.text
    assert "anxious" not in page.text, "none of their words"

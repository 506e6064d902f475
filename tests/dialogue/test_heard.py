"""What is heard in a message, and what is not: negated, imagined, somebody else's, done by the person."""

from __future__ import annotations

import pytest

from steady.dialogue.heard import NOTHING, Ear, Found, back_to
from steady.dialogue.heard_words import opening, openings


@pytest.fixture(scope="module")
def ear(library) -> Ear:
    return Ear(library.heard)


def heard(found: Found) -> tuple[str | None, str | None, str | None]:
    return found.who, found.when.says if found.when else None, found.trigger


@pytest.mark.parametrize(
    ("topic", "text", "who", "when", "trigger"),
    [
        ("no_reply", "he's left me on read since lunch", None, "since lunch", "left_on_read"),
        ("no_reply", "My husband hasn’t replied for three weeks", "your husband", "for three weeks", "no_answer"),
        ("no_reply", "my gf's gone quiet since last nite", "your girlfriend", "since last night", "no_answer"),
        ("no_reply", "my person has been off with me for 2 days", "your person", "for two days", "tone"),
        ("no_reply", "the guy im seeing took ages to reply yesterday", "the guy you're seeing", "yesterday", "late_reply"),
        ("conflict", "we had a huge fight on sunday, me and my lovely wife", "your wife", "on Sunday", "argument"),
        ("broken_trust", "found out my wife slept with a bloke for 8 months. married 14 years", "your wife", "for eight months", "cheating"),
        ("broken_trust", "my partner lied to me about his ex", "your partner", None, "lie"),
        ("jealousy", "his ex is all over his instagram", None, None, "ex"),
        ("self_criticism", "i'm so needy it's embarrassing", None, None, "needy"),
        ("breakup", "my ex-wife blocked me yesterday", "your ex-wife", "yesterday", "blocked"),
        ("partner_needs_reassurance", "my girlfriend asks me ten times a day", "your girlfriend", None, "asked_again"),
        ("progress", "i didn't check her phone all weekend", None, "all weekend", "did_not"),
        ("fear_of_losing", "what if my husband wakes up one day and leaves", "your husband", None, None),
    ],
)  # fmt: skip
def test_what_is_taken_up(ear: Ear, topic: str, text: str, who, when, trigger) -> None:
    assert heard(ear.hear(text, topic)) == (who, when, trigger)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("no_reply", "my sister's husband hasn't answered since lunch"),
        ("broken_trust", "he never lied to me"),
        ("broken_trust", "i lied to my husband"),
        ("broken_trust", "we cheated on the test and he found out"),
        ("broken_trust", "what if my wife is cheating"),
        ("broken_trust", "my friend cheated on her boyfriend"),
        ("broken_trust", "i'm scared he is hiding something"),
        ("conflict", "we didn't have a fight"),
        ("self_criticism", "my boyfriend is so needy"),
        ("nonsense", "my husband lied to me"),
    ],
)
def test_what_is_left_alone(ear: Ear, topic: str, text: str) -> None:
    assert ear.hear(text, topic) == NOTHING


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("he's not my boyfriend but i am anxious about us", None),
        ("my husband's mother makes me anxious", None),
        ("a friend of my husband makes me anxious", None),
        ("my husband and my boyfriend both make me anxious", None),  # which of them?
        ("my late husband comes to mind", None),
        ("my sister is anxious about him", None),
        ("my partners make me anxious", None),
        ("my husband's work makes me anxious", "your husband"),
        ("my ex husband makes me anxious", "your ex-husband"),
    ],
)
def test_who_is_said_only_when_it_is_certain(ear: Ear, text: str, who: str | None) -> None:
    assert ear.hear(text, "anxiety").who == who


@pytest.mark.parametrize(
    "text",
    [
        "we've been together for three years and he hasn't replied",
        "we met on sunday, and now he hasn't replied",
        "everything was great for two months but now he hasn't replied",
        "he hasn't replied for two days for three weeks",  # which?
    ],
)
def test_a_time_that_belongs_to_something_else_is_left_alone(ear: Ear, text: str) -> None:
    found = ear.hear(text, "no_reply")
    assert (found.trigger, found.when) == ("no_answer", None)


def test_how_long_they_are_a_couple_is_not_how_long_it_hurts(ear: Ear) -> None:
    assert ear.hear("we've been married for ten years", "anxiety").when is None
    assert ear.hear("i've been a wreck for ten days", "anxiety").when is not None


def test_an_opening_takes_up_what_was_found(library, ear: Ear) -> None:
    found = ear.hear("he hasn't answered since lunch", "no_reply")
    said = openings(library.heard, "no_reply", found)
    assert "Since lunch can be a long time to look at a quiet phone." in said
    assert all("since lunch" in sentence.lower() for sentence in said)
    assert opening(library.heard, "no_reply", NOTHING, 0) is None


def test_openings_take_turns(library, ear: Ear) -> None:
    found = ear.hear("my wife lied to me", "broken_trust")
    assert opening(library.heard, "broken_trust", found, 0) != opening(library.heard, "broken_trust", found, 1)


def test_nothing_of_the_message_is_said_back_but_listed_words(library, ear: Ear) -> None:
    text = "Xavier my husband zzqq left me on read on the ferry since lunch"
    for sentence in openings(library.heard, "no_reply", ear.hear(text, "no_reply")):
        assert not {"xavier", "zzqq", "ferry"} & set(sentence.lower().split()), sentence


def test_how_it_is_called_on_the_way_back(library, ear: Ear) -> None:
    words = library.heard
    assert back_to(words, "no_reply", ear.hear("she left me on read again", "no_reply")) == "the quiet phone"
    assert back_to(words, "conflict", NOTHING) == "the fight"

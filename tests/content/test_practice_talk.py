"""How people name and steer a practice."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.practice_talk import load_practice_talk
from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH
from tests.content.broken import change, copy_of, fault


def named(library, text: str, **known: bool) -> str | None:
    return library.practice_talk.named(text, library.practices.values(), **known)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("the grounding one", "grounding"),
        ("can we do the 5-4-3-2-1 thing please", "grounding"),
        ("write a letter", "compassionate-letter"),
        ("I want to write a letter to myself", "compassionate-letter"),
        ("answer a stranger's letter", "answer-a-letter"),
        ("let's do urge surfing", "urge-surfing"),
        ("the wave one", "urge-surfing"),
        ("worry or need", "worry-or-need"),
        ("what matters to me", "what-matters"),
        ("the friend one again", "treat-a-friend"),
        ("Soften, soothe, allow", "soften-soothe-allow"),
        ("hand on heart", "supportive-touch"),
        ("a kind pause please", "self-compassion-break"),
        ("slow breathing", "longer-out-breath"),
        # no request, or not for one of these
        ("friend", None),
        ("a letter", None),
        ("I want to write him a letter", None),
        ("my friend says I breathe too fast", None),
        ("I need a hug from him", None),
    ],
)
def test_a_practice_is_asked_for_by_name(library, text: str, slug: str | None) -> None:
    assert named(library, text) == slug


def test_every_title_and_name_works(library) -> None:
    for practice in library.practices.values():
        for name in (practice.title, *practice.called):
            assert named(library, f"can we do the {name} one please") == practice.slug, name


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("friend", "treat-a-friend"),
        ("the letter", "compassionate-letter"),
        ("my friend says he will not come back", None),
    ],
)
def test_after_an_offer_a_word_is_enough(library, text: str, slug: str | None) -> None:
    assert named(library, text, offered=True) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("my counsellor mentioned something called urge surfing, could you take me through it", "urge-surfing"),
        ("the letter writing exercise you mentioned, can I start that one now", "compassionate-letter"),
        ("walk me through the soften one again it was good", "soften-soothe-allow"),
        ("have you got anything that isn't slow breathing", None),
        ("something other than the breathing one", None),
        ("could I have a different exercise, the touch one is not for me", None),
        ("a friend told me there are exercises for people like me, have you got one", None),
    ],
)
def test_in_a_request_a_name_counts_unless_it_is_turned_down(library, text: str, slug: str | None) -> None:
    assert named(library, text, asked=True) == slug


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("something quick please", "short"),
        ("I've 2 minutes", "short"),
        ("4 min", "short"),
        ("5 minutes", "longer"),
        ("I have half an hour", "longer"),
        ("no rush tonight", "longer"),
        ("an exercise please", None),
        ("it will take years", None),
    ],
)
def test_the_time_at_hand(library, text: str, time: str | None) -> None:
    assert library.practice_talk.time(text) == time


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("I don't want to touch myself", NO_TOUCH),
        ("no touch please", NO_TOUCH),
        ("I hate breathing exercises", NO_BREATH),
        ("I'm dizzy", NO_BREATH),
        ("I don’t want to feel my body", NO_BODY),
        ("not the body stuff", NO_BODY),
        ("he never touches me", None),
    ],
)
def test_what_is_rather_left_out(library, text: str, way: str | None) -> None:
    assert library.practice_talk.way(text) == way


@pytest.mark.parametrize(
    ("kind", "text"),
    [("back", "can we go back"), ("again", "say that again"), ("done", "that's it"), ("stuck", "I don't know what to write"),
     ("other_way", "is there another way"), ("take_up", "where were we")],
)  # fmt: skip
def test_steering(library, kind: str, text: str) -> None:
    assert library.practice_talk.is_said(kind, text)
    assert not library.practice_talk.is_said(kind, text + " she said to me last night")


def test_a_story_does_not_steer(library) -> None:
    talk = library.practice_talk
    assert talk.steers("go back") and talk.steers("I don't want to touch myself")
    assert not talk.steers("he said he will go back to her")
    assert not talk.steers(
        "she says I must not touch my phone and I hate my body for how it shakes when she is away so long"
    )


def test_a_broken_list_is_named(root: Path, tmp_path: Path) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "practice_talk.yml", '"no", isn\'t', "no, isn't")
    assert "refusals" in fault(lambda: load_practice_talk(folder))


@pytest.mark.parametrize(("text", "harsh"), [("a freak who rings ten times", True), ("I was tired and scared", False)])
def test_harsh_words_about_oneself_are_known(library, text: str, harsh: bool) -> None:
    assert library.practice_talk.holds("harsh", text) is harsh

"""Which practice fits: what was said, the time, what helped before, body or no body, never twice running."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steady.content.library import load_library
from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH
from steady.dialogue.practice_choice import MOST_FROM_HISTORY, Wish, choose, helped, pages, ranked
from tests.talking import ROOT

PRACTICES = load_library(ROOT / "data" / "content").practices


@pytest.mark.parametrize(
    ("wish", "first"),
    [
        # who cannot settle breathes; without breath, or just after it, the senses
        (Wish("ask_calm_now"), "longer-out-breath"),
        (Wish("ask_calm_now", last="longer-out-breath"), "grounding"),
        (Wish("ask_calm_now", way=NO_BODY), "grounding"),
        (Wish("ask_calm_now", way=NO_BREATH), "grounding"),
        # what was told
        (Wish("urge_now"), "urge-surfing"),
        (Wish("ask_exercise", "doubt"), "what-matters"),
        (Wish("ask_how_to_ask", "conflict"), "worry-or-need"),
        (Wish("ask_exercise", "fear_of_losing"), "soften-soothe-allow"),
        # the time at hand
        (Wish("ask_exercise", "self_criticism", time="longer"), "compassionate-letter"),
        (Wish("ask_exercise", "self_criticism", time="short"), "self-compassion-break"),
        (Wish("urge_now", time="short"), "grounding"),
        # what helped before, among those that fit
        (Wish("ask_exercise", "self_criticism", helped={"treat-a-friend": 3.0}), "treat-a-friend"),
        (Wish("ask_exercise", "self_criticism", helped={"compassionate-letter": -2.0}), "self-compassion-break"),
        # without touch, without the body
        (Wish("ask_exercise", "breakup", way=NO_BODY), "compassionate-letter"),
    ],
)
def test_the_choice(wish: Wish, first: str) -> None:
    assert choose(wish, PRACTICES) == first


topics = st.sampled_from([None, "anxiety", "no_reply", "jealousy", "self_criticism", "doubt", "breakup", "progress"])
wishes = st.builds(
    Wish,
    intent=st.sampled_from(["ask_exercise", "ask_calm_now", "urge_now"]),
    topic=topics,
    time=st.sampled_from([None, "short", "longer"]),
    way=st.sampled_from([None, NO_TOUCH, NO_BREATH, NO_BODY]),
    last=st.sampled_from([None, *PRACTICES]),
    helped=st.dictionaries(st.sampled_from(list(PRACTICES)), st.floats(-10, 10)),
)


@given(wishes)
def test_never_the_same_twice_running(wish: Wish) -> None:
    assert choose(wish, PRACTICES) != wish.last
    assert wish.last not in pages(wish, PRACTICES)[0]


@given(wishes)
def test_every_practice_is_offered_once_a_few_at_a_time(wish: Wish) -> None:
    offers = pages(wish, PRACTICES)
    assert sorted(slug for page in offers for slug in page) == sorted(PRACTICES)
    assert all(len(page) <= 4 for page in offers)
    assert ranked(wish, PRACTICES)[0] == offers[0][0]


@given(wishes)
def test_the_first_offer_has_more_than_one_kind(wish: Wish) -> None:
    assert len({PRACTICES[slug].kind for slug in pages(wish, PRACTICES)[0]}) > 1


def test_what_helped_does_not_outweigh_the_moment() -> None:
    wish = Wish("ask_calm_now", helped={"compassionate-letter": 10.0})
    assert choose(wish, PRACTICES) == "longer-out-breath"
    assert MOST_FROM_HISTORY < 2


def test_what_helped_is_the_mean_fall_of_rated_runs() -> None:
    runs = [("a", 8, 4), ("a", 6, 6), ("b", None, 3), ("c", 4, 7), ("b", 5, None)]
    assert helped(runs) == {"a": 2.0, "c": -3.0}

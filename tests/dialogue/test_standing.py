"""What stays true in a session once it was told."""

from __future__ import annotations

import pytest

from steady.dialogue.standing import apart_in, birth_in, still_hurts, takes_breach_back, topic_as_it_stands


@pytest.fixture(scope="module")
def words(library):
    return library.standing


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        (["My husband walked out after thirty years"], "apart"),
        (["the missus has gone. nineteen years"], "apart"),
        (["hubby's gone, 30 years down the drain"], "apart"),
        (["she moved out in the spring and I cook for one"], "apart"),
        (["we're separated since june"], "apart"),
        (["I'm divorced, two kids"], "apart"),
        (["my partner died last winter"], "died"),
        (["I am a widower"], "died"),
        (["he left me", "we are back together"], None),
        (["he left me", "how do I sleep"], "apart"),
        # Not told, or of something else:
        (["what if my wife left me"], None),
        (["I'm scared he left me for good"], None),
        (["she left me on read"], None),
        (["my boyfriend has gone quiet"], None),
        (["my husband left for work without a word"], None),
        (["my wife's gone to bed"], None),
        (["my sister's husband left"], None),
        (["he threatened that he moved out"], None),
        (["my ex left me years ago, and I am dating somebody"], None),
    ],
)
def test_apart(words, texts: list[str], state: str | None) -> None:
    assert apart_in(texts, words) == state


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("no one lied to me, he just went", True),
        ("there was no affair", True),
        ("it wasn't a betrayal, we drifted", True),
        ("he swears there was no affair", False),
        ("she cheated on me", False),
        ("there was cheating, and there was a lie", False),
    ],
)
def test_a_breach_taken_back(words, text: str, back: bool) -> None:
    assert takes_breach_back(text, words) is back


@pytest.mark.parametrize(
    ("text", "hurts"),
    [
        ("she rang in the end, and I still feel awful", True),
        ("the call didn't help", True),
        ("work is ok but the evenings are long", True),
        ("he wrote back, it still hurts", True),
        ("I waited an hour and it passed", False),
        ("it doesn't hurt any more", False),
        ("I no longer feel awful", False),
    ],
)
def test_still_hurts(words, text: str, hurts: bool) -> None:
    assert still_hurts(text, words) is hurts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("he is cold since our baby came", True),
        ("I gave birth in may", True),
        ("breastfeeding at four again", True),
        ("he calls me baby", False),
        ("we want to have a baby", False),
    ],
)
def test_birth(words, text: str, told: bool) -> None:
    assert birth_in([text], words) is told


@pytest.mark.parametrize(
    ("topic", "text", "apart", "named", "is_now"),
    [
        ("broken_trust", "he never let on that anything was wrong", "apart", False, "breakup"),
        ("broken_trust", "she cheated before she went", "apart", True, "broken_trust"),
        ("broken_trust", "he never told me he was unhappy", None, False, "fear_of_losing"),
        ("doubt", "what if she falls for a colleague", None, False, "fear_of_losing"),
        ("doubt", "do I love her enough", None, False, "doubt"),
        ("jealousy", "her new flat", "apart", False, "jealousy"),
    ],
)
def test_topics_with_what_is_known(words, topic, text, apart, named, is_now) -> None:
    assert topic_as_it_stands(topic, text, apart, named, words) == is_now


@pytest.mark.parametrize(
    "text", ["what if she is seeing someone", "scared he's in bed with another woman", "what if they have somebody"]
)
def test_somebody_else_in_the_picture_is_fear_and_no_doubt(words, text: str) -> None:
    assert topic_as_it_stands("doubt", text, None, False, words) == "fear_of_losing"


def test_doubt_about_ones_own_love_stays_doubt(words) -> None:
    assert topic_as_it_stands("doubt", "what if I only like being with someone", None, False, words) == "doubt"

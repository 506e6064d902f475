"""What people say around an urge, in their own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from steady.content.files import ContentError
from steady.content.urge import DELAYS, HAPPENED, load_urge_words


@pytest.fixture(scope="module")
def words(root: Path):
    return load_urge_words(root / "data" / "content")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I so want to text him", "text"),
        ("typed it out, haven't hit send", "text"),
        ("gonna call her again", "call"),
        ("look at his last seen", "check"),
        ("her phone is right there", "check"),
        ("I need to hear him say he loves me", "ask"),
        ("want to text her and ask if we're ok", "text"),  # the first one named
        ("I want to ask him, maybe call", "ask"),
        ("drive over there", "go"),
        ("I just can't take it", None),
        ("", None),
    ],
)
def test_what_it_wants(words, text: str, kind: str | None) -> None:
    assert words.kind(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the pull is at like a nine and he's next door", 9),
        ("I'd say 8 out of ten", 8),
        ("7/10 right now, I swear", 7),
        ("he left me on read 3 times", None),
        ("I called at 6 and he was fine", None),
    ],
)
def test_a_number_within_a_longer_text(words, text: str, number: int | None) -> None:
    assert words.number(text) == number


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("it's unbearable", 10),
        ("really strong", 8),
        ("not that bad actually", 3),
        ("bad", 7),
        ("a little", 3),
        ("almost gone", 1),
        ("gone", 0),
        ("he had lunch with her", None),
    ],
)
def test_a_strength_in_words(words, text: str, strength: int | None) -> None:
    assert words.strength(text) == strength


def test_less_is_an_answer_and_no_number(words) -> None:
    assert words.is_relative("a bit less I guess") and not words.is_relative("he never answers")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", 10),
        ("ten minutes", 10),
        ("maybe 15?", 10),
        ("3", 2),
        ("one minute", 2),
        ("a couple", 2),
        ("half an hour", 20),
        ("an hour", 20),
        ("I could do seven", 5),
        ("the shortest", 2),
        ("I can't", 0),
        ("0", 0),
        ("not even two", 0),
        ("he's with his mates", None),
    ],
)
def test_how_long(words, text: str, minutes: int | None) -> None:
    assert words.delay(text) == minutes
    assert minutes is None or minutes in {0, *DELAYS}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I'll make some tea", "warm"),
        ("go for a walk round the block", "move"),
        ("the dishes need doing", "tidy"),
        ("breathing please", "longer-out-breath"),
        ("just wait", "wait"),
        ("read my book", None),
    ],
)
def test_meanwhile(words, text: str, act: str | None) -> None:
    assert words.act(text) == act


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("I waited", "waited"),
        ("I didn't text him", "waited"),
        ("haven't called, go me", "waited"),
        ("it passed", "waited"),
        ("no", "waited"),
        ("I texted him", "did_it"),
        ("ok so i just sent it", "did_it"),
        ("I didn't wait, I texted", "did_it"),
        ("couldn't resist sorry", "did_it"),
        ("waited five minutes and then i called", "did_it"),
        ("ended up checking", "did_it"),
        ("still waiting", "still_waiting"),
        ("I still haven't", "still_waiting"),
        ("hanging on", "still_waiting"),
        ("i did it, ten mins and i didnt ring him", "waited"),
        ("I did it", None),  # which of the two?
        ("he texted me back", None),
        ("my mum rang", None),
    ],
)
def test_what_happened(words, text: str, happened: str | None) -> None:
    assert words.happened(text) == happened
    assert happened is None or happened in HAPPENED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I texted him", "did_it"),
        ("sorry, gave in", "did_it"),
        ("I called him yesterday and he was odd", None),  # another time
        ("no", None),  # an answer to something else
        ("I don't know what to do", None),
        ("it passed", "waited"),
        ("the five minutes are over and I haven't called", "waited"),
        ("time is up and I called", "did_it"),
        ("it is late and I have not eaten", None),
        ("I'm so scared he will leave me for her and that I will be alone in this flat for ever", None),
    ],
)
def test_told_while_nobody_asked(words, text: str, told: str | None) -> None:
    assert words.tells_of_it(text) == told


def test_a_reading_in_passing(words) -> None:
    assert words.reading("it's a 4 now", 4) == 4
    assert words.reading("been 5 minutes", 5) is None, "a time is no reading"
    assert words.reading("he said we would talk at 7 but I do not believe him", 7) is None


def test_asks_how_long(words) -> None:
    assert words.asks_how_long("how long is left?") and not words.asks_how_long("how do I tell him?")


def test_lengths_are_said_in_words(words) -> None:
    assert (words.length(1), words.length(10)) == ("1 minute", "10 minutes")


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    (tmp_path / "urge.yml").write_text("kinds: {}\n")
    with pytest.raises(ContentError, match="strengths"):
        load_urge_words(tmp_path)

"""A clean ask: what an answer says of its part, what was told before, and the text that comes of it."""

from __future__ import annotations

import pytest

from steady.dialogue.clean_ask import SKIPPED, answered, sentence, tidy, told_parts
from steady.dialogue.clean_ask_end import End, end_of, more_behind, without


@pytest.fixture(scope="module")
def words(library):
    return library.clean_ask


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("when", "When he doesn't answer all day.", "you don't answer all day"),
        ("when", "she comes home and goes to bed", "she comes home and goes to bed"),  # unsure: their own words
        ("feel", "I feel like I don't matter", "like I don't matter"),
        ("feel", "i get really scared...", "really scared"),
        ("need", "What I need is to be held", "to be held"),
        ("need", "i want a plan", "a plan"),
        ("would", "Could you text me when you land?", "text me when you land"),
        ("would", "I'd like him to call his mother less", "call your mother less"),
        ("would", "to sit with me", "sit with me"),
    ],
)
def test_an_answer_as_it_stands_in_the_sentence(words, part: str, text: str, said: str) -> None:
    assert tidy(part, text, words) == said


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "I want to ask him to text me when he lands because I get scared",
            {"would": "text me when you land", "feel": "scared", "when": SKIPPED},
        ),
        (
            "when he goes quiet I feel really lonely, how do I ask him to sit with me",
            {"when": "you go quiet", "feel": "lonely", "would": "sit with me"},
        ),
        ("how do i tell my partner i need more hugs without sounding desperate", {"need": "more hugs"}),
        ("how do I ask my wife to come home earlier", {"would": "come home earlier"}),
        # Not plain enough, so that nothing is taken:
        ("how do I tell her what I need", {}),
        ("I need to ask him something", {}),
        ("I need you to tell me that he loves me", {}),
        ("could you help me find the words", {}),
        ("I want him to stop drinking", {}),
        ("I want her to be nicer", {}),
        ("I am going to ask her", {}),
        ("how would I put it to him", {}),
        # Two people: who is "you" is not sure.
        ("I want to ask him to call her less", {}),
    ],
)
def test_what_was_told_already(words, text: str, parts: dict[str, str]) -> None:
    assert told_parts(text, words) == parts


@pytest.mark.parametrize(
    ("part", "text", "parts"),
    [
        ("when", "he goes quiet and I get scared", {"when": "you go quiet", "feel": "scared"}),
        ("when", "he goes quiet", {"when": "you go quiet"}),
        ("feel", "he never calls, it makes me feel small", {"feel": "small"}),
        ("need", "I need him to look at me when I talk", {"need": "you to look at me when I talk"}),
        ("feel", "...", {}),
        # Words in front are no part of it.
        ("feel", "I've said it before, lonely", {"feel": "lonely"}),
        ("feel", "ok go on. I feel lonely", {"feel": "lonely"}),
        ("need", "as I told you already: to be seen", {"need": "to be seen"}),
        # A part that is set is not overwritten by words of a later one, nor cut off from it.
        (
            "would",
            "a call when he gets to the hotel, before dinner",
            {"would": "a call when you get to the hotel, before dinner"},
        ),
        ("need", "to hear from her when she is away", {"need": "to hear from you when you are away"}),
        # All of it at once, and by name.
        (
            "when",
            "when you come in late I feel sad and I need to know, would you ring me?",
            {"when": "you come in late", "feel": "sad", "need": "to know", "would": "ring me"},
        ),
        ("feel", "feeling: lonely, need: a sign of life", {"feel": "lonely", "need": "a sign of life"}),
        ("need", "my need is to be heard", {"need": "to be heard"}),
        ("need", "hear from you", {"need": "to hear from you"}),
    ],
)
def test_an_answer_may_tell_more_than_its_part(words, part: str, text: str, parts: dict[str, str]) -> None:
    assert answered(part, text, words) == parts


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {"when": "you go quiet", "feel": "scared", "need": "a sign", "would": "text me"},
            "When you go quiet, I feel scared. What I need is a sign. Would you text me?",
        ),
        ({"when": "you go quiet", "would": "text me"}, "When you go quiet, would you text me?"),
        ({"need": "rest", "when": SKIPPED}, "What I need is rest."),
        ({"would": "a hug"}, "Would you give me a hug?"),
        ({"need": "some calm. you are tired, I know"}, "What I need is some calm. You are tired, I know."),
        ({"when": "you go quiet"}, ""),
        ({}, ""),
    ],
)
def test_parts_that_were_left_out_leave_no_hole(words, parts: dict[str, str], text: str) -> None:
    assert sentence(parts, words) == text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("yes", End(keeps=True)),
        ("that's it", End(keeps=True)),
        ("thank you so much", End(keeps=True)),
        ("change the feeling", End(part="feel")),
        ("the need please", End(part="need")),
        ("could you change the feeling to sad and small", End(part="feel", new="sad and small")),
        ("change the need: to be near you", End(part="need", new="to be near you")),
        ("the feeling should be lost", End(part="feel", new="lost")),
        (
            "when = you travel, and the ask should be a photo",
            End(named={"when": "you travel", "would": "a photo"}),
        ),
        ("keep it, and what is a secure style?", End(keeps=True)),
        ("please leave out the bit about your boss", End(out="your boss")),
        ("take the need out", End(out="need")),
        ("start over", End(over=True)),
        ("no", End(vague=True)),
        ("my sister rang me yesterday about the weekend", None),
    ],
)
def test_what_is_said_to_the_text(library, words, text: str, end: End | None) -> None:
    assert end_of(text, words, library.answers) == end


def test_every_choice_reads_in_a_sentence(words) -> None:
    for part, choices in words.choices.items():
        for said in choices.values():
            assert tidy(part, said, words) == said
            assert said in sentence({part: said, "feel": "sad"} if part != "feel" else {part: said}, words)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("keep it. how do I sleep tonight?", "how do I sleep tonight?"),
        ("that should say mum's. but keep it. and now something for my breath", "and now something for my breath"),
        ("keep it", None),
        ("they keep it from me, and now I know", None),
    ],
)
def test_what_stands_behind_keep_it(words, text: str, rest: str | None) -> None:
    assert more_behind(text, words) == rest


def test_a_piece_is_taken_out_of_a_part() -> None:
    assert (
        without("to know when you leave. You have a hard job, I know.", "your hard job")
        == "to know when you leave. I know"
    )
    assert without("a sign", "the weather") == "a sign"

"""What is taken up of a message: every combination is whole, short and plain; a broken file is named."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from pathlib import Path
from statistics import mean

import pytest

from steady.content.heard import HeardWords, load_heard_words
from steady.dialogue.heard import Found
from steady.dialogue.heard_words import openings
from tests.content.broken import change, copy_of, fault
from tests.content.corpus import Bubble, grade, responses
from tests.content.test_words import MOST_WORDS, NEVER, PROFESSION

# Only a word that was said may be said back.
GENDERED = re.compile(r"\b(husband|hubby|wife|missus|boyfriend|girlfriend|fiancée?|bloke|man|guy|girl|woman)\b")
MOST_WORDS_OF_A_SENTENCE = 21


@lru_cache(maxsize=1)
def rendered() -> dict[str, dict[str, set[tuple[str | None, str | None]]]]:
    """topic -> sentence -> the (who, when) that it may stand for, over ALL combinations."""
    words = load_heard_words(Path("data") / "content")
    found: dict[str, dict[str, set[tuple[str | None, str | None]]]] = {}
    for topic, entry in words.topics.items():
        said = found.setdefault(topic, {})
        for trigger, who, when in product([None, *entry.triggers], [None, *words.who], [None, *words.when]):
            fits = words.triggers[trigger].takes if trigger else None
            if when and fits is not None and when.kind not in fits:
                continue
            for sentence in openings(words, topic, Found(who, when, trigger)):
                said.setdefault(sentence, set()).add((who, when.says if when else None))
    return found


def sentences() -> list[str]:
    return sorted({sentence for said in rendered().values() for sentence in said})


def test_there_are_enough_to_read() -> None:
    assert len(sentences()) > 5000


def test_every_combination_is_a_whole_plain_sentence() -> None:
    for sentence in sentences():
        assert re.match(r'["“]?[A-Z]', sentence), sentence
        assert sentence[-1] == ".", sentence
        assert not re.search(r"[{}\[\]|<>]|  | [,.]|\.\.", sentence), sentence
        assert len(sentence.split()) <= MOST_WORDS_OF_A_SENTENCE, sentence
        assert not re.search(r"\b(\w+) \1\b", sentence), sentence


def test_no_combination_says_a_forbidden_word_or_asks() -> None:
    for sentence in sentences():
        assert "?" not in sentence, sentence
        assert not PROFESSION.search(sentence), sentence
        for reason, pattern in NEVER.items():
            if reason != "gender of a partner":
                assert not re.search(pattern, sentence, re.IGNORECASE), f"{reason}: {sentence}"
        assert not re.search(r"\b(he|she|him|her|his|hers)\b", sentence), sentence


def test_a_gender_is_said_only_where_the_person_said_it() -> None:
    for said in rendered().values():
        for sentence, sources in said.items():
            word = GENDERED.search(sentence)
            if word:
                assert all(who and word[0] in who for who, _ in sources), sentence


def test_two_words_are_taken_up_at_most(library) -> None:
    words = library.heard
    for topic, entry in words.topics.items():
        for trigger, when in product(entry.triggers, words.when):
            for sentence in openings(words, topic, Found("your person", when, trigger)):
                spoken = sentence.lower()
                assert not ("your person" in spoken and (when.long or when.says).lower() in spoken), sentence


def test_with_any_body_it_is_no_wall_of_text_and_reads_plainly() -> None:
    for topic, said in rendered().items():
        longest = sorted(said, key=lambda sentence: -len(sentence.split()))[0]
        bodies = [bubble.text for bubble in responses()[f"utter_share_{topic}_heard"]]
        for body in bodies:
            assert len(body.replace("{heard}", longest).split()) <= MOST_WORDS, body.replace("{heard}", longest)
        grades = {(s, b): grade(b.replace("{heard}", s)) for s in sorted(said)[::7] for b in bodies}
        hard = [pair for pair, value in grades.items() if value > 8]
        assert not hard, hard[0]
        assert mean(grades.values()) <= 6, topic


def test_each_answer_takes_up_and_makes_sense_of_it() -> None:
    for topic in rendered():
        for bubble in responses()[f"utter_share_{topic}_heard"]:
            assert isinstance(bubble, Bubble)
            assert bubble.text.startswith("{heard} "), str(bubble)


def test_every_topic_that_is_shared_has_its_words(library) -> None:
    shared = {name.removeprefix("utter_offer_") for name in responses() if name.startswith("utter_share_")}
    words: HeardWords = library.heard
    topics = {
        n.removeprefix("utter_share_").removesuffix("_heard")
        for n in responses()
        if re.fullmatch(r"utter_share_\w+_heard", n)
    }
    assert set(words.topics) == topics and shared


def test_what_a_topic_is_called_fits_after_back_to(library) -> None:
    entries = [*library.heard.topics.values(), *library.heard.triggers.values()]
    for entry in entries:
        assert re.match(r"(the|what|being) \w+", entry.back), entry.back


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("triggers:\n  left_on_read:", "trigers:\n  left_on_read:", ["top level", "'triggers'"]),
        ("    takes: [since, all, span]", "    takes: [since, ever]", ["triggers.left_on_read", "ever"]),
        ("[distance, tone,", "[distans, tone,", ["topics.fear_of_losing", "distans"]),
        ("[ by {who}][ {lasting}] is small", "[ by {whom}][ {lasting}] is small", ["triggers.left_on_read", "whom"]),
        ("[ by {who}][ {lasting}] is small", "[ by {who}[ {lasting}] is small", ["left_on_read", "brackets"]),
        ('"on read"]', '"on (read"]', ["triggers.left_on_read", "no pattern"]),
        ("    last night: [", "    last night: [3, ", ["when.point", "no pattern"]),
        ("    back: the worry\n", "", ["topics.anxiety", "'back'"]),
        ("  negated: [", "  negatet: [", ["guards", "'negated'"]),
        ("    hours: {one: an hour,", "    hours: {won: an hour,", ["when.units.hours", "'one'"]),
    ],
)
def test_a_broken_file_is_named_with_its_place(
    root: Path, tmp_path: Path, old: str, new: str, named: list[str]
) -> None:
    folder = copy_of(root, tmp_path)
    change(folder / "heard.yml", old, new)
    message = fault(lambda: load_heard_words(folder))
    assert all(part in message for part in ["heard.yml", *named]), message

"""The reader of words: what it counts, what it says about words it never saw, and how two readers are joined."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from steady.understanding import lexical
from steady.understanding.lexical import LexicalHead, both, terms, words

TEXTS = [
    ("the bus was late", "bus"), ("a bus came early", "bus"), ("the bus again", "bus"),
    ("my tea is cold", "tea"), ("more tea please", "tea"), ("tea with milk", "tea"),
    ("the cat sleeps", "cat"), ("a cat on the wall", "cat"), ("that cat again", "cat"),
]  # fmt: skip


@pytest.fixture(scope="module")
def head() -> LexicalHead:
    return lexical.fit([terms([words(text)]) for text, _ in TEXTS], np.array([label for _, label in TEXTS]), 1, True)


def said(head: LexicalHead, text: str) -> np.ndarray:
    return np.exp(head.read([terms([words(text)])])[0])


def test_words_are_cut_as_people_write_them() -> None:
    assert words("i'm ok 😀, don't?") == ["im", "ok", "😀", "dont", "?"]


def test_terms_stay_within_a_sentence() -> None:
    found = terms([("he", "left"), ("me", "too")])
    assert {"he", "he left", "< he left", "left >", "< me", "me too >"} <= set(found)
    assert "left me" not in found and "<" not in found


def test_a_known_word_decides(head: LexicalHead) -> None:
    labels = ["bus", "cat", "tea"]
    assert [labels[int(said(head, text).argmax())] for text in ("no bus today", "where is the cat", "some tea")] == labels[:1] + ["cat", "tea"]  # fmt: skip
    assert said(head, "some tea").sum() == pytest.approx(1, abs=1e-4)


def test_unknown_words_say_nothing_and_leave_the_other_reader_alone(head: LexicalHead) -> None:
    told = head.read([terms([words("qwrt")])])
    assert np.ptp(told) == 0
    scores = np.array([[2.0, 0.0, 1.0]])
    joined = both(scores, told)
    np.testing.assert_allclose(np.diff(joined), np.diff(scores), atol=1e-6)


def test_two_readers_have_a_say_each() -> None:
    scores, told = np.log([[0.8, 0.1, 0.1]]), np.log([[0.1, 0.8, 0.1]])
    joined = np.exp(both(scores, told))[0]
    assert joined[0] == pytest.approx(joined[1]) and joined[0] > joined[2]
    assert both(scores, None) is scores


def test_a_stored_reader_reads_the_same(head: LexicalHead) -> None:
    kept = np.load(BytesIO(lexical.to_bytes(head.arrays())), allow_pickle=False)
    again = LexicalHead.from_arrays(kept)
    assert again is not None
    np.testing.assert_allclose(said(again, "the cat and the tea"), said(head, "the cat and the tea"), atol=1e-3)
    assert LexicalHead.from_arrays({}) is None

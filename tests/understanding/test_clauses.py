"""Splitting long messages: nothing is lost, pieces are neither crumbs nor walls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steady.understanding.clauses import LEAST_PIECE, LEAST_WORDS, MOST_PIECE, MOST_PIECES, clauses

WORDS = [f"w{i}" for i in range(200)]


def words(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


def test_a_short_message_is_read_whole() -> None:
    short = "I can't sleep. He left. I cried. What now? " * 2
    assert len(short.split()) < LEAST_WORDS and clauses(short) == [] and clauses("") == []


@pytest.mark.parametrize("end", [".", "!", "?", "…"])
def test_sentences_are_pieces(end: str) -> None:
    assert clauses(f"{words(0, 13)}{end} {words(13, 26)}") == [f"{words(0, 13)}{end}", words(13, 26)]


@pytest.mark.parametrize("link", ["but", "And then", "so now", "anyway", "because", "cos", "also"])
def test_a_turn_of_thought_begins_a_piece(link: str) -> None:
    assert clauses(f"{words(0, 13)} {link} {words(13, 26)}") == [words(0, 13), f"{link} {words(13, 26)}"]


def test_a_word_that_only_begins_like_one_does_not() -> None:
    assert clauses(f"{words(0, 10)} butter {words(10, 21)}, {words(21, 23)} cosy {words(23, 30)}")[0].startswith(
        f"{words(0, 10)} butter"
    )


def test_lines_are_pieces() -> None:
    assert clauses(f"{words(0, 13)}\n{words(13, 26)}") == [words(0, 13), words(13, 26)]


def test_without_full_stops_it_is_cut_by_length() -> None:
    assert clauses(words(0, 60)) == [words(0, 22), words(22, 44), words(44, 60)]


def test_a_crumb_joins_its_neighbour() -> None:
    assert clauses(f"{words(0, 13)}. Yes. {words(13, 26)}") == [f"{words(0, 13)}. Yes.", words(13, 26)]
    assert clauses(f"Oh. {words(0, 13)}. {words(13, 26)}") == [f"Oh. {words(0, 13)}.", words(13, 26)]


def test_a_single_piece_is_none() -> None:
    assert clauses(words(0, LEAST_WORDS)) == []


def test_the_last_pieces_are_kept() -> None:
    text = " ".join(f"this is sentence number {i}." for i in range(30))
    pieces = clauses(text)
    assert len(pieces) == MOST_PIECES
    assert pieces[-1] == "this is sentence number 29." and pieces[0] == "this is sentence number 18."


@given(st.lists(st.sampled_from(["he", "left", "me.", "but", "why?", "and then", "\n\n", "ok…"]), max_size=150))
def test_pieces_are_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    pieces = clauses(text)
    assert text.split()[-len(" ".join(pieces).split()) :] == " ".join(pieces).split() or not pieces
    assert all(len(piece.split()) <= MOST_PIECE + 2 * LEAST_PIECE for piece in pieces)

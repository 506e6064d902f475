"""From vectors to intents: calibrated, stored without pickles, long messages read piece by piece."""

from __future__ import annotations

import numpy as np
import pytest

from steady.understanding.intent_head import CLAUSE_SHARE, IntentHead, Pieces, softmax, temperature, train_head

WIDTH = 384
NO_PIECES = np.zeros((0, WIDTH), np.float32)


def clouds(labels: list[str], each: int = 12, spread: float = 0.05) -> tuple[np.ndarray, list[str]]:
    """Unit vectors round one axis for each label, in a shuffled order."""
    random = np.random.default_rng(3)
    names = [label for label in labels for _ in range(each)]
    random.shuffle(names)
    vectors = spread * random.standard_normal((len(names), WIDTH))
    vectors[np.arange(len(names)), [labels.index(name) for name in names]] += 1
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), names


def axis(place: int) -> np.ndarray:
    return np.eye(WIDTH, dtype=np.float32)[place]


@pytest.mark.parametrize("labels", [["a", "b"], ["b", "a"], ["c", "a", "b"]])
def test_a_head_tells_its_intents_apart(labels: list[str]) -> None:
    head = train_head(*clouds(labels))
    assert list(head.labels) == sorted(labels) and head.weights.shape == (WIDTH, len(labels))
    for place, label in enumerate(labels):
        read = head.read(axis(place), NO_PIECES)
        assert head.labels[int(read.argmax())] == label and read.sum() == pytest.approx(1)


def test_two_intents_are_read_as_scikit_learn_reads_them() -> None:
    from sklearn.linear_model import LogisticRegression

    vectors, names = clouds(["a", "b"], each=3)  # too few to calibrate: temperature 1
    model = LogisticRegression(C=20.0, max_iter=1000, class_weight="balanced").fit(vectors, np.array(names))
    between = (axis(0) + 0.5 * axis(1)) / 1.25**0.5
    np.testing.assert_allclose(
        train_head(vectors, names).read(between, NO_PIECES), model.predict_proba(between[None])[0], atol=1e-3
    )


def test_one_intent_is_not_enough() -> None:
    with pytest.raises(ValueError, match="data/nlu"):
        train_head(np.eye(3, WIDTH, dtype=np.float32), ["a"] * 3)


def test_wrong_labels_make_it_less_sure() -> None:
    vectors, names = clouds(["a", "b", "c"], each=20, spread=0.1)
    wrong = [names[(i + 7) % len(names)] if i % 3 == 0 else name for i, name in enumerate(names)]
    clear, doubtful = train_head(vectors, names), train_head(vectors, wrong)
    assert doubtful.temperature > clear.temperature
    assert clear.read(axis(0), NO_PIECES).max() > doubtful.read(axis(0), NO_PIECES).max()


def test_too_few_examples_are_not_calibrated() -> None:
    assert train_head(*clouds(["a", "b", "c"], each=3)).temperature == 1.0


@pytest.fixture
def head() -> IntentHead:
    weights = np.zeros((WIDTH, 2), np.float32)
    weights[0, 0] = weights[1, 1] = 4
    return IntentHead(("a", "b"), weights, np.zeros(2), 1.0, frozenset({"idk", "luv"}))


def test_pieces_have_their_share(head: IntentHead) -> None:
    whole, piece = head.read(axis(0), NO_PIECES), head.read(axis(1), NO_PIECES)
    np.testing.assert_allclose(
        head.read(axis(0), axis(1)[None]), (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * piece, atol=1e-6
    )


def test_a_clear_piece_counts_for_more_than_a_dim_one(head: IntentHead) -> None:
    dim = (axis(0) + 0.9 * axis(1)).astype(np.float32)
    plain = (head.read(dim, NO_PIECES) + head.read(axis(1), NO_PIECES)) / 2
    read = head.read(axis(5), np.stack([dim, axis(1)]))
    assert read[1] > (1 - CLAUSE_SHARE) * 0.5 + CLAUSE_SHARE * plain[1] and read.sum() == pytest.approx(1)


def test_a_higher_temperature_is_less_sure(head: IntentHead) -> None:
    from dataclasses import replace

    assert replace(head, temperature=2.0).read(axis(0), NO_PIECES)[0] < head.read(axis(0), NO_PIECES)[0]


@pytest.mark.parametrize("vocabulary", [frozenset(), frozenset({"idk", "café"})])
def test_a_stored_head_reads_the_same(head: IntentHead, vocabulary: frozenset[str]) -> None:
    from dataclasses import replace

    kept = replace(head, bias=np.array([0.3, -0.1]), temperature=0.7, vocabulary=vocabulary)
    again = IntentHead.from_bytes(kept.to_bytes())
    assert (again.labels, again.temperature, again.vocabulary) == (kept.labels, 0.7, vocabulary)
    np.testing.assert_allclose(again.read(axis(0), NO_PIECES), kept.read(axis(0), NO_PIECES), atol=1e-6)


def test_softmax_of_large_scores_is_finite() -> None:
    np.testing.assert_allclose(softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]])), [[0.5, 0.5], [0.0, 1.0]])


def fixed(vectors: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A fit that learns nothing: the first three axes are the scores."""
    return np.array(["a", "b", "c"]), 3 * np.eye(WIDTH, 3), np.zeros(3)


def one_in_ten_wrong() -> tuple[np.ndarray, np.ndarray]:
    places = np.arange(90) % 3
    said = np.where(np.arange(90) % 10 == 0, (places + 1) % 3, places)
    return np.eye(WIDTH)[places], np.array(["a", "b", "c"])[said]


def test_confidence_is_calibrated_on_the_blended_reading() -> None:
    """Pieces that say little make the blend less sure than it is right: the temperature answers that."""
    vectors, names = one_in_ten_wrong()
    every = np.arange(len(names))
    dim = Pieces(np.zeros_like(vectors), every, every)
    assert temperature(vectors, names, fixed, dim) < temperature(vectors, names, fixed)


def test_messages_whose_pieces_were_not_read_do_not_count_for_calibration() -> None:
    vectors, names = one_in_ten_wrong()
    right = np.array([at for at in range(len(names)) if at % 10])
    some = Pieces(vectors[:0], np.zeros(0, dtype=int), right)
    assert temperature(vectors, names, fixed, some) < temperature(vectors, names, fixed)


def test_words_decide_where_the_vector_cannot() -> None:
    labels = ["a", "b", "c"]
    vectors, names = clouds(labels)
    terms = [[f"{name} word", "the"] for name in names]
    head = train_head(vectors, names, terms=terms)
    between = softmax(np.zeros(3)) @ np.stack([axis(0), axis(1), axis(2)])
    for place, label in enumerate(labels):
        read = head.read(between.astype(np.float32), NO_PIECES, [[f"{label} word"]])
        assert int(read.argmax()) == place and read.sum() == pytest.approx(1)
    again = IntentHead.from_bytes(head.to_bytes())
    np.testing.assert_allclose(
        again.read(axis(0), NO_PIECES, [["b word"]]), head.read(axis(0), NO_PIECES, [["b word"]]), atol=1e-3
    )


def test_two_intents_are_told_apart_without_words() -> None:
    vectors, names = clouds(["a", "b"])
    assert train_head(vectors, names, terms=[[name] for name in names]).words is None

"""From vectors and words to intents: a calibrated linear reader. Pure numpy, no Rasa.

Trained with scikit-learn's logistic regression on the vectors of whole messages, and joined by
a reader of their words (lexical.py); the temperature that calibrates its confidence is fitted on
held-out folds. A long message is read whole and piece by piece, and the readings are averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from steady.understanding import lexical
from steady.understanding.lexical import LexicalHead, Terms, both

# Share of the piecewise reading in a long message's answer; chosen on held-out folds of long examples.
CLAUSE_SHARE = 0.3
FOLDS = 4
# (n, 384) vectors and n labels to k classes, (384, k) weights and (k,) bias
Fit = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]
STRENGTH = 20.0
LEAST_TEXTS = 2  # a term counts from so many examples on


@dataclass(frozen=True)
class Pieces:
    """Pieces of some of the n messages that a head learns from."""

    vectors: np.ndarray  # (m, 384)
    owners: np.ndarray  # (m,) the message that each is of
    read: np.ndarray  # (r,) the messages whose pieces were read, with or without any
    terms: Sequence[Terms] = ()  # m, when words are read


@dataclass(frozen=True)
class IntentHead:
    labels: tuple[str, ...]  # (k,)
    weights: np.ndarray  # (384, k)
    bias: np.ndarray  # (k,)
    temperature: float
    vocabulary: frozenset[str] = frozenset()  # lower-case words of the training data
    words: LexicalHead | None = None

    def read(self, whole: np.ndarray, pieces: np.ndarray, terms: Sequence[Terms] = ()) -> np.ndarray:
        """(384,), (n, 384) and the terms of the whole and of each piece, n + 1 lists or none at all, to (k,)
        probabilities that sum to 1."""
        vectors = np.vstack([whole[None], pieces]) if len(pieces) else whole[None]
        told = self.words.read(terms) if self.words and terms else None
        scores = both(vectors @ self.weights + self.bias, told) / self.temperature
        return blend(scores[:1], scores[1:], np.zeros(len(pieces), dtype=int))[0]

    def to_bytes(self) -> bytes:
        own = {"labels": np.array(self.labels), "weights": self.weights.astype(np.float32), "bias": self.bias,
               "temperature": np.array(self.temperature), "vocabulary": np.array(sorted(self.vocabulary))}  # fmt: skip
        return lexical.to_bytes(own | (self.words.arrays() if self.words else {}))

    @classmethod
    def from_bytes(cls, data: bytes) -> IntentHead:
        held = np.load(BytesIO(data), allow_pickle=False)
        return cls(tuple(held["labels"].tolist()), held["weights"], held["bias"], float(held["temperature"]),
                   frozenset(held["vocabulary"].tolist()), LexicalHead.from_arrays(held))  # fmt: skip


def blend(whole: np.ndarray, pieces: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """(n, k) scores of messages, (m, k) scores of their pieces and (m,) whose each piece is, to (n, k)
    probabilities: a message with pieces is read whole and piece by piece."""
    result = softmax(whole)
    if len(pieces):
        each = softmax(pieces)
        # A piece that says something clear counts for more than one that says little.
        clear = each.max(axis=1) ** 2
        told, weight = np.zeros_like(result), np.zeros(len(result))
        np.add.at(told, owners, clear[:, None] * each)
        np.add.at(weight, owners, clear)
        parted = weight > 0
        result[parted] *= 1 - CLAUSE_SHARE
        result[parted] += CLAUSE_SHARE * told[parted] / weight[parted, None]
    return result


def softmax(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def _fit(vectors: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced").fit(vectors, labels)
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        return (
            model.classes_,
            np.vstack([-model.coef_, model.coef_]).T / 2,
            np.concatenate([-model.intercept_, model.intercept_]) / 2,
        )
    return model.classes_, model.coef_.T, model.intercept_


def temperature(
    vectors: np.ndarray, labels: np.ndarray, fit: Fit, pieces: Pieces | None = None,
    terms: Sequence[Terms] | None = None,
) -> float:  # fmt: skip
    """The temperature with the least log loss on held-out folds; 1.0 when there is too little data.

    With `pieces` it is fitted on the blended reading of the messages that were read so: the blend
    alone makes a reading less sure. With `terms` it is fitted on what both readers say together.
    """
    from sklearn.model_selection import StratifiedKFold

    _, counts = np.unique(labels, return_counts=True)
    if counts.min() < FOLDS:
        return 1.0
    if pieces is None:
        pieces = Pieces(vectors[:0], np.zeros(0, dtype=int), np.arange(len(labels)))
    classes, right = np.unique(labels, return_inverse=True)
    scores = np.zeros((len(labels), len(classes)))
    part_scores = np.zeros((len(pieces.vectors), len(classes)))
    for train, held in StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(vectors, labels):
        _, weights, bias = fit(vectors[train], labels[train])
        own = np.flatnonzero(np.isin(pieces.owners, held))
        told = part_told = None
        if terms is not None:
            reader = _fit_words([terms[at] for at in train], labels[train])
            told = reader.read([terms[at] for at in held])
            part_told = reader.read([pieces.terms[at] for at in own])
        scores[held] = both(vectors[held] @ weights + bias, told)
        part_scores[own] = both(pieces.vectors[own] @ weights + bias, part_told)
    candidates = np.linspace(0.3, 3.0, 55)
    sure = (blend(scores / t, part_scores / t, pieces.owners)[pieces.read, right[pieces.read]] for t in candidates)
    return float(candidates[int(np.argmin([-np.log(p + 1e-9).mean() for p in sure]))])


def _fit_words(terms: Sequence[Terms], labels: np.ndarray) -> LexicalHead:
    return lexical.fit(terms, labels, least=LEAST_TEXTS, balanced=True)


def train_head(
    vectors: np.ndarray, labels: list[str], vocabulary: frozenset[str] = frozenset(), pieces: Pieces | None = None,
    terms: Sequence[Terms] | None = None,
) -> IntentHead:  # fmt: skip
    """(n, 384) vectors, n labels, two different ones at least, and the terms of the n messages to a head;
    without terms it reads vectors alone. Raises ValueError for one label."""
    if len(set(labels)) < 2:
        raise ValueError("There is only one intent in data/nlu: two at least are needed to tell them apart.")
    truth = np.array(labels)
    classes, weights, bias = _fit(vectors, truth)
    if len(classes) == 2:
        terms = None  # the words' reader would have one column only; so small a bot does without
    warmth = temperature(vectors, truth, _fit, pieces, terms)
    words = None if terms is None else _fit_words(terms, truth)
    return IntentHead(tuple(classes.tolist()), weights, bias, warmth, vocabulary, words)

"""Is this the same question in other words? Marks of a question, and how alike two are. No Rasa.

The encoder's vectors alone do not tell: they were tuned so that all wishes for certainty lie together. So
a question is seen in the space that sets families of doubts apart (Fisher's linear discriminants of the
questions in data/content/asked_again.yml, with a shrunken covariance), and there two are compared by cosine.
A mark is one such vector, coarsened to whole numbers: some forty bits, from which no sentence can be had back.
Figures: docs/understanding.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from steady.content.asked_again import Doubts
from steady.content.library import library
from steady.understanding.clauses import clauses
from steady.understanding.encoder import TUNED_SHA256, Encoder, default_graph_file, shared_encoder

SHRINKAGE = 0.3
STEPS = 7  # a mark's numbers are -7..7
LEAST_WORDS = 3
Mark = tuple[int, ...]


class SameQuestion:
    """Fitted once a process (0.4 s). `reader` names what marks depend on: only those of one reader compare."""

    def __init__(self, encoder: Encoder, doubts: Doubts) -> None:
        self.encoder, self.alike_from = encoder, doubts.alike_from
        questions = [question for listed in doubts.families.values() for question in listed]
        family = np.repeat(np.arange(len(doubts.families)), [len(listed) for listed in doubts.families.values()])
        told = "\n".join([TUNED_SHA256, str(SHRINKAGE), str(STEPS), *questions])
        self.reader = hashlib.sha256(told.encode()).hexdigest()[:12]
        self._centre, self._axes = _discriminants(encoder.encode(questions), family)

    def mark(self, text: str) -> Mark:
        """As many numbers as families less one, each -7..7; all zero for a text without words."""
        seen = (self.encoder.encode([the_question(text)])[0] - self._centre) @ self._axes
        largest = np.abs(seen).max()
        return tuple(int(n) for n in np.round(STEPS * seen / largest)) if largest > 0 else (0,) * len(seen)

    def same(self, one: Sequence[int], other: Sequence[int]) -> bool:
        return likeness(one, other) >= self.alike_from


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The cosine of two marks, -1..1; 0 where one is empty or they are of two lengths."""
    a, b = np.asarray(one, float), np.asarray(other, float)
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return float(a @ b / lengths) if a.shape == b.shape and lengths > 0 else 0.0


def the_question(text: str) -> str:
    """The last question of a message; without one the message, of a long one its last piece."""
    asked = [part.strip() for part in re.findall(r"[^.?!\n]+\?", text) if len(part.split()) >= LEAST_WORDS]
    return asked[-1] if asked else (clauses(text) or [text])[-1]


def _discriminants(vectors: np.ndarray, family: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, d) vectors and their families to a centre (d,) and axes (d, families - 1), within-family spread made even."""
    means = np.array([vectors[family == one].mean(0) for one in range(family.max() + 1)])
    centre, within = vectors.mean(0), vectors - means[family]
    spread = within.T @ within / len(vectors)
    spread = (1 - SHRINKAGE) * spread + SHRINKAGE * np.trace(spread) / len(spread) * np.eye(len(spread))
    values, directions = np.linalg.eigh(spread)
    even = directions @ np.diag(values**-0.5) @ directions.T
    basis, _ = np.linalg.qr(((means - centre) @ even).T)
    return centre, even @ basis[:, : family.max()]


@lru_cache(maxsize=1)
def shared_same_question() -> SameQuestion:
    """Of this process, on the encoder that the pipeline uses. Raises EncoderError."""
    return SameQuestion(shared_encoder(default_graph_file()), library().doubts)

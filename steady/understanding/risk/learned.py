"""The learned reader: vectors and words of a message to how likely it tells of danger, and of which kind.

A linear head on the encoder's vectors and a second reader on words (lexical.py), both fitted by
`python -m steady.understanding.risk.fit` and kept in version control beside the encoder's layers, so that
they read whether or not a model was trained here. Pure numpy.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from steady.understanding import lexical
from steady.understanding.intent_head import softmax
from steady.understanding.lexical import LexicalHead, Terms, both

from .examples import NONE

logger = logging.getLogger(__name__)
HEAD_FILE = Path(__file__).parents[1] / "weights" / "risk-head.npz"


@dataclass(frozen=True)
class Reading:
    """What the head makes of one message. All numbers are probabilities, 0 to 1."""

    danger: float  # that it is anything but harmless
    kind: str | None  # the likeliest kind of danger
    crisis: float  # that it is a crisis of that kind, given that it is danger
    other: float  # that someone else than the writer is at risk


@dataclass(frozen=True)
class RiskHead:
    labels: tuple[str, ...]  # (k,) "none", "suicide/concern" ...
    weights: np.ndarray  # (384, k)
    bias: np.ndarray  # (k,)
    other_weights: np.ndarray  # (384,)
    other_bias: float
    temperature: float
    made_from: str  # fingerprint of the examples, of the spelling and of the encoder's layers
    words: LexicalHead | None = None

    def read(self, whole: np.ndarray, pieces: np.ndarray, terms: Sequence[Terms] = ()) -> Reading:
        """(384,) and (n, 384), n >= 0, and the terms of the whole and of each piece, n + 1 lists or none at all.
        A long message is as dangerous as the most dangerous of its plain pieces."""
        vectors = np.vstack([whole[None], pieces]) if len(pieces) else whole[None]
        told = self.words.read(terms) if self.words and terms else None
        each = softmax(both((vectors @ self.weights + self.bias) / self.temperature, told))  # (n + 1, k)
        danger = 1 - each[:, self.labels.index(NONE)]
        # A piece alone has lost what stood around it: only a plain one speaks for the whole, and only where
        # the whole has a trace of danger. A piece of a harmless story can look like anything.
        plain = (danger >= PLAIN_PIECE) & (danger[0] >= TRACE)
        damped = np.where((np.arange(len(danger)) == 0) | plain, danger, 0.0)
        at = int(np.argmax(damped))
        kinds: dict[str, float] = {}
        crises: dict[str, float] = {}
        for label, p in zip(self.labels, each[at], strict=True):
            if label != NONE:
                kind, level = label.split("/")
                kinds[kind] = kinds.get(kind, 0.0) + float(p)
                crises[kind] = crises.get(kind, 0.0) + (float(p) if level == "crisis" else 0.0)
        kind = max(kinds, key=lambda name: kinds[name])
        other = 1 / (1 + np.exp(-(vectors[at] @ self.other_weights + self.other_bias)))
        return Reading(float(damped[at]), kind, crises[kind] / max(kinds[kind], 1e-9), float(other))

    def to_bytes(self) -> bytes:
        own = {"labels": np.array(self.labels), "weights": self.weights.astype(np.float32),
               "bias": self.bias.astype(np.float32), "other_weights": self.other_weights.astype(np.float32),
               "other_bias": np.array(self.other_bias), "temperature": np.array(self.temperature),
               "made_from": np.array(self.made_from)}  # fmt: skip
        return lexical.to_bytes(own | (self.words.arrays() if self.words else {}))

    @classmethod
    def from_bytes(cls, data: bytes) -> "RiskHead":
        held = np.load(BytesIO(data), allow_pickle=False)
        return cls(tuple(held["labels"].tolist()), held["weights"], held["bias"], held["other_weights"],
                   float(held["other_bias"]), float(held["temperature"]), str(held["made_from"]),
                   LexicalHead.from_arrays(held))  # fmt: skip


# From curves over the sets of text by other hands (docs/understanding.md): lower, more harmless long messages
# are raised than dangerous ones found.
PLAIN_PIECE = 0.85
TRACE = 0.05


def shipped_head(file: Path = HEAD_FILE) -> RiskHead | None:
    """The head that is kept in version control; None, with a line in the log, when it is missing or broken."""
    try:
        return RiskHead.from_bytes(file.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        logger.error("risk.no_head file=%s error=%s", file, type(error).__name__)
        return None

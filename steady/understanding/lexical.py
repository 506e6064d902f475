"""A second, independent reader beside the encoder: words and short word sequences to labels.

The encoder knows what is alike in meaning, and misses what hangs on single words ("left me on read", "left
me"). A linear reader of one to three words in a row errs elsewhere, and where both agree they are seldom
wrong: what it brings stands in docs/understanding.md. Reading is plain numpy; scikit-learn fits it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

# Of the two readers; from curves over text by other hands, flat between .4 and .6.
SHARE = 0.5
MOST_WORDS = 3  # in a row
START, END = "<", ">"
SEED = 7
LEAST_PROBABILITY = 1e-6
Terms = Sequence[str]
_TOKEN = re.compile(r"[a-z0-9']+|[^\w\s.,;:\"()-]")


def words(text: str) -> list[str]:
    """Lower-case words without apostrophes, emoji and marks of their own. `text` is clean() already."""
    return [token.replace("'", "") or "'" for token in _TOKEN.findall(text)]


def terms(sentences: Iterable[Sequence[str]]) -> list[str]:
    """One to three words in a row within each sentence, whose ends count as words."""
    found: list[str] = []
    for sentence in sentences:
        found += sentence
        listed = [START, *sentence, END]
        for size in range(2, MOST_WORDS + 1):
            found += [" ".join(listed[at : at + size]) for at in range(len(listed) - size + 1)]
    return found


@dataclass(frozen=True)
class LexicalHead:
    places: Mapping[str, int]  # (n,) term to row
    rarity: np.ndarray  # (n,) inverse document frequency
    weights: np.ndarray  # (n, k), half precision
    bias: np.ndarray  # (k,)

    def read(self, texts: Sequence[Terms]) -> np.ndarray:
        """m lists of terms to (m, k) logarithms of probabilities, all alike where no term is known."""
        scores = np.zeros((len(texts), len(self.bias)), np.float32)
        for row, text in enumerate(texts):
            counted = Counter(at for at in map(self.places.get, text) if at is not None)
            if counted:
                rows = np.fromiter(counted, int, len(counted))
                values = (1 + np.log(np.fromiter(counted.values(), np.float32, len(counted)))) * self.rarity[rows]
                scores[row] = self.bias + values / np.linalg.norm(values) @ self.weights[rows].astype(np.float32)
        each = 1 / (1 + np.exp(-scores))  # a label against the rest, each
        each /= each.sum(axis=1, keepdims=True)
        return np.asarray(np.log(np.clip(each, LEAST_PROBABILITY, 1)))

    def arrays(self, prefix: str = "words_") -> dict[str, np.ndarray]:
        """For an .npz file."""
        listed = "\n".join(sorted(self.places, key=lambda term: self.places[term])).encode("utf-8")
        return {
            f"{prefix}terms": np.frombuffer(listed, np.uint8), f"{prefix}rarity": self.rarity.astype(np.float32),
            f"{prefix}weights": self.weights.astype(np.float16), f"{prefix}bias": self.bias.astype(np.float32),
        }  # fmt: skip

    @classmethod
    def from_arrays(cls, held: Mapping[str, np.ndarray], prefix: str = "words_") -> LexicalHead | None:
        """None where the file has none."""
        if f"{prefix}terms" not in held:
            return None
        listed = held[f"{prefix}terms"].tobytes().decode("utf-8").split("\n")
        places = {term: at for at, term in enumerate(listed)}
        return cls(places, held[f"{prefix}rarity"], held[f"{prefix}weights"], held[f"{prefix}bias"])


def fit(texts: Sequence[Terms], labels: np.ndarray, least: int, balanced: bool) -> LexicalHead:
    """Fits on texts and their labels, three different ones at least; a term counts from `least` texts on.
    The columns are in the order of np.unique(labels)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import SGDClassifier

    vectorizer = TfidfVectorizer(analyzer=list, min_df=least, sublinear_tf=True, dtype=np.float32)
    matrix = vectorizer.fit_transform(texts)
    model = SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=30, average=True, random_state=SEED, n_jobs=2,
                          class_weight="balanced" if balanced else None)  # fmt: skip
    model.fit(matrix, labels)
    places = {str(term): int(at) for term, at in vectorizer.vocabulary_.items()}
    return LexicalHead(places, vectorizer.idf_.astype(np.float32), model.coef_.T.astype(np.float16), model.intercept_)


def both(scores: np.ndarray, told: np.ndarray | None) -> np.ndarray:
    """(m, k) scores of the encoder's reader and (m, k) logarithms of the words' reader to scores of the two.
    Where no word was known the encoder's stand alone."""
    if told is None:
        return scores
    highest = scores.max(axis=-1, keepdims=True)
    logs = scores - highest - np.log(np.exp(scores - highest).sum(axis=-1, keepdims=True))
    silent = np.ptp(told, axis=-1, keepdims=True) == 0
    return np.asarray(np.where(silent, logs, (1 - SHARE) * logs + SHARE * told))


def to_bytes(arrays: Mapping[str, np.ndarray]) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()

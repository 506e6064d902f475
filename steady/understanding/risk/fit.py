"""Fits the learned risk reader's head on data/risk/examples:  python -m steady.understanding.risk.fit

Needed after a change of the examples, of data/nlu or of the encoder's layers; a test says so. Takes about
a minute, needs no torch. Harmless messages are the writers' own and the coaching examples of data/nlu.
"""

import hashlib
import re
from pathlib import Path

import numpy as np
import yaml

from steady.understanding.encoder import TUNED_SHA256, default_graph_file, shared_encoder

from .examples import NONE, Example, fingerprint_of, load_examples
from .learned import HEAD_FILE, RiskHead, _softmax

DANGEROUS = ("crisis_suicide", "crisis_self_harm", "crisis_harm_to_others", "crisis_medical", "disclose_abuse")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|, ")
MOST_WORDS = 22
STRENGTH = 10.0
FOLDS = 5


def harmless(folder: Path) -> list[Example]:
    """The coaching examples of data/nlu, which carry no danger."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in DANGEROUS:
                lines = (line[2:] for line in block["examples"].splitlines() if line.startswith("- "))
                found += [Example(line, NONE, None, None) for line in lines]
    return found


def fragments(examples: list[Example]) -> list[Example]:
    """Sentences of harmless messages, each alone: what is short, vague or odd is no danger for that. Every
    fourth of them: more would only drown the writers' own examples."""
    found = []
    for example in examples:
        pieces = [piece.strip() for piece in SENTENCE.split(example.text)]
        if len(pieces) > 1:
            found += [Example(piece, NONE, None, None) for piece in pieces if 2 <= len(piece.split()) <= MOST_WORDS]
    return found[::4]


def everything(data: Path) -> list[Example]:
    """All that the head learns from: the writers' examples, the coaching examples and their sentences."""
    coaching = harmless(data / "nlu")
    return load_examples(data / "risk" / "examples") + coaching + fragments(coaching)


def made_from(data: Path) -> str:
    """What a head fitted now would be made from."""
    both = fingerprint_of(everything(data))
    return hashlib.sha256(f"{both} {TUNED_SHA256}".encode()).hexdigest()


def fit(data: Path) -> RiskHead:
    from sklearn.linear_model import LogisticRegression

    examples = everything(data)
    vectors = shared_encoder(default_graph_file(), 2).encode([example.text for example in examples])
    labels = np.array([example.label for example in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(vectors, labels)
    danger = labels != NONE
    others = np.array([example.about == "other" for example in examples])[danger]
    about = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(vectors[danger], others)
    return RiskHead(
        tuple(model.classes_.tolist()), model.coef_.T, model.intercept_, about.coef_[0], float(about.intercept_[0]),
        _temperature(vectors, labels), made_from(data),
    )  # fmt: skip


def _temperature(vectors: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the least log loss on held-out folds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    scores, truth = [], []
    for train, held in StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(vectors, labels):
        model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(vectors[train], labels[train])
        scores.append(vectors[held] @ model.coef_.T + model.intercept_)
        truth.append(np.searchsorted(model.classes_, labels[held]))
    every, right = np.vstack(scores), np.concatenate(truth)
    candidates = np.linspace(0.3, 3.0, 55)
    losses = [-np.log(_softmax(every / t)[np.arange(len(right)), right] + 1e-9).mean() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


if __name__ == "__main__":
    head = fit(Path("data"))
    HEAD_FILE.write_bytes(head.to_bytes())
    print(f"{HEAD_FILE}: {len(head.labels)} labels, temperature {head.temperature:.2f}")

"""Fits the learned risk reader's head on data/risk/examples:  python -m steady.understanding.risk.fit

Needed after a change of the examples, of data/nlu or of the encoder's layers; a test says so. Takes two to
four minutes, needs no torch. Harmless messages are the writers' own and the coaching examples of data/nlu.
"""

import hashlib
import re
from pathlib import Path

import numpy as np
import yaml

from steady.content.intents import SAFETY_INTENTS
from steady.understanding import lexical
from steady.understanding.encoder import TUNED_SHA256, default_graph_file, shared_encoder
from steady.understanding.intent_head import temperature
from steady.understanding.lexical import terms

from .examples import NONE, Example, fingerprint_of, load_examples
from .learned import HEAD_FILE, RiskHead
from .screen import Screen

SENTENCE = re.compile(r"(?<=[.!?;])\s+|, ")
MOST_WORDS = 22
STRENGTH = 10.0
LEAST_TEXTS = 3  # a term counts from so many examples on


def harmless(folder: Path) -> list[Example]:
    """The coaching examples of data/nlu, which carry no danger."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in SAFETY_INTENTS:
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
    examples = fingerprint_of(everything(data))
    spelling = hashlib.sha256((data / "risk" / "spelling.yml").read_bytes()).hexdigest()
    return hashlib.sha256(f"{examples} {spelling} {TUNED_SHA256}".encode()).hexdigest()


def fit(data: Path) -> RiskHead:
    from sklearn.linear_model import LogisticRegression

    examples = everything(data)
    vectors = shared_encoder(default_graph_file()).encode([example.text for example in examples])
    labels = np.array([example.label for example in examples])
    classes, weights, bias = _fit(vectors, labels)
    screen = Screen.load(data / "risk")
    told = [terms(screen.words(example.text)) for example in examples]
    danger = labels != NONE
    others = np.array([example.about == "other" for example in examples])[danger]
    about = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(vectors[danger], others)
    return RiskHead(
        tuple(classes.tolist()), weights, bias, about.coef_[0], float(about.intercept_[0]),
        temperature(vectors, labels, _fit), made_from(data),
        lexical.fit(told, labels, least=LEAST_TEXTS, balanced=False),
    )  # fmt: skip


def _fit(vectors: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    from sklearn.linear_model import LogisticRegression

    # Not balanced: harmless messages are the most by far where people really talk, too.
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(vectors, labels)
    return model.classes_, model.coef_.T, model.intercept_


if __name__ == "__main__":
    head = fit(Path("data"))
    HEAD_FILE.write_bytes(head.to_bytes())
    print(f"{HEAD_FILE}: {len(head.labels)} labels, temperature {head.temperature:.2f}")

"""The classifier hands on the words of a message and of each of its pieces, beside the vectors."""

from __future__ import annotations

import numpy as np
import pytest

from steady.understanding.clauses import clauses

LONG = "We had a nice evening and I cooked the soup she likes. But then she left me on read for two days. I walk up and down and look at the phone again."  # fmt: skip


class Head:
    labels = ("share_no_reply", "greet")
    vocabulary: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def read(self, whole: np.ndarray, pieces: np.ndarray, terms: list[list[str]]) -> np.ndarray:
        self.given = terms
        return np.array([0.9, 0.1])


@pytest.mark.parametrize("text", ["she left me on read", LONG])
def test_words_go_with_the_vectors(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.shared.nlu.training_data.message import Message

    from steady.understanding import intent_classifier as module

    parts = clauses(text)
    vectors = np.zeros(384, np.float32), np.zeros((len(parts), 384), np.float32)
    monkeypatch.setattr(module, "vectors_of", lambda message: vectors)
    monkeypatch.setattr(module, "is_readable", lambda text, vocabulary: True)
    head = Head()
    classifier = module.SteadyIntentClassifier({"ranking_length": 2}, None, None, head)  # type: ignore[arg-type]
    (message,) = classifier.process([Message({"text": text})])
    assert message.get("intent")["name"] == "share_no_reply"
    assert len(head.given) == 1 + len(parts)
    assert "left me on" in head.given[0]
    assert sum("left me on" in given for given in head.given[1:]) == (1 if parts else 0)

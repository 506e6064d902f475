"""The sentence encoder in Rasa's graph: gives each message its vectors.

`TEXT` gets a dense sentence feature of shape (1, 384). A message of several sentences
also gets `clause_vectors`, (n, 384), for the classifier that reads it piece by piece.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from steady.understanding.clauses import clauses
from steady.understanding.encoder import TUNED_SHA256, default_graph_file, shared_encoder

CLAUSE_VECTORS = "clause_vectors"
ORIGIN = "steady-encoder"
PIECES_FOR_CALIBRATION = 4  # every so many training examples


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Dense features from all-MiniLM-L6-v2; see steady/understanding/encoder.py."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # Cores used for one message. One is fastest for short texts on a small machine.
            "threads": 1
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self.encoder = shared_encoder(default_graph_file(), config["threads"])

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        return TUNED_SHA256

    def process(self, messages: list[Message]) -> list[Message]:
        self._add_vectors(messages)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        # The head learns from whole messages; pieces are needed only to calibrate it, and cost time.
        self._add_vectors([m for m in training_data.training_examples if m.get(TEXT)], every=PIECES_FOR_CALIBRATION)
        return training_data

    def _add_vectors(self, messages: list[Message], every: int = 1) -> None:
        """Vectors of whole messages; those of their pieces for every so many of them."""
        texts = [message.get(TEXT) or "" for message in messages]
        pieces = [[] if at % every else clauses(text) for at, text in enumerate(texts)]
        flat = [piece for listed in pieces for piece in listed]
        vectors = self.encoder.encode(texts + flat)
        start = len(texts)
        for index, (message, listed) in enumerate(zip(messages, pieces, strict=True)):
            row = vectors[index : index + 1]
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))
            message.set(CLAUSE_VECTORS, None if index % every else vectors[start : start + len(listed)])
            start += len(listed)


def read_in_pieces(message: Message) -> bool:
    """Did the encoder read its pieces too? Of training examples it does so for some only."""
    return message.get(CLAUSE_VECTORS) is not None


def vectors_of(message: Message) -> tuple[np.ndarray, np.ndarray]:
    """(384,) for the whole text and (n, 384) for its clauses, n >= 0, as set by the encoder."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("The message has no vector: put SentenceEncoder before this component in config.yml.")
    pieces = message.get(CLAUSE_VECTORS)
    return np.asarray(sentence.features)[0], np.zeros((0, 384), np.float32) if pieces is None else pieces

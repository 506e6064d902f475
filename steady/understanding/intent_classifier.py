"""The intent classifier in Rasa's graph, on the vectors of SentenceEncoder.

Questions are labels of their own (`faq/<topic>`): Rasa sees the intent `faq`, with the
whole name in `full_retrieval_intent_name`, as its retrieval machinery writes it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    FULL_RETRIEVAL_INTENT_NAME_KEY,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RESPONSE_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from steady.content.library import library
from steady.understanding.clauses import clauses
from steady.understanding.encoder_component import read_in_pieces, vectors_of
from steady.understanding.intent_head import IntentHead, Pieces, train_head
from steady.understanding.lexical import terms, words
from steady.understanding.readable import is_readable, words_of
from steady.understanding.risk.normalise import clean

HEAD_FILE = "intent_head.npz"
SURE_OF_A_SIGN = 0.9


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SteadyIntentClassifier(GraphComponent, IntentClassifier):
    """Reads the intent of a message; below `readable` it says that it cannot."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # How many readings `intent_ranking` carries.
            "ranking_length": 10
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SteadyIntentClassifier:
        return cls(config, model_storage, resource)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, head: IntentHead | None = None
    ) -> None:
        self.config, self.model_storage, self.resource, self.head = config, model_storage, resource, head

    def train(self, training_data: TrainingData) -> Resource:
        messages = [m for m in training_data.intent_examples if m.get(TEXT)]
        whole, pieces = zip(*(vectors_of(m) for m in messages), strict=True)
        held = np.array([at for at, m in enumerate(messages) if read_in_pieces(m)], dtype=int)
        owners = np.repeat(np.arange(len(messages)), [len(own) for own in pieces])
        parts = [terms_of(piece) for at in held for piece in clauses(messages[at].get(TEXT))]
        calibration = Pieces(np.concatenate(pieces), owners, held, parts)
        labels = [m.get(INTENT_RESPONSE_KEY) or m.get(INTENT) for m in messages]
        vocabulary = frozenset(word for m in messages for word in words_of(m.get(TEXT)))
        told = [terms_of(m.get(TEXT)) for m in messages]
        self.head = train_head(np.array(whole), labels, vocabulary, calibration, told)
        with self.model_storage.write_to(self.resource) as folder:
            (folder / HEAD_FILE).write_bytes(self.head.to_bytes())
        return self.resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SteadyIntentClassifier:
        with model_storage.read_from(resource) as folder:
            head = IntentHead.from_bytes((folder / HEAD_FILE).read_bytes())
        return cls(config, model_storage, resource, head)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0] if ranking else _entry(None, 0.0), add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        if self.head is None:
            return []
        text = (message.get(TEXT) or "").strip()
        if word := library().answers.signs.get(text):
            return [_entry({"yes": "affirm", "no": "deny"}[word], SURE_OF_A_SIGN)]
        whole, pieces = vectors_of(message)
        parts = clauses(message.get(TEXT) or "") if len(pieces) else []
        probabilities = self.head.read(whole, pieces, [terms_of(part) for part in (text, *parts)])
        if not is_readable(text, self.head.vocabulary):
            # Emoji, numbers, key mash: the vector means nothing, so no reading may look sure.
            probabilities = np.full(len(probabilities), 1 / len(probabilities))
        best = np.argsort(-probabilities)[: self.config["ranking_length"]]
        return [_entry(self.head.labels[i], float(probabilities[i])) for i in best]


def terms_of(text: str) -> list[str]:
    return terms([words(clean(text))])


def _entry(label: str | None, confidence: float) -> dict[str, Any]:
    name = label.split("/")[0] if label else None
    entry: dict[str, Any] = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
    if label and "/" in label:
        entry[FULL_RETRIEVAL_INTENT_NAME_KEY] = label
    return entry

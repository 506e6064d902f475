"""The risk screen in Rasa's graph: `risk` on every parsed message and event.

The decision itself is a pure function over text (steady/understanding/risk); the channel's
front door takes the same one before Rasa.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from steady.understanding.risk import shared_reader
from steady.understanding.risk.rules import fingerprint

RISK = "risk"
DETAIL = "risk_detail"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RiskScreen(GraphComponent):
    """Sets `risk` ({"level", "kind"}) and `risk_detail` (about whom, which rules)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The lexicon and rules, relative to the working folder.
            "folder": "data/risk"
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RiskScreen:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self.reader = shared_reader(Path(config["folder"]))

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        return fingerprint(Path(config["folder"]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            risk = self.reader.assess(message.get(TEXT) or "")
            detail = {"about": risk.about, "intent": risk.intent, "why": list(risk.rules)}
            message.set(RISK, risk.as_field(), add_to_output=True)
            message.set(DETAIL, detail, add_to_output=True)
        return messages

"""The risk screen in Rasa's graph: `risk` on every parsed message and event.

The screen itself is a pure function over text (steady/understanding/risk); the channel's
front door runs the same one before Rasa. Here the intent that was read can raise what
the rules left at "none" to "concern": it never lowers anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from steady.understanding.risk import Risk, Screen, shared_reader

RISK = "risk"
DETAIL = "risk_detail"
KIND_OF_INTENT = {
    "crisis_suicide": "suicide",
    "crisis_self_harm": "self_harm",
    "crisis_harm_to_others": "harm_to_others",
    "crisis_medical": "medical",
    "disclose_abuse": "abuse",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RiskScreen(GraphComponent):
    """Sets `risk` ({"level", "kind"}) and `risk_detail` (about whom, which rules)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # The lexicon and rules, relative to the working folder.
            "folder": "data/risk",
            # From this confidence on, a crisis intent alone is a concern: set from a curve over both
            # evaluation sets' harmless messages (docs/understanding.md).
            "concern_from": 0.6,
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
        self.concern_from = config["concern_from"]

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        return Screen.load(Path(config["folder"])).fingerprint

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            risk = self.reader.assess(message.get(TEXT) or "")
            field, detail = decide(risk, message.get(INTENT) or {}, self.concern_from)
            message.set(RISK, field, add_to_output=True)
            message.set(DETAIL, detail, add_to_output=True)
        return messages


def decide(risk: Risk, intent: dict[str, Any], concern_from: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """One decision from rules and reading: ({"level", "kind"}, {"about", "intent", "why"}).

    Rules stand; a confident crisis intent adds a concern where they were silent.
    """
    kind = KIND_OF_INTENT.get(intent.get("name") or "")
    confidence = float(intent.get("confidence") or 0.0)
    if risk.level == "none" and kind and confidence >= concern_from:
        why = [f"intent {intent['name']} {confidence:.2f}"]
        return {"level": "concern", "kind": kind}, {"about": "self", "intent": None, "why": why}
    return risk.as_field(), {"about": risk.about, "intent": risk.intent, "why": list(risk.rules)}

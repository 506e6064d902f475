"""Rasa 3.6 without TensorFlow.

Steady uses none of Rasa's neural components, yet importing Rasa pulls them in, and
with them TensorFlow (1.3 GB installed, 75 s of start). `install()` puts light
modules in their places in `sys.modules` before Rasa is first imported. The classes
in them have the right names, so that Rasa's own imports and checks succeed, and
refuse to be made, so that a pipeline naming one of them fails with a clear sentence.

The vendors' channels (Slack, Twilio, ...) are stood in for as well: Steady brings
channels of its own, and their clients cost half of the remaining start.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterable
from typing import Any

# Module -> the names that Rasa imports from it.
NEURAL = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}
CHANNELS = {
    "socketio": "SocketIOInput",
    "botframework": "BotFrameworkInput",
    "callback": "CallbackInput",
    "facebook": "FacebookInput",
    "mattermost": "MattermostInput",
    "rasa_chat": "RasaChatInput",
    "rocketchat": "RocketChatInput",
    "slack": "SlackInput",
    "telegram": "TelegramInput",
    "twilio": "TwilioInput",
    "twilio_voice": "TwilioVoiceInput",
    "webexteams": "WebexTeamsInput",
    "hangouts": "HangoutsInput",
}
# Rasa's recipe looks component names up in this list; Steady's own are named by module path.
USED_COMPONENTS = {
    "rasa.nlu.tokenizers.whitespace_tokenizer": "WhitespaceTokenizer",
    "rasa.nlu.classifiers.fallback_classifier": "FallbackClassifier",
    "rasa.nlu.classifiers.keyword_intent_classifier": "KeywordIntentClassifier",
    "rasa.nlu.classifiers.logistic_regression_classifier": "LogisticRegressionClassifier",
    "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer": "CountVectorsFeaturizer",
    "rasa.core.policies.rule_policy": "RulePolicy",
    "rasa.core.policies.memoization": "MemoizationPolicy",
}
EXTRA_COMPONENTS = {"rasa.core.policies.memoization": "AugmentedMemoizationPolicy"}


class NotInstalled(RuntimeError):
    """A component that Steady runs without was asked for."""


def _refuse(name: str) -> type:
    def __init__(self: object, *args: object, **kwargs: object) -> None:
        raise NotInstalled(
            f"{name} is not part of Steady: it needs TensorFlow, which is left out. "
            "Take it out of config.yml, or run stock Rasa in an environment of its own."
        )

    def create(cls: Any, /, *args: object, **kwargs: object) -> object:
        return cls()

    def name_of(cls: Any) -> str:
        return name.removesuffix("Input").lower()

    members = {"__init__": __init__, "create": classmethod(create), "name": classmethod(name_of)}
    return type(name, (), members)


def _module(path: str, names: Iterable[str]) -> None:
    module = types.ModuleType(path, "A stand-in of Steady's; see steady/framework/stand_ins.py.")
    for name in names:
        setattr(module, name, _refuse(name))
    sys.modules[path] = module


def _default_components() -> types.ModuleType:
    """A `rasa.engine.recipes.default_components` that imports on first use of the list."""
    path = "rasa.engine.recipes.default_components"
    module = types.ModuleType(path)

    def __getattr__(name: str) -> object:
        if name != "DEFAULT_COMPONENTS":
            raise AttributeError(name)
        from importlib import import_module

        pairs = [*USED_COMPONENTS.items(), *EXTRA_COMPONENTS.items()]
        components = [getattr(import_module(where), what) for where, what in pairs]
        module.__dict__["DEFAULT_COMPONENTS"] = components
        return components

    module.__getattr__ = __getattr__  # type: ignore[method-assign]
    return module


def install() -> None:
    """Registers the stand-ins. Safe to call twice; raises RuntimeError when Rasa came first."""
    # Set by the program itself: Rasa would otherwise send a failed train's traceback away.
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    marker = "rasa.engine.recipes.default_components"
    if getattr(sys.modules.get(marker), "__steady__", False):
        return
    if "rasa.nlu.classifiers.diet_classifier" in sys.modules or marker in sys.modules:
        raise RuntimeError("Rasa was imported before steady.framework.stand_ins.install()")
    for path, names in NEURAL.items():
        _module(path, names)
    for module_name, class_name in CHANNELS.items():
        _module(f"rasa.core.channels.{module_name}", [class_name])
    components = _default_components()
    components.__steady__ = True  # type: ignore[attr-defined]
    sys.modules[marker] = components

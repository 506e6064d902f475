"""A policy that carries a plan: the actions that answer one message, in order.

A subclass decides once a message, from what was said and the slots at that time. The plan
is kept in a slot by the message's id, so that each later prediction of the turn reads it
instead of deciding anew on slots that have changed meanwhile.

Predictions are marked "no user prediction": only such a one overrules a form (RulePolicy
puts an active loop above every other kind of prediction).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

# Rasa runs these around every message; they are not part of an answer.
UNCOUNTED = {"action_session_start", "action_extract_slots"}


@dataclass(frozen=True)
class Plan:
    """`actions` in order; `slots` are set with the first one (or at once when there is none)."""

    actions: tuple[str, ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)


class PlanPolicy(Policy):
    """Base class; `plan_slot` names the slot that keeps the plan of the latest message."""

    plan_slot = ""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 7, "max_history": None}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer=None)

    def plan(self, tracker: DialogueStateTracker) -> Plan | None:
        """The answer to the latest message; None leaves it to the other policies."""
        raise NotImplementedError

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PlanPolicy:
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        precomputations: Any | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        done = actions_since_message(tracker)
        message = tracker.latest_message
        if message is None or done is None:
            return self._prediction(self._default_predictions(domain))
        if not done:
            return self._first(tracker, domain, id_of(message))
        kept = tracker.get_slot(self.plan_slot) or {}
        if kept.get("message") != id_of(message):
            return self._prediction(self._default_predictions(domain))
        actions = kept["actions"]
        following = actions[len(done)] if len(done) < len(actions) else ACTION_LISTEN_NAME
        return self._certain(following, domain)

    def _first(self, tracker: DialogueStateTracker, domain: Domain, message_id: str) -> PolicyPrediction:
        plan = self.plan(tracker)
        if plan is None:
            return self._prediction(self._default_predictions(domain))
        events: list[Event] = [SlotSet(name, value) for name, value in plan.slots.items()]
        if not plan.actions:
            return self._prediction(self._default_predictions(domain), events=events)
        kept = {"message": message_id, "actions": list(plan.actions)}
        return self._certain(plan.actions[0], domain, [SlotSet(self.plan_slot, kept), *events])

    def _certain(self, action: str, domain: Domain, optional: list[Event] | None = None) -> PolicyPrediction:
        scores = self._default_predictions(domain)
        scores[domain.index_for_action(action)] = 1.0
        return self._prediction(scores, optional_events=optional or [], is_no_user_prediction=True)


def actions_since_message(tracker: DialogueStateTracker) -> list[str] | None:
    """Names of the actions run since the latest message; None when it was answered already."""
    names: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return names[::-1]
        if isinstance(event, ActionExecuted) and event.action_name not in UNCOUNTED:
            if event.action_name == ACTION_LISTEN_NAME:
                return None
            names.append(event.action_name or "")
    return None


def id_of(message: UserUttered) -> str:
    """A message that nobody typed has no id; its time tells it from the others."""
    return message.message_id or f"at {message.timestamp}"


def is_unasked(tracker: DialogueStateTracker) -> bool:
    """The latest message was typed by nobody: the coach speaks first (steady/serving/follow_ups.py)."""
    message = tracker.latest_message
    return bool(message is not None and (message.metadata or {}).get("is_external"))


def text_of(tracker: DialogueStateTracker) -> str:
    message: Message | Any = tracker.latest_message
    return (message.text or "") if message is not None else ""

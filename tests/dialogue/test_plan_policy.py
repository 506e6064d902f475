"""A plan is made once a message and then followed step by step, whatever the slots do meanwhile."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from steady.dialogue.plan_policy import Plan, PlanPolicy, actions_since_message, is_unasked, text_of

pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill")
DOMAIN_FILE = """
version: "3.1"
intents: [hello]
actions: [action_a, action_b]
slots:
  kept: {type: any, mappings: [{type: custom}]}
  other: {type: any, mappings: [{type: custom}]}
"""
LISTEN = ActionExecuted("action_listen")
HELLO = UserUttered("hello", {"name": "hello"}, message_id="m1")


@cache
def domain() -> Domain:
    return Domain.from_yaml(DOMAIN_FILE)


class Planned(PlanPolicy):
    plan_slot = "kept"
    next_plan: Plan | None = None
    asked = 0

    def plan(self, tracker: DialogueStateTracker) -> Plan | None:
        self.asked += 1
        return self.next_plan


@pytest.fixture
def policy() -> Planned:
    return Planned.load(Planned.get_default_config(), None, None, SimpleNamespace(is_finetuning=False))  # type: ignore[arg-type,return-value]


def tracker(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("person", list(events), domain().slots)


def predict(policy: Planned, *events: Event):
    return policy.predict_action_probabilities(tracker(*events), domain())


def action(prediction) -> str | None:
    best = max(prediction.probabilities)
    return domain().action_names_or_texts[prediction.probabilities.index(best)] if best else None


def test_a_plan_is_followed_to_its_end(policy: Planned) -> None:
    policy.next_plan = Plan(("action_a", "action_b"), {"other": 1})
    first = predict(policy, LISTEN, HELLO)
    assert action(first) == "action_a" and first.is_no_user_prediction and max(first.probabilities) == 1.0
    kept = SlotSet("kept", {"message": "m1", "actions": ["action_a", "action_b"]})
    assert first.optional_events == [kept, SlotSet("other", 1)]
    policy.next_plan = Plan(("action_b",))  # decided once: a new mind does not change it
    begun = [LISTEN, HELLO, kept, ActionExecuted("action_a")]
    assert action(predict(policy, *begun)) == "action_b"
    assert action(predict(policy, *begun, ActionExecuted("action_b"))) == "action_listen"
    assert policy.asked == 1


def test_no_plan_leaves_it_to_others(policy: Planned) -> None:
    prediction = predict(policy, LISTEN, HELLO)
    assert action(prediction) is None and not prediction.events and not prediction.optional_events


def test_a_plan_without_actions_only_sets_its_slots(policy: Planned) -> None:
    policy.next_plan = Plan((), {"other": 2})
    prediction = predict(policy, LISTEN, HELLO)
    assert action(prediction) is None and prediction.events == [SlotSet("other", 2)]


def test_the_plan_of_an_earlier_message_is_not_gone_on_with(policy: Planned) -> None:
    kept = SlotSet("kept", {"message": "m0", "actions": ["action_a", "action_b"]})
    assert action(predict(policy, LISTEN, kept, HELLO, ActionExecuted("action_a"))) is None
    assert policy.asked == 0


def test_before_a_message_nothing_is_planned(policy: Planned) -> None:
    policy.next_plan = Plan(("action_a",))
    assert action(predict(policy)) is None
    assert action(predict(policy, LISTEN, HELLO, ActionExecuted("action_a"), LISTEN)) is None and policy.asked == 0


def test_what_rasa_runs_round_a_message_is_not_counted() -> None:
    round_it = [ActionExecuted("action_session_start"), LISTEN, HELLO, ActionExecuted("action_extract_slots")]
    assert actions_since_message(tracker(*round_it)) == []
    assert actions_since_message(tracker(*round_it, ActionExecuted("action_a"))) == ["action_a"]
    assert actions_since_message(tracker(LISTEN)) is None and text_of(tracker(HELLO)) == "hello"


def test_messages_that_nobody_typed_have_plans_of_their_own(policy: Planned) -> None:
    one, other = UserUttered.create_external("hello"), UserUttered.create_external("hello")
    other.timestamp = one.timestamp + 300
    policy.next_plan = Plan(("action_a", "action_b"))
    kept = predict(policy, LISTEN, one).optional_events[0]
    begun = [LISTEN, one, kept, ActionExecuted("action_a")]
    assert action(predict(policy, *begun)) == "action_b"
    later = [*begun, ActionExecuted("action_b"), LISTEN, other, ActionExecuted("action_a")]
    assert action(predict(policy, *later)) is None, "the plan of the first is not the second's"
    assert is_unasked(tracker(one)) and not is_unasked(tracker(HELLO)) and not is_unasked(tracker())

"""What the person brings: heard first, each kind in its own words, then one fitting question."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_known, intent_of, then


class Share(Action):
    """Validation for every `share_*`; a second message of the same kind goes deeper."""

    def name(self) -> str:
        return "action_share"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        topic = intent_of(tracker).removeprefix("share_")
        again = tracker.get_slot("topic") == topic
        dispatcher.utter_message(response=f"utter_share_{topic}_more" if again else f"utter_share_{topic}")
        # With fear or harm at home, nothing that sends a person back to their partner is offered.
        offer = "utter_abuse_next" if abuse_known(tracker) else f"utter_offer_{topic}"
        return [SlotSet("topic", topic), *then(dispatcher, tracker, offer)]

"""A page to give to a partner; never where somebody is, or was, not safe at home."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Events, abuse_heard, apart_of, entity
from actions.memory import memory
from steady.content.library import library
from steady.records.abuse import abuse_on_record

FAR = re.compile(
    r"\b(long[- ]distance|far away|abroad|apart|overseas|another (?:city|country|town)|miles)\b", re.IGNORECASE
)
ASKED = re.compile(
    r"\b(?:asks me|asking me|keeps asking|i'?m (?:being )?asked|wants? reassurance from me|needs reassurance)\b",
    re.IGNORECASE,
)


class PartnerCard(Action):
    """The page that fits, and a way to the others. With abuse told, now or on record: a word why not, and the line."""

    def name(self) -> str:
        return "action_partner_card"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        # Records that cannot be read are no sign of safety.
        if abuse_heard(tracker) or await memory().use(abuse_on_record, tracker.sender_id, default=True):
            dispatcher.utter_message(response="utter_partner_card_not")
            return [SlotSet("abuse_known", True), SlotSet("awaiting", None)]
        if apart_of(tracker):
            dispatcher.utter_message(response="utter_apart_alone")
            return [SlotSet("awaiting", None)]
        cards = library().partner_cards
        card = cards.get(entity(tracker, "choice") or "") or cards[fitting(tracker)]
        dispatcher.utter_message(response="utter_partner_card")
        dispatcher.utter_message(text=card.text(), json_message={"sheet": card.sheet(), "copy": card.text()})
        others = [other for other in cards.values() if other.id != card.id]
        buttons = [
            {"title": other.button, "payload": f'/ask_partner_card{{"choice":"{other.id}"}}'} for other in others
        ]
        dispatcher.utter_message(response="utter_partner_card_other", buttons=buttons)
        return [SlotSet("awaiting", None)]


def fitting(tracker: Tracker) -> str:
    """By what the message says, else by what was told before."""
    text = str(tracker.latest_message.get("text") or "")
    if FAR.search(text):
        return "apart"
    asked = ASKED.search(text) or tracker.get_slot("topic") == "partner_needs_reassurance"
    return "for_asked" if asked else "for_partner"

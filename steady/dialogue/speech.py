"""Choosing and filling the words: Rasa's response generator with Steady's two habits.

The same wording is never used twice running: variations are taken in turn, by how often
the response was said in this conversation. Where a response asks for numbers
(`custom: {helplines: <need>}`), the person's own country's are filled in, with no action
server and no database.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from steady.content.helplines import Helplines
from steady.content.library import library

SLOT = re.compile(r"\{(\w+)\}")


class SteadySpeech(TemplatedNaturalLanguageGenerator):
    """`nlg: type: steady.dialogue.speech.SteadySpeech` in endpoints.yml."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Any = None, **kwargs: Any) -> None:
        super().__init__(domain.responses if domain is not None else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        variations = self.responses.get(utter_action)
        if not variations:
            return None
        chosen = copy.deepcopy(variations[times_said(tracker, utter_action) % len(variations)])
        values = {**tracker.current_slot_values(), **kwargs}
        kind = (tracker.get_slot("safety") or {}).get("kind")
        hurt = kind == "abuse" or tracker.get_slot("abuse_known")
        if hurt and needs(chosen) in {"listening", "crisis"}:
            # Who was hurt at home needs the specialist line, whatever they ask for next.
            chosen["custom"] = {**chosen["custom"], "helplines": "abuse"}
        elif kind in {"suicide", "self_harm"} and needs(chosen) == "listening":
            chosen["custom"] = {**chosen["custom"], "helplines": "suicide"}
        with_numbers(chosen, country_of(tracker), library().helplines, values)
        chosen["text"] = filled(str(chosen.get("text") or ""), values)
        return chosen


def filled(text: str, values: Mapping[str, Any]) -> str:
    """`{name}` replaced by its value, where there is one. Rasa's own filling would take a
    button's JSON payload for a slot, and log the whole conversation state when it is none."""
    return SLOT.sub(lambda found: _shown(values.get(found[1]), found[0]), text).strip()


def _shown(value: Any, otherwise: str) -> str:
    if value is None:
        return otherwise
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def needs(response: Mapping[str, Any]) -> object:
    """The need whose numbers a response asks for, None when it asks for none."""
    custom = response.get("custom")
    return custom.get("helplines") if isinstance(custom, Mapping) else None


def with_numbers(response: dict[str, Any], country: str | None, helplines: Helplines, values: dict[str, Any]) -> None:
    """Puts the numbers of `country` into `values["numbers"]` and the card into the response's custom part."""
    custom = response.get("custom")
    if isinstance(custom, Mapping) and isinstance(need := custom.get("helplines"), str):
        values["numbers"] = helplines.text(country, need)
        response["custom"] = {**custom, **helplines.card(country, need)}


def times_said(tracker: DialogueStateTracker, utter_action: str) -> int:
    return sum(
        1
        for event in tracker.events
        if isinstance(event, BotUttered) and event.metadata.get("utter_action") == utter_action
    )


def country_of(tracker: DialogueStateTracker) -> str | None:
    """What the person said, else what the channel knows."""
    message = tracker.latest_message
    given = (message.metadata or {}).get("country") if message is not None else None
    return tracker.get_slot("country") or given

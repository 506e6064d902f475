"""The front door's own words: what is said when nothing behind it may be needed.

`data/content/front.yml` (limits, last chance) and the first crisis answers of
`data/responses/crisis.yml`, read without Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml
from steady.content.sentences import Sentences

REQUIRED = ("last_chance", "too_long", "too_fast", "unknown_button", "late_button", "empty", "not_text", "emoji_only")
FIRST_ANSWERS = (
    *(f"utter_crisis_{kind}" for kind in ("suicide", "self_harm", "harm_to_others", "medical", "abuse")),
    "utter_crisis_third_person",
    "utter_crisis_third_person_abuse",
    "utter_third_person_sorry",
    "utter_crisis_intrusive",
)
OWN_RESPONSES = (*FIRST_ANSWERS, "utter_disclosure", "utter_disclosure_again", "utter_language")


@dataclass(frozen=True)
class FrontWords(Sentences):
    responses: Mapping[str, Sequence[Mapping[str, Any]]]


def load_front_words(data: Path) -> FrontWords:
    """`data`: the project's data folder. Raises ContentError for what is missing."""
    path = data / "content" / "front.yml"
    raw = read_yaml(path)
    sentences = {key: [value] if isinstance(value, str) else value for key, value in raw.items()}
    for key in REQUIRED:
        if not sentences.get(key):
            raise ContentError(f"{path}: {key!r} is missing or empty. The front door needs it.")
    responses: dict[str, Sequence[Mapping[str, Any]]] = {}
    for file in ("crisis.yml", "opening.yml"):
        source = data / "responses" / file
        responses.update(need(read_yaml(source), "responses", dict, source, "top level"))
    missing = [name for name in OWN_RESPONSES if not responses.get(name)]
    if missing:
        raise ContentError(f"{data / 'responses'}: {', '.join(missing)} missing. The first crisis answer needs them.")
    return FrontWords(sentences, {name: responses[name] for name in OWN_RESPONSES})

"""A person's own words, given back at the end of a practice. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from steady.content.practices import NO_TOUCH, Practice, Step

PLACE = re.compile(r"\{(\w+)\}")
MOST_CHARACTERS = 1500
# A longer text is not bent into one sentence: it is given back as it was written.
MOST_WORDS_OF_A_SENTENCE = 30
OWN_BEGINNING = re.compile(r"^(?:i|i'?m|i'?d|i'?ll|i'?ve|we|my|it|when|because|dear)\b", re.IGNORECASE)
HALF_BEGINNING = re.compile(r"^(?:also )?(need|feel|want|wish)s?\b", re.IGNORECASE)


def step_text(step: Step, way: str | None, said: Mapping[str, str]) -> str:
    """The step as it is said to this person: round touch or body if they like, with their own words in it.

    `said`: what they wrote, by the name in the step's `writes`.
    """
    if step.goes_round(way) and step.without_body:
        return step.without_body
    if way == NO_TOUCH and step.without_touch:
        return step.without_touch
    places = set(PLACE.findall(step.text))
    if places - set(said):
        return step.without_words or PLACE.sub("…", step.text)
    return PLACE.sub(lambda found: quoted(said[found[1]]), step.text)


def quoted(text: str) -> str:
    """Fit to stand between double quotes, at a length that can be read."""
    text = text.strip().strip('"“”').replace('"', "'")
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"


def own_sentence(text: str, opens: str | None) -> str:
    """A person's answer as one sentence of their own: "to be heard" -> "I need to be heard".

    Words are only added in front, and only where the sentence has no beginning of its own.
    """
    text = " ".join(text.split()).strip('"“” ')
    if not opens or not text or len(text.split()) > MOST_WORDS_OF_A_SENTENCE:
        return text
    if OWN_BEGINNING.match(text):
        return text[0].upper() + text[1:]
    half = HALF_BEGINNING.match(text)
    if half:
        return f"{opens.split()[0]} {half[1].lower()}{text[half.end() :]}"
    lower = text if text[:2].isupper() or len(text) == 1 else text[0].lower() + text[1:]
    return f"{opens} {lower}"


def own_words(practice: Practice, written: Mapping[str, list[str]]) -> dict[str, str]:
    """What was written in this practice, by name. Where several messages make up one letter they are
    joined; elsewhere the last one stands."""
    kept: dict[str, str] = {}
    for step in practice.steps:
        texts = [text for text in written.get(step.writes or "", ()) if text.strip()]
        if step.writes and texts:
            kept[step.writes] = "\n".join(texts) if step.more else own_sentence(texts[-1], step.opens)
    return kept

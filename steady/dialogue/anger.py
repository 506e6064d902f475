"""A partner's anger, named along the way: before a sentence that may set it off is sent, safety comes first. Pure."""

from __future__ import annotations

import re

ANGER = re.compile(
    r"\b(?:he|she|they|my (?:partner|husband|wife|boyfriend|girlfriend|fianc[e\u00e9]e?))\b(?:(?!\b(?:not|never|n['\u2019]t|i)\b)[^.!?]){0,30}"
    r"\b(?:angry|furious|mad at me|rages?|raging|explodes?|blows? up|los(?:es?|ing) (?:it|(?:his|her|their) temper)|temper|yells?|yelling|shouts?|screams?"
    r"|slams?|throws? things|punch\w*|smash\w*|block(?:s|ed)? (?:the|my) (?:door|way)|(?:stands?|stood) in the (?:door|way))\b",
    re.IGNORECASE,
)


def tells_of_anger(text: str) -> bool:
    """That the partner gets angry, or stands in the way."""
    return not text.startswith("/") and ANGER.search(text) is not None

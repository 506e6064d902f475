"""Plain crisis words in other languages: enough to raise suicide, never more."""

import re
from collections.abc import Iterable, Mapping

from .decide import Risk
from .normalise import clean

NAMES = frozenset({"languages.crisis", "languages.concern"})


class OtherLanguages:
    """Phrases by language. Where a script puts no spaces between words, they match anywhere."""

    def __init__(self, languages: Iterable[Mapping[str, object]]) -> None:
        parts: dict[str, list[str]] = {"crisis": [], "concern": [], "harmless": []}
        for language in languages:
            spaced = language.get("spaces", True)
            for field, patterns in parts.items():
                listed = language.get(field, [])
                assert isinstance(listed, list)
                patterns += [_pattern(clean(phrase), bool(spaced)) for phrase in listed]
        self._by_level = {
            field: re.compile("|".join(sorted(patterns, key=len, reverse=True)) or "(?!)")
            for field, patterns in parts.items()
        }

    def assess(self, text: str) -> Risk:
        """Crisis, concern or none; the kind is always suicide."""
        cleaned = self._by_level["harmless"].sub(" ", clean(text))
        if self._by_level["crisis"].search(cleaned):
            return Risk("crisis", "suicide", "self", None, ("languages.crisis",))
        if self._by_level["concern"].search(cleaned):
            return Risk("concern", "suicide", "self", None, ("languages.concern",))
        return Risk()


def _pattern(phrase: str, spaced: bool) -> str:
    body = r"\s+".join(re.escape(word) for word in phrase.split())
    return rf"(?<!\w){body}(?!\w)" if spaced else body

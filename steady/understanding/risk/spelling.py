"""Decoding of words written to slip past a filter, or simply mistyped.

Only words worth decoding (`sensitive` in spelling.yml) are ever produced, and only
from what is not already an English word: "chess" stays chess, "k!ll" becomes kill.
"""

import re
from collections.abc import Iterable, Mapping

_SPACED = re.compile(r"(?<![\w'])(?:[a-z0-9!$@*|][ .\-_*,]{1,3}){2,}[a-z0-9!$@*|](?![\w'])")
_RUNS = re.compile(r"(.)\1+")
_LONGEST = 40  # A longer "word" is a link or noise: nothing is decoded from it.


class Decoder:
    """Decodes single words. Remembers none of them: what people wrote must not stay in memory."""

    def __init__(
        self, sensitive: Iterable[str], english: frozenset[str], rule_words: frozenset[str], leet: Mapping[str, str]
    ) -> None:
        self._sensitive = frozenset(sensitive)
        self._english = english | rule_words
        self._pieces = rule_words
        self._leet = leet
        self._slips: dict[str, str] = {}
        for word in sorted(self._sensitive):
            if len(word) >= 5:
                for slip in _slips(word):
                    self._slips.setdefault(slip, word)

    def join_spaced(self, text: str) -> str:
        """Join letters written apart: "k i l l", "d.i.e", "s-u-i-c-i-d-e"."""
        return _SPACED.sub(lambda found: re.sub(r"[ .\-_*,]", "", found[0]) if len(found[0]) < 120 else found[0], text)

    def decode(self, token: str, word: str) -> tuple[str, ...]:
        """The words that a token stands for; itself where there is nothing to decode."""
        if len(token) > _LONGEST or (word in self._english and token[:1] not in self._leet):
            return (word,)
        return self._decode(token, word)

    def _decode(self, token: str, word: str) -> tuple[str, ...]:
        for candidate in dict.fromkeys((word, token, token.rstrip(".,!?"))):
            for spelled in self._unleet(candidate):
                if spelled in self._sensitive:
                    return (spelled,)
                shorter = self._shorten(spelled)
                if shorter:
                    return (shorter,)
                parts = self._split(spelled)
                if parts:
                    return parts
        bare = word.replace("'", "")
        # Written as it sounds or slipped: one letter away from a word worth decoding.
        return (self._slips[bare],) if bare not in self._english and bare in self._slips else (word,)

    def _unleet(self, word: str) -> list[str]:
        """The word with look-alike signs read as letters; stars stand for one letter, or none."""
        if "*" in word.strip("*"):
            pattern = re.compile(re.sub(r"\\\*", "[a-z]?", re.escape(word)))
            fits = sorted((w for w in self._sensitive if pattern.fullmatch(w)), key=len, reverse=True)
            return fits or [word]
        if word.isalpha() or word.isdigit():
            return [word]
        first = "".join(self._leet.get(char, char) for char in word)
        second = (
            first
            if "1" not in word and "|" not in word
            else "".join("l" if char in "1|" else self._leet.get(char, char) for char in word)
        )
        mixed = re.sub(r"1(?=1)|(?<=1)1", "l", word)
        third = "".join(self._leet.get(char, char) for char in mixed)
        return [spelled for spelled in dict.fromkeys((first, second, third)) if spelled.isalpha()] or [word]

    def _shorten(self, word: str) -> str | None:
        """A known word inside drawn-out letters: "diiiie" is die, "killlll" is kill."""
        if not _RUNS.search(word):
            return None
        runs = [found.span() for found in _RUNS.finditer(word)][:4]
        for mask in range(2 ** len(runs)):
            spelled, at = "", 0
            for index, (start, end) in enumerate(runs):
                spelled += word[at:start] + word[start] * (2 if mask >> index & 1 else 1)
                at = end
            spelled += word[at:]
            if spelled in self._sensitive:
                return spelled
        longest = max(end - start for start, end in runs)
        plain = _RUNS.sub(r"\1", word), _RUNS.sub(r"\1\1", word)
        return next((one for one in plain if longest > 2 and one in self._english), None)

    def _split(self, word: str) -> tuple[str, ...] | None:
        """Words run together ("killmyself", "wanttodie"): needs one that is worth decoding."""
        if not 5 <= len(word) <= 30 or not word.isalpha() or word in self._english:
            return None
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(1, len(word) + 1):
            options = [
                (*best[start], word[start:end])
                for start in range(max(0, end - 12), end)
                if start in best and word[start:end] in self._pieces and (end - start > 1 or word[start:end] in "ia")
            ]
            if options:
                best[end] = min(options, key=len)
        parts = best.get(len(word))
        return parts if parts and len(parts) > 1 and any(p in self._sensitive and len(p) > 2 for p in parts) else None


def _slips(word: str) -> set[str]:
    """One letter left out, doubled, swapped with its neighbour or changed (never the first)."""
    out = set()
    for at in range(1, len(word)):
        out.add(word[:at] + word[at + 1 :])
        if at + 1 < len(word):
            out.add(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        for letter in "abcdefghijklmnopqrstuvwxyz":
            out.add(word[:at] + letter + word[at + 1 :])
            out.add(word[:at] + letter + word[at:])
    return out - {word}

"""Text as people write it, brought to one canonical spelling that rules can be written over.

Two readings come back: a plain one (contractions and slang spelled out) and a decoded
one (leet, stars, spaced and repeated letters, look-alike letters, slips of the finger).
The screen reads both and keeps the graver, so that decoding can never hide anything.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .spelling import Decoder

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|[\U000e0000-\U000e01ef]"
)
_APOSTROPHES = re.compile("[\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u00b4`\uff07\u02b9]")
_SENTENCE_END = re.compile(r"(?<![.])[.](?![.])(?=\s|$)|[!?]+(?=\s|$)|[;\n\r]+|[.](?=\s*[\"')\]])")
_CLAUSE_END = re.compile(r"[,:\u2013\u2014()]|\.{2,}|\u2026| - ")
_WORD = re.compile(r"[^\s\"\u201c\u201d\u00ab\u00bb/\\\-_\u2010-\u2012<>\[\]{}=~^#]+")
_EDGE = re.compile(r"^[^\w$@*]+|[^\w*]+$")
_CONTRACTED = re.compile(r"^(.+?)(n't|'m|'re|'ve|'ll|'d|'s|s')$")


@dataclass(frozen=True)
class Sentence:
    """Canonical words, and for each the number of the clause that it stands in."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]


@dataclass(frozen=True)
class Spelling:
    """What spelling.yml holds; see there for the reason of each part."""

    contractions: Mapping[str, str]
    pronouns: frozenset[str]
    expand: Mapping[str, tuple[str, ...]]
    joined: Mapping[tuple[str, ...], tuple[str, ...]]
    fillers: frozenset[str]
    breaks: frozenset[str]
    emoji: Mapping[str, str]
    homoglyphs: Mapping[int, str]


def clean(text: str) -> str:
    """NFKC, lower case, no invisible or accent marks on Latin letters, one kind of apostrophe."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold())
    text = _APOSTROPHES.sub("'", text)
    if text.isascii():
        return text
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        # Accents go from Latin letters only: in other scripts they are vowels.
        if unicodedata.category(char) == "Mn" and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).casefold()


class Speller:
    """Turns a text into one or two readings, each a tuple of sentences."""

    def __init__(self, spelling: Spelling, decoder: Decoder) -> None:
        self._is = spelling
        self._decoder = decoder
        self._emoji = re.compile("|".join(map(re.escape, sorted(spelling.emoji, key=len, reverse=True))) or "(?!)")
        self._longest = max((len(key) for key in spelling.joined), default=0)

    def readings(self, text: str) -> list[tuple[Sentence, ...]]:
        """One reading for ordinary text, two where decoding changes a word."""
        cleaned = self._emoji.sub(lambda found: f" {self._is.emoji[found[0]]} ", clean(text))
        plain = self._read(cleaned, decode=False)
        decoded = self._read(self._decoder.join_spaced(cleaned.translate(self._is.homoglyphs)), decode=True)
        return [plain] if decoded == plain else [plain, decoded]

    def _read(self, text: str, *, decode: bool) -> tuple[Sentence, ...]:
        pieces = [piece for piece in _SENTENCE_END.split(text) if piece and not piece.isspace()]
        # "I. want. to. die." is one sentence, whatever the full stops say.
        if len(pieces) > 2 and sum(len(piece.split()) for piece in pieces) <= 2 * len(pieces):
            pieces = [" ".join(pieces)]
        sentences = (self._sentence(piece, decode=decode) for piece in pieces)
        return tuple(sentence for sentence in sentences if sentence.words)

    def _sentence(self, text: str, *, decode: bool) -> Sentence:
        words: list[str] = []
        clauses: list[int] = []
        for clause, piece in enumerate(_CLAUSE_END.split(text)):
            for word in self._canonical(_WORD.findall(piece), decode=decode):
                words.append(word)
                clauses.append(clause)
        return self._join(words, clauses)

    def _canonical(self, raw: Iterable[str], *, decode: bool) -> Iterable[str]:
        for token in raw:
            word = _EDGE.sub("", token)
            if not word:
                continue
            for part in self._decoder.decode(token, word) if decode else (word,):
                yield from self._expand(part)

    def _expand(self, word: str) -> tuple[str, ...]:
        if word in self._is.expand:
            return self._is.expand[word]
        found = _CONTRACTED.match(word)
        if not found:
            return (word.replace("'", ""),) if "'" in word.strip("'") or "'" in word else (word,)
        stem, tail = found[1], found[2]
        if tail == "s'":
            return (stem + "s",)
        if tail == "'s" and stem not in self._is.pronouns:
            return self._expand(stem)
        return (*self._expand(stem), self._is.contractions[tail])

    def _join(self, words: list[str], clauses: list[int]) -> Sentence:
        """Put split words together ("my self", "any more"), drop fillers, number the clauses."""
        out: list[str] = []
        numbers: list[int] = []
        extra = at = 0
        while at < len(words):
            size = 1
            parts: tuple[str, ...] = (words[at],)
            for length in range(min(self._longest, len(words) - at), 1, -1):
                joined = self._is.joined.get(tuple(words[at : at + length]))
                if joined is not None:
                    size, parts = length, joined
                    break
            for part in parts:
                if part in self._is.breaks:
                    extra += 1
                if part and part not in self._is.fillers:
                    out.append(part)
                    numbers.append(clauses[at] + extra)
            at += size
        return Sentence(tuple(out), tuple(numbers))

"""Is there anything in a message that an English reader could read?

Words are looked up in spaCy's English lemma tables and in the vocabulary of the training
data (slang, typos that people make). Other languages, key mash and code share few of them.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Set
from functools import lru_cache
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
# A message of two words and more is read when at least this share of them is known.
LEAST_KNOWN = 0.5
CODE = re.compile(r"[{}>=\\]|\w\(\S*\)|\w\[\w*\]")
LEAST_CODE = 2  # signs of code that a short message may have by chance
LETTERS = {"i", "a", "u", "k", "y", "n", "r", "o"}  # single letters that people use as words
TABLE = "spacy_lookups_data/data/en_lemma_lookup.json.gz"


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The words of spaCy's lemma table, lower case; empty when the package is missing."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        return frozenset()
    path = Path(spec.origin).parent.parent / TABLE
    table: dict[str, str] = json.loads(gzip.decompress(path.read_bytes()))
    return frozenset(word.lower() for pair in table.items() for word in pair)


def words_of(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def is_readable(text: str, vocabulary: Set[str]) -> bool:
    """False for empty text, lone emoji or numbers, symbols, key mash and other languages.

    `vocabulary`: lower-case words known besides spaCy's table. One unknown word alone is
    given the benefit of the doubt when it could be pronounced ("howdy").
    """
    words = words_of(text)
    letters = sum(len(word) for word in words)
    visible = sum(1 for character in text if not character.isspace())
    if not words or letters < 0.3 * visible and letters < 12:
        return False
    if len(CODE.findall(text)) >= max(LEAST_CODE, len(words) // 6):
        return False
    known = sum(is_known(word, vocabulary) for word in words)
    if len(words) == 1:
        return known == 1 or _could_be_said(words[0])
    return known / len(words) >= LEAST_KNOWN


def is_known(word: str, vocabulary: Set[str]) -> bool:
    if len(word) == 1:
        return word in LETTERS
    forms = {word, word.replace("'", ""), re.sub(r"(.)\1{2,}", r"\1", word), word.split("'")[0]}
    return any(form in vocabulary or form in english() for form in forms if len(form) > 1)


def _could_be_said(word: str) -> bool:
    if not VOWEL.search(word) or len(set(word)) == 1 or not word.isascii():
        return False
    return not re.search(r"[bcdfghjklmnpqrstvwxz]{4}", word)

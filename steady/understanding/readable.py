"""Is there anything in a message that an English reader could read?"""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z']+", re.IGNORECASE)
VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
# Short words without a vowel that people do type.
VOWELLESS = {"k", "kk", "ty", "thx", "tysm", "pls", "plz", "hmm", "hm", "mhm", "nvm", "brb", "idk", "tbh", "ngl", "np", "bf", "gf", "n", "r", "u", "tnx", "txt", "msg", "tmrw", "smth", "kms", "kmn", "wtf", "smh", "ffs", "bpd", "dv"}  # fmt: skip


def is_readable(text: str) -> bool:
    """False for empty text, lone emoji or numbers, symbols, and key mash ("sdfkjh", "zzzz")."""
    words = WORD.findall(text)
    letters = sum(len(word) for word in words)
    visible = sum(1 for character in text if not character.isspace())
    if not words or letters < 0.3 * visible and letters < 12:
        return False
    return any(_looks_like_a_word(word.lower()) for word in words)


def _looks_like_a_word(word: str) -> bool:
    if word in VOWELLESS:
        return True
    if len(set(word)) == 1 and len(word) > 1 or not VOWEL.search(word):
        return False
    return not re.search(r"[bcdfghjklmnpqrstvwxz]{6}", word)

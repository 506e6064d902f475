"""From talk about a partner to talk to them: "text me when he lands" -> "text me when you land". Pure.

Words: data/content/pronouns.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

WORD = re.compile(r"[\w'’]+")
PARTNER = re.compile(
    r"\bmy (?:partner|wife|husband|boyfriend|girlfriend|fianc[eé]e?|spouse|bf|gf)\b(?P<own>['’]s)?", re.IGNORECASE
)


def to_you(text: str, words: Mapping[str, Any]) -> str | None:
    """`text` said to the partner; None where that is not sure: two people in it, or a verb whose form is not known."""
    text = PARTNER.sub(lambda found: "his" if found["own"] else "he", text) if not _third(text, words) else text
    found = list(WORD.finditer(text))
    lower = [one[0].lower().replace("’", "'") for one in found]
    sides = [side for side in words["sides"] if set(side) & set(lower)]
    if len(sides) > 1 or PARTNER.search(text):
        return None
    turned = {i: _word(lower, i, words, last=_ends(text, found, i)) for i in range(len(lower))}
    for i, word in enumerate(lower):
        if word in words["subjects"]:
            turned[i] = "you"
            verb = i + 1
            while verb < len(lower) and lower[verb] in words["between"]:
                verb += 1
            if verb < len(lower) and word != "they":
                turned[verb] = _verb(lower[verb], words) or turned[verb]
    if any(one is None for one in turned.values()):
        return None
    if sides and _second_verb(lower, words):
        return None
    out, end = [], 0
    for i, one in enumerate(found):
        new = turned[i]
        out += [text[end : one.start()], one[0] if new == lower[i] else str(new)]
        end = one.end()
    return "".join(out) + text[end:]


def _third(text: str, words: Mapping[str, Any]) -> bool:
    lower = {one.lower().replace("’", "'") for one in WORD.findall(text)}
    return any(set(side) & lower for side in words["sides"])


def _ends(text: str, found: list[re.Match[str]], i: int) -> bool:
    """Nothing follows, or a stop does."""
    return i + 1 == len(found) or re.search(r"[,.;:?]", text[found[i].end() : found[i + 1].start()]) is not None


def _word(lower: list[str], i: int, words: Mapping[str, Any], *, last: bool) -> str:
    word, following = lower[i], lower[i + 1] if i + 1 < len(lower) else ""
    if word == "her":
        return "you" if last or following in words["after_a_person"] else "your"
    if word in {"he's", "she's", "hes", "shes"}:
        return "you've" if following in words["has_before"] else "you're"
    return str(words["words"].get(word) or words["joined"].get(word) or word)


def _verb(word: str, words: Mapping[str, Any]) -> str | None:
    """The form that stands after "you"; None leaves the word as it is (a past, "can", "won't")."""
    if word in words["verbs"]:
        return str(words["verbs"][word])
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:sh|ch|ss|x|zz|o)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[a-rt-z]s$", word) and not word.endswith(("us", "is", "'s")) else None


def _second_verb(lower: list[str], words: Mapping[str, Any]) -> bool:
    """ "he comes home and goes to bed": a second verb that hangs on the first subject is left to its writer."""
    pairs = zip(lower, lower[1:], strict=False)
    return any(one in {"and", "or", "then"} and (two in words["verbs"] or _verb(two, words) is not None and two not in _NOUNS) for one, two in pairs)  # fmt: skip


_NOUNS = frozenset(
    {"kisses", "hugs", "plans", "messages", "texts", "calls", "friends", "words", "things", "kids", "days"}
)

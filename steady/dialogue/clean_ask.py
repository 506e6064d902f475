"""A clean ask, built of four parts: what an answer says, and the text that comes of it. Pure.

"When ..., I feel ..., what I need is ..., would you ...?" Each part may be left out. The shape is that
of the coaching facts on healthy asking (a feeling, a need, a wish, the other free), in words of our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from steady.content.answers import plain
from steady.content.clean_ask import PARTS, CleanAskWords
from steady.dialogue.to_you import to_you

SKIPPED = "skipped"
FORM = "clean_ask_form"
DONE = "clean_done"
SLOTS = {part: f"clean_{part}" for part in PARTS}
THANKS = re.compile(r"\b(?:thanks|thank you|thank u|thx|ty|cheers)\b", re.IGNORECASE)


def tidy(part: str, text: str, words: CleanAskWords) -> str:
    """An answer as it stands in the sentence, said to the partner: "i get really scared." -> "really scared".

    "" when nothing is left. What is not surely talk about one partner keeps its words.
    """
    text = " ".join(text.replace("’", "'").split()).strip(" \"“”'")
    text = re.sub(r"[\s.?,;:!…]+$", "", text)
    for opening in words.beginnings[part]:
        if re.match(rf"{re.escape(opening)}(?![\w'])", text, re.IGNORECASE):
            text = text[len(opening) :].lstrip(" ,:.")
            break
    if part == "need" and plain(text).split()[:1] and plain(text).split()[0] in words.bare:
        text = f"to {text}"
    text = re.sub(r"\bi\b(?=['\s]|$)", "I", text)
    if text[:1].isupper() and not re.match(r"I\b|[A-Z]{2}", text):
        text = text[0].lower() + text[1:]
    return to_you(text, words.pronouns) or text


def without_lead_in(text: str, words: CleanAskWords) -> str:
    """ "I already told you, small" -> "small"; the whole text where nothing else stands in it."""
    rest = text.strip()
    while found := words.lead_in.match(rest):
        rest = rest[found.end() :]
    return rest or text


def labelled(text: str, words: CleanAskWords) -> dict[str, str]:
    """The parts that are named in so many words: "feeling: small, need: a sign"."""
    marks = list(words.label.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    pairs = ((mark.lastgroup or "", text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return {part: tidied for part, said in pairs if (tidied := tidy(part, re.sub(r"[\s,;]+and\s*$", "", said), words))}


def told_parts(text: str, words: CleanAskWords) -> dict[str, str]:
    """The parts that a message tells plainly, each as it stands in the sentence. A part in which it is not
    sure who is who is left to be asked for; a wish that says when needs no "when" of its own (SKIPPED)."""
    if named := labelled(text, words):
        return named
    found: dict[str, str] = {}
    for part, piece in words.told(text).items():
        # With its opening: in "ask him to call her" there are two people.
        if part == "feel" or to_you(f"{piece.opening} {piece.text}", words.pronouns) is not None:
            found[part] = tidy(part, piece.text, words)
    if "when" not in found and any(re.search(rf"\b{w}\b", found.get("would", "")) for w in words.says_when):
        found["when"] = SKIPPED
    return {part: said for part, said in found.items() if said}


def answered(part: str, text: str, words: CleanAskWords) -> dict[str, str]:
    """What an answer to one part says: that part, and others told with it. `part` may be missing: it said nothing."""
    if part in (named := labelled(text, words)):
        return named
    text = without_lead_in(text, words)
    told = words.told(text)
    # A part before the open one was told already: "text me when you land" keeps its words.
    after = PARTS[PARTS.index(part) + 1 :]
    found = {one: said for one, said in told_parts(text, words).items() if one in after and said != SKIPPED}
    if not found:
        late = part in told and part != "when" and told[part].start > 0  # "he never calls, it makes me feel small"
        own = tidy(part, told[part].text if late else text, words)
        return {part: own} if own else {}
    if part in told:
        return {part: tidy(part, told[part].text, words), **found}
    # "he goes quiet and I get scared": the part is what stands before the rest
    first = min(told[one].start for one in found)
    own = tidy(part, re.sub(r"[\s,;]+(?:(?:and|so|because|then|cos)[\s,]*)?$", "", text[:first]), words)
    if own in {"", "I"}:  # "I need you to look at me" is the need, though a wish stands in it
        own, found = tidy(part, text, words), {}
    return {part: own, **found} if own else found


def is_long(text: str, words: CleanAskWords) -> bool:
    return len(text.split()) > words.most_words


def sentence(parts: Mapping[str, str], words: CleanAskWords) -> str:
    """The text to copy; "" where there is neither a feeling nor a need nor a wish. `parts`: words by part."""
    said = {part: text for part, text in parts.items() if text and text != SKIPPED}
    clauses = []
    for part in ("feel", "need", "would"):
        if part in said:
            thing = part == "would" and plain(said[part]).split()[0] in words.things
            clauses.append(words.sentence["would_thing" if thing else part].replace(f"{{{part}}}", said[part]))
    if not clauses:
        return ""
    if "when" in said:
        clauses[0] = words.sentence["when"].replace("{when}", said["when"]) + clauses[0]
    text = " ".join(clause[0].upper() + clause[1:] for clause in clauses)
    return re.sub(r"(?<=[.!?] )[a-z]", lambda letter: letter[0].upper(), text)

"""A clean ask, built of four parts: what an answer says, and the text that comes of it. Pure.

"When ..., I feel ..., what I need is ..., would you ...?" Each part may be left out. The shape is that
of the coaching facts on healthy asking (a feeling, a need, a wish, the other free), in words of our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from steady.content.answers import Answers, plain
from steady.content.clean_ask import PARTS, CleanAskWords
from steady.dialogue.to_you import to_you

SKIPPED = "skipped"
FORM = "clean_ask_form"
DONE = "clean_done"
SLOTS = {part: f"clean_{part}" for part in PARTS}
MOST_WORDS_TO_CHANGE = 16
THANKS = re.compile(r"\b(?:thanks|thank you|thank u|thx|ty|cheers)\b", re.IGNORECASE)
TO = re.compile(r"\b(?:to|into|say|be)\s+(?P<new>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class End:
    """What is said to the finished sentence: kept, one `part` (its `new` words with it), all anew, or unread."""

    keeps: bool = False
    part: str | None = None
    new: str | None = None
    over: bool = False
    vague: bool = False  # something is to change, and not said what


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
    text = re.sub(r"\bi\b(?=['\s]|$)", "I", text)
    if text[:1].isupper() and not re.match(r"I\b|[A-Z]{2}", text):
        text = text[0].lower() + text[1:]
    return to_you(text, words.pronouns) or text


def told_parts(text: str, words: CleanAskWords) -> dict[str, str]:
    """The parts that a message tells plainly, each as it stands in the sentence. A part in which it is not
    sure who is who is left to be asked for; a wish that says when needs no "when" of its own (SKIPPED)."""
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
    told = words.told(text)
    found = {one: said for one, said in told_parts(text, words).items() if one != part and said != SKIPPED}
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
    return " ".join(clause[0].upper() + clause[1:] for clause in clauses)


def end_of(text: str, words: CleanAskWords, answers: Answers) -> End | None:
    """What a typed message says to the finished sentence; None when it says nothing of the kind."""
    said = plain(text)
    length = len(said.split())
    if said in words.keep or answers.is_said("go_on", text) or answers.yes_no(text) == "yes":
        return End(keeps=True)
    if length <= MOST_WORDS_TO_CHANGE:
        if any(re.search(rf"\b{re.escape(one)}\b", said) for one in words.change["over"]):
            return End(over=True)
        named = [part for part, names in words.change["parts"].items() if set(names) & set(said.split())]
        if named and (set(words.change["verbs"]) & set(said.split()) or length <= 4):
            new = TO.search(text)
            return End(part=named[0], new=new["new"] if new else None)
        if said in words.change["vague"] or answers.yes_no(text) == "no":
            return End(vague=True)
    return End(keeps=True) if length <= 8 and THANKS.search(text) else None

"""A plain "it is not that" to the question about danger, in any words. Pure."""

from __future__ import annotations

import re

# "I only meant ...": the question rested on words that were read wrongly.
MISREAD = re.compile(
    r"\bnothing (?:like|of) (?:that|the (?:sort|kind)|this)\b|\bnot (?:like|in) that(?: way| sense)?\b|\bnot what i(?:['’]?m| am| was)? (?:mean|meant|saying|said|talking)\b"
    r"|\bi (?:only|just|simply) (?:meant|mean|said|asked)\b|\b(?:did ?n['’]?t|did not|do ?n['’]?t|do not) mean (?:it|that|to say)\b|\ball i (?:meant|said|asked)\b"
    r"|\b(?:told|telling|said|already said) (?:you |u )?(?:that )?(?:no|not)\b|\bi said no\b|\b(?:was|were)n['’]?t (?:talking|thinking) (?:about|of)\b|\byou (?:mis\w+|got (?:it|me|that) wrong)\b"
    r"|\b(?:i['’]?m|i am) (?:really |honestly |definitely )?not (?:suicidal|in danger)\b|\bwhere (?:did|do) you get that\b|\bwrong idea\b"
    r"|\bnot (?:thinking|talking) (?:of|about) (?:that|this|it|any)\b",
    re.IGNORECASE,
)
# "oh no no", "jesus no", "omg. NO": a no with a sigh before it.
NO = re.compile(
    r"^\W*(?:(?:oh|o|ah|ha|haha|lol|god|my god|omg|jesus|christ|gosh|heavens|good lord|wow|what|wait|hey|um+|uh|erm|please|sorry|well|hell|mate|dude|absolutely|definitely|course|of course)\W+)*"
    r"(?:no+|nope|nah|not at all|no way|course not|of course not|certainly not|absolutely not|never)\b"
    r"(?! (?:one|more|matter|point|reason|idea|clue|body|need|hope|wonder|longer|future|way out))",
    re.IGNORECASE,
)
# What takes it half back.
HALF = re.compile(r"\b(?:but|though|although|except|sometimes|not really|not sure|maybe)\b", re.IGNORECASE)
NIGHT = re.compile(
    r"\b(?:good ?night|nite|nighty)\b|(?:^|[.!?,;]|\b(?:ok|okay|right|alright|anyway|thanks|ta))\W*night\b(?! (?:is|was|are|shift))"
    r"|\b(?:go|going|off|heading) to (?:bed|sleep)\b|\bbed ?time\b",
    re.IGNORECASE,
)
MOST_WORDS = 40


def misread(text: str) -> bool:
    """Says that the question was not meant for what they had said."""
    return _short(text) and HALF.search(text) is None and MISREAD.search(text) is not None


def says_no(text: str) -> bool:
    """A no in front, whatever sigh comes before and whatever comes after; nothing that takes it half back."""
    return _short(text) and HALF.search(text) is None and NO.search(text) is not None


def says_good_night(text: str) -> bool:
    return _short(text) and NIGHT.search(text) is not None


def _short(text: str) -> bool:
    return not text.startswith("/") and len(text.split()) <= MOST_WORDS

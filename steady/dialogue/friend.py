"""Whose danger a message tells of, once somebody else's was told: a friend stays the subject until the writer says
otherwise. Pure, over raw text: the front door reads it too."""

from __future__ import annotations

import re

PERSONS = (
    r"friend|mate|bestie|sister|brother|mum|mom|mother|dad|father|son|daughter|cousin|aunt|uncle|niece|nephew"
    r"|room-?mate|flat-?mate|house-?mate|colleague|co-?worker|neighbou?r|student|boss|grandma|grandpa"
)
COMPANY = (
    rf"(?:{PERSONS})s?|parents|family|husband|wife|partner|boyfriend|girlfriend|doctor|nurse|paramedics|police|me|us"
    r"|someone|somebody|people"
)
THEM = re.compile(
    rf"\b(?:she|he|they|her|him|them|herself|himself|themselves|(?:{PERSONS})s?)(?:['’]\w+)?\b", re.IGNORECASE
)
ME = re.compile(r"\b(?:i|i['’]?(?:m|ve|d|ll)|me|my|myself|mine)\b", re.IGNORECASE)
# "I ... want to die": nobody else may stand between, nor a "not".
OWN = re.compile(
    r"\bi(?:['’]?(?:m|ve|d|ll))?\b(?:(?!\b(?:she|he|they|her|him|them|it|if|that|not|never|\w+n['’]?t|ask\w*|say|saying|mention\w*|word|talk\w*|afraid|scared|worried|friend\w*)\b)[^.!?;,]){0,40}?"
    r"\b(?:die|dying|dead|suicid\w*|kill(?:ing)? myself|hurt(?:ing)? myself|end(?:ing)? (?:it|my)|disappear|cut(?:ting)? myself|overdos\w+|swallowed"
    r"|took (?:\w+ ){0,3}(?:pills|tablets)|give up|giving up|had enough|feel the same|tired of (?:living|life|everything|it all|all)|pointless)\b"
    r"|\b(?:me too|so do i|so am i|same (?:for|with|here)|(?:kill|hurt|harm|cut)(?:ing|ting)? myself|(?:can['’]?t|cannot|can not|don['’]?t want to) (?:go on|live|be here|be alive|do this any\s?more)"
    r"|it(?:['’]?s| is) (?:really |actually |about )?(?:me|myself)\b(?! who asks)|(?:miss|without) me|end(?:ing)? my life|my own life|feel(?:ing)? (?:it|that|like that|like this|the same) (?:too|myself|as well))\b",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\b(?:left|leaves|leaving|dumped|dumping|cheated on) me\b|\bsince (?:he|she|they) (?:left|went|ended)\b|\bwithout (?:him|her|them)\b"
    r"|\bmy (?:ex|girlfriend|boyfriend|husband|wife|partner|fianc[eé]e?)\b",
    re.IGNORECASE,
)
# The writer's own danger, told with somebody else in the same breath.
WITH_THEM = re.compile(
    r"\bthey(?:['’]?d|['’]?ll| would| will)? (?:all |both )?(?:be )?better off\b"
    r"|\b(?:nobody|no ?one|he|she|they|who)(?: \w+){0,2} (?:needs?|wants?|loves?|miss(?:es)?|notices?|cares? about) me\b"
    r"|\bif i(?:['’]?m|['’]?d| was| were| am| had)?(?: \w+)? (?:gone|dead|died|not here|never)\b|\b(?:should|could)(?: have)? be(?:en)? me\b"
    r"|\bi (?:\w+ ){0,6}(?:not|never) wake up\b|\bi(?:['’]?m| am| feel)? (?:just |exactly )?(?:like|the way|the same as|as) (?:her|him|them|he|she|they)\b"
    r"|\bi (?:just |only )?(?:want|wish|need)(?:ed)? (?:it|this|everything|all of it)(?: all)?(?: \w+){0,2} (?:over|end|ended|stop|stopped|gone)\b",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    r"\bnot (?:about |for |talking about )?(?:me|myself)\b(?! (?:he|she|they|who|that|any))|\b(?:isn['’]?t|wasn['’]?t|is not|was not) (?:about )?(?:me|myself)\b(?! (?:he|she|they))"
    rf"|\b(?:mean|meant|talking about|speaking of|spoke of|it['’]?s about|it is about|worried about|it['’]?s|it is|this is|that['’]?s) (?:her|him|them|my (?:\w+ )?(?:{PERSONS}))\b"
    r"|\bmix(?:ed|ing|es)? (?:me|us|her|him|them|up)\b|\bconfus(?:e|ed|ing) (?:me|us|her|him|them)\b|\bwrong person\b|\bnot the one\b",
    re.IGNORECASE,
)
# What every worried friend asks.
HOW_TO_ASK = re.compile(
    r"\bask(?:ing)? (?:her|him|them|it|directly|straight|outright|plainly|openly|about (?:it|suicide)|if (?:she|he|they)|whether)\b"
    r"|\b(?:put|plant|give|giving|putting|planting)\b.{0,25}\b(?:ideas?|thoughts?)\b|\bmak(?:e|ing) (?:it|things) worse\b|\bbring(?:ing)? (?:it|this|that) up\b"
    r"|\b(?:what|how) (?:do|should|can|could|would) i (?:even |best )?(?:say|ask|tell|talk|put)\b|\bsay(?:ing)? the word\b|\bmention(?:ing)? (?:it|suicide|dying)\b"
    r"|\bshould i (?:ask|say|talk|mention|bring)\b",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"\balone\b|\bon (?:her|his|their) own\b|\bby (?:herself|himself|themselves)\b|\b(?:nobody|no one)(?:['’]s| is)? (?:with|there|near|around)\b"
    r"|\bfar away\b|\bhours? (?:away|from)\b|\b(?:what|how) (?:do|can|should|could) i (?:do|help)\b|\bwhat (?:now|to do)\b",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\b(?:i['’]?ll|i will|i['’]?m (?:going to|gonna)|i am going to|let me|gonna)\b.{0,25}\b(?:call|ring|phone|text|message|write|ask|tell|drive|go|visit|stay|talk|see)\b"
    r"|\bi['’]?m (?:calling|ringing|phoning|driving|going|heading|walking|on my way)\b|\bi am (?:calling|ringing|driving|on my way)\b|\bon my way\b|\bcalling (?:her|him|them)\b",
    re.IGNORECASE,
)
RELIEF = re.compile(
    rf"\b(?:is|are|she['’]?s|he['’]?s|they['’]?re)(?: now| finally| back)? (?:with (?:(?:her|his|their|a|an|the|my|our|some) )?(?:\w+ )?(?:{COMPANY})\b|not alone|safe\b|in (?:the )?hospital|at (?:the )?(?:hospital|a&e|er)\b|here with me)"
    r"|\b(?:isn['’]?t|aren['’]?t|not) alone\b|\bgot (?:her|him|them|there) (?:help|in time)\b|\b(?:picked|called|rang) (?:up|back)\b"
    rf"|\b(?:{COMPANY})(?: is| are|['’]s)? (?:with|there with|staying with|sitting with) (?:her|him|them)\b|\b(?:i['’]?m|i am) with (?:her|him|them)\b",
    re.IGNORECASE,
)  # fmt: skip


def corrects(text: str) -> bool:
    """ "Not me, my friend": that the danger was heard of the wrong person."""
    return CORRECTS.search(text) is not None and not tells_of_self(text) and THEM.search(text) is not None


def tells_of_self(text: str) -> bool:
    """Plain words for a danger of the writer's own."""
    return OWN.search(text) is not None


def is_about_them(text: str) -> bool:
    """In the talk about somebody else at risk: what is heard here is heard of them. Whoever speaks of themselves,
    of a partner who left, or without naming anybody but themselves, is asked as everybody is."""
    if tells_of_self(text):
        return False
    if corrects(text):
        return True
    return (THEM.search(text) is not None and LEFT.search(text) is None) or ME.search(text) is None


def danger_is_theirs(text: str) -> bool:
    """A danger that was heard is somebody else's: they are named, and nothing says it of the writer. Whoever
    leaves out the "I" ("just want to sleep for good") is asked: taken for the friend, they would be passed over."""
    return is_about_them(text) and THEM.search(text) is not None and WITH_THEM.search(text) is None


def said_of_them(text: str) -> str | None:
    """ "relief", "will" (what the writer goes to do), "ask" (how to ask them), "alone"; None for anything else."""
    if text.startswith("/"):
        return None
    asks = HOW_TO_ASK.search(text) is not None
    if RELIEF.search(text):
        return "relief"
    if WILL.search(text) and "?" not in text:
        return "will"
    if asks:
        return "ask"
    return "alone" if ALONE.search(text) else None

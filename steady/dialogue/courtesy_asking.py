"""Courtesy while a sentence to ask with is built: what is a part of it, and what is meant for the coach. Pure.

A part is free text, said as if to a partner ("would you call me?"), so that readings by intent mislead
here more than elsewhere: a statement is taken for the part, unless it is short, sure and known to lead out.
"""

from __future__ import annotations

import re

from steady.content.answers import Answers
from steady.content.intents import SAFETY_INTENTS
from steady.dialogue.clean_ask import DONE, THANKS
from steady.dialogue.courtesy_turn import SURE, Table, Turn

WISH, MOMENT, FEELING = "clean_would", "clean_when", "clean_feel"
A_MOMENT = re.compile(
    r"^\W*(?:well |it'?s |only |mostly )*(?:when|whenever|each time|every time|if|after|before|the moment)\b",
    re.IGNORECASE,
)
VERY_SURE = 0.8
MOST_WORDS_TO_LEAD = 15
MOST_WORDS_OF_A_REQUEST = 8
# Said with "can you" as well, and never a wish to a partner.
FOR_THE_COACH = {"ask_privacy", "delete_my_data", "export_my_data", "ask_capabilities", "bot_challenge"}
OF_THEIRS = re.compile(r"\b(?:about me|my data|my notes|stored|kept|you (?:have|keep|know|hold))\b", re.IGNORECASE)
A_REAL_ONE = re.compile(r"\b(?:real|actual|human|person|helpline|hotline|counsell?or)\b", re.IGNORECASE)
TO_THE_COACH = re.compile(
    r"^\W*(?:please |just )*(?:tell me|explain|i(?:'d| would)? (?:like|want) to know)\b", re.IGNORECASE
)
TO_A_PARTNER = re.compile(r"^\W*(?:please\s+)?(?:would|could|can|will) you\b", re.IGNORECASE)
ASKS = re.compile(
    r"^\W*(?:wait|but|so|and|ok(?:ay)?|hang on|sorry)?\W*(?:should|can|could|do|does|did|is|are|am|how|why|where|who|which|will|would|what(?! i (?:need|feel|want)))\b",
    re.IGNORECASE,
)


def inside_asking(turn: Turn, table: Table, answers: Answers) -> tuple[str, ...] | None:
    """Actions; () leaves the message to the form; None: it is looked at like in any form (buttons)."""
    intent, words = turn.intent or "", len(turn.text.split())
    if turn.abuse:
        return ("action_leave", "utter_abuse_next")  # no sentence for a partner whom somebody has to fear
    if turn.pressed:
        return None
    if turn.practice.interrupted and answers.yes_no(turn.text) == "no":
        return ("action_stop",)
    if turn.behind:
        return _behind(turn, table)
    if intent == "delete_my_data" and turn.confidence >= VERY_SURE and OF_THEIRS.search(turn.text):
        return _asked(intent, table)  # all that is kept, and not the sentence
    if turn.answered:
        return ()
    if turn.requested == MOMENT and A_MOMENT.match(turn.text) and not turn.text.rstrip().endswith("?"):
        return ()  # "when she texts you at night"
    if turn.confidence < SURE or answers.yes_no(turn.text) or answers.is_said("skip", turn.text):
        return ()
    if intent in SAFETY_INTENTS:
        return ("action_fallback", "action_digress_back")  # below what SafetyPolicy answers, and still no part of it
    if THANKS.search(turn.text) and words <= 2 * MOST_WORDS_OF_A_REQUEST and intent in {"thank", "affirm", "goodbye"}:
        return () if turn.requested == DONE else ("action_leave", "utter_thank")
    if (
        turn.practice.interrupted
        and turn.confidence >= VERY_SURE
        and intent in table.digressions
        and intent != "goodbye"
    ):
        return (*table.digressions[intent], "action_digress_back")  # still with the question on the way
    to_partner = turn.requested == WISH and TO_A_PARTNER.match(turn.text) is not None
    if to_partner:
        return _asked(intent, table) if intent in FOR_THE_COACH and turn.confidence >= VERY_SURE else ()
    if ASKS.match(turn.text) or turn.text.rstrip().endswith("?"):
        return _asked(intent, table)
    return _told(turn, table, intent, words) if turn.confidence >= VERY_SURE else ()


def _behind(turn: Turn, table: Table) -> tuple[str, ...]:
    """The sentence is put away as they said, and what stands behind is answered, where it is read surely."""
    intent = turn.intent or ""
    known = {**table.digressions, **table.behind_asks}
    rest = known.get(intent, ()) if turn.confidence >= SURE and intent != "goodbye" else ()
    if turn.behind == "stopped":
        return ("action_stop", *rest)
    return ("action_clean_ask_result", "action_leave", *rest) if rest else ()


def _asked(intent: str, table: Table) -> tuple[str, ...]:
    """A question on the way: answered, and back to the part that was open."""
    if intent == "seek_reassurance":
        return ("utter_no_certainty", "action_digress_back")
    if intent in table.digressions and intent not in table.said_in_asks and intent != "goodbye":
        return (*table.digressions[intent], "action_digress_back")
    return ()


def _told(turn: Turn, table: Table, intent: str, words: int) -> tuple[str, ...]:
    wish = turn.requested == WISH
    led = table.leads_from_asks.get(intent) if 3 < words <= MOST_WORDS_TO_LEAD and not wish else None
    # "Panicked" is a feeling; who panics while asked for something else is not asked the next part.
    if led and not (intent == "ask_calm_now" and turn.requested == FEELING):
        return ("action_leave", *led)
    if intent == "ask_human" and A_REAL_ONE.search(turn.text) and words <= MOST_WORDS_TO_LEAD and not wish:
        return _asked(intent, table)
    if words > MOST_WORDS_OF_A_REQUEST or wish and intent not in FOR_THE_COACH:
        return ()
    if intent == "stop":
        return ("action_stop",)
    if intent == "goodbye":
        return ("action_leave", *table.digressions[intent]) if turn.practice.leaves else ()
    if intent == "ask_human" and not A_REAL_ONE.search(turn.text):
        return ()  # "someone who listens" is a need
    if intent in {"faq", "seek_reassurance"} and not TO_THE_COACH.match(turn.text):
        return ()  # "to know that you love me" is a need
    return _asked(intent, table)

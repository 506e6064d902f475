"""Whether somebody asks to be reminded, or to be reminded no more. Pure.

Read from the words and not by the classifier: "he reminds me of my father" and "remind me why I
stay" ask for no reminder, and a misread one would speak to somebody who never wished it.
"""

from __future__ import annotations

import re

OFF = re.compile(
    r"\b(?:stop|no more|cancel|delete|remove|end|drop|turn off|switch off|don'?t want|do not want|don'?t need|without)\b"
    r"(?: \w+){0,4}? remind(?:ers?|ing)?\b"
    r"|\b(?:stop|quit) remind|\bdon'?t remind me\b(?! of| about| why| how)|\breminders? off\b",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(?:can|could|will|would) you (?:please )?remind me\b(?! of| why| how| what| that)"
    r"|\bremind me (?:please |again )?(?:to check|to do (?:my|the|this)|every|each|daily|nightly|at \w|in the|tomorrow|tonight|once a day|about (?:my|the) check)"
    r"|^\W*(?:please )?remind me(?: please)?\W*$"
    r"|\b(?:set|want|like|need|have|get|give me|turn on|switch on|add|start|make|change|move)(?: up)?(?: \w+){0,3} reminders?\b",
    re.IGNORECASE,
)
# "hi its my reminder going off": they tell of one of their own.
THEIRS = re.compile(
    r"\bmy (?:own |phone )?reminder\b.*\b(?:going|went|rang|ringing|goes|just)\b|\bset (?:the|my|a) reminder for .*\band\b",
    re.IGNORECASE,
)
MOST_WORDS = 30  # in a longer message the reminder is one thing among others


def about_reminders(text: str) -> str | None:
    """ "remind_me", "reminder_off" or None."""
    said = text.replace("’", "'")
    if len(said.split()) > MOST_WORDS or THEIRS.search(said):
        return None
    if OFF.search(said):
        return "reminder_off"
    return "remind_me" if WISH.search(said) else None

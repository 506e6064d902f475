"""A healthy ask or a check: four answers to one of five outcomes. Pure.

A way to look at it, and a synthesis of Steady's own, not a validated test; the words say so.
Facts behind it: the source article, and the coaching table of healthy asking and checking.
"""

from __future__ import annotations

from collections.abc import Mapping

QUESTIONS = ("new_trigger", "asked_before", "answer_enough", "can_wait")
OUTCOMES = ("fair_ask", "both", "loop", "breach", "not_safe")


def outcome(replies: Mapping[str, str | None]) -> str:
    """`replies`: question to "yes", "no", "unsure", "breach", "not_safe" or None. One of OUTCOMES.

    Safety first, then a breach. Otherwise the signs of a check are counted: nothing new,
    asked before, no answer would be enough, cannot wait. None or one, with an answer that
    could be enough: a fair ask. Three or more: the loop. An unsure reply is half a sign.
    """
    if "not_safe" in replies.values():
        return "not_safe"
    if "breach" in replies.values():
        return "breach"
    signs = {"new_trigger": "no", "asked_before": "yes", "answer_enough": "no", "can_wait": "no"}
    weight = sum(1.0 if replies.get(q) == sign else 0.5 if replies.get(q) in {"unsure", None} else 0.0
                 for q, sign in signs.items())  # fmt: skip
    if weight >= 3:
        return "loop"
    return "fair_ask" if weight <= 1 and replies.get("answer_enough") != "no" else "both"

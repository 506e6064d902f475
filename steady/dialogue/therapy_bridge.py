"""The way to a therapist, where the trained reading alone would miss it. Pure.

CourtesyPolicy asks here last: what of the bridge is asked for, and which obstacle is named, in
words that may be read as something else.
"""

from __future__ import annotations

from dataclasses import dataclass

from steady.content.barriers import GENERAL, read_barrier
from steady.content.library import Library
from steady.dialogue.therapy_fit import Said, bare_cannot, clauses, matches, part_asked, reply_to, wonders_about

FORM = "therapy_form"
OFFERS = ("utter_therapy_", "utter_barrier_")
AWAITED = "therapy"  # `awaiting`, after a next step or an obstacle was asked for
LEAST_WORDS_TO_MEND = 3
MOST_WORDS_OF_AN_OBSTACLE = 5  # "embarrassment, I suppose"
COUNTRY_ASKED = {"country", "therapy_country"}
PARTS = {"message": "action_therapy_message", "questions": "action_therapy_questions",
         "approaches": "action_therapy_approaches", "already": "action_take_along"}  # fmt: skip
# What words about therapists and about obstacles are read as when the reading is wrong.
READ_FOR_THERAPY = {"ask_therapy", "therapy_barrier", "export_my_data", "out_of_scope", "nlu_fallback",
                    "ask_capabilities"}  # fmt: skip
READ_FOR_MENDING = {*READ_FOR_THERAPY, "ask_couples_therapy", "deny", "affirm", "ask_how_to_ask", "bot_complaint"}
READ_FOR_WONDERING = {"seek_reassurance", "out_of_scope", "nlu_fallback", "share_conflict", "share_doubt"}
READ_FOR_OBSTACLES = {
    "therapy_barrier",
    "deny",
    "affirm",
    "out_of_scope",
    "nlu_fallback",
    "bot_complaint",
    "share_progress",
}


@dataclass(frozen=True)
class BridgeTurn:
    """One message, as the bridge hears it."""

    answered: bool = False  # the words answer the open question of the therapy form
    part: str | None = None  # of the bridge, as the words ask for it
    wonders: str | None = None  # whether to go to "individual" or "couples" therapy
    obstacle: bool = False  # the words name something that stands in the way
    places: bool = False  # where to go is asked for
    mends: bool = False  # the message to a therapist was shown, and this corrects it
    short: bool = False  # ... and little else


def bridge_turn(
    said: Said, loop: str | None, requested: str | None, held: Library, *, drafted: bool = False
) -> BridgeTurn:
    """`loop`: the form under way, `requested`: its open question; `drafted`: a first message was said last."""
    talk = held.therapy_talk
    answered = loop == FORM and reply_to(requested or "", said, talk) is not None
    if said.pressed or loop not in {None, FORM}:
        return BridgeTurn(answered=answered)
    obstacle = bare_cannot(said.text, talk) or read_barrier(said.text, held.words["barriers"]) != GENERAL
    short = obstacle and len(said.text.split()) <= MOST_WORDS_OF_AN_OBSTACLE
    if loop == FORM:
        return BridgeTurn(answered=answered, obstacle=obstacle, short=short)
    low = said.text.lower().replace("’", "'")
    places = any(matches(clause, talk.places) for clause in clauses(low))
    other = (*talk.draft.own_words.values(), *(pattern for pattern, _ in talk.draft.heard))
    mends = drafted and len(low.split()) >= LEAST_WORDS_TO_MEND and matches(low, other)
    return BridgeTurn(
        answered=False,
        part=part_asked(said.text, talk),
        wonders=wonders_about(said.text, talk),
        obstacle=obstacle,
        places=places,
        mends=mends,
        short=short,
    )


def asked_next(awaiting: str | None, pending_offer: str | None) -> bool:
    """A next step was asked for, or waits behind the questions about age and consent."""
    waits = awaiting in {"adult", "consent"} and str(pending_offer or "").startswith(OFFERS)
    return awaiting == AWAITED or waits


def bridge(heard: BridgeTurn, intent: str | None, unsure: bool, asked: bool) -> tuple[str, ...] | None:
    """Actions, or None. `unsure`: the reading `intent` is too weak to stand by itself; `asked`: see asked_next."""
    if heard.mends and (unsure or (intent or "").startswith("share_") or intent in READ_FOR_MENDING):
        return (PARTS["message"],)
    if heard.places and not heard.part and (asked or unsure or intent in READ_FOR_THERAPY):
        return ("action_therapy_routes",)
    in_their_way = intent == "therapy_barrier" and heard.obstacle
    if heard.part and (asked or unsure or intent in READ_FOR_THERAPY) and not in_their_way:
        return (PARTS[heard.part],)
    if heard.wonders and (unsure or intent in READ_FOR_WONDERING):
        return ("action_couples_therapy",) if heard.wonders == "couples" else ("action_therapy",)
    if asked and heard.obstacle and (unsure or heard.short or intent in READ_FOR_OBSTACLES):
        return ("action_barrier",)
    return None

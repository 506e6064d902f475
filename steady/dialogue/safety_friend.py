"""Somebody else at risk: the part of the crisis protocol that stays with them. Pure.

They remain the subject until the writer says otherwise; the worry that every friend has, whether asking gives
them the idea, gets an answer; and later the writer is asked how it is with the two of them.
"""

from __future__ import annotations

from dataclasses import replace

from steady.dialogue.safety_terms import GO_ON, Answer, Heard, Stand

# Asked once, this many turns later; a little later where they speak of something else.
LATER, LATER_AT_LAST = 5, 8
SAYS = {
    "ask": ("utter_third_person_how_to_ask", "utter_third_person_alone"),
    "alone": ("utter_third_person_alone",),
    "will": ("utter_third_person_will",),
}
CORRECTED = {
    "ask": ("utter_third_person_how_to_ask", "utter_third_person_next"),
    "will": ("utter_third_person_will",),
}


def on_correction(stand: Stand, heard: Heard) -> Answer:
    """ "Not me, my friend": put right at once, and what they asked is answered."""
    sorry = () if heard.first_said else ("utter_third_person_sorry",)
    kind = heard.kind or stand.kind
    if heard.friend == "relief":
        return replace(on_friend(stand, heard), say=(*sorry, *on_friend(stand, heard).say))
    say = CORRECTED.get(heard.friend or "", ("utter_third_person_next",))
    return Answer((*sorry, *say), Stand("third_person", kind, 1, about="other", home=stand.home))


def on_friend(stand: Stand, heard: Heard) -> Answer:
    """`heard.friend` is known: how to ask, that they are alone, what the writer does now, or that it eased."""
    here = replace(stand, stage="third_person", kind=stand.kind or heard.kind, about="other")
    if heard.friend == "relief":
        over = replace(here, stage="closed", turns=0, looked_again=True)
        return Answer(("utter_third_person_relief", GO_ON if heard.clear else "utter_third_person_you"), over)
    return Answer(SAYS[heard.friend or "alone"], replace(here, turns=stand.turns + 1))


def later_on_friend(stand: Stand, heard: Heard) -> Answer | None:
    """After the talk about them: a word about them is still about them, and once they are asked after."""
    if heard.friend == "relief" or heard.friend == "ask" and not heard.clear:
        return on_friend(stand, heard)
    if stand.looked_again:
        return None
    turns = stand.turns + 1
    if heard.busy or turns < LATER or heard.clear and turns < LATER_AT_LAST:
        return Answer((), replace(stand, turns=turns))
    return Answer(("utter_third_person_later",), replace(stand, turns=turns, looked_again=True))

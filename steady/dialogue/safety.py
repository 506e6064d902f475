"""The crisis protocol as a pure function: what was heard and where we stand, to what is said.

Source: coaching facts on crisis (six routes, one direct question, never how); the published
form is CRISIS_PROTOCOL.md. Response names are those of data/responses/crisis.yml.
"""

from __future__ import annotations

from dataclasses import replace

from steady.dialogue.safety_friend import later_on_friend, on_correction, on_friend
from steady.dialogue.safety_terms import ALARMS, GO_ON, OPEN_STAGES, Answer, Heard, Stand

# After a "no", the coach looks again once, this many turns of the person later.
LOOK_AGAIN_AFTER = 4
LOOK_AGAIN_AT_LAST = 7
# Stages answer for themselves; after this many turns without one the coach stops asking.
MOST_IMMINENT_TURNS = 3
NOT_SAFE = 9
QUESTION_OF = {
    "asked": ("utter_crisis_ask_suicide",),
    "soon": ("utter_crisis_ask_soon",),
    "safe_now": ("utter_crisis_ask_safe_now",),
    "medical": ("utter_crisis_ask_medical",),
}
# What may be asked in the middle of the route, and is answered before the route goes on. Not in a
# medical emergency: there nothing else is said.
ASKED = {
    "person": "utter_human",
    "program": "utter_bot_challenge",
    "privacy": "utter_privacy",
    "secret": "utter_crisis_never_secret",
}
# After danger, an answer to little or to a goodbye is no courtesy: both kinds of help once more.
# Nothing that takes for granted that they are safe.
HELP_AGAIN = {
    "abuse": ("utter_crisis_support", "utter_abuse_next"),
    "medical": ("utter_crisis_medical_coming",),
}
GOES_ON = {
    **QUESTION_OF,
    "imminent": ("utter_crisis_imminent_stay",),
    "support": ("utter_crisis_ask_barrier",),
    "third_person": ("utter_third_person_next",),
}


def first_response(heard: Heard) -> str:
    """The response with the numbers that answers this risk first."""
    if heard.corrects and heard.about == "other" and heard.kind != "abuse":
        return "utter_third_person_sorry"
    if heard.intent == "intrusive" and heard.kind in {"suicide", "self_harm", "harm_to_others"}:
        return "utter_crisis_intrusive"
    if heard.about == "other":
        return "utter_crisis_third_person_abuse" if heard.kind == "abuse" else "utter_crisis_third_person"
    stem = "crisis" if heard.level == "crisis" else "concern"
    return f"utter_{stem}_{heard.kind}"


def answer(stand: Stand, heard: Heard) -> Answer | None:
    """What safety says to this message; None when the conversation may go on as usual."""
    if heard.corrects and stand.stage and heard.kind != "medical":
        return on_correction(stand, heard)
    if stand.denied and heard.vague and heard.about != "other":
        # Plain words ask again; a guess does not.
        return Answer(("utter_goodbye",) if heard.leaves else (GO_ON,) if heard.little else (), stand)
    if stand.stage == "asked" and _answers_plainly(stand, heard):
        return _on_asked(stand, heard)
    if stand.kind == "abuse" and heard.must_go and heard.level != "crisis":
        return Answer(("utter_abuse_go",), Stand("watch", "abuse"))
    if heard.level != "none" and heard.kind:
        return _on_risk(stand, heard)
    if stand.stage in OPEN_STAGES:
        return _on_answer(stand, heard)
    if stand.stage == "watch":
        return _on_watch(stand, heard)
    if stand.about == "other":
        return later_on_friend(stand, heard)
    return None


def _answers_plainly(stand: Stand, heard: Heard) -> bool:
    """An answer to the direct question, whatever else is heard in it: a "maybe" must not be asked the same again,
    and "no, I'm not thinking of ending my life" is not asked about for the words that it uses."""
    # The question is about ending one's life, also after words about hurting oneself.
    same = heard.kind == stand.kind or {heard.kind, stand.kind} <= {"suicide", "self_harm"}
    if not same or heard.level != "concern" or heard.about == "other":
        return False
    denies = heard.denies or heard.vague
    return heard.answer in {"yes", "unsure"} or heard.answer == "no" and denies


def _on_risk(stand: Stand, heard: Heard) -> Answer:
    first = () if heard.first_said else (first_response(heard),)
    if heard.kind == "medical":
        return Answer((*first, "utter_crisis_ask_medical"), Stand("medical", "medical"))
    if heard.about == "other":
        goes_on = stand.about == "other" and "abuse" not in {heard.kind, stand.kind}
        if goes_on and heard.friend in {"ask", "alone"}:
            return on_friend(stand, heard)
        about = replace(Stand("third_person", heard.kind, about="other"), home=stand.home, turns=int(goes_on))
        return Answer((*first, "utter_third_person_next"), about)
    if stand.stage in {"soon", "imminent", "support"}:
        # They have said yes already: asking the same again would be not listening.
        # Nor may it sound as if the first time was not believed.
        first = () if heard.level == "concern" else first
        return Answer((*first, "utter_crisis_imminent"), Stand("imminent", heard.kind))
    if heard.kind in {"abuse", "harm_to_others"}:
        return Answer((*first, "utter_crisis_ask_safe_now"), Stand("safe_now", heard.kind))
    if heard.level == "crisis" and stand.stage == "asked":
        return Answer((*first, "utter_crisis_ask_soon"), Stand("soon", heard.kind))
    return Answer((*first, "utter_crisis_ask_suicide"), Stand("asked", heard.kind, alarm=_alarm(stand, heard)))


def _alarm(stand: Stand, heard: Heard) -> str:
    """What the question rests on; the graver of two, where the first is not yet answered."""
    now = "guess" if heard.vague else "plain" if heard.level == "crisis" else "concern"
    return max(now, stand.alarm or now, key=ALARMS.index)


def _on_answer(stand: Stand, heard: Heard) -> Answer | None:
    if heard.answer == "figure":
        return Answer(("utter_crisis_figure", "utter_what_now"), Stand("closed", stand.kind))
    if heard.names_country and heard.answer is None and not heard.friend:
        # Their numbers at last, and the open question again: nothing was answered yet.
        return Answer(("utter_country_numbers", *QUESTION_OF.get(stand.stage or "", ())), stand)
    obstacle = stand.stage == "support" and heard.hard  # asked for just before
    if heard.asks and heard.answer is None and stand.stage != "medical" and not obstacle:
        return Answer((ASKED[heard.asks], *GOES_ON[stand.stage or ""]), stand)
    if heard.wants_stop and stand.stage not in {"asked", "medical"}:
        return Answer(("utter_crisis_support", "utter_what_now"), Stand("watch", stand.kind))
    handler = {
        "asked": _on_asked,
        "soon": _on_soon,
        "safe_now": _on_safe_now,
        "medical": _on_medical,
        "imminent": _on_imminent,
        "support": _on_support,
        "third_person": _on_third_person,
    }[stand.stage or ""]
    return handler(stand, heard)


def _on_asked(stand: Stand, heard: Heard) -> Answer:
    if heard.answer in {"yes", "unsure"} or heard.admits and heard.answer is None:
        return Answer(("utter_crisis_ask_soon",), Stand("soon", stand.kind))
    if heard.answer == "no" and _was_misread(stand, heard):
        return Answer(_believed(heard), Stand("closed", stand.kind, denied=True))
    if heard.answer == "no" or heard.wants_stop:
        after = "utter_goodbye" if heard.leaves else "utter_crisis_no_next"
        return Answer(("utter_crisis_no", after), Stand("watch", stand.kind, alarm=stand.alarm))
    if heard.says_safe:
        return Answer(("utter_crisis_support", "utter_crisis_ask_barrier"), Stand("support", stand.kind))
    if stand.turns == 0:
        return Answer(("utter_crisis_still_ask",), replace(stand, turns=1))
    return Answer(("utter_crisis_support", "utter_crisis_no_next"), Stand("watch", stand.kind))


def _was_misread(stand: Stand, heard: Heard) -> bool:
    """A guess ends with any no; words that may mean it, with a no that says they did not. Plain words stay known."""
    return stand.alarm == "guess" or stand.alarm == "concern" and heard.misread


def _believed(heard: Heard) -> tuple[str, ...]:
    return ("utter_crisis_denied", "utter_goodbye" if heard.leaves else GO_ON)


def _on_soon(stand: Stand, heard: Heard) -> Answer:
    if heard.says_safe or heard.answer == "no":
        return Answer(("utter_crisis_support", "utter_crisis_ask_barrier"), Stand("support", stand.kind))
    return Answer(("utter_crisis_imminent",), Stand("imminent", stand.kind))


def _on_safe_now(stand: Stand, heard: Heard) -> Answer:
    """Only a yes is answered as safe. `turns` counts answers that said nothing; 9 stands for "not safe"."""
    harm = stand.kind == "harm_to_others"
    if heard.answer == "yes" or heard.says_safe:
        say = (
            ("utter_crisis_harm_support", "utter_crisis_no_next") if harm else ("utter_abuse_safe", "utter_abuse_next")
        )
        return Answer(say, Stand("watch", stand.kind))
    unsafe = ("utter_crisis_imminent",) if harm else ("utter_abuse_not_safe",)
    if heard.answer in {"no", "unsure"}:
        return Answer(unsafe, replace(stand, turns=NOT_SAFE))
    if stand.turns >= NOT_SAFE:
        # They said that it is not safe: the numbers once more, then room for what they want to say.
        return Answer((*unsafe, "utter_abuse_next"), Stand("watch", stand.kind))
    if stand.turns == 0:
        return Answer(("utter_crisis_ask_safe_now",), replace(stand, turns=1))
    return Answer(HELP_AGAIN["abuse"], Stand("watch", stand.kind))


def _on_medical(stand: Stand, heard: Heard) -> Answer:
    # A mere "ok" or "I feel fine" ends no emergency.
    if heard.help_called:
        return Answer(("utter_crisis_medical_coming",), Stand("watch", stand.kind))
    return Answer(("utter_crisis_medical_still",), replace(stand, turns=stand.turns + 1))


def _on_imminent(stand: Stand, heard: Heard) -> Answer:
    # It stays short and steady for a while, then leaves room: the numbers stay on the screen.
    if heard.says_safe or stand.turns >= MOST_IMMINENT_TURNS or heard.answer == "no" and stand.turns > 0:
        return Answer(("utter_crisis_support", "utter_crisis_ask_barrier"), Stand("support", stand.kind))
    return Answer(("utter_crisis_imminent_stay",), replace(stand, turns=stand.turns + 1))


def _on_support(stand: Stand, heard: Heard) -> Answer:
    return Answer(("utter_crisis_barrier", "utter_crisis_no_next"), Stand("watch", stand.kind))


def _on_third_person(stand: Stand, heard: Heard) -> Answer | None:
    """How to stay with them; then room for the one who tells it. Nobody is asked later about a thought
    that was never theirs."""
    if heard.friend and stand.kind != "abuse":
        return on_friend(stand, heard)
    mistaken = stand.kind == "abuse" and heard.clear  # what others do is what is soonest read wrongly
    if stand.turns == 0 and not mistaken:
        first = "utter_crisis_third_person_abuse" if stand.kind == "abuse" else "utter_crisis_third_person"
        return Answer((first, "utter_third_person_next"), replace(stand, turns=1))
    closed = replace(stand, stage="closed", turns=0)
    if not heard.clear:
        return Answer(("utter_third_person_support", "utter_third_person_you"), closed)
    return Answer((), closed)


def _on_watch(stand: Stand, heard: Heard) -> Answer | None:
    """Counts turns after a "no"; says something of its own once, later."""
    if stand.looked_again:
        if stand.turns > 0:
            return None
        if heard.answer in {"yes", "unsure"}:
            return Answer(("utter_crisis_ask_soon",), Stand("soon", stand.kind, looked_again=True))
        return Answer((), replace(stand, turns=1))
    if stand.turns == 0 and not heard.busy and heard.answer == "yes" and stand.kind in {"suicide", "self_harm"}:
        return Answer(("utter_crisis_ask_soon",), Stand("soon", stand.kind))  # the answer came late
    if heard.misread and stand.turns == 0 and stand.alarm in {"guess", "concern"}:
        return Answer(_believed(heard), Stand("closed", stand.kind, denied=True))  # said again what it was not
    early = stand.turns + 1 < LOOK_AGAIN_AFTER or heard.busy
    if heard.leaves and stand.alarm in {"guess", "concern"}:
        # They have answered: no question, and a good night; where words stood behind it, help once more before it.
        help_once = ("utter_crisis_support",) if early and stand.alarm == "concern" and not heard.busy else ()
        return Answer((*help_once, "utter_goodbye"), replace(stand, turns=stand.turns + 1))
    if early and (heard.little or heard.leaves):
        say = HELP_AGAIN.get(stand.kind or "", ("utter_crisis_support", "utter_crisis_no_next"))
        return Answer(say[:1] if heard.leaves else say, replace(stand, turns=stand.turns + 1))
    # Who asks for something, or tells something new, is answered first; the look back can wait a little.
    early = early or heard.clear and stand.turns + 1 < LOOK_AGAIN_AT_LAST
    if early or stand.kind not in {"suicide", "self_harm"}:
        return Answer((), replace(stand, turns=stand.turns + 1))
    return Answer(("utter_crisis_look_again",), Stand("watch", stand.kind, looked_again=True))

"""Which kind of answer a turn was: read off the names of what was said, and off what is open before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.talking import Talk

DANGER = ("utter_crisis_suicide", "utter_crisis_self_harm", "utter_crisis_harm", "utter_crisis_medical",
          "utter_crisis_abuse", "utter_concern_", "utter_crisis_third_person", "utter_crisis_intrusive")  # fmt: skip
GOES_ON = {"utter_crisis_medical_still", "utter_crisis_medical_coming", "utter_crisis_harm_support"}
ROUTE = ("utter_crisis_", "utter_abuse_", "utter_third_person_")
# kind -> beginnings of the responses that make it one; the first that fits counts.
BY_NAME = {
    "minor": ("utter_under_18",),
    "leaves": ("utter_goodbye",),
    "meant": ("utter_fallback", "utter_did_you_mean"),
    "heard": ("utter_share_", "utter_no_certainty", "utter_reassurance_ok", "utter_describe_checking",
              "utter_how_to_ask", "utter_partner_words", "utter_urge_now"),
    "answered": ("utter_faq", "utter_bot_", "utter_human", "utter_privacy", "utter_delete_", "utter_nothing_stored",
                 "utter_export", "utter_out_of_scope", "utter_therapy_", "utter_barrier_", "utter_progress_",
                 "utter_urge_again", "utter_urge_left", "utter_partner_card", "utter_course_"),
    "age": ("utter_ask_adult",),
    "opened": ("utter_consent_",),
    "notes": ("utter_ask_consent", "utter_ask_to_keep", "utter_check_in_unkept", "utter_progress_unkept"),
    "help": ("utter_help",),
    "offered": ("utter_offer_practices", "utter_practice_how_long"),
    "way on": ("utter_greet", "utter_thank", "utter_affirm_idle", "utter_deny_idle", "utter_stop_idle",
               "utter_what_now", "utter_urge_let_go", "utter_urge_stopped"),
}  # fmt: skip


def kind_of(talk: Talk, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """One of the kinds that state_table.yml explains; "silence" and "?" are none of them."""
    if not any(reply.text.strip() for reply in talk.replies):
        return "silence"
    names = [name for name in talk.names if name and not name.startswith("utter_disclosure")]
    was, now = before.get("loop"), after.get("loop")
    first = [name for name in names if name.startswith(DANGER) and name not in GOES_ON]
    if first and stage(after) and talk.numbers:
        return "danger"
    # "What would help you most?" also ends what was heard where abuse is known.
    if (
        names
        and names[0].startswith(ROUTE)
        or any(name.startswith(("utter_crisis_", "utter_third_person_")) for name in names)
    ):
        return "route"
    if "utter_goodbye" in names:
        return "leaves"
    if was and was == now:
        return _within(names, before, after)
    if now:
        return "begins"
    if was and names[:1] and names[0] in {"utter_stop", "utter_practice_stopped", "utter_urge_stopped"}:
        return "stops"
    if was and not any(name.startswith(BY_NAME["help"]) for name in names):
        return "step"  # the last answer, and its result
    for kind, beginnings in BY_NAME.items():
        if any(name.startswith(beginnings) for name in names):
            return kind
    return "?"


def _within(names: list[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if "utter_digress_back" in names:
        return "returns"
    if before.get("practice") != after.get("practice"):
        return "begins"
    moved = [s for s in ("requested_slot", "practice_index") if before.get(s) != after.get(s)]
    return "step" if moved else "stays"


def stage(slots: Mapping[str, Any]) -> str | None:
    return (slots.get("safety") or {}).get("stage")


def way_on(talk: Talk, after: Mapping[str, Any]) -> bool:
    """A question, a button, an open form, or people to reach; else the person is left standing."""
    shown = any("?" in reply.text or reply.buttons or reply.has_numbers for reply in talk.replies)
    return shown or bool(after.get("loop")) or "utter_goodbye" in talk.names or says_how(talk)


def says_how(talk: Talk) -> bool:
    """After a goodbye in danger: both kinds of help. In an emergency: what to do until help is there."""
    return bool({"utter_crisis_support", "utter_crisis_medical_coming"} & set(talk.names))

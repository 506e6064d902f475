"""The crisis protocol in Rasa: above forms, rules and stories. Decisions: steady/dialogue/safety.py."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from steady.content.intents import SAFETY_INTENTS
from steady.content.library import library
from steady.dialogue.courtesy_turn import table_of as load
from steady.dialogue.denial import misread, says_good_night, says_no
from steady.dialogue.friend import corrects, danger_is_theirs, is_about_them, said_of_them
from steady.dialogue.plan_policy import Plan, PlanPolicy, is_unasked, text_of
from steady.dialogue.safety import answer
from steady.dialogue.safety_terms import GO_ON, OPEN_STAGES, Heard, Stand, is_guess

# To the direct question people answer at length: "no, I don't want to die, it just lets the feeling out".
MOST_WORDS = 20
SAFE = re.compile(r"\b(?:i'?m|i am|im|am|feel|yes|we'?re) (?:\w+ ){0,2}safe\b", re.IGNORECASE)
# Asked of the program: "I won't tell anyone" is what makes calling hard, and not this.
SECRET = re.compile(
    r"\bpromise\b.{0,30}\b(?:tell|call|report|secret)|\byou (?:won['’]?t|will not|can['’]?t|must not) (?:tell|call|report)"
    r"|(?:^|\bplease )(?:don['’]?t|do not) (?:tell|call|report)|\bkeep (?:this|it) (?:a )?(?:secret|between us)|\bbetween you and me\b",
    re.IGNORECASE,
)
HARD = re.compile(
    r"\b(?:stupid|silly|pathetic|weird|awkward|embarrass\w*|asham\w*|judg\w*|scar(?:ed|y)|afraid|nervous|bother\w*|burden|wast(?:e|ing)"
    r"|afford|hate (?:phone|call|talk)\w*|(?:can['’]?t|cannot|could never|couldn['’]?t|wouldn['’]?t|don['’]?t know what to) (?:call|ring|talk|speak|say|tell))\b",
    re.IGNORECASE,
)
# Said to "are you thinking about ending your life?": in words that they are not, or half that they are.
DENIES = re.compile(
    r"\b(?:not|never|no|\w+n['’]?t)\b[^.!?]{0,40}\b(?:suicid\w*|end(?:ing)? (?:my|it)|kill(?:ing)? myself|die|dying|hurt(?:ing)? myself)\b",
    re.IGNORECASE,
)
REFUSES = re.compile(r"\b(?:not|never|no|\w+n['’]?t)\b", re.IGNORECASE)
MUST_GO = re.compile(
    r"\b(?:(?:got|have|need|gotta|better) (?:to )?(?:go|run|leave|stop)|gtg|g2g)\b(?! (?:to|through|back|on|him|her|them|it|this|that|my|our|the|work))|\b(?:he|she|they)(?:['’]?s|['’]?re| is| are| just)? (?:here|home|back|coming|outside|upstairs|at the door)\b(?! to )",
    re.IGNORECASE,
)
LITTLE = {"affirm", "deny", "thank", "greet", "stop", "bot_complaint", "out_of_scope", "nlu_fallback"}
QUESTIONS = {"ask_human": "person", "bot_challenge": "program", "ask_privacy": "privacy"}
SURE = 0.6
VERY_SURE = 0.85
MOST_WORDS_IN_HASTE = 8
UNSAFE = re.compile(r"\b(?:not|never|\w+n['’]?t) (?:\w+ )?safe\b|\bunsafe\b", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyPolicy(PlanPolicy):
    """Answers danger first, whatever else is under way."""

    plan_slot = "safety_plan"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Above RulePolicy (6) and CourtesyPolicy (8).
        return {"priority": 9, "max_history": None}

    def plan(self, tracker: DialogueStateTracker) -> Plan | None:
        if is_unasked(tracker):
            return None  # not an answer of theirs, and no turn to be counted
        now = session_of(tracker)
        stand = Stand.from_slot(tracker.get_slot("safety")).within(now)
        hears = of_whom(stand, heard(tracker), text_of(tracker))
        if stand.stage in OPEN_STAGES and hears.answer is None:
            hears = replace(hears, answer=answer_in_front(text_of(tracker)))
        if stand.stage == "asked" and hears.answer is None and (hears.misread or says_no(text_of(tracker))):
            hears = replace(hears, answer="no")
        country = country_named(tracker) if stand.stage in OPEN_STAGES else None
        said = answer(stand, replace(hears, names_country=country is not None))
        if said is None:
            return None
        after = replace(said.stand, session=now)
        # The slot is set before the words are chosen, so that the numbers are theirs at once.
        where = {"country": country} if country else {}
        if country and after.about == "other" and after.home is None:
            after = replace(after, home=tracker.get_slot("country"))  # the friend's numbers, for now
        if after.stage != "third_person" and after.home:
            where, after = {"country": after.home}, replace(after, home=None)
        # Another danger later overwrites `safety`; that somebody was hurt at home stays known.
        hurt = {"abuse_known": True} if hears.kind == "abuse" and hears.about != "other" else {}
        say = tuple(name for one in said.say for name in (taken_up(tracker, after) if one == GO_ON else (one,)))
        return Plan(say, {"safety": after.as_slot(), **where, **hurt})


def session_of(tracker: DialogueStateTracker) -> float:
    """When this session began; what was denied or told of a friend holds within it."""
    return next((float(e.timestamp or 0) for e in reversed(tracker.events) if isinstance(e, SessionStarted)), 0.0)


def of_whom(stand: Stand, hears: Heard, text: str) -> Heard:
    """Whose danger it is, where somebody else's was spoken of before, or the wrong person was asked."""
    if text.startswith("/"):
        return hears
    if stand.about != "other":
        wrong = stand.stage in {"asked", "soon", "imminent", "support"} and corrects(text)
        return replace(hears, about="other", corrects=True, friend=said_of_them(text)) if wrong else hears
    theirs = is_about_them(text) and hears.kind != "medical"
    heard_of_self = hears.level != "none" and hears.about == "self" and hears.kind in {"suicide", "self_harm"}
    if heard_of_self and danger_is_theirs(text):
        hears = replace(hears, about="other")
    if hears.level != "none" and hears.about != "other":
        return hears
    return replace(hears, friend=said_of_them(text) if theirs else None, corrects=theirs and corrects(text))


def taken_up(tracker: DialogueStateTracker, stand: Stand) -> tuple[str, ...]:
    """What was interrupted: the open form, what this message itself is about, or an open word."""
    if tracker.active_loop_name:
        return ("action_digress_back",)
    message = tracker.latest_message
    intent = (message.intent or {}) if message else {}
    name, sure = str(intent.get("name") or ""), float(intent.get("confidence") or 0)
    table = load(library().folder)
    follows = table.after_alarm.get(name) or table.starters.get(name) or table.digressions.get(name)
    if sure >= SURE and follows and (tracker.get_slot("adult") or name not in table.gated):
        return follows
    return ("utter_third_person_you",) if stand.about == "other" else ("utter_crisis_denied_next",)


def country_named(tracker: DialogueStateTracker) -> str | None:
    text = text_of(tracker)
    answers = library().answers
    if text.startswith("/") or answers.yes_no(text) is not None:  # a shouted "NO" is no Norway
        return None
    return library().places.read(text, asked=True)


def heard(tracker: DialogueStateTracker) -> Heard:
    """The latest message as safety hears it. A parse without `risk` was not screened: "none" here,
    and the channel's front door has screened the raw text before."""
    message = tracker.latest_message
    parsed: dict[str, Any] = (message.parse_data or {}) if message else {}  # type: ignore[assignment]
    metadata: dict[str, Any] = (message.metadata or {}) if message else {}
    risk = metadata.get("risk") or parsed.get("risk") or {}
    detail = metadata.get("risk_detail") or parsed.get("risk_detail") or {}
    intent = (parsed.get("intent") or {}).get("name")
    text, sure = text_of(tracker), float((parsed.get("intent") or {}).get("confidence") or 0)
    pressed = text.startswith("/")
    # No question of the coach's other than this route's is open.
    free = not pressed and not tracker.active_loop_name and tracker.get_slot("awaiting") is None
    return Heard(
        level=risk.get("level") or "none",
        kind=risk.get("kind"),
        about=detail.get("about"),
        intent=detail.get("intent"),
        answer=_answer(text, intent),
        wants_stop=library().answers.wants_stop(text) or text == "/stop",
        help_called=intent == "affirm" and pressed or library().answers.help_is_called(text),
        says_safe=SAFE.search(text) is not None and UNSAFE.search(text) is None,
        busy=bool(tracker.active_loop_name),
        # A danger read too unsurely to be answered as one is no reason for "do you mean ...?" so soon after.
        little=free and intent in LITTLE | SAFETY_INTENTS,
        leaves=free and intent == "goodbye" or not tracker.active_loop_name and says_good_night(text),
        asks=asked(text, parsed.get("intent") or {}),
        admits=library().answers.admits(text) and REFUSES.search(text) is None,
        denies=DENIES.search(text) is not None,
        must_go=must_go(text),
        clear=intent not in LITTLE | SAFETY_INTENTS and sure >= VERY_SURE,
        hard=HARD.search(text) is not None,
        first_said=bool(metadata.get("first_said")),
        vague=risk.get("level") == "concern" and is_guess(detail.get("why")),
        misread=misread(text),
    )


def must_go(text: str) -> bool:
    """ "got to go hes here": somebody comes in. A question is none of that."""
    return MUST_GO.search(text) is not None and len(text.split()) <= MOST_WORDS_IN_HASTE and "?" not in text


def asked(text: str, intent: dict[str, Any]) -> str | None:
    """What is asked of the program in the middle of the route: one of safety.ASKED, or None."""
    if SECRET.search(text):
        return "secret"
    sure = float(intent.get("confidence") or 0.0) >= SURE
    return QUESTIONS.get(str(intent.get("name"))) if sure else None


def _answer(text: str, intent: str | None) -> str | None:
    by_button = {"affirm": "yes", "deny": "no", "not_sure": "unsure", "figure_of_speech": "figure"}
    answers = library().answers
    if answers.is_said("figure", text):
        return "figure"
    # A reading of "affirm" or "deny" is not enough here: only plain words or a button count.
    if text.startswith("/"):
        return by_button.get(intent or "")
    return answers.yes_no(text, MOST_WORDS)


def answer_in_front(text: str) -> str | None:
    """Who pours out a story with the answer in front has answered: by its first sentence, or its first word."""
    if text.startswith("/"):
        return None
    answers, said = library().answers, text.strip()
    first = re.split(r"(?<=[.!?;])\s", said, maxsplit=1)[0]
    word = re.split(r"[,.!?;]\s", said, maxsplit=1)[0]
    plainly = next((kind for kind in ("yes", "no", "unsure") if answers.is_said(kind, word)), None)
    return answers.yes_no(first, MOST_WORDS) or plainly

"""Courtesy in Rasa: below safety, above forms and rules. Decisions: steady/dialogue/courtesy.py."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from steady.content.library import library
from steady.dialogue.clean_ask import DONE as ASK_DONE
from steady.dialogue.clean_ask import end_of
from steady.dialogue.course_turn import course_turn
from steady.dialogue.courtesy import decide
from steady.dialogue.courtesy_asking import WISH
from steady.dialogue.courtesy_turn import PracticeTurn, Turn, table
from steady.dialogue.follow_up import follows, goes_on_telling, point
from steady.dialogue.follow_up import told as told_so_far
from steady.dialogue.plan_policy import Plan, PlanPolicy, is_unasked, text_of
from steady.dialogue.therapy_bridge import asked_next, bridge_turn
from steady.dialogue.therapy_fit import Said
from steady.dialogue.urge import SLOT, answers_step, told

# "I only have two minutes" says how much time there is; a story in which minutes occur does not.
MOST_WORDS_OF_A_HINT = 12
OPENING_QUESTIONS = (
    "utter_ask_adult",
    "utter_ask_consent",
    "utter_ask_to_keep",
    "utter_check_in_unkept",
    "utter_progress_unkept",
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class CourtesyPolicy(PlanPolicy):
    """Answers to the coach's own questions, help and stop, from anywhere."""

    plan_slot = "courtesy_plan"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Above RulePolicy (6), below SafetyPolicy (9).
        return {"priority": 8, "max_history": None}

    def plan(self, tracker: DialogueStateTracker) -> Plan | None:
        held = library()
        actions = decide(turn_of(tracker), table(held.folder), held.answers, held.places)
        return Plan(actions) if actions else None


def turn_of(tracker: DialogueStateTracker) -> Turn:
    message = tracker.latest_message
    intent: dict[str, Any] = (message.intent or {}) if message else {}
    text = text_of(tracker)
    pressed, requested = text.startswith("/"), tracker.get_slot("requested_slot")
    waiting = tracker.get_slot(SLOT) is not None and not pressed and not is_unasked(tracker)
    abuse = (tracker.get_slot("safety") or {}).get("kind") == "abuse" or bool(tracker.get_slot("abuse_known"))
    choice = next((str(value) for value in tracker.get_latest_entity_values("choice")), None)
    confidence = float(intent.get("confidence") or 0.0)
    awaiting = tracker.get_slot("awaiting")
    awaits_age = awaiting == "adult" or tracker.get_slot("adult") is False
    practice = practice_turn(tracker, text, intent.get("name"))
    return Turn(
        text=text,
        intent=intent.get("name"),
        confidence=confidence,
        # Only a payload that a button offered reaches Rasa with its slash: see the front door.
        pressed=pressed,
        unasked=is_unasked(tracker),
        answered=not pressed and (answers_step(requested, text, library().urge) or _ends_ask(requested, text)),
        told=told(text, intent.get("name"), library().urge, library().answers) if waiting else None,
        loop=tracker.active_loop_name,
        requested=requested,
        awaiting=awaiting,
        asked_now=asked_now(tracker),
        of_age=library().opening.of_age(text) if not pressed and awaits_age else None,
        on_notes=library().opening.on_notes(text) if not pressed and awaiting == "consent" else None,
        adult=tracker.get_slot("adult"),
        country=tracker.get_slot("country"),
        pending=tracker.get_slot("pending"),
        practice=practice,
        therapy_asked=asked_next(tracker.get_slot("awaiting"), tracker.get_slot("pending_offer")),
        therapy=bridge_turn(said_of(tracker), tracker.active_loop_name, tracker.get_slot("requested_slot"), library()),
        course=course_turn(text, intent.get("name"), choice, tracker.get_slot, library(), abuse, confidence),
        abuse=abuse,
        consent=tracker.get_slot("consent"),
        follows=_follows(tracker, text, practice, requested),
        point=point(tracker, text),
        more_of_it=goes_on_telling(tracker, text),
        breach=told_so_far(tracker).breach,
    )


def _follows(tracker: DialogueStateTracker, text: str, practice: PracticeTurn, requested: str | None) -> str | None:
    """ "Where were we" takes up a practice; "would you say it again?" may be a wish to a partner."""
    found = follows(tracker, text, library().follow_up)
    own = practice.takes_up or practice.steers or requested == WISH
    return None if found == "repeat" and own else found


def asked_now(tracker: DialogueStateTracker) -> bool:
    """Of what the coach said last, the question about age or notes is the only one, or there is none."""
    said = list(takewhile(lambda e: not isinstance(e, UserUttered), islice(reversed(tracker.events), 1, None)))
    asked = [e for e in said if isinstance(e, BotUttered) and "?" in (e.text or "")]
    names = {str(e.metadata.get("utter_action") or "") for e in asked}
    return not asked or any(name.startswith(OPENING_QUESTIONS) for name in names)


def _ends_ask(requested: str | None, text: str) -> bool:
    """ "keep it", "change the feeling": said to the finished sentence."""
    return requested == ASK_DONE and end_of(text, library().clean_ask, library().answers) is not None


def practice_turn(tracker: DialogueStateTracker, text: str, intent: str | None) -> PracticeTurn:
    held, talk = library(), library().practice_talk
    slug, offered = tracker.get_slot("practice"), tracker.get_slot("awaiting") == "practice"
    wanted, interrupted = tracker.get_slot("practice_wanted"), bool(tracker.get_slot("interrupted"))
    if text.startswith("/"):
        return PracticeTurn(open=slug, offered=offered, wanted=wanted, interrupted=interrupted)
    practice = held.practices.get(slug or "")
    steps = practice.steps_for(tracker.get_slot("practice_time")) if practice else ()
    index = int(tracker.get_slot("practice_index") or 0)
    at_step = tracker.get_slot("requested_slot") == "practice_done" and index < len(steps)
    asked = intent == "ask_exercise"
    return PracticeTurn(
        named=talk.named(text, held.practices.values(), asked=asked, offered=offered),
        any=talk.holds("any", text),
        steers=talk.steers(text),
        hints=talk.time(text) is not None and len(text.split()) <= MOST_WORDS_OF_A_HINT,
        offered=offered,
        open=slug,
        takes_up=talk.is_said("take_up", text),
        wanted=wanted,
        writes=at_step and steps[index].writes is not None,
        leaves=talk.holds("leaves", text),
        interrupted=interrupted,
    )


def said_of(tracker: DialogueStateTracker) -> Said:
    """The latest message as an answer to a question of the therapy form."""
    answers, text = library().answers, text_of(tracker)
    message = tracker.latest_message
    intent = str(((message.intent or {}) if message else {}).get("name") or "")
    where = next((str(value) for value in tracker.get_latest_entity_values("where")), None)
    return Said(text, intent, where, answers.yes_no(text), answers.is_said("skip", text))

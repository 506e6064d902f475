"""Courtesy within a form or practice: help, stop, a question on the way, or the words that the step asks for. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from steady.content.answers import Answers
from steady.content.intents import SAFETY_INTENTS
from steady.content.times import read_time
from steady.dialogue.clean_ask import FORM as CLEAN_ASK
from steady.dialogue.course import FORM as COURSE_FORM
from steady.dialogue.courtesy_asking import WISH, inside_asking
from steady.dialogue.courtesy_course import within as within_course
from steady.dialogue.courtesy_turn import START_PRACTICE, SURE, Table, Turn

# In a step that asks for words, a longer message is those words, unless it is a question.
MOST_WORDS_OF_A_REQUEST = 8
STEPWISE = {"practice_form", "urge_form", "urge_result_form"}
REMINDER_FORM = "reminder_form"
CHECK_IN_FORM = "check_in_form"
OWN_WORDS = {"practice_form", CHECK_IN_FORM, REMINDER_FORM}
WORD_OF_THE_DAY = "check_in_word"
# Not "should we go to couples therapy".
GOING_ON = re.compile(
    r"\b(?:carry|go|going|keep going|back) on\b|\bback to\b|\bcontinue\b|\bthe rest of\b|\bfinish (?:that|this|it|the)\b",
    re.IGNORECASE,
)
# Who needs a person, or cannot breathe, may take some words more to say so, even where a step asks for words.
NEEDS = {"ask_human", "ask_calm_now"}
MOST_WORDS_OF_A_NEED = 12
MOST_WORDS_OF_A_STRENGTH = 3
ASKS_FOR_IT = re.compile(
    r"\b(?:please|pls|can (?:i|we|you)|could (?:i|we|you)|i(?:'d| would) like|i (?:want|need)|let'?s|start|open|show|use|give me|now)\b",
    re.IGNORECASE,
)
MEANS_THE_PROGRAM = re.compile(
    r"\b(?:are|r) (?:you|u)\b|\b(?:you'?re|ur) (?:just |only |really )?(?:a|an) (?:bot|robot|program|machine|person|human|ai)\b|\b(?:bot|robot|chatbot|program|machine|ai|computer)\b"
    r"|\b(?:is|am|talking|speaking|writing) .{0,20}\b(?:real|human|person)\b",
    re.IGNORECASE,
)
FIRST_PART = re.compile(r"[,.;!?]\s")
# "stop, she's home" also where a step asks for words; "stop being so hard on yourself" may be those.
STOPS_FIRST = re.compile(r"^\W*(?:(?:please|ok|okay|wait|sorry|no) ,?)*stop\b\s*(?:[,.;:!…-]|$)", re.IGNORECASE)


def held_back(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """A tool that waits for the answer about age, or for the one about notes."""
    if turn.adult is None and turn.intent in table.gated and not turn.abuse:
        return ("action_ask_adult",)
    if turn.intent in table.kept_only and turn.consent is not True:
        return ("action_ask_to_keep",)
    return None


def instead(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """What comes in the place of a tool where it may not begin, or not yet."""
    intent = turn.intent or ""
    if turn.abuse:
        return table.with_abuse.get(intent)
    return table.heard_first.get(intent) if turn.adult is None else None


def inside(turn: Turn, table: Table, answers: Answers) -> tuple[str, ...] | None:
    """Within a form or practice."""
    intent = turn.intent or ""
    goes_on = (
        any(answers.is_said(kind, turn.text) for kind in ("resume", "skip")) or GOING_ON.search(turn.text) is not None
    )
    # "No, stop. I would rather tell her in person."
    in_front = FIRST_PART.split(turn.text.strip())[:2] if turn.requested != WISH and not turn.practice.writes else []
    if answers.wants_stop(turn.text) or any(answers.wants_stop(part) for part in in_front):
        return ("action_stop",)
    if turn.follows == "go_back":
        return None  # the form knows its way
    if turn.follows:  # "why?", after a question was answered on the way
        return (*table.follow_ups[turn.follows], "action_digress_back")
    if (tool := _named(turn, table)) is not None:
        return tool
    if turn.loop == COURSE_FORM and (found := within_course(turn, table, answers)) is not None:
        return found or None
    if turn.loop == CLEAN_ASK and (led := inside_asking(turn, table, answers)) is not None:
        return led or None
    practising = turn.loop == "practice_form" and not turn.pressed
    if practising and (inside := _inside_practice(turn, answers)) is not None:
        return inside or None
    # "finish my work" is something to do, "I can't stop" an answer.
    names_an_act = turn.answered or turn.requested == "urge_meanwhile" and not turn.pressed
    if intent == "stop" and turn.confidence >= SURE and not goes_on and not names_an_act:
        return ("action_stop",)
    if turn.therapy.answered:
        return None
    # "six months" on a waiting list is no answer to a question, though it holds a number.
    if turn.therapy.obstacle and (turn.therapy.short or turn.confidence < SURE or intent == "therapy_barrier"):
        return ("action_barrier", "action_digress_back")
    if turn.pressed:
        if intent == "remind_me" and turn.loop == REMINDER_FORM:
            return None  # an hour or a city on a button
        if held := held_back(turn, table):
            return ("action_leave", *held)
        if intent in table.starters:
            return ("action_leave", *(instead(turn, table) or table.starters[intent]))
        return ("action_leave", *table.digressions[intent]) if intent in table.digressions else None
    short_answer = answers.yes_no(turn.text) or answers.rating(turn.text) is not None
    skips = answers.is_said("skip", turn.text) or answers.is_said("go_on", turn.text)
    if short_answer or skips or goes_on or turn.answered or turn.confidence < SURE:
        return None
    if begins := _anew(turn, table):
        return begins
    if intent == "bot_challenge" and turn.loop in STEPWISE | OWN_WORDS and not MEANS_THE_PROGRAM.search(turn.text):
        return None  # "she is a good person" is about somebody else
    if turn.loop in STEPWISE | OWN_WORDS and intent in table.said_in_practices and not _complains(turn):
        return None  # words that a step asks for
    if turn.loop == REMINDER_FORM and read_time(turn.text):
        return None  # "at night" is no goodbye here
    if turn.requested == WORD_OF_THE_DAY and intent in SAFETY_INTENTS:
        # Below what SafetyPolicy answers, and still no word to put away unread.
        return ("action_fallback", "action_digress_back")
    if turn.requested == "urge_meanwhile" and intent in table.said_in_waits and not turn.text.rstrip().endswith("?"):
        return None
    if intent in table.digressions:
        if intent == "goodbye":
            return ("action_leave", *table.digressions[intent])
        return (*table.digressions[intent], "action_digress_back")
    return None


def _named(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """A tool asked for by its name. What is only shown leaves the form open, and offers to go on; another form
    takes its place. Where own words are asked for, only a wish counts: a name may be part of them."""
    if turn.pressed or turn.answered or (tool := table.named_tool(turn.text)) is None:
        return None
    if tool == "start_course":
        return None  # fifteen days wait for the end of what is under way
    own_words = turn.practice.writes or turn.loop == CLEAN_ASK or turn.requested == WORD_OF_THE_DAY
    if own_words and not ASKS_FOR_IT.search(turn.text):
        return None
    begins = table.starters[tool]
    if turn.loop in begins or tool == "urge_now" and turn.loop in {"urge_form", "urge_result_form"}:
        return None
    named = replace(turn, intent=tool)
    begins = held_back(named, table) or instead(named, table) or begins
    opens = any(action.endswith("_form") for action in begins) or tool in {"ask_how_to_ask", "start_course"}
    return ("action_leave", *begins) if opens else (*begins, "action_digress_back")


def _anew(turn: Turn, table: Table) -> tuple[str, ...] | None:
    """Panic breaks off a row of questions by being said: settling comes first. Around an urge, and where a word
    for the day is asked for, it is more likely the answer."""
    if turn.loop in {"urge_form", "urge_result_form"} or turn.requested == WORD_OF_THE_DAY:
        return None
    if turn.loop == CHECK_IN_FORM and len(turn.text.split()) <= MOST_WORDS_OF_A_STRENGTH:
        return None  # "panicking" is how strong it is
    return ("action_leave", *table.starters["ask_calm_now"]) if turn.intent == "ask_calm_now" else None


def _complains(turn: Turn) -> bool:
    """Of the answers, at a question for a number: asking for the number again would prove the point."""
    numbers = turn.loop == CHECK_IN_FORM and turn.requested != WORD_OF_THE_DAY
    return numbers and turn.intent == "bot_complaint" and len(turn.text.split()) > MOST_WORDS_OF_A_STRENGTH


def _inside_practice(turn: Turn, answers: Answers) -> tuple[str, ...] | None:
    """() leaves the message to the practice; None: it is looked at like in any form."""
    said = turn.practice
    # "please can we stop the breathing, I know you mean it well, but ...": the first words say it.
    if not said.writes and answers.wishes_to_stop(turn.text) or STOPS_FIRST.search(turn.text):
        return ("action_stop",)
    if said.takes_up and said.writes and not said.interrupted:
        return ("action_repeat",)
    if said.steers:
        return ()
    if said.interrupted and answers.yes_no(turn.text) == "no":
        return ("action_stop",)
    if said.named and said.named != said.open and turn.intent == "ask_exercise" and turn.confidence >= SURE:
        return ("action_leave", *START_PRACTICE)
    if said.writes and not turn.text.rstrip().endswith("?"):
        most = MOST_WORDS_OF_A_NEED if turn.intent in NEEDS else MOST_WORDS_OF_A_REQUEST
        long = len(turn.text.split()) > most
        if long or turn.intent in {"goodbye", "stop"} and not said.leaves:
            return ()  # their letter, their need, whatever it is about
    return None

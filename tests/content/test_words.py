"""How Steady speaks: length, plainness, and words that it must never say."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from tests.content.corpus import Bubble, everything, grade, responses, therapy

MOST_WORDS = 45
MOST_WORDS_IN_DANGER = 35
FIRST_BUBBLE = re.compile(
    r"utter_(crisis|concern)_(suicide|self_harm|harm_to_others|medical|abuse|third_person(_abuse)?|intrusive)$"
)
# Heard first: the question comes in a bubble of its own.
NO_QUESTION = re.compile(r"utter_(share_|no_certainty|urge_now$|reassurance_ok$|describe_checking$|disclosure)")

# Words for what this is not, and for what it never does.
NEVER = {
    "words of a profession for what this is": r"\b(clinical|clinically|treatments?|diagnos\w*|patients?)\b",
    "gender of a partner": r"\b(he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend)\b",
    "a feeling of its own": r"\bI('m| am) (so |very |truly )?(sorry|glad|happy|sad|worried|proud|afraid)\b"
    r"|\bI (feel|hope|love|care|worry|miss|missed)\b",
    "human likeness": r"\bhere for you\b|\balways here\b|\bI understand\b|\bI know (exactly )?how\b|\bas a (fellow )?human\b",
    "a promise": r"\bI promise\b|\bI guarantee\b|\bwill be (fine|okay|all right)\b|\beverything will\b",
    "a label": r"\b(you are|you're|you seem) (\w+ )?(compulsive|obsessive|needy|clingy|anxiously attached|avoidant)\b"
    r"|\byou have (relationship )?OCD\b|\bthis is (relationship )?OCD\b",
    "asking drives away": r"\b(driv|push|scar|frighten)\w* (\w+ ){0,3}away\b",
    "a verdict": r"\byour partner (loves|doesn't|does not|is (not )?(cheating|losing|pulling)|will|won't)\b"
    r"|\byou (should|must|have to) (leave|stay|break up)\b",
    "streaks and guilt": r"\bstreak|\bmissed you\b|\bdon't give up on me\b",
    "a secret": r"\b(between us|our secret|won't tell anyone)\b",
    "shouting": r"!",
    "minimising": r"\b(at least (you|it|they)|calm down and|just relax|cheer up|not that bad|look on the bright side)\b",
}  # fmt: skip
PROFESSION = re.compile(r"\b(therap(y|ist)s?|counsell?(or|ing)s?|psycholog\w+)\b", re.IGNORECASE)
# Here the words stand for what other people offer.
OTHERS_WORK = {"therapy.yml", "questions.yml", "course/day-14.yml"}
OTHERS_WORK_IN = {"utter_human", "utter_export", "utter_outcome_breach"}
DENIED = re.compile(r"\b(not a|or a|no) therapist\b")

ALL = everything()


def worst(found: list[Bubble]) -> str:
    return "\n".join(map(str, found))


def test_there_is_something_to_read() -> None:
    assert len(ALL) > 550


def test_no_bubble_is_a_wall_of_text() -> None:
    long = [b for b in ALL if len(b.words) > (MOST_WORDS_IN_DANGER if FIRST_BUBBLE.match(b.name) else MOST_WORDS)]
    assert not long, worst(long)


def test_what_a_person_brings_is_met_with_more_than_a_phrase() -> None:
    short = [b for b in ALL if re.match(r"utter_share_", b.name) and len(b.words) < 22]
    assert not short, worst(short)


@pytest.mark.parametrize("reason", NEVER)
def test_never_says(reason: str) -> None:
    pattern = re.compile(NEVER[reason], re.IGNORECASE)
    found = [b for b in ALL if pattern.search(b.own_words)]
    assert not found, f"{reason}:\n{worst(found)}"


@pytest.mark.parametrize("reason", NEVER)
def test_the_ways_to_a_therapist_never_say(reason: str) -> None:
    pattern = re.compile(NEVER[reason], re.IGNORECASE)
    found = [b for b in therapy() if pattern.search(b.own_words)]
    assert not found, f"{reason}:\n{worst(found)}"


def test_a_way_is_one_line() -> None:
    long = [b for b in therapy() if len(b.words) > MOST_WORDS]
    assert not long, worst(long)


def test_words_of_a_profession_stand_for_other_people() -> None:
    found = [
        b
        for b in ALL
        if b.file not in OTHERS_WORK and b.name not in OTHERS_WORK_IN and PROFESSION.search(DENIED.sub("", b.own_words))
    ]
    assert not found, worst(found)


def test_every_disclosure_says_program_and_not_a_therapist() -> None:
    found = responses()
    for bubble in found["utter_disclosure"] + found["utter_disclosure_again"]:
        assert re.search(r"\bprogram\b", bubble.text), str(bubble)
        assert re.search(r"\b(not a person|no person)\b", bubble.text, re.IGNORECASE), str(bubble)
        assert "therapist" in bubble.text, str(bubble)
        assert "scripts" in bubble.text, str(bubble)


def test_one_question_at_a_time() -> None:
    found = [b for b in ALL if b.own_words.count("?") > 1]
    assert not found, worst(found)


def test_what_is_heard_first_asks_nothing() -> None:
    found = [b for b in ALL if NO_QUESTION.match(b.name) and "?" in b.own_words]
    assert not found, worst(found)


def test_the_crisis_question_is_direct_and_never_asks_how() -> None:
    found = responses()
    for bubble in found["utter_crisis_ask_suicide"] + found["utter_crisis_still_ask"]:
        assert re.search(r"ending your life|suicide", bubble.text), str(bubble)
        assert not re.search(r"you're not|you are not|aren't you", bubble.text), str(bubble)
    means = re.compile(
        r"\bhow would you\b|\bhow do you plan\b|\bmethod|\bpills\b|\brope\b|\bknife\b|\bgun\b|\bcontract\b"
    )
    asked = [b for b in ALL if b.file == "crisis.yml" and means.search(b.text.lower())]
    assert not asked, worst(asked)


@pytest.mark.parametrize("file", sorted({b.file for b in ALL}))
def test_reads_plainly(file: str) -> None:
    grades = {b: grade(b.spoken) for b in ALL if b.file == file and len(b.words) >= 12}
    hard = [b for b, value in grades.items() if value > 9]
    assert not hard, worst(hard)
    assert not grades or mean(grades.values()) <= 6, f"{file}: mean grade {mean(grades.values()):.1f}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The cat sat on the mat.", -1.45), ("Relationships require considerable vulnerability, constantly.", 33.6)],
)
def test_the_reading_grade_measures(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected, abs=0.1)

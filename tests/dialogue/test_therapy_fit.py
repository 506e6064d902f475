"""Which therapy fits: the reasons, one question at a time, and never couples therapy where it is not safe."""

from __future__ import annotations

from itertools import product

import pytest

from steady.content.therapy_talk import FIT
from steady.dialogue.therapy_fit import (
    SUGGESTIONS,
    Said,
    bare_cannot,
    heard_in,
    next_question,
    part_asked,
    reply_to,
    settled,
    suggestion,
    told_obstacle,
    wonders_about,
)

ORDER = ("fit_where", "fit_hours", "fit_weighs", "fit_weeks", "fit_willing", "fit_safe")


def said(**answers: str) -> dict[str, str]:
    return {f"fit_{name}": value for name, value in answers.items()}


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (said(where="me", hours="yes"), "individual"),
        (said(where="me", hours="no", weighs="yes"), "individual"),
        (said(where="me", hours="no", weighs="no", weeks="yes"), "individual"),
        (said(where="me", hours="unsure", weighs="unsure", weeks="no"), "individual"),
        (said(where="me", hours="unsure", weighs="no", weeks="no"), "neither"),
        (said(where="me", hours="no", weighs="no", weeks="no"), "neither"),
        (said(where="us", willing="yes", safe="yes"), "couples"),
        (said(where="us", willing="unsure", safe="yes"), "couples"),
        (said(where="both", hours="yes", willing="yes", safe="yes"), "both"),
        (said(where="both", hours="no", weighs="no", weeks="no", willing="yes", safe="yes"), "couples"),
        (said(where="us", willing="no"), "unwilling"),
        (said(where="us", willing="yes", safe="no"), "not_safe"),
        (said(where="us", willing="no", safe="no"), "not_safe"),
        (said(where="me", hours="yes", safe="no"), "not_safe"),
        (said(where="us", willing="yes", safe="unsure"), "unsure_safe"),
        (said(where="us", willing="yes"), "unsure_safe"),
    ],
)
def test_the_suggestion(answers: dict[str, str], result: str) -> None:
    assert suggestion(answers) == result


def test_only_a_plain_yes_to_safety_opens_couples_therapy() -> None:
    values = [None, "yes", "no", "unsure", "not_asked"]
    for where, hours, willing, safe in product(["me", "us", "both"], values, values, values):
        found = suggestion({"fit_where": where, "fit_hours": hours, "fit_willing": willing, "fit_safe": safe})
        assert found in SUGGESTIONS
        if found in {"couples", "both"}:
            assert safe == "yes" and willing != "no" and where != "me"


def test_the_questions_come_in_order_and_end() -> None:
    for replies in product(["me", "us", "both"], ["yes", "no"], ["yes", "no"]):
        answers: dict[str, str | None] = {}
        asked = []
        while question := next_question(answers):
            asked.append(question)
            answers[question] = replies[0] if question == "fit_where" else replies[1 + (question in ORDER[4:])]
        assert asked == sorted(asked, key=ORDER.index)
        assert set(answers) | set(settled(answers)) == set(FIT), "what is not asked is settled"
        assert not (replies[0] == "me" and "fit_safe" in asked) and not (replies[0] == "us" and "fit_hours" in asked)


@pytest.mark.parametrize(
    ("answers", "also"),
    [
        ({}, set()),  # nothing is ruled out before it is known where it sits
        (said(where="both", hours="no"), set()),
        (said(where="both", hours="yes"), {"fit_weighs", "fit_weeks"}),
        (said(where="me"), {"fit_willing", "fit_safe"}),
        (said(where="us"), {"fit_hours", "fit_weighs", "fit_weeks"}),
        (said(where="us", willing="no"), {"fit_hours", "fit_weighs", "fit_weeks", "fit_safe"}),
    ],
)
def test_what_need_not_be_asked(answers: dict[str, str], also: set[str]) -> None:
    assert set(settled(answers)) == also


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("it takes three hours of every day", said(hours="yes")),
        ("I'm at it all day long", said(hours="yes")),
        ("about ten minutes on most days", said(hours="no")),
        ("not that long, half an hour maybe", said(hours="no")),
        ("I can't sleep for it", said(weighs="yes")),
        ("I keep having panic attacks", said(weighs="yes")),
        ("it goes back to when I was little", said(weighs="yes")),
        ("it's been going on for months", said(weeks="yes")),
        ("we've been together for years", {}),  # the bond, not the worry
        ("we keep arguing about the dishes", said(where="us")),
        ("it's in my head", said(where="me")),
        ("my husband refuses to come", said(willing="no")),
        ("we both want to go", said(willing="yes")),
        ("I'm scared of him", said(safe="no")),
        ("it's safe, really", {}),  # safety is asked, never heard
        ("the weather is fine", {}),
    ],
)
def test_what_was_written_already(library, text: str, heard: dict[str, str]) -> None:
    assert heard_in([text], library.therapy_talk) == heard


def test_the_newest_word_counts(library) -> None:
    assert heard_in(["she refuses to go", "she's willing now"], library.therapy_talk) == said(willing="yes")


@pytest.mark.parametrize(
    ("question", "one", "answer"),
    [
        ("fit_where", Said('/fit_where{"where":"us"}', "fit_where", where="us"), "us"),
        ("fit_where", Said("/not_sure", "not_sure"), "both"),
        ("fit_where", Said("yes", yes_no="yes"), None),
        ("fit_where", Said("a bit of both"), "both"),
        ("fit_hours", Said("yeah", yes_no="yes"), "yes"),
        ("fit_hours", Said("skip", skips=True), "unsure"),
        ("fit_hours", Said("the moon"), None),
        ("fit_willing", Said('/therapy_barrier{"barrier":"partner"}', "therapy_barrier"), "no"),
        ("fit_willing", Said('/therapy_barrier{"barrier":"money"}', "therapy_barrier"), None),
        ("fit_safe", Said("no, I'm not scared of her", yes_no="no"), "yes"),
        ("fit_safe", Said("yes", yes_no="yes"), "yes"),
        ("fit_safe", Said("/affirm", "affirm"), "yes"),
        ("fit_safe", Said("yes but I'm scared of him", yes_no="yes"), "no"),
        ("fit_safe", Said("well of course", "affirm"), None),  # a reading alone is not enough
        ("fit_safe", Said("no", yes_no="no"), "no"),
    ],
)
def test_an_answer_to_a_question(library, question: str, one: Said, answer: str | None) -> None:
    assert reply_to(question, one, library.therapy_talk) == answer


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("help me write to a therapist", "message"),
        ("what do I say in an email to a counsellor", "message"),
        ("what should I ask a therapist", "questions"),
        ("which kind of therapy is best", "approaches"),
        ("I'm in therapy already", "already"),
        ("could you make notes for my therapist", "already"),
        ("how do I find a therapist", None),
        ("I keep rereading the message I sent them", None),
        ("I saw a therapist once", None),
    ],
)
def test_what_of_it_is_asked_for(library, text: str, part: str | None) -> None:
    assert part_asked(text, library.therapy_talk) == part


@pytest.mark.parametrize(
    ("text", "bare"),
    [("I can't", True), ("I just can't do it, sorry", True), ("I can't afford it", False), ("I can't go on", False),
     ("i can't do this anymore", False), ("it's not possible", True)],
)  # fmt: skip
def test_a_bare_cannot(library, text: str, bare: bool) -> None:
    assert bare_cannot(text, library.therapy_talk) is bare


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("should I see a therapist", "individual"),
        ("should we see a counsellor together", "couples"),
        ("do you think I need a therapist", "individual"),
        ("I think I need a therapist, where do I start", None),  # they know
        ("what should I ask a therapist", None),
        ("should I text him", None),
    ],
)
def test_wondering(library, text: str, who: str | None) -> None:
    assert wonders_about(text, library.therapy_talk) == who


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("I'd go, but it costs a lot", " it costs a lot"),
        ("how do I find one", ""),
        ("I can't find one", "I can't find one"),
    ],
)
def test_an_obstacle_told_as_a_wish(library, text: str, obstacle: str) -> None:
    assert told_obstacle(text, library.therapy_talk) == obstacle

"""What is taken to a therapist holds what the person said here, and no more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from steady.dialogue.therapy_draft import Situation, first_message, questions_to_ask, summary, told_topics, wished
from steady.records.notes import AskedNote, PracticeNote

AT, LATER = datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC)


def test_nothing_known_nothing_told(library) -> None:
    talk = library.therapy_talk
    text = first_message(Situation(), talk)
    assert talk.draft.about["individual"]["general"] in text and "[your name]" in text
    others = [line for topic, line in talk.draft.about["individual"].items() if topic != "general"]
    assert not [line for line in [*others, *talk.draft.reasons.values(), *talk.draft.wishes.values()] if line in text]
    assert "\n\n" not in text, "a blank line would make two bubbles of it"


def test_what_was_told_is_in_it(library) -> None:
    talk = library.therapy_talk
    situation = Situation(topics=("doubt", "jealousy", "no_reply", "progress"), barriers=("partner", "money"),
                          answers={"fit_hours": "yes", "fit_weeks": "no", "fit_weighs": None})  # fmt: skip
    text = first_message(situation, talk)
    about = talk.draft.about["individual"]
    assert about["no_reply"] in text and about["jealousy"] in text and about["doubt"] not in text, "the latest two"
    assert talk.draft.reasons["fit_hours"] in text and talk.draft.reasons["fit_weeks"] not in text
    assert talk.draft.wishes["money"] in text and about["general"] not in text


def test_for_two_it_speaks_of_both_and_of_no_ones_worry(library) -> None:
    text = first_message(Situation("couples", ("anxiety",), {"fit_hours": "yes"}), library.therapy_talk)
    assert text.startswith("Hello, we") and "hour" not in text and "I worry" not in text


def test_after_abuse_it_gives_nothing_away(library) -> None:
    situation = Situation(topics=("conflict",), answers={"fit_hours": "yes"}, private=True)
    text = first_message(situation, library.therapy_talk)
    assert "Arguments" not in text and "hour" not in text and "when we speak" in text


@pytest.mark.parametrize(("need", "first"), [("individual", "response prevention"), ("couples", "trained for couples")])
def test_the_fitting_questions_come_first_and_all_come_once(library, need: str, first: str) -> None:
    talk, seen, start, more = library.therapy_talk, [], 0, True
    while more:
        listed, more = questions_to_ask(Situation(need, barriers=("culture",)), talk, start)
        assert 0 < len(listed) <= talk.most_questions
        seen += listed
        start += len(listed)
    assert first in seen[0] and len(seen) == len(set(seen))
    assert set(talk.questions["anyone"]) <= set(seen) and talk.questions["culture"][0] in seen[:4]


def test_the_summary_counts_and_holds_no_words(library) -> None:
    practices = [PracticeNote("longer-out-breath", AT, 8, 4, True), PracticeNote("longer-out-breath", LATER, 6, 3, True),
                 PracticeNote("gone", AT, None, None, False)]  # fmt: skip
    asked = [AskedNote(AT, "loop"), AskedNote(AT, "loop"), AskedNote(LATER, "fair_ask"), AskedNote(LATER, None)]
    text = summary(practices, asked, {"longer-out-breath": "Slow breathing"}, library.therapy_talk)
    assert "2026-03-04 to 2026-04-05" in text and "Slow breathing, 2 times" in text and "gone, once" in text
    assert "about 7 to about 4" in text and "2 of 3: the loop of checking" in text and "not a medical test" in text


def test_no_notes_no_summary(library) -> None:
    assert summary([], [], {}, library.therapy_talk) == ""


@pytest.mark.parametrize(
    ("read", "apart", "topics"),
    [
        ([("I'm ashamed of the whole thing", "self_criticism")], False, ()),
        ([("I am so hard on myself", "self_criticism")], False, ("self_criticism",)),
        ([("I am so hard on myself", "self_criticism"), ("it's not that I'm hard on myself", "")], False, ()),
        ([("we fought", "conflict")], False, ("conflict",)),
        ([("my wife won't see a counsellor with me", "")], False, ("unwilling",)),
        ([("", "")], True, ("breakup",)),
    ],
)
def test_no_reason_stands_in_it_that_was_not_told(library, read, apart, topics) -> None:
    assert told_topics(read, apart, library.therapy_talk) == topics


def test_what_was_wished_for_stands_in_it(library) -> None:
    talk = library.therapy_talk
    lines = wished(["a message to a therapist please, online, in spanish", "we argue in the evening"], talk)
    assert lines == ("Could we meet online?", "I'd like to speak Spanish, if that can be done.")
    assert lines[0] in first_message(Situation(wishes=lines), talk)


def test_with_nothing_told_the_reason_is_left_to_the_person(library) -> None:
    assert "[" in first_message(Situation(), library.therapy_talk).splitlines()[0]

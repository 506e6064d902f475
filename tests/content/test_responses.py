"""How the responses hang together: wordings, buttons, numbers, slots, and the names that code uses."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

import pytest

from steady.content.course_talk import MOVES
from steady.content.therapy_talk import FIT
from steady.content.times import from_clock
from steady.dialogue.course_turn import ON
from steady.progress.series import PERIODS
from tests.content.corpus import CONTENT, PLACE, ROOT, Bubble, everything, read, responses

FOUND = responses()
DOMAIN = read(ROOT / "domain.yml")
UI = read(CONTENT / "ui.yml")

FEWEST = 3
FOUR = re.compile(
    r"utter_(share_(?!.*_more$)|crisis_(suicide|self_harm|harm_to_others|medical|abuse)$|concern_(suicide|abuse)$"
    r"|no_certainty$|out_of_scope$|goodbye$|thank$|fallback$)"
)
TITLE_FITS = 24
LONGER_BY_INTENT = {"That was a figure of speech"}  # the words that coach and tests know it by
URGE = read(CONTENT / "urge.yml")
ASK = read(CONTENT / "clean_ask.yml")["choices"]
ASKING = {
    "kept",
    *(f"{part}:{name}" for part, names in ASK.items() for name in names),
    *(f"change:{part}" for part in ASK),
}
CHOICES = {
    *ASKING,
    *URGE["kinds"],
    *URGE["meanwhile"],
    *map(str, URGE["delays"]),
    "none",
    "waited",
    "did_it",
    "still_waiting",
}
CHOICES |= {*MOVES, ON}  # of the course
CHOICES |= {variant["id"] for variant in read(CONTENT / "partner_card.yml")["variants"]}
SLOTS = {
    "routes", "questions", "approaches",  # the therapy bridge
    "numbers", "code", "country_name", "referral", "count", "before", "after",
    "check_in_kept", "days", "what", "then", "now", "time", "city", "quiet_from", "quiet_until",  # progress.yml
    "urge", "minutes", "left",  # urge.yml
    "heard", "back",  # heard.yml
    "limit", "titles",  # front.yml
    "number", "of", "title", "length",  # course.yml
    "practice", "practices",  # a practice with its minutes, the list of all
    "friend", "letter", "answer", "need", "act",  # what the person wrote in a practice
}  # fmt: skip
# Its numbers are given by the action, for a country that no slot holds yet.
NUMBERS_FROM_ACTION = {"utter_country_set"}
TOPICS = ("attachment_theory", "attachment_styles", "attachment_criticism", "changing_style",
          "is_anxiety_normal", "self_compassion", "reassurance_cycle", "relationship_ocd")  # fmt: skip


def test_every_response_has_enough_wordings() -> None:
    for name, wordings in FOUND.items():
        fewest = 1 if "faq_more/" in name else 4 if FOUR.match(name) else FEWEST
        assert len(wordings) >= fewest, f"{wordings[0].file} {name}: {len(wordings)} wordings, {fewest} are needed"


def content_words(bubble: Bubble) -> set[str]:
    return set(re.findall(r"[a-z']{4,}", bubble.spoken.lower()))


def test_wordings_differ_in_more_than_a_word() -> None:
    for wordings in FOUND.values():
        for one, other in combinations(wordings, 2):
            mine, theirs = content_words(one), content_words(other)
            alike = len(mine & theirs) / max(1, len(mine | theirs))
            assert alike < 0.65, f"too much alike ({alike:.2f}):\n{one}\n{other}"


def test_no_sentence_of_some_length_is_said_twice() -> None:
    seen: dict[str, Bubble] = {}
    for bubble in everything():
        for sentence in re.split(r"(?<=[.?:])\s+", bubble.spoken):
            if len(sentence.split()) < 9:
                continue
            before = seen.get(sentence)
            # One step in its other way is said instead of it, never after it.
            same_step = before and bubble.name.startswith("steps.") and (before.file, before.index) == (bubble.file, bubble.index)  # fmt: skip
            assert before is None or same_step, f"{bubble}\n{before}"
            seen[sentence] = bubble


def test_numbers_stand_alone_on_their_line_with_their_need() -> None:
    needs = read(CONTENT / "numbers.yml")["needs"]
    for name, wordings in FOUND.items():
        for bubble in wordings:
            if "{numbers}" in bubble.text:
                assert "{numbers}" in bubble.text.split("\n"), str(bubble)
                assert bubble.helplines in needs or name in NUMBERS_FROM_ACTION, str(bubble)
            if bubble.helplines:
                assert "{numbers}" in bubble.text, str(bubble)
        assert len({bubble.helplines for bubble in wordings}) == 1, f"{name}: not all wordings show the same numbers"


def test_every_first_answer_to_danger_carries_numbers() -> None:
    for name, wordings in FOUND.items():
        first = re.match(
            r"utter_(concern_\w+|crisis_(suicide|self_harm|harm_to_others|medical|abuse|third_person|intrusive))$", name
        )
        if first or name in {"utter_crisis_third_person_abuse", "utter_crisis_imminent", "utter_abuse_not_safe",
                             "utter_action_failed", "utter_under_18", "utter_language"}:  # fmt: skip
            assert all(bubble.helplines for bubble in wordings), name


def test_help_is_both_a_professional_and_somebody_trusted() -> None:
    for bubble in FOUND["utter_crisis_support"]:
        assert re.search(r"\b(line|helpline|doctor|professional)\b", bubble.text), str(bubble)
        assert re.search(r"\b(you trust|friend|relative|could call or text)\b", bubble.text), str(bubble)


def test_all_wordings_carry_the_same_buttons() -> None:
    for wordings in FOUND.values():
        assert len({bubble.buttons for bubble in wordings}) == 1, str(wordings[0])


def test_titles_are_short_and_mean_one_thing_everywhere() -> None:
    payloads: dict[str, set[str]] = defaultdict(set)
    for wordings in FOUND.values():
        titles = [title for title, _ in wordings[0].buttons]
        assert len(titles) == len(set(titles)), str(wordings[0])
        for title, payload in wordings[0].buttons:
            assert len(title) <= TITLE_FITS or title in LONGER_BY_INTENT, f"{title!r}: over {TITLE_FITS} characters"
            payloads[title].add(payload)
    assert not {title: found for title, found in payloads.items() if len(found) > 1}


def test_payloads_lead_somewhere() -> None:
    practices = {path.stem for path in (CONTENT / "practices").glob("*.yml")}
    for wordings in FOUND.values():
        for title, payload in wordings[0].buttons:
            found = re.fullmatch(
                r'/(\w+)(?:\{"(practice|barrier|choice|where|rating|period|time)":"([\w:-]+)"\})?', payload
            )
            assert found, f"{wordings[0].name}, {title}: {payload}"
            intent, entity, value = found.groups()
            assert intent in DOMAIN["intents"], f"{wordings[0].name}, {title}: {intent} is not in domain.yml"
            assert entity != "practice" or value in practices, f"{title}: no practice {value}"
            assert entity != "rating" or 0 <= int(value) <= 10, payload
            assert entity != "period" or value in PERIODS, payload
            assert entity != "time" or from_clock(value) is not None, payload
            assert entity != "choice" or value in CHOICES, f"{title}: no choice {value}"
            assert entity != "barrier" or f"utter_barrier_{value}" in FOUND, f"{title}: no answer to {value}"


def test_after_broken_trust_nobody_is_told_to_check_less() -> None:
    for title, payload in FOUND["utter_offer_broken_trust"][0].buttons:
        assert payload not in {"/start_ask_or_check", "/urge_more", "/faq_reassurance_cycle", "/urge_now"}, title


def test_only_known_slots_are_used() -> None:
    for bubble in everything():
        assert set(PLACE.findall(bubble.text)) <= SLOTS, str(bubble)


def needed() -> set[str]:
    """Names that code and rules write out, and those that they put together."""
    files = [
        *ROOT.glob("steady/**/*.py"),
        *ROOT.glob("actions/*.py"),
        *ROOT.glob("data/rules/*.yml"),
        CONTENT / "dialogue.yml",
    ]
    written = {n for f in files for n in re.findall(r"\butter_[a-z0-9_]+\b(?![/{*])", f.read_text(encoding="utf-8"))}
    names = {n for n in written if not n.endswith("_")} - {"utter_message", "utter_action"}
    shared = [intent.removeprefix("share_") for intent in DOMAIN["intents"] if intent.startswith("share_")]
    names |= {form.format(x) for x in shared for form in ("utter_share_{}", "utter_share_{}_more", "utter_offer_{}")}
    names |= {f"utter_share_{x}_heard" for x in shared} | {"utter_share_third_progress"}
    names |= {f"utter_faq/{topic}" for topic in TOPICS} | {f"utter_faq_more/{topic}" for topic in TOPICS}
    names |= {f"utter_barrier_{barrier}" for barrier in [*UI["barriers"], "general"]}
    names |= {
        f"utter_outcome_{x}{end}" for x in ("fair_ask", "both", "loop", "breach", "not_safe") for end in ("", "_next")
    }
    names |= {f"utter_ask_{question}" for question in FIT}
    names |= {f"utter_{form}_{part}" for form in ("ask_clean", "clean_help") for part in ASK}
    names |= {f"utter_practice_{x}" for x in ("better", "same", "harder", "done")}
    names |= {f"utter_ask_{slot}" for slot in ("new_trigger", "asked_before", "answer_enough", "can_wait",
                                               "practice_before", "practice_after", "reminder_quiet")}  # fmt: skip
    names |= {f"utter_ask_check_in_{x}" for x in ("change", "anxiety", "urge", "kindness", "resisted", "word")}
    names |= {f"utter_check_in_again_{x}" for x in ("number", "count", "change")}
    names |= {f"utter_progress_{x}" for x in ("easier", "harder", "same", "early")}
    names |= {f"utter_success_{x}" for x in ("both", "resisted", "days")}
    names |= {f"utter_urge_act_{act}" for act in ("warm", "move", "tidy", "own", "wait")}
    names |= {f"utter_urge_{x}" for x in ("waited", "did_it", "still_waiting", "fell", "same", "rose")}
    names |= {f"utter_ask_urge_{x}" for x in ("kind", "before", "minutes", "meanwhile", "outcome", "after")}
    kinds = ("suicide", "self_harm", "harm_to_others", "medical", "abuse")
    return names | {f"utter_{level}_{kind}" for level in ("crisis", "concern") for kind in kinds}


@pytest.mark.parametrize("name", sorted(needed()))
def test_what_code_says_is_written(name: str) -> None:
    assert name in FOUND, f"{name} is said by code or rules and stands in no file of data/responses"


def test_every_answer_to_a_question_has_its_sources() -> None:
    sources = read(CONTENT / "sources.yml")
    assert set(sources) == {*TOPICS, "asking_about_suicide"}
    for topic, entries in sources.items():
        assert entries, topic
        for entry in entries:
            assert set(entry) == {"authors", "year", "title", "for"}, f"{topic}: {entry}"


def test_the_front_door_has_words_for_all_it_meets() -> None:
    front = read(CONTENT / "front.yml")
    for key in ("too_long", "too_fast", "unknown_button", "empty", "not_text", "storage_trouble", "emoji_only"):
        assert len(front[key]) >= FEWEST, key
    assert len(front["last_chance"]) >= 4
    assert all("\n{numbers}" in text for text in front["last_chance"])
    assert all("{limit}" in text for text in front["too_long"])
    assert all("{titles}" in text for text in front["unknown_button"])
    for key in ("bad_json", "too_big", "not_utf8", "no_session", "foreign_origin", "not_found"):
        assert front[key], key


def test_practices_are_short() -> None:
    for path in (CONTENT / "practices").glob("*.yml"):
        assert 3 <= len(read(path)["steps"]) <= 6, path.name

"""The crisis protocol, cell by cell: every stage, every kind, every answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
import yaml

from steady.dialogue.safety import ASKED, LOOK_AGAIN_AFTER, QUESTION_OF, answer, first_response
from steady.dialogue.safety_terms import OPEN_STAGES, Answer, Heard, Stand

KINDS = ("suicide", "self_harm", "harm_to_others", "medical", "abuse")
STAGES = (None, "closed", "watch", *sorted(OPEN_STAGES))
ANSWERS = (None, "yes", "no", "unsure", "figure")
INTENTS = (None, "plan", "wish", "intrusive", "past", "retracted")
AFTER_YES = ("soon", "imminent", "support")


def heard_yes_again(stage: str) -> object:
    return pytest.param(stage)


@pytest.fixture(scope="module")
def responses(root) -> set[str]:
    text = (root / "data" / "responses" / "crisis.yml").read_text(encoding="utf-8")
    return set(yaml.safe_load(text)["responses"]) | {"utter_what_now", *ASKED.values()}


def talk(stand: Stand, *heard: Heard) -> list[Answer | None]:
    """The answers to several messages one after another."""
    answers: list[Answer | None] = []
    for message in heard:
        said = answer(stand, message)
        answers.append(said)
        stand = said.stand if said else stand
    return answers


@pytest.mark.parametrize("stage", STAGES)
def test_a_risk_is_never_met_with_silence_nor_without_the_numbers(stage: str | None, responses: set[str]) -> None:
    for kind, level, about, intent, given, stop, busy, turns in product(
        KINDS, ("concern", "crisis"), ("self", "other"), INTENTS, ANSWERS, (False, True), (False, True), (0, 5)
    ):
        heard = Heard(level, kind, about, intent, given, wants_stop=stop, busy=busy)
        said = answer(Stand(stage, kind, turns), heard)
        assert said is not None and set(said.say) <= responses, (stage, heard)
        if said.say == ("utter_crisis_imminent",):
            # Numbers too; "I may be reading it wrong" would come too late after a yes.
            assert stage in AFTER_YES and level == "concern"
            continue
        if said.say == ("utter_crisis_ask_soon",):
            # An unsure yes to the question that the numbers stood above.
            assert (stage, level, about) == ("asked", "concern", "self") and given in {"yes", "unsure"}
            continue
        assert len(said.say) == 2 and said.say[0] == first_response(heard)
        assert said.stand.stage in OPEN_STAGES and said.stand.kind == kind
        already = answer(Stand(stage, kind, turns), replace(heard, first_said=True))
        assert already is not None and already.say == said.say[1:], "the front door has said the first part"


@pytest.mark.parametrize("stage", sorted(OPEN_STAGES))
def test_an_open_question_is_never_left_without_an_answer(stage: str, responses: set[str]) -> None:
    for kind, given, stop, country in product(KINDS, ANSWERS, (False, True), (False, True)):
        said = answer(Stand(stage, kind), Heard(answer=given, wants_stop=stop, names_country=country))
        assert said is not None and said.say and set(said.say) <= responses, (stage, kind, given)


@pytest.mark.parametrize("stage", [None, "closed"])
def test_without_a_risk_the_conversation_goes_on(stage: str | None) -> None:
    assert all(answer(Stand(stage, "suicide"), Heard(answer=given)) is None for given in ANSWERS)


@pytest.mark.parametrize(
    ("stand", "heard", "say", "stage"),
    [
        (Stand(), Heard("crisis", "suicide"), ("utter_crisis_suicide", "utter_crisis_ask_suicide"), "asked"),
        (Stand(), Heard("concern", "self_harm"), ("utter_concern_self_harm", "utter_crisis_ask_suicide"), "asked"),
        (Stand(), Heard("crisis", "abuse"), ("utter_crisis_abuse", "utter_crisis_ask_safe_now"), "safe_now"),
        (Stand(), Heard("crisis", "harm_to_others", "self", "intrusive"),
         ("utter_crisis_intrusive", "utter_crisis_ask_safe_now"), "safe_now"),
        (Stand(), Heard("concern", "suicide", "other"),
         ("utter_crisis_third_person", "utter_third_person_next"), "third_person"),
        (Stand(), Heard("crisis", "abuse", "other"),
         ("utter_crisis_third_person_abuse", "utter_third_person_next"), "third_person"),
        (Stand("soon", "suicide"), Heard("crisis", "medical"),
         ("utter_crisis_medical", "utter_crisis_ask_medical"), "medical"),
        (Stand("asked", "suicide"), Heard("crisis", "suicide"),
         ("utter_crisis_suicide", "utter_crisis_ask_soon"), "soon"),
        (Stand("asked", "suicide"), Heard(answer="yes"), ("utter_crisis_ask_soon",), "soon"),
        (Stand("asked", "suicide"), Heard(answer="unsure"), ("utter_crisis_ask_soon",), "soon"),
        (Stand("asked", "suicide"), Heard(answer="no"), ("utter_crisis_no", "utter_crisis_no_next"), "watch"),
        (Stand("asked", "suicide"), Heard(), ("utter_crisis_still_ask",), "asked"),
        (Stand("asked", "suicide", 1), Heard(), ("utter_crisis_support", "utter_crisis_no_next"), "watch"),
        (Stand("soon", "suicide"), Heard(answer="yes"), ("utter_crisis_imminent",), "imminent"),
        (Stand("soon", "suicide"), Heard(answer="unsure"), ("utter_crisis_imminent",), "imminent"),
        (Stand("soon", "suicide"), Heard(), ("utter_crisis_imminent",), "imminent"),
        (Stand("soon", "suicide"), Heard(answer="no"), ("utter_crisis_support", "utter_crisis_ask_barrier"), "support"),
        (Stand("imminent", "suicide"), Heard(answer="no"), ("utter_crisis_imminent_stay",), "imminent"),
        (Stand("imminent", "suicide", 3), Heard(), ("utter_crisis_support", "utter_crisis_ask_barrier"), "support"),
        (Stand("support", "suicide"), Heard(), ("utter_crisis_barrier", "utter_crisis_no_next"), "watch"),
        # "I'd feel stupid ringing a line": an answer to what makes it hard, whatever else it sounds like.
        (Stand("support", "suicide"), Heard(asks="person", hard=True), ("utter_crisis_barrier", "utter_crisis_no_next"), "watch"),
        (Stand("safe_now", "abuse"), Heard(answer="yes"), ("utter_abuse_safe", "utter_abuse_next"), "watch"),
        (Stand("safe_now", "abuse"), Heard(answer="no"), ("utter_abuse_not_safe",), "safe_now"),
        (Stand("safe_now", "harm_to_others"), Heard(answer="yes"), ("utter_crisis_harm_support", "utter_crisis_no_next"),
         "watch"),
        (Stand("safe_now", "abuse", 1), Heard(), ("utter_crisis_support", "utter_abuse_next"), "watch"),
        (Stand("asked", "suicide"), Heard(asks="secret"),
         ("utter_crisis_never_secret", "utter_crisis_ask_suicide"), "asked"),
        (Stand("imminent", "suicide"), Heard(asks="person"), ("utter_human", "utter_crisis_imminent_stay"), "imminent"),
        (Stand("medical", "medical"), Heard(asks="program"), ("utter_crisis_medical_still",), "medical"),
        (Stand("watch", "suicide"), Heard(answer="yes"), ("utter_crisis_ask_soon",), "soon"),
        (Stand("watch", "suicide", 1), Heard(little=True), ("utter_crisis_support", "utter_crisis_no_next"), "watch"),
        (Stand("watch", "harm_to_others"), Heard(leaves=True), ("utter_crisis_support",), "watch"),
        (Stand("support", "suicide"), Heard(wants_stop=True), ("utter_crisis_support", "utter_what_now"), "watch"),
        (Stand("safe_now", "harm_to_others"), Heard(answer="unsure"), ("utter_crisis_imminent",), "safe_now"),
        (Stand("safe_now", "abuse"), Heard(), ("utter_crisis_ask_safe_now",), "safe_now"),
        (Stand("medical", "medical"), Heard(help_called=True), ("utter_crisis_medical_coming",), "watch"),
        (Stand("medical", "medical"), Heard(answer="yes"), ("utter_crisis_medical_still",), "medical"),
        (Stand("medical", "medical", 9), Heard(answer="no"), ("utter_crisis_medical_still",), "medical"),
        (Stand("third_person", "suicide"), Heard(),
         ("utter_crisis_third_person", "utter_third_person_next"), "third_person"),
        (Stand("third_person", "suicide", 1), Heard(),
         ("utter_third_person_support", "utter_third_person_you"), "closed"),
        (Stand("third_person", "suicide", 1), Heard(clear=True), (), "closed"),
        (Stand("third_person", "suicide"), Heard(clear=True),
         ("utter_crisis_third_person", "utter_third_person_next"), "third_person"),
        (Stand("third_person", "abuse"), Heard(clear=True), (), "closed"),
        # An answer to the direct question, whatever else is heard in it.
        (Stand("asked", "suicide"), Heard("concern", "suicide", answer="unsure"), ("utter_crisis_ask_soon",), "soon"),
        (Stand("asked", "suicide"), Heard("concern", "suicide", answer="no", denies=True),
         ("utter_crisis_no", "utter_crisis_no_next"), "watch"),
        (Stand("asked", "suicide"), Heard("concern", "suicide", answer="no"),
         ("utter_concern_suicide", "utter_crisis_ask_suicide"), "asked"),
        (Stand("asked", "suicide"), Heard("crisis", "suicide", answer="no", denies=True),
         ("utter_crisis_suicide", "utter_crisis_ask_soon"), "soon"),
        (Stand("asked", "suicide"), Heard(admits=True), ("utter_crisis_ask_soon",), "soon"),
        (Stand("asked", "suicide"), Heard(says_safe=True), ("utter_crisis_support", "utter_crisis_ask_barrier"), "support"),
        (Stand("safe_now", "abuse"), Heard(must_go=True), ("utter_abuse_go",), "watch"),
        (Stand("watch", "abuse"), Heard("concern", "abuse", must_go=True), ("utter_abuse_go",), "watch"),
        (Stand("watch", "abuse"), Heard("crisis", "abuse", must_go=True),
         ("utter_crisis_abuse", "utter_crisis_ask_safe_now"), "safe_now"),
    ],
)  # fmt: skip
def test_the_way_of_the_protocol(stand: Stand, heard: Heard, say: tuple[str, ...], stage: str) -> None:
    said = answer(stand, heard)
    assert said is not None and (said.say, said.stand.stage) == (say, stage)


@pytest.mark.parametrize("kind", ["abuse", "harm_to_others"])
@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("no", None)),
        pytest.param((None, None)),
        ("no", "no"),
        ("unsure",),
    ],
)
def test_nobody_is_told_that_they_are_safe_who_did_not_say_so(kind: str, answers: tuple[str | None, ...]) -> None:
    said = talk(Stand("safe_now", kind), *(Heard(answer=given) for given in answers))
    assert not {"utter_abuse_safe", "utter_crisis_harm_support"} & set(said[-1].say if said[-1] else ())


@pytest.mark.parametrize("kind", ["suicide", "self_harm"])
@pytest.mark.parametrize("stage", [heard_yes_again(stage) for stage in AFTER_YES])
def test_the_same_question_is_not_asked_again_after_a_yes(stage: str, kind: str) -> None:
    for level, given in product(("none", "concern", "crisis"), ANSWERS):
        said = answer(Stand(stage, kind), Heard(level, kind, "self", answer=given))
        assert said and not {"utter_crisis_ask_suicide", "utter_crisis_still_ask"} & set(said.say)


@pytest.mark.parametrize("stage", sorted(OPEN_STAGES))
def test_a_figure_of_speech_lets_go_at_every_stage(stage: str) -> None:
    said = answer(Stand(stage, "suicide", 2), Heard(answer="figure"))
    assert said and said.say == ("utter_crisis_figure", "utter_what_now") and said.stand.stage == "closed"


@pytest.mark.parametrize("stage", sorted(OPEN_STAGES))
def test_stop_ends_the_questions_but_leaves_help(stage: str) -> None:
    said = answer(Stand(stage, "suicide"), Heard(wants_stop=True))
    expected = {"asked": "utter_crisis_no", "medical": "utter_crisis_medical_still"}.get(stage, "utter_crisis_support")
    assert said and said.say[0] == expected
    assert said.stand.stage == ("medical" if stage == "medical" else "watch")


@pytest.mark.parametrize("stage", sorted(OPEN_STAGES))
def test_a_country_gives_its_numbers_and_the_open_question_again(stage: str) -> None:
    stand = Stand(stage, "suicide", 1)
    said = answer(stand, Heard(names_country=True))
    assert said and said.stand == stand and said.say == ("utter_country_numbers", *QUESTION_OF.get(stage, ()))
    both = answer(stand, Heard(names_country=True, answer="yes"))
    assert both == answer(stand, Heard(answer="yes")), "an answer counts before the country"


@pytest.mark.parametrize("kind", ["suicide", "self_harm"])
def test_after_a_no_it_looks_again_once(kind: str) -> None:
    said = talk(Stand("asked", kind), Heard(answer="no"), *[Heard()] * (LOOK_AGAIN_AFTER + 6))
    spoken = [entry.say if entry else None for entry in said[1:]]
    assert spoken[: LOOK_AGAIN_AFTER - 1] == [()] * (LOOK_AGAIN_AFTER - 1)
    assert spoken[LOOK_AGAIN_AFTER - 1] == ("utter_crisis_look_again",)
    assert not any(spoken[LOOK_AGAIN_AFTER:])


@pytest.mark.parametrize(("given", "stage"), [("yes", "soon"), ("unsure", "soon"), ("no", "watch"), (None, "watch")])
def test_the_answer_to_the_look_again(given: str | None, stage: str) -> None:
    said = answer(Stand("watch", "suicide", looked_again=True), Heard(answer=given))
    assert said and said.stand.stage == stage and bool(said.say) is (stage == "soon")


def test_it_waits_for_the_end_of_a_practice_and_never_for_other_kinds() -> None:
    late = Stand("watch", "suicide", LOOK_AGAIN_AFTER + 3)
    busy, free = answer(late, Heard(busy=True)), answer(late, Heard())
    assert busy and busy.say == () and free and free.say == ("utter_crisis_look_again",)
    assert all((said := answer(replace(late, kind=k), Heard())) and said.say == () for k in KINDS[2:])


def test_a_third_person_who_is_abused_is_not_spoken_of_as_suicidal() -> None:
    said = answer(Stand("third_person", "abuse"), Heard())
    assert said and said.say[0] == "utter_crisis_third_person_abuse"


@pytest.mark.parametrize("stand", [Stand(), Stand("watch", "suicide", 3, True), Stand("soon", "abuse")])
def test_the_slot_keeps_the_stand(stand: Stand) -> None:
    assert Stand.from_slot(stand.as_slot()) == stand


@pytest.mark.parametrize("slot", [None, "x", 3, {}, {"stage": None, "later": 1}])
def test_a_slot_of_another_time_is_no_stand(slot: object) -> None:
    assert Stand.from_slot(slot) == Stand()


def guess(**more: object) -> Heard:
    return Heard("concern", "suicide", "self", vague=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("alarm", "heard", "believed"),
    [
        ("guess", Heard(answer="no"), True),
        ("concern", Heard(answer="no", misread=True), True),
        ("concern", Heard(answer="no"), False),
        ("plain", Heard(answer="no", misread=True), False),
        (None, Heard(answer="no", misread=True), False),
        ("guess", guess(answer="no"), True),
    ],
)
def test_a_denied_misunderstanding_is_over_and_plain_words_stay_known(
    alarm: str | None, heard: Heard, believed: bool
) -> None:
    said = answer(Stand("asked", "suicide", alarm=alarm), heard)
    assert said and said.stand.denied is believed and said.stand.stage == ("closed" if believed else "watch")
    assert said.say[0] == ("utter_crisis_denied" if believed else "utter_crisis_no")
    after = talk(said.stand, *[Heard()] * (LOOK_AGAIN_AFTER + 6))
    assert any(one and "utter_crisis_look_again" in one.say for one in after) is not believed


def test_words_that_may_mean_it_are_asked_about_whatever_stands_in_front() -> None:
    heard = Heard("concern", "suicide", "self", answer="no", misread=True)  # "nothing like that, I just won't wake up"
    said = answer(Stand("asked", "suicide", alarm="guess"), heard)
    assert said and said.say[-1] == "utter_crisis_ask_suicide"


def test_a_misunderstanding_may_be_named_a_turn_later() -> None:
    said = answer(Stand("watch", "suicide", alarm="concern"), Heard(misread=True))
    assert said and said.say[0] == "utter_crisis_denied" and said.stand.denied


def test_after_a_denial_a_guess_is_not_asked_about_and_plain_words_are() -> None:
    denied = Stand("closed", "suicide", denied=True)
    assert answer(denied, guess()) == Answer((), denied)
    assert answer(denied, guess(leaves=True)) == Answer(("utter_goodbye",), denied)
    for level in ("concern", "crisis"):
        said = answer(denied, Heard(level, "suicide", "self"))
        assert said and said.say[-1] == "utter_crisis_ask_suicide"


@pytest.mark.parametrize("alarm", ["guess", "concern", "plain"])
def test_a_no_with_a_good_night_gets_a_good_night(alarm: str) -> None:
    said = answer(Stand("asked", "suicide", alarm=alarm), Heard(answer="no", leaves=True))
    assert said and said.say[-1] == "utter_goodbye"


def test_a_goodbye_after_plain_words_gets_the_help_again_and_after_others_a_goodbye() -> None:
    helps, leaves = "utter_crisis_support", "utter_goodbye"
    for alarm, say in (("plain", (helps,)), ("concern", (helps, leaves)), ("guess", (leaves,))):
        said = answer(Stand("watch", "suicide", alarm=alarm), Heard(leaves=True))
        assert said and said.say == say


FRIEND = Stand("third_person", "suicide", about="other")


@pytest.mark.parametrize(
    ("stand", "heard", "say", "stage"),
    [
        (FRIEND, Heard(friend="ask"), ("utter_third_person_how_to_ask", "utter_third_person_alone"), "third_person"),
        (FRIEND, Heard("concern", "suicide", "other", friend="alone"), ("utter_third_person_alone",), "third_person"),
        (FRIEND, Heard(friend="will"), ("utter_third_person_will",), "third_person"),
        (FRIEND, Heard(friend="relief"), ("utter_third_person_relief", "utter_third_person_you"), "closed"),
        (FRIEND, Heard(friend="relief", clear=True), ("utter_third_person_relief", "go on"), "closed"),
        (replace(FRIEND, stage="closed"), Heard(friend="relief"),
         ("utter_third_person_relief", "utter_third_person_you"), "closed"),
        (Stand("asked", "suicide"), Heard(answer="no", corrects=True, about="other"),
         ("utter_third_person_sorry", "utter_third_person_next"), "third_person"),
        (Stand("asked", "suicide", 1), Heard("crisis", "suicide", "other", corrects=True, friend="ask"),
         ("utter_third_person_sorry", "utter_third_person_how_to_ask", "utter_third_person_next"), "third_person"),
        (FRIEND, Heard("crisis", "suicide", "self"), ("utter_crisis_suicide", "utter_crisis_ask_suicide"), "asked"),
    ],
)  # fmt: skip
def test_a_friend_stays_the_subject(stand: Stand, heard: Heard, say: tuple[str, ...], stage: str) -> None:
    said = answer(stand, heard)
    assert said is not None and (said.say, said.stand.stage) == (say, stage)
    if heard.about != "self":
        assert said.stand.about == "other"


def test_a_friend_is_asked_after_once_unless_all_is_well() -> None:
    closed = replace(FRIEND, stage="closed")
    spoken = [one.say for one in talk(closed, *[Heard()] * 12) if one]
    assert spoken.count(("utter_third_person_later",)) == 1
    eased = talk(FRIEND, Heard(friend="relief"), *[Heard()] * 12)
    assert not any(one and "utter_third_person_later" in one.say for one in eased)


def test_what_was_denied_and_who_was_meant_hold_for_a_session() -> None:
    stand = Stand("closed", "suicide", denied=True, about="other", home="GB", session=5.0)
    assert stand.within(5.0) == stand
    assert not stand.within(6.0).denied and stand.within(6.0).about is None

"""What works from anywhere: the coach's own questions, help and stop inside a form, the stop for minors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from steady.content.files import ContentError
from steady.dialogue.courtesy import decide
from steady.dialogue.courtesy_turn import SURE, PracticeTurn, Table, Turn, load_table

LOOP = "ask_or_check_form"


@pytest.fixture(scope="module")
def table(root: Path) -> Table:
    return load_table(root / "data" / "content")


@pytest.fixture
def say(library, table):
    def said(text: str, intent: str | None = None, sure: float = 0.9, **more: object) -> tuple[str, ...] | None:
        if not more.get("pressed"):
            more = {"of_age": library.opening.of_age(text), "on_notes": library.opening.on_notes(text), **more}
        return decide(Turn(text, intent, sure, **more), table, library.answers, library.places)  # type: ignore[arg-type]

    return said


@pytest.mark.parametrize(
    ("awaiting", "text", "action"),
    [
        ("adult", "yes", "action_confirm_adult"),
        ("adult", "over 18", "action_confirm_adult"),
        ("adult", "24", "action_confirm_adult"),
        ("adult", "18", "action_confirm_adult"),
        ("adult", "I am 17", "action_under_age"),  # "I am" alone would be a yes
        ("adult", "yes, 17", "action_under_age"),
        ("adult", "no, I'm 30", "action_confirm_adult"),
        ("adult", "no", "action_under_age"),
        ("adult", "not sure", None),
        ("adult", "no notes, thanks", "utter_ask_adult_again"),  # no to something else
        ("adult", "forty-one, why?", "action_confirm_adult"),
        ("consent", "go on then, keep them", "action_consent_yes"),
        ("consent", "I would rather you kept nothing", "action_consent_no"),
        ("consent", "yes please", "action_consent_yes"),
        ("consent", "no thanks", "action_consent_no"),
        ("consent", "not sure", "action_consent_no"),  # only a yes is a yes
        ("delete", "yes", "action_delete"),
        ("delete", "no", "action_keep_data"),
        ("delete", "maybe", "action_keep_data"),
        ("adult", "I'm 2 months into this and scared", None),
        ("adult", "i am so anxious about us", None),
        ("consent", "I have a question first", None),
        ("consent", "definitely not", "action_consent_no"),
        ("delete", "absolutely not", "action_keep_data"),
    ],
)
def test_an_answer_to_the_coachs_own_question(say, awaiting: str, text: str, action: str | None) -> None:
    assert say(text, "share_anxiety", 0.3, awaiting=awaiting) == ((action,) if action else None)


@pytest.mark.parametrize(("intent", "action"), [("affirm", "action_consent_yes"), ("deny", "action_consent_no")])
def test_a_button_answers_by_its_intent_alone(say, intent: str, action: str) -> None:
    assert say("/" + intent, intent, 1.0, pressed=True, awaiting="consent") == (action,)


def test_a_button_of_something_else_is_no_answer(say) -> None:
    assert say("/not_sure", "not_sure", 1.0, pressed=True, awaiting="adult") is None


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_reading_alone_is_no_answer(say, intent: str) -> None:
    assert say("count me in", intent, 0.99, awaiting="consent") is None


@pytest.mark.parametrize(
    ("pending", "then"),
    [
        (None, ()),
        ("ask_exercise", ("action_offer_practices",)),
        ("ask_how_to_ask", ("action_reassurance",)),
        ("no longer there", ()),
    ],
)
def test_what_waited_for_the_consent_follows(say, pending: str | None, then: tuple[str, ...]) -> None:
    assert say("yes", awaiting="consent", pending=pending) == ("action_consent_yes", *then)
    assert say("no", awaiting="consent", pending=pending) == ("action_consent_no", *then)
    assert say("yes", awaiting="adult", pending=pending) == ("action_confirm_adult",)


@pytest.mark.parametrize(
    ("pending", "begins", "instead"),
    [
        ("check_in", ("action_start_check_in", "check_in_form"), ("utter_check_in_unkept",)),
        ("show_progress", ("action_progress",), ("utter_progress_unkept",)),
        ("remind_me", ("action_start_reminder", "reminder_form"), ("utter_reminder_unkept",)),
    ],
)
def test_what_needs_notes_begins_with_a_yes_only(
    say, pending: str, begins: tuple[str, ...], instead: tuple[str, ...]
) -> None:
    assert say("yes", awaiting="consent", pending=pending) == ("action_consent_yes", *begins)
    assert say("no", awaiting="consent", pending=pending) == ("action_consent_no", *instead)
    for consent in (None, False):
        assert say("word", pending, adult=True, consent=consent) == ("action_ask_to_keep",)
        assert say("/x", pending, adult=True, consent=consent, loop=LOOP, pressed=True) == (
            "action_leave", "action_ask_to_keep",
        )  # fmt: skip
    assert say("word", pending, adult=True, consent=True) is None, "the rules lead"


def test_a_reminder_is_heard_in_the_words_themselves(say) -> None:
    wish = "can you remind me every evening at 8"
    assert say(wish, "check_in") == ("action_ask_adult",)
    assert say(wish, "check_in", adult=True) == ("action_ask_to_keep",)
    assert say(wish, "check_in", adult=True, consent=True) == ("action_start_reminder", "reminder_form")
    assert say("no more reminders", "bot_complaint", adult=True) == ("action_reminder_off",)
    assert say(wish, "check_in", adult=False) == ("utter_under_18_again",)
    assert say(wish, "check_in", adult=True, loop=LOOP) is None


@pytest.mark.parametrize("intent", [None, "greet", "share_anxiety", "ask_exercise", "crisis_suicide"])
def test_under_18_gets_the_same_kind_stop(say, intent: str | None) -> None:
    assert say("anything", intent, adult=False) == ("utter_under_18_again",)
    assert say("anything", intent, adult=False, loop=LOOP) == ("utter_under_18_again",)


def test_under_18_what_is_open_stays_open(say, table: Table) -> None:
    assert {"goodbye", "ask_human", "delete_my_data", "stop"} <= table.open_to_minors
    assert all(say("word", intent, adult=False) is None for intent in table.open_to_minors)


def test_under_18_a_country_is_still_taken(say) -> None:
    assert say("I'm in Germany", "inform_country", adult=False) == ("action_set_country",)


@pytest.mark.parametrize(
    ("text", "more", "actions"),
    [
        ("I'm in Germany", {}, ("action_set_country",)),
        ("I'm in Germany", {"country": "DE"}, None),
        ("I'm in Germany", {"loop": LOOP}, None),
        ("gb", {}, None),
        ("gb", {"awaiting": "country"}, ("action_set_country",)),
        ("atlantis", {"awaiting": "country", "sure": 0.2}, ("utter_country_unknown",)),
        ("atlantis", {"awaiting": "country", "sure": SURE}, None),
        ("he left me last night", {"awaiting": "country", "sure": 0.2}, None),
        ("I'm in Germany", {"pressed": True}, None),
    ],
)
def test_the_country(say, text: str, more: dict, actions: tuple[str, ...] | None) -> None:
    assert say(text, "share_anxiety", **{"adult": True, **more}) == actions


@pytest.mark.parametrize("intent", ["ask_exercise", "more_practices", "start_ask_or_check"])
def test_the_age_is_asked_before_a_feature(say, intent: str) -> None:
    assert say("word", intent) == ("action_ask_adult",)
    assert say("word", intent, adult=True) is None
    assert say("word", intent, abuse=True) is None, "abuse is known: nothing waits"


@pytest.mark.parametrize("intent", ["ask_calm_now", "share_anxiety"])
def test_calm_and_a_hearing_do_not_wait_for_the_age(say, intent: str) -> None:
    assert say("word", intent) is None


def test_an_urge_is_heard_and_then_the_age_is_asked(say) -> None:
    assert say("word", "urge_now") == ("action_hear_urge", "action_ask_adult")
    assert say("/urge_now", "urge_now", 1.0, pressed=True) == ("action_hear_urge", "action_ask_adult")
    assert say("word", "urge_now", adult=True) is None, "the rule begins it"


def test_after_the_questions_the_urge_goes_on(say) -> None:
    begun = ("action_consent_no", "action_start_urge", "urge_form")
    assert say("no", None, awaiting="consent", adult=True, pending="urge_now") == begun


def test_who_is_not_safe_at_home_is_not_asked_to_wait_it_out(say) -> None:
    instead = ("utter_urge_now", "utter_abuse_next")
    assert say("word", "urge_now", adult=True, abuse=True) == instead
    pressed = say("/urge_now", "urge_now", 1.0, pressed=True, adult=True, abuse=True, loop=LOOP)
    assert pressed == ("action_leave", *instead)


@pytest.mark.parametrize(
    ("told", "loop", "actions"),
    [
        ("urge_did_it", None, ("action_urge_told", "urge_result_form")),
        ("urge_reading", None, ("action_urge_reading",)),
        ("urge_left", None, ("action_urge_left",)),
        ("urge_did_it", "practice_form", ("action_leave", "action_urge_told", "urge_result_form")),
        ("urge_reading", "practice_form", None),  # the rating of the practice
        ("urge_did_it", "urge_result_form", None),  # the form reads it itself
    ],
)
def test_what_is_told_while_a_wait_runs(say, told: str, loop: str | None, actions: tuple[str, ...] | None) -> None:
    assert say("words of theirs", None, 0.3, told=told, loop=loop, adult=True) == actions


def test_the_coach_that_speaks_first_ends_what_lay_open(say) -> None:
    assert say("EXTERNAL: urge_due", "urge_due", 0.0, unasked=True, adult=True) is None, "the rule says it"
    ended = say("EXTERNAL: urge_due", "urge_due", 0.0, unasked=True, adult=True, loop="urge_form")
    assert ended == ("action_leave", "action_urge_due", "urge_result_form")


def test_what_nobody_typed_answers_no_question(say) -> None:
    assert say("EXTERNAL: urge_due", "urge_due", 0.0, unasked=True, awaiting="adult") is None


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("yes", ("action_start_urge", "urge_form")),
        ("maybe", ("action_start_urge", "urge_form")),
        ("no", ("action_urge_let_go",)),
        ("tell me why", None),
    ],
)
def test_the_loop_ends_in_the_urge_work(say, text: str, actions: tuple[str, ...] | None) -> None:
    assert say(text, None, 0.3, awaiting="urge", adult=True) == actions


@pytest.mark.parametrize(("intent", "requested", "stays"), [
    ("ask_human", "urge_meanwhile", True), ("goodbye", "urge_meanwhile", True),
    ("ask_human", "urge_before", False), ("faq", "urge_meanwhile", False),
])  # fmt: skip
def test_ringing_a_sister_is_something_to_do_meanwhile(say, intent: str, requested: str, stays: bool) -> None:
    answered = say("ring my sister", intent, loop="urge_form", requested=requested, adult=True)
    assert (answered is None) is stays


def test_what_a_step_can_read_is_not_led_aside(say) -> None:
    """ "Its off the charts" was once read as a question about attachment."""
    at = {"loop": "urge_form", "requested": "urge_before", "adult": True}
    assert say("its off the charts", "faq", 0.9, **at) == ("action_faq", "action_digress_back")
    assert say("its off the charts", "faq", 0.9, answered=True, **at) is None
    assert say("stop", "faq", 0.9, answered=True, **at) == ("action_stop",)


def test_danger_that_only_the_reading_hears_is_asked_about(say) -> None:
    assert say("word", "crisis_suicide", 0.3) == ("action_fallback",)
    assert say("/crisis_suicide", "crisis_suicide", 1.0, pressed=True) is None


@pytest.mark.parametrize(
    ("text", "intent", "sure", "actions"),
    [
        ("stop", "share_anxiety", 0.2, ("action_stop",)),
        ("I'd rather finish here", "stop", 0.9, ("action_stop",)),
        ("I'd rather finish here", "stop", SURE - 0.01, None),
        ("what can you do", "ask_capabilities", 0.9, ("utter_help", "action_digress_back")),
        ("what can you do", "ask_capabilities", SURE, ("utter_help", "action_digress_back")),
        ("what can you do", "ask_capabilities", 0.5, None),
        ("bye for now then", "goodbye", 0.9, ("action_leave", "utter_goodbye")),
        ("yes", "ask_capabilities", 0.9, None),  # an answer to the form's question
        ("about a 7", "faq", 0.9, None),
        ("skip", "goodbye", 0.9, None),
        ("next", "faq", 0.9, None),
        ("he is cold to me", "share_anxiety", 0.9, None),
        ("give me an exercise", "ask_exercise", 0.9, None),  # only a button leaves a form for another
    ],
)
def test_inside_a_form(say, text: str, intent: str, sure: float, actions: tuple[str, ...] | None) -> None:
    assert say(text, intent, sure, adult=True, loop=LOOP) == actions


@pytest.mark.parametrize(
    ("intent", "actions"),
    [
        ("ask_how_to_ask", ("action_leave", "action_reassurance")),
        ("ask_privacy", ("action_leave", "utter_privacy")),
        ("affirm", None),
    ],
)
def test_a_button_inside_a_form(say, intent: str, actions: tuple[str, ...] | None) -> None:
    assert say("/" + intent, intent, 1.0, adult=True, loop=LOOP, pressed=True) == actions


@pytest.mark.parametrize(
    ("loop", "requested", "text", "intent", "actions"),
    [
        ("check_in_form", "check_in_urge", "through the roof", "out_of_scope", None),
        (
            "check_in_form",
            "check_in_urge",
            "who can read this",
            "ask_privacy",
            ("utter_privacy", "action_digress_back"),
        ),
        (
            "check_in_form",
            "check_in_word",
            "empty, as if",
            "crisis_suicide",
            ("action_fallback", "action_digress_back"),
        ),
        ("check_in_form", "check_in_urge", "stop", "stop", ("action_stop",)),
        ("reminder_form", "reminder_time", "at night", "goodbye", None),
        ("reminder_form", "reminder_zone", "berlin", "out_of_scope", None),
    ],
)
def test_inside_a_check_in_and_a_reminder(
    say, loop: str, requested: str, text: str, intent: str, actions: tuple[str, ...] | None
) -> None:
    assert say(text, intent, adult=True, consent=True, loop=loop, requested=requested) == actions


def test_an_hour_on_a_button_goes_on_with_the_reminder(say) -> None:
    press = {"sure": 1.0, "pressed": True, "adult": True, "consent": True}
    assert say("/remind_me", "remind_me", loop="reminder_form", **press) is None
    assert say("/remind_me", "remind_me", loop=LOOP, **press) == (
        "action_leave",
        "action_start_reminder",
        "reminder_form",
    )


def test_every_action_of_the_table_is_in_the_domain(root: Path, table: Table) -> None:
    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    said = {name for file in (root / "data" / "responses").glob("*.yml")
            for name in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]}  # fmt: skip
    known = {*domain["actions"], *domain.get("forms", {}), *said}
    used = {
        action
        for part in (table.digressions, table.starters, table.kept_only)
        for actions in part.values()
        for action in actions
    }
    assert used - known == set()


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "dialogue.yml").write_text("digressions: {}\nstarters: {}\ngated: []\nsaid_in_practices: []\n")
    with pytest.raises(ContentError, match="dialogue.yml.*open_to_minors"):
        load_table(tmp_path)


def practising(**more: object) -> dict[str, object]:
    return {"adult": True, "loop": "practice_form", "practice": PracticeTurn(open="grounding", **more)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "intent", "more", "actions"),
    [
        ("go back", "stop", {"steers": True}, None),  # left to the practice
        ("I don't want to touch myself", "stop", {"steers": True}, None),
        ("skip", "stop", {}, None),
        ("no", "deny", {"interrupted": True}, ("action_stop",)),  # to "do you want to go on?"
        ("stop", "stop", {"writes": True}, ("action_stop",)),
        # words that a step asks for
        ("an evening with the phones away", "goodbye", {"writes": True}, None),
        ("an evening with the phones away", "goodbye", {}, ("action_leave", "utter_goodbye")),
        ("bye for now", "goodbye", {"writes": True, "leaves": True}, ("action_leave", "utter_goodbye")),
        ("dear me you need not stop loving so much you know", "stop", {"writes": True, "leaves": True}, None),
        ("are you a real person?", "bot_challenge", {"writes": True}, ("utter_bot_challenge", "action_digress_back")),
        # another one instead
        ("the letter one", "ask_exercise", {"named": "compassionate-letter"},
         ("action_leave", "action_start_practice", "practice_form")),
        ("the grounding one", "ask_exercise", {"named": "grounding"}, None),
        ("letter", "share_doubt", {"named": "compassionate-letter"}, None),
    ],
)  # fmt: skip
def test_inside_a_practice(say, text: str, intent: str, more: dict, actions: tuple[str, ...] | None) -> None:
    assert say(text, intent, **practising(**more)) == actions


START = ("action_start_practice", "practice_form")


@pytest.mark.parametrize(
    ("intent", "adult", "more", "actions"),
    [
        ("ask_exercise", True, {"named": "grounding"}, START),
        ("share_doubt", True, {"named": "grounding"}, START),
        ("ask_exercise", None, {"named": "grounding"}, ("action_ask_adult",)),
        ("ask_calm_now", None, {"named": "grounding"}, START),
        ("ask_exercise", True, {"any": True}, START),
        ("share_doubt", True, {"any": True, "offered": True}, START),
        ("share_doubt", True, {"any": True}, None),
        ("share_doubt", True, {"hints": True, "offered": True}, ("action_offer_practices",)),
        ("share_doubt", True, {"hints": True}, None),
        ("affirm", True, {"open": "grounding", "takes_up": True}, ("action_resume_practice", "practice_form")),
        ("affirm", True, {"takes_up": True}, None),
    ],
)
def test_a_practice_asked_for_in_words(say, intent: str, adult: bool | None, more: dict, actions: object) -> None:
    assert say("words", intent, adult=adult, practice=PracticeTurn(**more)) == actions


def test_a_practice_named_before_the_age_waits_for_it(say) -> None:
    said = say("no", awaiting="consent", pending="ask_exercise", practice=PracticeTurn(wanted="grounding"))
    assert said == ("action_consent_no", *START)


@pytest.mark.parametrize(
    ("more", "actions"),
    [
        ({"follows": "same"}, ("action_faq",)),
        ({"follows": "more"}, ("action_faq_more",)),
        ({"follows": "not_meant"}, ("action_not_meant",)),
        ({"follows": "go_back"}, ("action_go_back",)),
        ({"point": "share_broken_trust"}, ("action_share",)),
        ({"follows": "go_back", "adult": False}, ("utter_under_18_again",)),
    ],
)
def test_what_hangs_on_the_turn_before(say, more: dict, actions: tuple[str, ...]) -> None:
    assert say("why", "show_progress", **{"adult": True, **more}) == actions


def test_a_habit_after_a_breach_goes_to_the_breach(say) -> None:
    assert say("i look at her phone", "describe_checking", adult=True, breach=True) == ("action_share",)
    assert say("i look at her phone", "describe_checking", adult=True) is None
    assert say("/describe_checking", "describe_checking", adult=True, breach=True, pressed=True) is None


@pytest.mark.parametrize(
    ("awaiting", "text"), [("adult", "yes"), ("adult", "no"), ("consent", "yes"), ("consent", "ok")]
)
def test_a_bare_answer_to_another_question_is_none_to_this(say, awaiting: str, text: str) -> None:
    """ "Would you like to hear more?" was asked last."""
    assert say(text, "affirm", awaiting=awaiting, asked_now=False) is None


def test_whoever_was_taken_for_a_minor_can_say_otherwise(say) -> None:
    assert say("I'm 34", "share_doubt", adult=False) == ("action_confirm_adult",)
    assert say("I'm 15", "share_doubt", adult=False) == ("utter_under_18_again",)


def test_a_question_asked_for_again_and_a_follow_up_on_the_way(say) -> None:
    assert say("sorry, what was the question", "bot_complaint", follows="repeat", loop="ask_or_check_form") == (
        "action_repeat",
    )
    inside = say("tell me more", "affirm", follows="more", loop="ask_or_check_form")
    assert inside == ("action_faq_more", "action_digress_back")


def test_why_the_age_is_asked(say) -> None:
    assert say("what's that got to do with it?", "bot_complaint", awaiting="adult") == ("utter_why_adult",)
    assert say("why does he do that to me", "share_anxiety", awaiting="adult") is None


@pytest.mark.parametrize("text", ["can we do that ask or check thing", "the four questions please"])
def test_the_four_questions_asked_for_by_name(say, text: str) -> None:
    assert say(text, "ask_capabilities", adult=True) == ("action_start_ask_or_check", "ask_or_check_form")
    assert say(text, "ask_capabilities") == ("action_ask_adult",)


@pytest.mark.parametrize("text", ["no, I leave it there", "leave it"])
def test_after_a_wave_a_no_lets_it_go(say, text: str) -> None:
    assert say(text, "deny", awaiting="urge_after", adult=True) == ("action_urge_let_go",)


def test_a_place_in_a_story_is_no_answer(say) -> None:
    assert say("I'm in Norway", "out_of_scope", adult=True) == ("action_set_country",)
    story = "my husband is away for work and I'm in Norway with the two boys and when he is late I ring ten times"
    assert say(story, "describe_checking", adult=True) is None


def test_stop_in_the_middle_of_a_long_message_stops_a_practice(say) -> None:
    text = "it is getting light outside and I feel my feet again, so let's stop here, I want to lie down"
    assert say(text, "thank", loop="practice_form") == ("action_stop",)
    letter = PracticeTurn(open="kind-letter", writes=True)
    assert say(text, "thank", loop="practice_form", practice=letter) != ("action_stop",)


@pytest.mark.parametrize("text", ["still can't get to sleep", "no sleep for me tonight", "lying awake again"])
def test_a_night_without_sleep_is_no_goodbye(say, text: str) -> None:
    assert say(text, "goodbye", adult=True) == ("utter_share_anxiety", "utter_offer_anxiety")


@pytest.mark.parametrize("text", ["off to sleep now, night", "good night"])
def test_a_good_night_stays_one(say, text: str) -> None:
    assert say(text, "goodbye", adult=True) != ("utter_share_anxiety", "utter_offer_anxiety")

"""While a sentence to ask with is built: what is a part of it, and what is meant for the coach."""

from __future__ import annotations

import pytest

from steady.dialogue.courtesy import decide
from steady.dialogue.courtesy_turn import PracticeTurn, Turn, load_table

FORM = "clean_ask_form"


@pytest.fixture
def say(library, root):
    table = load_table(root / "data" / "content")

    def said(text: str, intent: str, sure: float = 0.9, part: str = "when", **more: object) -> tuple[str, ...] | None:
        turn = Turn(text, intent, sure, loop=FORM, requested=f"clean_{part}", adult=True, **more)  # type: ignore[arg-type]
        return decide(turn, table, library.answers, library.places)

    return said


@pytest.mark.parametrize(
    ("text", "intent", "part"),
    [
        ("you never listen to me", "bot_complaint", "when"),
        ("she works late", "goodbye", "when"),
        ("someone who listens", "ask_human", "need"),
        ("a warm word", "greet", "need"),
        ("would you send me one line at lunch?", "ask_human", "would"),
        ("would you come to couples therapy with me?", "ask_couples_therapy", "would"),
        ("stop checking your phone at dinner", "stop", "would"),
        ("say goodnight", "goodbye", "would"),
        ("what I need is a plan", "faq", "need"),
        ("to know that you love me", "seek_reassurance", "need"),
        ("she shouts when the dinner is late", "disclose_abuse", "when"),
    ],
)
def test_words_of_the_sentence(say, text: str, intent: str, part: str) -> None:
    sure = 0.5 if intent == "disclose_abuse" else 0.95  # read as danger too unsurely, it is a part like any other
    assert say(text, intent, sure, part) is None


@pytest.mark.parametrize(
    ("text", "intent", "part", "actions"),
    [
        ("what is attachment theory?", "faq", "feel", ("action_faq", "action_digress_back")),
        ("how does attachment theory explain it", "faq", "feel", ("action_faq", "action_digress_back")),
        ("does she still love me?", "seek_reassurance", "feel", ("utter_no_certainty", "action_digress_back")),
        ("can you delete what I wrote?", "delete_my_data", "would", ("action_ask_delete", "action_digress_back")),
        ("I want to talk to a real person", "ask_human", "need", ("utter_human", "action_digress_back")),
        ("she hits me", "disclose_abuse", "when", ("action_fallback", "action_digress_back")),
        ("I don't want to do this", "stop", "feel", ("action_stop",)),
        ("stop", "stop", "would", ("action_stop",)),
        ("ok I'll try that with him tonight. thank you", "affirm", "when", ("action_leave", "utter_thank")),
        ("I really want to text him now", "urge_now", "when", ("action_leave", "action_start_urge", "urge_form")),
        ("and i check her whatsapp like fifty times", "describe_checking", "when", ("action_leave", "action_reassurance")),
    ],
)  # fmt: skip
def test_words_for_the_coach(say, text: str, intent: str, part: str, actions: tuple[str, ...]) -> None:
    assert say(text, intent, 0.95, part) == actions


def test_what_is_said_to_the_finished_text_is_the_forms(say) -> None:
    assert say("keep it", "stop", 0.86, "done", answered=True) is None
    assert say("thank you", "thank", 0.99, "done") is None


def test_after_an_interruption_no_ends_it(say) -> None:
    assert say("no", "deny", 0.9, "need", practice=PracticeTurn(interrupted=True)) == ("action_stop",)
    assert say("no", "deny", 0.9, "need") is None


def test_what_follows_a_question_on_the_way_may_still_be_about_it(say) -> None:
    text, on_the_way = "the waiting list round here is six months", PracticeTurn(interrupted=True)
    back = ("action_barrier", "action_digress_back")
    assert say(text, "therapy_barrier", 0.95, "when", practice=on_the_way) == back
    assert say(text, "therapy_barrier", 0.95, "when") is None


def test_never_where_abuse_is_known(say) -> None:
    for text, pressed in (("she works late", False), ("/next", True)):
        assert say(text, "next", 0.9, "when", abuse=True, pressed=pressed) == ("action_leave", "utter_abuse_next")


@pytest.mark.parametrize(
    ("text", "intent", "pressed", "actions"),
    [
        ("yes", "affirm", False, ("action_start_practice", "practice_form")),
        ("/affirm", "affirm", True, ("action_start_practice", "practice_form")),
        ("no", "deny", False, ("action_own_half_left",)),
        ("/deny", "deny", True, ("action_own_half_left",)),
    ],
)
def test_the_own_half_is_begun_or_left(library, root, text: str, intent: str, pressed: bool, actions) -> None:
    turn = Turn(text, intent, 0.9, pressed=pressed, adult=True, awaiting="own_half")
    assert decide(turn, load_table(root / "data" / "content"), library.answers, library.places) == actions

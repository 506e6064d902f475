"""At the front door: of whom a danger is heard, and how long it is known who was spoken of."""

from __future__ import annotations

import pytest

from steady.channels.replies import SESSION, Visit
from steady.channels.whose_danger import of_whom
from steady.dialogue.safety_terms import Stand
from steady.understanding.risk import Risk

OWN = Risk("crisis", "suicide", "self", None, ("rule",))
FRIEND = Stand("third_person", "suicide", about="other")


@pytest.mark.parametrize(
    ("text", "about"),
    [("she says she wants to end it tonight", "other"), ("want to end it tonight", "self"),
     ("nobody would miss me either", "self")],
)  # fmt: skip
def test_in_the_talk_about_a_friend(text: str, about: str) -> None:
    assert of_whom(FRIEND, text, OWN).about == about


def test_without_such_a_talk_it_is_the_writers() -> None:
    assert of_whom(Stand(), "she says she wants to end it tonight", OWN).about == "self"


def test_with_the_session_it_is_forgotten_who_was_spoken_of() -> None:
    visit = Visit(safety=FRIEND, safety_since=1000.0)
    assert visit.safety_at(1000.0 + SESSION - 1).about == "other"
    assert visit.safety_at(1000.0 + SESSION).about is None
    assert of_whom(visit.safety_at(1000.0 + SESSION), "she says she wants to end it tonight", OWN).about == "self"


def test_the_session_is_as_long_as_rasas(root) -> None:
    import yaml

    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    assert domain["session_config"]["session_expiration_time"] * 60 == SESSION

"""A partner's anger, named along the way."""

import pytest

from steady.dialogue.anger import tells_of_anger


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my husband loses his temper when I bring it up", True),
        ("then she slams doors", True),
        ("he stood in the door so I couldn't leave", True),
        ("they yell and then go quiet", True),
        ("I get angry when he is late", False),
        ("he never shouts", False),
        ("I'm so mad at them", False),
        ("/affirm", False),
    ],
)
def test_the_partner_gets_angry(text: str, told: bool) -> None:
    assert tells_of_anger(text) is told

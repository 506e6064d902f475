"""Which part of a message goes on, with an interpreter that says what it is told to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from steady.channels.second_reading import Part, parts
from steady.dialogue.two_parts import says_something
from tests.channels.door import Door, door, fresh

__all__ = ["door", "fresh"]  # fixtures

WHOLE = "none of those. she packed her things on Sunday"
REST = "she packed her things on Sunday"


class Interpreter:
    def __init__(self, readings: dict[str, str], danger: str | None = None) -> None:
        self.readings, self.danger = readings, danger

    async def parse_message(self, text: str) -> dict[str, Any]:
        risk = {"level": "concern" if self.danger and self.danger in text else "none"}
        return {"intent": {"name": self.readings[text]}, "risk": risk}


READS = {WHOLE: "deny", REST: "share_breakup"}


def tracker(loop: str | None = None, **slots: object) -> Any:
    return SimpleNamespace(get_slot=slots.get, active_loop_name=loop, events=[])


async def test_the_point_behind_a_courtesy_goes_on(library) -> None:
    (part,) = await parts(Interpreter(READS), tracker(), WHOLE, library)
    assert (part.text, part.metadata) == (REST, {"in_front": "no"})


@pytest.mark.parametrize("reading", ["share_breakup", "urge_now"])
async def test_a_message_that_was_read_by_its_point_stays_whole(library, reading: str) -> None:
    (part,) = await parts(Interpreter(READS | {WHOLE: reading}), tracker(), WHOLE, library)
    assert part.text == WHOLE


@pytest.mark.parametrize(
    ("interpreter", "state"),
    [
        (Interpreter(READS, danger="packed"), tracker()),  # danger in a part: no part is taken away from it
        (Interpreter(READS), tracker(safety={"stage": "asked"})),  # a question about danger is open
        (Interpreter(READS), tracker(loop="urge_form")),
        (Interpreter({WHOLE: "deny"}), tracker()),  # the interpreter fails
        (Interpreter(READS | {REST: "thank"}), tracker()),  # nothing of its own behind it
    ],
)
async def test_where_nothing_is_taken_apart(library, interpreter: Interpreter, state: Any) -> None:
    (part,) = await parts(interpreter, state, WHOLE, library)
    assert part.text == WHOLE and not part.metadata


@pytest.mark.parametrize(
    ("reading", "text", "refused", "says"),
    [
        ("share_doubt", "do I even love her", False, True),
        ("share_doubt", "oh well", False, False),
        ("affirm", "yes let us go on", False, False),
        ("nlu_fallback", "the thing with the boat and her cousin", True, True),
        ("nlu_fallback", "the thing with the boat and her cousin", False, False),
        ("nlu_fallback", "the boat", True, False),
    ],
)
def test_whether_the_rest_says_anything(reading: str, text: str, refused: bool, says: bool) -> None:
    assert says_something(reading, text, refused=refused) is says


async def test_what_carries_danger_is_never_handed_on_in_parts(
    door: Door,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def in_two(agent: Any, state: Any, text: str, library: Any) -> list[Part]:
        return [Part(piece) for piece in text.split(". ")]

    monkeypatch.setattr("steady.channels.front_door.parts", in_two)
    await door.say("no. he took the car")
    await door.say("there is no point. he took the car")
    assert door.agent.texts == ["no", "he took the car", "there is no point. he took the car"]

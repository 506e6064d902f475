"""A step that asks for words still hears that they stop, or have lost the thread."""

from __future__ import annotations

import pytest

from tests.talking import Talk

pytestmark = pytest.mark.model


async def at_the_writing(talk: Talk) -> None:
    await talk.grown_up()
    await talk.say("I'd like the one where I treat myself as a friend")
    await talk.say("skip")


@pytest.mark.parametrize("text", ["stop, he's at the door", "ok stop.", "Stop - the kids are up"])
async def test_stop_comes_first(talk: Talk, text: str) -> None:
    await at_the_writing(talk)
    await talk.say(text)
    assert any(name.startswith("utter_practice_stopped") for name in talk.names), talk.names


async def test_the_thread_is_found_again(talk: Talk) -> None:
    await at_the_writing(talk)
    step = talk.text
    await talk.say("sorry, the kettle boiled over. where were we")
    assert talk.text.strip()[-60:] == step.strip()[-60:]
    assert "utter_practice_kept" not in talk.names

"""The house holds one encoder: a second one is 90 MB, and reads every message twice."""

from __future__ import annotations

import pytest

from steady.understanding.encoder import Encoder
from tests.talking import Talk

pytestmark = pytest.mark.model


async def test_a_message_is_encoded_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk.grown_up()
    read: list[str] = []
    encode = Encoder._encode
    monkeypatch.setattr(Encoder, "_encode", lambda self, texts: (read.extend(texts), encode(self, texts))[1])
    await talk.say("he went quiet on Tuesday and I have not stopped counting the hours")
    assert read.count("he went quiet on Tuesday and I have not stopped counting the hours") == 1

"""`steady chat`: lines of a script are messages, [Title] presses a button, replies are shown or given as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
from types import SimpleNamespace
from typing import Any

import pytest

from steady.channels.replies import Button, Reply, TooFast, UnknownButton
from steady.commands.chat import _clock, _shown, _time, talk

REPLY = Reply("Well?", (Button("Yes", "/affirm"), Button("No", "/deny")), {"a": 1})


class FakeDoor:
    def __init__(self) -> None:
        self.heard: list[tuple[str | None, str | None, str | None]] = []
        self.paced = 0

    def forget_pace(self, person: str) -> None:
        self.paced += 1

    async def receive(self, person: str, channel: str, text: str | None, *, button: str | None, country: str | None):
        self.heard.append((text, button, country))
        if button == "Gone":
            raise UnknownButton("These are open: Yes, No.", ["Yes", "No"])
        if text == "fast":
            raise TooFast("Too fast.", [Reply("numbers")])
        return [REPLY]


async def script(monkeypatch: pytest.MonkeyPatch, lines: bytes, as_json: bool = False) -> tuple[FakeDoor, int]:
    door: Any = FakeDoor()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    options = argparse.Namespace(json=as_json, country="GB")
    house = SimpleNamespace(front_door=door, memory=SimpleNamespace(), clock=lambda: dt.datetime.now(dt.UTC))
    monkeypatch.setattr("steady.serving.follow_ups.FollowUps._read", lambda self, now: ([], None))
    return door, await talk(house, "p", options)


async def test_every_line_is_a_message_and_a_title_in_brackets_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    door, code = await script(monkeypatch, b"hi\n\n[Yes]\n[]\n[ok\r\nna\xefve\n")
    heard = [(text, button) for text, button, _ in door.heard]
    assert heard == [("hi", None), ("", None), (None, "Yes"), ("[]", None), ("[ok", None), ("na\ufffdve", None)]
    assert code == 0 and door.paced == 6 and door.heard[0][2] == "GB"


async def test_an_unknown_button_is_named_and_the_rest_goes_on(monkeypatch, capsys) -> None:
    door, code = await script(monkeypatch, b"[Gone]\nhi\n")
    out, err = capsys.readouterr()
    assert (
        code == 2
        and "line 1" in err
        and "Yes, No" in err
        and out.startswith("These are open: Yes, No.\nWell?")
        and len(door.heard) == 2
    )


async def test_a_refused_message_is_still_answered(monkeypatch, capsys) -> None:
    _, code = await script(monkeypatch, b"fast\n")
    assert code == 0 and capsys.readouterr().out == "Too fast.\nnumbers\n"


async def test_json_is_one_object_a_line(monkeypatch, capsys) -> None:
    await script(monkeypatch, b"hi\nho\n", as_json=True)
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["turn"] for entry in shown] == [1, 2]
    assert shown[0] == {"turn": 1, "text": "Well?", "buttons": [{"title": "Yes"}, {"title": "No"}], "custom": {"a": 1}}


def test_buttons_are_shown_as_they_are_pressed() -> None:
    assert _shown(1, REPLY, False) == "Well?\n  [Yes]  [No]" and _shown(1, Reply("Hi"), False) == "Hi"


def test_the_clock_starts_when_it_is_told() -> None:
    start = _time("2026-11-24T02:00")
    assert start == dt.datetime(2026, 11, 24, 2, tzinfo=dt.UTC) and _time("2026-11-24T02:00+02:00").utcoffset()
    first, second = _clock(start)(), _clock(None)()
    assert dt.timedelta(0) <= first - start < dt.timedelta(seconds=5) and second.tzinfo is dt.UTC
    with pytest.raises(argparse.ArgumentTypeError, match="not a time"):
        _time("tonight")

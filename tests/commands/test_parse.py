"""`steady parse`: JSON Lines in, JSON Lines out; a bad line is named and the rest goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from steady.commands.parse import BadLine, _parse_all, read_line, result

PARSED = {
    "intent": {"name": "faq", "full_retrieval_intent_name": "faq/attachment_theory", "confidence": 0.876543},
    "risk": {"level": "concern", "kind": "abuse"},
    "risk_detail": {"why": ["abuse.control"]},
    "intent_ranking": [{"name": f"i{n}", "confidence": 0.123456} for n in range(5)],
}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b'{"text": "hi"}\n', "hi"),
        (b'{"text": "", "more": 1}', ""),
        ('{"text": "é 🙂"}'.encode(), "é 🙂"),
        (b'{"text": "\\u00e9\\n"}\r\n', "é\n"),
        (b'  {"text": "/greet"}', "/greet"),
    ],
)
def test_a_line_is_read(line: bytes, text: str) -> None:
    assert read_line(line) == text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"hello", "JSON"),
        (b'{"text": "hi"', "JSON"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "JSON"),
        (b'["hi"]', "string"),
        (b'"hi"', "string"),
        (b"null", "string"),
        (b'{"text": 3}', "string"),
        (b'{"text": null}', "string"),
        (b'{"txt": "hi"}', "string"),
        pytest.param(b'{"text": "\\ud800"}', "text"),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_bad_line_says_what_is_wrong(line: bytes, says: str) -> None:
    with pytest.raises(BadLine, match=says):
        read_line(line)


def test_the_public_form() -> None:
    assert result("a", PARSED, explain=False) == {
        "text": "a",
        "intent": "faq/attachment_theory",
        "confidence": 0.8765,
        "risk": {"level": "concern", "kind": "abuse"},
    }


def test_a_parse_that_read_nothing() -> None:
    nothing = {"text": "", "intent": None, "confidence": 0.0, "risk": {"level": "none", "kind": None}}
    assert result("", {}, explain=False) == nothing
    assert result("", {"intent": {"name": None, "confidence": None}}, explain=False) == nothing
    assert result("", {"intent": {"name": "greet"}}, explain=False)["intent"] == "greet"


def test_explain_adds_why_and_the_ranking() -> None:
    told = result("a", PARSED, explain=True)
    assert told["why"] == ["abuse.control"]
    assert told["ranking"] == [["i0", 0.1235], ["i1", 0.1235], ["i2", 0.1235]]
    assert result("a", {}, explain=True)["why"] == []


class Agent:
    def __init__(self) -> None:
        self.heard: list[str] = []

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.heard.append(text)
        return PARSED


async def test_the_order_is_kept_and_bad_lines_are_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [b'{"text": "one"}\n', b"\n", b"two\n", b'{"text": "thr\xc3\xa9e"}\n']
    assert await _parse_all(Agent(), lines, explain=False) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["one", "thrée"]
    assert "line 3" in err and len(err.splitlines()) == 1 and "thrée" in out
    assert await _parse_all(Agent(), lines[:2], explain=False) == 0


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ('/greet{"a":"b"} hi', 'greet{"a":"b"} hi'),
        (" //x", "x"),
        ("a/b", "a/b"),
        ("\u00a0/greet", "greet"),
        pytest.param("\u2003/greet", "greet"),
    ],
    ids=ascii,
)  # fmt: skip
async def test_a_slash_never_replaces_the_parse(text: str, heard: str, capsys: pytest.CaptureFixture[str]) -> None:
    agent = Agent()
    await _parse_all(agent, [json.dumps({"text": text}).encode()], explain=False)
    assert agent.heard == [heard]
    assert json.loads(capsys.readouterr().out)["text"] == text, "what was sent is given back as it was"

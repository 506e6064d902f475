"""Reads JSON Lines {"text": ...} on standard input and writes what each message means, in the same order.

A bad line is named on standard error by its number, the rest goes on, and the exit code is 2.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from steady.settings import find_root

# As at the front door: a leading slash would replace the parse.
LEADING = re.compile(r"^[\s/\u200b\u200c\u200d\u2060\ufeff]+")


class BadLine(ValueError):
    pass


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--explain", action="store_true", help="name the rule or the reading behind `risk`")


def read_line(line: bytes) -> str:
    """The text of one input line. Raises BadLine with what is wrong."""
    try:
        entry = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 text (byte {error.start})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadLine('not valid JSON; expected {"text": "..."}') from error
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise BadLine('no "text" that is a string; expected {"text": "..."}')
    text = str(entry["text"])
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadLine("half of a character (a lone surrogate) in the text")
    return text


def result(text: str, parsed: dict[str, Any], explain: bool) -> dict[str, Any]:
    """The public form of one parse: a retrieval intent in full."""
    intent = parsed.get("intent") or {}
    answer = {
        "text": text,
        "intent": intent.get("full_retrieval_intent_name") or intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "risk": parsed.get("risk") or {"level": "none", "kind": None},
    }
    if explain:
        answer["why"] = (parsed.get("risk_detail") or {}).get("why", [])
        answer["ranking"] = [
            [e.get("full_retrieval_intent_name") or e.get("name"), round(e["confidence"], 4)]
            for e in parsed.get("intent_ranking", [])[:3]
        ]
    return answer


def run(options: argparse.Namespace) -> int:
    import os

    from steady.framework.stand_ins import install

    install()
    root = find_root()
    os.chdir(root)
    from steady.serving.models import newest_model

    model = newest_model(root / "models")
    if model is None:
        print("steady parse: there is no model in models/. Run `steady train` first.", file=sys.stderr)
        return 1
    from rasa.core.agent import Agent

    from steady.framework import domain_file

    domain_file.install()
    return asyncio.run(_parse_all(Agent.load(str(model)), sys.stdin.buffer, options.explain))


async def _parse_all(agent: Any, lines: Iterable[bytes], explain: bool) -> int:
    faults = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = read_line(line)
        except BadLine as error:
            print(f"steady parse: line {number}: {error}. The line was left out.", file=sys.stderr)
            faults += 1
            continue
        # A leading slash would replace the parse, and the risk screen with it.
        parsed = await agent.parse_message(LEADING.sub("", text) or text)
        print(json.dumps(result(text, parsed, explain), ensure_ascii=False), flush=True)
    return 2 if faults else 0

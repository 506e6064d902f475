"""A conversation in the terminal; when standard input is not a terminal, every line is one message.

A line `[Title]` presses the button of that title in the last replies. With --json each
reply is one object a line: {"turn", "text", "buttons": [{"title"}], "custom"}.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from steady.channels.replies import FrontDoorError, Reply, UnknownButton
from steady.settings import load_settings, write_env


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each reply")
    parser.add_argument("--country", help="two-letter code: whose crisis lines are shown")
    parser.add_argument("--person", help="a name; the same name is the same person (default: somebody new)")
    parser.add_argument("--now", type=_time, help="pretend that it is this time (ISO 8601)")


def _time(value: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is not a time such as 2026-11-24T02:00:00+00:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def run(options: argparse.Namespace) -> int:
    from steady.framework.stand_ins import install
    from steady.settings import find_root

    install()
    root = find_root()
    write_env(root / ".env")
    settings = load_settings(root)
    from steady.serving.house import open_house
    from steady.serving.training import TrainingError, train

    try:
        train(root)
    except TrainingError as error:
        print(f"steady chat: {error} Only crisis answers work without a model.", file=sys.stderr)
    clock = _clock(options.now)
    house = open_house(settings, clock=clock)
    person = house.keys.person("terminal", options.person or secrets.token_hex(16))
    try:
        return asyncio.run(_talk(house, person, options))
    finally:
        house.close()


def _clock(start: dt.datetime | None) -> Callable[[], dt.datetime]:
    if start is None:
        return lambda: dt.datetime.now(dt.UTC)
    began = time.monotonic()
    return lambda: start + dt.timedelta(seconds=time.monotonic() - began)


def _lines() -> Iterator[str]:
    if sys.stdin.isatty():
        while True:
            try:
                yield input("> ")
            except EOFError:
                return
    for raw in sys.stdin.buffer:
        # What is not UTF-8 is shown as replacement signs: the coach then says that it could not read it.
        yield raw.decode("utf-8", errors="replace").rstrip("\r\n")


async def _talk(house: Any, person: str, options: argparse.Namespace) -> int:
    faults = 0
    turn = 0
    paced = not sys.stdin.isatty()
    for line in _lines():
        turn += 1
        pressed = line[1:-1] if len(line) > 2 and line.startswith("[") and line.endswith("]") else None
        try:
            if paced:
                house.front_door.forget_pace(person)  # a script is not a flood
            replies = await house.front_door.receive(
                person, "terminal", None if pressed else line, button=pressed, country=options.country
            )
        except UnknownButton as error:
            faults += 1
            print(f"steady chat: line {turn}: {error.message}", file=sys.stderr)
            continue
        except FrontDoorError as error:
            replies = [Reply(error.message), *error.replies]
        for reply in replies:
            print(_shown(turn, reply, options.json), flush=True)
    return 2 if faults else 0


def _shown(turn: int, reply: Reply, as_json: bool) -> str:
    if as_json:
        buttons = [{"title": button.title} for button in reply.buttons]
        shape = {"turn": turn, "text": reply.text, "buttons": buttons, "custom": reply.custom}
        return json.dumps(shape, ensure_ascii=False)
    titles = "  ".join(f"[{button.title}]" for button in reply.buttons)
    return reply.text + (f"\n  {titles}" if titles else "")

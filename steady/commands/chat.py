"""A conversation in the terminal; when standard input is not a terminal, every line is one message.

A line `[Title]` presses the button of that title in the last replies. With --json each
reply is one object a line: {"turn", "text", "buttons": [{"title"}], "custom"}. What the coach says
by itself comes as it falls due; what fell due before the first line has turn 0. So the same --person
with a later --now shows the end of a wait that another run began.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
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
        return asyncio.run(talk(house, person, options))
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


class Terminal:
    """Shows what the coach says by itself; of one person only, who sits here."""

    def __init__(self, person: str, as_json: bool) -> None:
        self.person, self.as_json, self.turn = person, as_json, 0

    def name(self) -> str:
        return "terminal"

    async def say_first(self, person: str, replies: Sequence[Reply], address: str | None = None) -> bool:
        if person != self.person:
            return False
        self.show(replies)
        return True

    def show(self, replies: Sequence[Reply]) -> None:
        for reply in replies:
            print(_shown(self.turn, reply, self.as_json), flush=True)


async def talk(house: Any, person: str, options: argparse.Namespace) -> int:
    """Standard input against an open house, until it ends. 0, or 2 where a button was pressed that was not there."""
    from steady.serving.follow_ups import FollowUps

    terminal = Terminal(person, options.json)
    follow_ups = FollowUps(house, [terminal], only=person)
    await follow_ups.look()
    # While somebody types, what falls due is said; a script goes faster than any clock.
    looking = asyncio.create_task(follow_ups.run()) if sys.stdin.isatty() else None
    try:
        return await _turns(house, person, options, terminal, follow_ups)
    finally:
        if looking:
            looking.cancel()


async def _turns(house: Any, person: str, options: argparse.Namespace, terminal: Terminal, follow_ups: Any) -> int:
    faults = 0
    paced = not sys.stdin.isatty()
    lines = _lines()
    while (line := await asyncio.to_thread(next, lines, None)) is not None:
        await follow_ups.look()
        turn = terminal.turn = terminal.turn + 1
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
            replies = [Reply(error.message), *error.replies]  # who sits here is not met with nothing
        except FrontDoorError as error:
            replies = [Reply(error.message), *error.replies]
        terminal.show(replies)
    return 2 if faults else 0


def _shown(turn: int, reply: Reply, as_json: bool) -> str:
    if as_json:
        buttons = [{"title": button.title} for button in reply.buttons]
        shape = {"turn": turn, "text": reply.text, "buttons": buttons, "custom": reply.custom}
        return json.dumps(shape, ensure_ascii=False)
    titles = "  ".join(f"[{button.title}]" for button in reply.buttons)
    drawn = (reply.custom or {}).get("chart", {}).get("text")
    return reply.text + (f"\n\n{drawn}\n" if drawn else "") + (f"\n  {titles}" if titles else "")

"""Places in a conversation to which a test goes back as often as it likes.

Each place of state_table.yml is reached once, from the place before it, by what a person says. What is held
of them then (the events, and the front door's visit) is copied and put back before each message that is tried
there: a few milliseconds, where walking there again would take seconds.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from rasa.core.actions.action import RemoteAction
from rasa.shared.utils import common

from steady.content.practices import load_practices
from steady.records.tracker_memory import Conversation
from tests.e2e.urging import evening_in
from tests.talking import ROOT, Talk

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("state_table.yml").read_text(encoding="utf-8"))
PRACTICES = load_practices(ROOT / "data" / "content" / "practices")


class Held(Conversation):
    """A conversation that stays in memory with or without consent: what a test tries leaves no rows behind."""

    wanted = property(lambda self: False, lambda self, value: None)  # type: ignore[assignment]


@dataclass(frozen=True)
class Moment:
    """All that is held of a person at a place."""

    person: str
    lines: tuple[str, ...]
    visit: Any
    said: tuple[Any, ...]  # the replies that led here


def places() -> dict[str, dict[str, Any]]:
    """name -> {from, say, ...}: those of the table, and the steps of every practice."""
    return {**TABLE["states"], **{name: how for slug in PRACTICES for name, how in _of_practice(slug).items()}}


def _of_practice(slug: str) -> dict[str, dict[str, Any]]:
    practice = PRACTICES[slug]
    steps = len(practice.steps)
    words = next((n for n, step in enumerate(practice.steps) if step.writes), None)
    found: dict[str, dict[str, Any]] = {
        f"{slug}, rating before": {"from": "idle", "say": [f"can we do the {practice.title} one please"],
                                   "asks": "practice_before"},
        f"{slug}, first step": {"from": f"{slug}, rating before", "say": ["6"], "asks": "practice_done"},
    }  # fmt: skip
    here = f"{slug}, first step"
    if words:
        found[f"{slug}, writing step"] = {"from": here, "say": ["next"] * words, "asks": "practice_done"}
    if steps // 2 not in {0, words}:
        found[f"{slug}, middle step"] = {"from": here, "say": ["next"] * (steps // 2), "asks": "practice_done"}
    found[f"{slug}, rating after"] = {"from": here, "say": ["next"] * steps, "asks": "practice_after"}
    return found


ROUNDS = count()  # where tests are shared among workers, a module's places may be made more than once in one house


class Places:
    """`talk = await places.at(name)` puts somebody there."""

    def __init__(self, house: Any) -> None:
        self.house, self.known, self.round = house, places(), next(ROUNDS)
        self.store = house.agent.tracker_store._tracker_store  # behind Rasa's own guard
        self.moments: dict[str, Moment] = {}

    async def at(self, name: str) -> Talk:
        if name not in self.moments:
            self.moments[name] = await self._reach(name)
        return self._put(self.moments[name])

    def _put(self, moment: Moment) -> Talk:
        talk = Talk(self.house, moment.person)
        # Fresh each time: what is tried changes both.
        self.store._memory.put(moment.person, Held(list(moment.lines), stored=len(moment.lines)))
        self.house.front_door.visits[moment.person] = copy.deepcopy(moment.visit)
        talk.replies = list(moment.said)
        return talk

    async def _reach(self, name: str) -> Moment:
        how = self.known[name]
        if how.get("from"):
            talk = await self.at(how["from"])
        else:
            talk = Talk(self.house, self.house.keys.person("test", f"place {name}, round {self.round}"))
        for step in how.get("say") or []:
            await _take(talk, step)
        slots = await slots_of(talk)
        for slot, key in (("requested_slot", "asks"), ("awaiting", "awaits")):
            assert key not in how or slots.get(slot) == how[key], f"{name}: {slot} is {slots.get(slot)!r}"
        stage = (slots.get("safety") or {}).get("stage")
        assert "stage" not in how or stage == how["stage"], f"{name}: the crisis route stands at {stage!r}"
        conversation = await self.store._conversation(talk.person, True)
        lines = tuple(conversation.lines) if conversation else ()
        return Moment(talk.person, lines, copy.deepcopy(self.house.front_door.visit(talk.person)), tuple(talk.replies))


async def _take(talk: Talk, step: Any) -> None:
    """A text; {press: title or number of a button}; {later: minutes}."""
    if isinstance(step, str):
        await talk.say(step)
    elif "press" in step:
        at = step["press"]
        await talk.press([b.title for r in talk.replies for b in r.buttons][at] if isinstance(at, int) else at)
    else:
        with evening_in(talk.house) as evening:
            evening.now = dt.datetime.now(dt.UTC)
            await evening.later(step["later"])
            talk.replies = list(evening.channel.said[talk.person][-1])


async def slots_of(talk: Talk) -> dict[str, Any]:
    tracker = await talk.house.agent.tracker_store.retrieve(talk.person)
    if tracker is None:
        return {}
    return {**tracker.current_slot_values(), "loop": tracker.active_loop_name}


@contextmanager
def swiftly() -> Iterator[None]:
    """Leaves out what costs most of a turn and says nothing about the dialogue: Rasa's debug lines, its check of
    each action's result against a schema that it checks anew, and its search through all classes for an event's."""
    before = structlog.get_config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RemoteAction, "_validate_action_result", lambda self, result: True)
        patch.setattr(common, "all_subclasses", lru_cache(common.all_subclasses))
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
        try:
            yield
        finally:
            structlog.configure(**before)

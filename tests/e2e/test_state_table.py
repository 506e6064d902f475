"""The whole table: whatever a person means, wherever they are, they get the documented kind of answer.

No cell is silence, a loop (three times the same bubbles with nothing moved) or a dead end. One test a state, so
that what fails is named; the table is state_table.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import pytest

from tests.e2e.kinds import kind_of, stage, way_on
from tests.e2e.states import TABLE, Places, places, slots_of, swiftly
from tests.talking import ROOT, Talk

PHRASES: dict[str, str] = TABLE["phrases"]
# Walked with every intent; the other practices, whose steps go the same way, with these.
WHOLE = ("grounding", "compassionate-letter", "longer-out-breath")
SOME = ("affirm", "stop", "goodbye", "ask_human", "share_anxiety", "ask_calm_now", "faq/self_compassion",
        "crisis_suicide", "disclose_abuse")  # fmt: skip


@pytest.fixture(scope="module")
def spots(house: object) -> Iterator[Places]:
    with swiftly():
        yield Places(house)


def intents_at(state: str) -> tuple[str, ...]:
    return tuple(PHRASES) if state in TABLE["states"] or state.startswith(WHOLE) else SOME


def expected(state: str, intent: str) -> set[str]:
    group = next(g for g in TABLE["expected"] if any(fnmatch(state, name) for name in g["states"]))
    kinds: Any = group["kinds"]["default"]
    for rows in (group["kinds"], (group.get("but") or {}).get(state, {})):
        for named, kind in rows.items():
            if any(fnmatch(intent, one.strip()) for one in named.split(",")):
                kinds = kind
    return {kinds} if isinstance(kinds, str) else set(kinds)


def test_every_intent_of_the_contract_has_a_phrase() -> None:
    import yaml

    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    public = domain[: domain.index("nlu_fallback")]
    assert {name.split("/")[0] for name in PHRASES} == set(public)


def test_every_state_has_a_place_in_the_table_and_there_are_hundreds_of_cells() -> None:
    cells = [(state, intent) for state in places() for intent in intents_at(state) if expected(state, intent)]
    assert len(cells) > 2500 and len(places()) > 80


@pytest.mark.model
async def test_the_model_reads_each_phrase_as_its_intent(house: Any) -> None:
    for intent, phrase in PHRASES.items():
        read = (await house.agent.parse_message(phrase))["intent"]
        assert (read.get("full_retrieval_intent_name") or read["name"]) == intent, phrase


@pytest.mark.model
@pytest.mark.parametrize("state", places())
async def test_whatever_is_said(spots: Places, state: str) -> None:
    known = TABLE.get("known") or {}
    faults, mended = [], []
    for intent in intents_at(state):
        talk = await spots.at(state)
        found = await faults_of(talk, PHRASES[intent], expected(state, intent))
        if f"{state} | {intent}" in known:
            mended += [] if found else [intent]
        else:
            faults += [f"{intent}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not mended, f"known faults that hold now: {mended}"


async def faults_of(talk: Talk, phrase: str, kinds: set[str]) -> list[str]:
    before = await slots_of(talk)
    await talk.say(phrase)
    after = await slots_of(talk)
    kind, found = kind_of(talk, before, after), []
    if kind not in kinds:
        found.append(f"{kind}, expected {sorted(kinds)}: {talk.names}")
    if not way_on(talk, after):
        found.append(f"a dead end: {talk.text[:80]!r}")
    if _stands(before) == _stands(after):
        first, times = talk.text, 1
        while times < 3 and talk.text == first:
            await talk.say(phrase)
            times += talk.text == first
        if times == 3 and _stands(await slots_of(talk)) == _stands(after):
            found.append(f"a loop: {first[:80]!r}")
    return found


def _stands(slots: dict[str, Any]) -> tuple[Any, ...]:
    """What is open. The turns of a waiting crisis route move without being seen."""
    return (*(slots.get(s) for s in ("loop", "requested_slot", "practice_index", "awaiting")), stage(slots))


@pytest.mark.model
@pytest.mark.parametrize("state", places())
async def test_whichever_button_is_pressed(spots: Places, state: str) -> None:
    talk = await spots.at(state)
    for title in dict.fromkeys(button.title for reply in talk.replies for button in reply.buttons):
        talk = await spots.at(state)
        before = await slots_of(talk)
        await talk.press(title)
        after = await slots_of(talk)
        assert kind_of(talk, before, after) != "silence", title
        assert way_on(talk, after), f"{title} is a dead end: {talk.text}"

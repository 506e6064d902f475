"""The two pictures say what the code does: an edge too few or too many fails, with its name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from steady.dialogue.safety import answer
from steady.dialogue.safety_terms import OPEN_STAGES, Heard, Stand
from tests.docs.pictures import crisis, drawn, reassurance


@pytest.mark.parametrize("page", ["CRISIS_PROTOCOL.md", "docs/reassurance.md"])
def test_the_picture_is_what_the_code_does(root: Path, page: str) -> None:
    real = crisis() if page.startswith("CRISIS") else reassurance(root)
    shown = drawn(root / page)
    if page.startswith("CRISIS"):  # how a message comes to the route is the front door's, not a stage's
        shown = {(a, b) for a, b in shown if a not in {"message", "screen"}}
    assert not real - shown, f"not drawn: {sorted(real - shown)}"
    assert not shown - real, f"drawn and not done: {sorted(shown - real)}"


def test_every_stage_is_drawn(root: Path) -> None:
    nodes = {node for edge in drawn(root / "CRISIS_PROTOCOL.md") for node in edge}
    assert OPEN_STAGES | {"watch", "closed", "again"} <= nodes


def test_an_edge_too_few_and_one_too_many_are_seen(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "reassurance.md").read_text(encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(text.replace("new_trigger", "something", 1), encoding="utf-8")
    assert drawn(page) != reassurance(root)


def test_the_rules_below_the_route_begin_it_in_the_same_way(root: Path) -> None:
    rules = yaml.safe_load((root / "data" / "rules" / "crisis.yml").read_text(encoding="utf-8"))["rules"]
    first = {rule["steps"][0]["intent"]: tuple(s["action"] for s in rule["steps"][1:]) for rule in rules}
    kinds = {"disclose_abuse": "abuse"} | {i: i.removeprefix("crisis_") for i in first if i.startswith("crisis_")}
    for intent, kind in kinds.items():
        said = answer(Stand(), Heard("crisis", kind))
        assert said is not None and said.say == first[intent], intent

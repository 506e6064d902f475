"""data/content/dialogue.yml says what data/rules says, and both name what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from steady.dialogue.courtesy_turn import load_table


@pytest.fixture(scope="module")
def rules(root: Path) -> dict[str, list[list[str]]]:
    """intent -> the actions of each rule that it begins"""
    found: dict[str, list[list[str]]] = {}
    for file in (root / "data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            if "intent" in steps[0]:
                found.setdefault(steps[0]["intent"], []).append([s["action"] for s in steps if "action" in s])
    return found


def test_the_table_agrees_with_the_rules(root: Path, rules: dict[str, list[list[str]]]) -> None:
    table = load_table(root / "data" / "content")
    for intent, actions in {**table.digressions, **table.starters}.items():
        assert list(actions) in rules[intent], intent


def test_every_intent_of_the_domain_has_a_rule(root: Path, rules: dict[str, list[list[str]]]) -> None:
    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain["intents"]) == set(rules)


def test_every_action_of_the_domain_exists_and_the_other_way_round(root: Path) -> None:
    import re

    source = "".join(f.read_text(encoding="utf-8") for f in (root / "actions").glob("*.py"))
    written = set(re.findall(r'return "((?:action|validate)_\w+)"', source))
    assert set(yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))["actions"]) == written

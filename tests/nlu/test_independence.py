"""Evaluation texts stay out of training data and lexicon; every intent has enough examples of its own."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import yaml

SHORT = 4  # words; shorter texts ("yes please") are everybody's


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip() or text.strip()  # an emoji is itself


@pytest.fixture(scope="module")
def training(root: Path) -> dict[str, list[str]]:
    blocks = [
        b for f in (root / "data" / "nlu").glob("*.yml") for b in yaml.safe_load(f.read_text(encoding="utf-8"))["nlu"]
    ]
    return {b["intent"]: [line[2:] for line in b["examples"].splitlines() if line.startswith("- ")] for b in blocks}


def evaluation(root: Path) -> set[str]:
    files = [*(root / "tests" / "nlu").glob("hand_*.jsonl"), *(root / "tests" / "risk").glob("hand_*.jsonl")]
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(texts) > 2000
    return {plain(text) for text in texts}


def test_no_evaluation_text_stands_in_training_data(root: Path, training: dict[str, list[str]]) -> None:
    examples = {plain(text) for listed in training.values() for text in listed}
    assert {text for text in evaluation(root) & examples if re.search(r"\w", text)} == set()


def test_no_line_of_a_scripted_conversation_stands_in_training_data(root: Path, training: dict[str, list[str]]) -> None:
    from steady.understanding.risk.examples import load_examples

    scripts = [s for f in (root / "tests" / "stories").glob("*.yml") for s in yaml.safe_load(f.read_text("utf-8"))]
    said = {plain(str(turn.get("say") or "")) for script in scripts for turn in script["turns"]}
    learned = {plain(text) for listed in training.values() for text in listed}
    learned |= {plain(example.text) for example in load_examples(root / "data" / "risk" / "examples")}
    assert {
        text for text in said & learned if len(text.split()) > SHORT + 2
    } == set()  # "are you a real person" is everybody's


def test_no_evaluation_text_stands_in_the_risk_examples(root: Path) -> None:
    from steady.understanding.risk.examples import load_examples

    examples = {plain(example.text) for example in load_examples(root / "data" / "risk" / "examples")}
    assert evaluation(root) & examples == set()


def test_no_text_of_real_people_stands_in_what_is_learned_from(root: Path, training: dict[str, list[str]]) -> None:
    from steady.understanding.risk.examples import load_examples

    folder = Path(os.environ.get("STEADY_REAL_TALK", root.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the sets of real text are not here; STEADY_REAL_TALK names their folder")
    real = {plain(text) for file in folder.glob("*.jsonl") for text in _texts(file) if len(text.split()) > SHORT}
    assert len(real) > 1000
    learned = {plain(text) for listed in training.values() for text in listed}
    learned |= {plain(example.text) for example in load_examples(root / "data" / "risk" / "examples")}
    assert real & learned == set()


def _texts(file: Path) -> list[str]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [value for row in rows for value in row.values() if isinstance(value, str)]


def test_no_evaluation_text_stands_in_the_lexicon(root: Path) -> None:
    lexicon = plain(" | ".join(f.read_text(encoding="utf-8") for f in (root / "data" / "risk").glob("*.yml")))
    assert [text for text in evaluation(root) if len(text.split()) > SHORT and text in lexicon] == []


def test_every_intent_has_sixty_examples_and_no_example_has_two_intents(training: dict[str, list[str]]) -> None:
    assert {intent: len(listed) for intent, listed in training.items() if len(listed) < 60} == {}
    everything = [plain(text) for listed in training.values() for text in set(map(plain, listed))]
    assert len(everything) == len(set(everything))

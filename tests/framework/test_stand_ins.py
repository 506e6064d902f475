"""Rasa trains, loads and talks with nothing of TensorFlow imported."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from steady.framework import stand_ins

BOT = {
    "domain.yml": """
        version: "3.1"
        intents: [greet, bye]
        responses: {utter_hi: [{text: hi there}], utter_bye: [{text: see you}]}
        """,
    "config.yml": """
        recipe: default.v1
        assistant_id: toy
        language: en
        pipeline: [{name: WhitespaceTokenizer}, {name: CountVectorsFeaturizer}, {name: LogisticRegressionClassifier}]
        policies: [{name: RulePolicy}]
        """,
    "data/nlu.yml": """
        version: "3.1"
        nlu:
          - {intent: greet, examples: "- hi\\n- hello\\n- good morning\\n"}
          - {intent: bye, examples: "- bye\\n- see you later\\n- good night\\n"}
        """,
    "data/rules.yml": """
        version: "3.1"
        rules:
          - {rule: a, steps: [{intent: greet}, {action: utter_hi}]}
          - {rule: b, steps: [{intent: bye}, {action: utter_bye}]}
        """,
}
PROGRAM = """
import asyncio, sys
from steady.framework.stand_ins import install
install()
from rasa.model_training import train
model = train("domain.yml", "config.yml", ["data"], output="models").model
from rasa.core.agent import Agent
agent = Agent.load(model)
said = asyncio.run(agent.handle_text("hello"))
heavy = sorted(m for m in sys.modules if m.split(".")[0] in {"tensorflow", "keras", "torch"})
print("RESULT", said[0]["text"], heavy)
"""


def test_a_toy_bot_trains_loads_and_talks_without_tensorflow(tmp_path: Path) -> None:
    for name, content in BOT.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(content), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    result = [line for line in done.stdout.splitlines() if "RESULT" in line]
    assert result == ["RESULT hi there []"], done.stdout[-2000:] + done.stderr[-2000:]


def test_a_component_that_needs_tensorflow_refuses_in_a_sentence() -> None:
    from rasa.nlu.classifiers.diet_classifier import DIETClassifier

    with pytest.raises(stand_ins.NotInstalled, match="DIETClassifier is not part of Steady.*config.yml"):
        DIETClassifier()


def test_telemetry_is_off_without_the_environment_saying_so() -> None:
    program = "import os\nfrom steady.framework.stand_ins import install\ninstall()\nfrom rasa import telemetry\nprint(telemetry.is_telemetry_enabled())"
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.strip().endswith("False"), done.stderr[-1000:]

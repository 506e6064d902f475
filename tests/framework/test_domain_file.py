"""The domain read from JSON is the one that Rasa would have read from its YAML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steady.framework import domain_file

DOMAIN = """version: "3.1"
intents:
- greet
- affirm
slots:
  country:
    type: text
    mappings:
    - type: custom
  often:
    type: float
    initial_value: 3
    max_value: 10.0
    min_value: 0.0
    mappings:
    - type: custom
responses:
  utter_greet:
  - text: "Hello. yes, no and on are words here 😀"
    buttons:
    - title: "No"
      payload: /affirm{"often":"1"}
actions:
- action_listen_well
session_config:
  session_expiration_time: 180
  carry_over_slots_to_new_session: true
"""


@pytest.fixture
def stored(tmp_path: Path):
    """A model's storage with the domain in it, as training leaves it."""
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.graph_components.providers.domain_provider import DomainProvider
    from rasa.shared.core.domain import Domain

    domain_file.install()
    storage, resource = LocalModelStorage.create(tmp_path), Resource("domain_provider")
    DomainProvider(storage, resource)._persist(Domain.from_yaml(DOMAIN))
    return storage, resource


def load(storage, resource):
    from rasa.graph_components.providers.domain_provider import DomainProvider

    return DomainProvider.load({}, storage, resource, None).provide_inference()


def test_both_ways_give_the_same_domain(stored) -> None:
    storage, resource = stored
    from_json = load(storage, resource)
    with storage.read_from(resource) as folder:
        (folder / domain_file.NAME).unlink()
    from_yaml = load(storage, resource)
    assert from_json.as_dict() == from_yaml.as_dict()
    assert from_json.fingerprint() == from_yaml.fingerprint()
    assert "utter_greet" in from_yaml.responses


def test_the_json_is_what_is_read(stored) -> None:
    storage, resource = stored
    with storage.read_from(resource) as folder:
        file = folder / domain_file.NAME
        content = json.loads(file.read_text(encoding="utf-8"))
        content["intents"].append("thank")
        file.write_text(json.dumps(content), encoding="utf-8")
    assert "thank" in load(storage, resource).intents


def test_installed_twice_is_installed_once() -> None:
    from rasa.graph_components.providers.domain_provider import DomainProvider

    domain_file.install()
    before = DomainProvider.load
    domain_file.install()
    assert DomainProvider.load == before

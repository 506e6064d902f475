"""Fixtures that more than one room uses."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from steady.framework.stand_ins import install

install()
ROOT = Path(__file__).resolve().parents[1]
os.environ["STEADY_ROOT"] = str(ROOT)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's configuration names files relative to the project."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def library():
    from steady.content.library import load_library

    return load_library(ROOT / "data" / "content")


@pytest.fixture(scope="session")
def screen():
    from steady.understanding.risk import Screen

    return Screen.load(ROOT / "data" / "risk")


def test_settings(folder: Path):
    from steady.settings import settings_from

    secret = "test-secret-0123456789-abcdefghijklmnopqrstuvwxyz"
    settings = settings_from(
        {"STEADY_SECRET": secret, "STEADY_DATABASE_URL": f"sqlite:///{folder / 'steady.db'}"}, ROOT
    )
    return replace(settings, country="GB")


test_settings.__test__ = False  # a helper, not a test


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """The whole house with the trained model and a database of its own; a new person for each test."""
    from steady.serving.house import open_house
    from steady.serving.models import newest_model

    if newest_model(ROOT / "models") is None:
        pytest.fail("There is no model in models/: run `steady train` (make test does).")
    opened = open_house(test_settings(tmp_path_factory.mktemp("house")))
    yield opened
    opened.close()


@pytest.fixture
async def talk(house, request: pytest.FixtureRequest) -> AsyncIterator[object]:
    from tests.talking import Talk

    yield Talk(house, house.keys.person("test", request.node.nodeid))

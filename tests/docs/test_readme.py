"""The README and the settings' example hold: nothing undocumented, nothing that does not exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from steady.cli import COMMANDS


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short(readme: str) -> None:
    assert readme.count("\n") < 150


@pytest.mark.parametrize("command", [*COMMANDS, "rasa"])
def test_every_command_is_documented(readme: str, command: str) -> None:
    assert f"`steady {command}" in readme


def test_every_setting_is_documented_and_read(root: Path, readme: str) -> None:
    example = (root / ".env.example").read_text(encoding="utf-8")
    source = (root / "steady" / "settings.py").read_text(encoding="utf-8")
    settings = set(re.findall(r"^(STEADY_\w+)=", example, re.MULTILINE))
    assert len(settings) > 10
    for name in settings:
        assert name in readme, name
        assert name in source or name.startswith("STEADY_REFERRAL_") and "STEADY_REFERRAL_" in source, name
    read = set(re.findall(r"STEADY_[A-Z_]*[A-Z]", source)) - {"STEADY_ROOT", "STEADY_REFERRAL"}
    assert read <= settings


def test_the_make_commands_exist(root: Path, readme: str) -> None:
    helped = subprocess.run(["make", "help"], cwd=root, capture_output=True, text=True, check=True).stdout
    for verb in set(re.findall(r"`?make ([a-z-]+)", readme)) - {"are"}:
        assert f"make {verb} " in helped, verb


def test_every_folder_that_is_named_exists(root: Path, readme: str) -> None:
    for path in re.findall(r"`((?:steady|data|actions|widget|tests|docs)/[\w./-]+)`", readme):
        assert (root / path).exists(), path
    for link in re.findall(r"\]\(([\w./-]+)\)", readme):
        assert (root / link).exists(), link


def test_ci_calls_the_readmes_test_command(root: Path, readme: str) -> None:
    assert "make test" in readme
    assert "make test\n" in (root / ".ci" / "run").read_text(encoding="utf-8")

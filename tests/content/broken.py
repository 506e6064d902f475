"""Content files to break, in a copy of data/content."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from steady.content.files import ContentError


def copy_of(root: Path, folder: Path) -> Path:
    return Path(shutil.copytree(root / "data" / "content", folder / "content"))


def change(path: Path, old: str, new: str) -> None:
    """Replaces the first `old` in a file; fails when it is not there, so that no test breaks nothing."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name} any more"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(load: Callable[[], object]) -> str:
    with pytest.raises(ContentError) as caught:
        load()
    return str(caught.value)

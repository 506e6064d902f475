"""Practices as data: one file each under `data/content/practices/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml


@dataclass(frozen=True)
class Step:
    text: str
    pause: int | None  # seconds


@dataclass(frozen=True)
class Practice:
    slug: str
    title: str
    minutes: str
    source: str
    body: bool  # works with breath or touch; another way is offered in its steps
    steps: tuple[Step, ...]


def load_practice(path: Path) -> Practice:
    """Reads one file. Raises ContentError naming the file, step and field."""
    raw = read_yaml(path)
    steps = need(raw, "steps", list, path, "top level")
    if not steps:
        raise ContentError(f"{path}: there are no steps. A practice needs one at least.")
    slug = need(raw, "slug", str, path, "top level")
    if slug != path.stem:
        raise ContentError(f"{path}: the slug is {slug!r}, but the file is named {path.stem!r}. Make them the same.")
    return Practice(
        slug=slug,
        title=need(raw, "title", str, path, "top level"),
        minutes=str(need(raw, "minutes", (str, int), path, "top level")),
        source=str(need(raw, "source", (str, list), path, "top level")),
        body=need(raw, "body", bool, path, "top level"),
        steps=tuple(
            Step(need(step, "text", str, path, f"steps[{i}]").strip(), _pause(step, path, i))
            for i, step in enumerate(steps)
        ),
    )


def _pause(step: object, path: Path, i: int) -> int | None:
    if not isinstance(step, dict) or step.get("pause") is None:
        return None
    return int(need(step, "pause", int, path, f"steps[{i}]"))


def load_practices(folder: Path) -> dict[str, Practice]:
    """Every practice in `folder`, by slug, in order of name."""
    found = {path.stem: load_practice(path) for path in sorted(folder.glob("*.yml"))}
    if not found:
        raise ContentError(f"{folder}: no practice found. Take the folder back from git.")
    return found

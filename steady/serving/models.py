"""Which model is the newest, and whether it still fits what it was trained from."""

from __future__ import annotations

import hashlib
from pathlib import Path

# What a model is trained from; a change in any of these makes it stale. What is read each time Steady starts
# (data/content, data/risk, the conduct in steady/dialogue) is not among them.
SOURCES = ("config.yml", "domain.yml", "data/nlu", "data/rules", "data/stories", "data/responses",
           "steady/understanding/clauses.py", "steady/understanding/encoder.py",
           "steady/understanding/encoder_component.py", "steady/understanding/encoder_graph.py",
           "steady/understanding/intent_classifier.py", "steady/understanding/intent_head.py",
           "steady/understanding/lexical.py", "steady/understanding/risk/normalise.py",
           "steady/understanding/readable.py")  # fmt: skip
STAMP = "trained-from.sha256"


def newest_model(folder: Path) -> Path | None:
    found = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return found[-1] if found else None


def source_hash(root: Path) -> str:
    """One sha256 over the names and bytes of everything that training reads."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = root / source
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix == ".yml")
        for file in files:
            digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """A model exists and was trained from the sources as they are now."""
    stamp = root / "models" / STAMP
    has_stamp = stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == source_hash(root)
    return has_stamp and newest_model(root / "models") is not None

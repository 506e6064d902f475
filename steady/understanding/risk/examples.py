"""What the learned reader learns from: data/risk/examples, one file a writer, one message a line."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from .rules import KINDS, RiskDataError

NONE = "none"
_LEVELS = (NONE, "concern", "crisis")


@dataclass(frozen=True)
class Example:
    """One message and how it should be read; `kind` and `about` are None where `level` is "none"."""

    text: str
    level: str
    kind: str | None
    about: str | None

    @property
    def label(self) -> str:
        """What the head learns: "none", or kind and level as in "suicide/concern"."""
        return NONE if self.level == NONE else f"{self.kind}/{self.level}"


def load_examples(folder: Path) -> list[Example]:
    """Every line of every *.jsonl in `folder`. Raises RiskDataError, naming file, line, field and what to do."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                found.append(_example(path, f"line {number}", line))
    if not found:
        raise RiskDataError(folder, "the folder", "*.jsonl", "holds no examples; restore them from version control")
    return found


def _example(path: Path, where: str, line: str) -> Example:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise RiskDataError(path, where, "JSON", f"cannot be read; correct it: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise RiskDataError(path, where, "text", "must be a text")
    level, kind, about = row.get("level"), row.get("kind"), row.get("about")
    if level not in _LEVELS:
        raise RiskDataError(path, where, "level", f"must be one of {', '.join(_LEVELS)}")
    if (level == NONE) != (kind is None) or (kind is not None and kind not in KINDS):
        raise RiskDataError(path, where, "kind", f"must be null for none, else one of {', '.join(KINDS)}")
    if about not in ("self", "other", None):
        raise RiskDataError(path, where, "about", "must be self, other or null")
    return Example(row["text"], level, kind, about)


def fingerprint_of(examples: list[Example]) -> str:
    """A sha256 over all that is learned from, in any order of files."""
    lines = sorted(f"{e.text}\0{e.label}\0{e.about}" for e in examples)
    return hashlib.sha256("\1".join(lines).encode("utf-8", "replace")).hexdigest()

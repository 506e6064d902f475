"""Reads data/risk into rules, and says which file, rule and field is wrong when it cannot."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from steady.content.files import LOADER

RULE_FILES = ("suicide", "self_harm", "harm_to_others", "medical", "abuse", "third_person")
LEVELS = ("hint", "concern", "crisis")
KINDS = ("medical", "suicide", "harm_to_others", "self_harm", "abuse")  # the gravest first
_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "level": LEVELS,
    "kind": KINDS,
    "about": ("self", "other"),
    "intent": ("plan", "wish", "intrusive", "past", None),
    "negation": ("stops", "ignored"),
    "past": ("softens", "ignored"),
    "fiction": ("stops", "ignored"),
    "firm": (True, False),
}
_LISTS = ("any", "unless", "needs", "needs_text")


class RiskDataError(ValueError):
    """A file in data/risk is broken. The message names the file, the rule, the field and what to do."""

    def __init__(self, path: Path, rule: str, field: str, advice: str) -> None:
        super().__init__(f"{path}: {rule}: {field}: {advice}")


@dataclass(frozen=True)
class Rule:
    """One rule, as its file has it. `needs_text` looks in the whole text, the other lists near the match.

    `firm`: it says danger so plainly that the learned reading may soften it, never silence it.
    """

    name: str
    why: str
    level: str
    kind: str
    any: tuple[str, ...]
    about: str = "self"
    intent: str | None = None
    negation: str = "stops"
    past: str = "softens"
    fiction: str = "ignored"
    firm: bool = False
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_text: tuple[str, ...] = ()


def read(path: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping. Raises RiskDataError."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except FileNotFoundError:
        raise RiskDataError(path, "the file", "path", "is missing; restore it from version control") from None
    except yaml.YAMLError as error:
        raise RiskDataError(path, "the file", "YAML", f"cannot be read; correct it: {error}") from error
    if not isinstance(found, dict):
        raise RiskDataError(path, "the file", "top level", "must be a mapping of names to values")
    return found


def strings(value: object, path: Path, rule: str, field: str) -> tuple[str, ...]:
    """A list of texts (one of them may stand alone). Raises RiskDataError."""
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one.strip() for one in listed):
        raise RiskDataError(path, rule, field, "must be a list of texts; put quotes around yes, no and numbers")
    return tuple(listed)


def load_rules(folder: Path) -> list[Rule]:
    """All rules of the five kinds and of the third person, in the order of their files."""
    rules: list[Rule] = []
    for name in RULE_FILES:
        path = folder / f"{name}.yml"
        content = read(path)
        defaults = content.get("defaults") or {}
        for raw in content.get("rules") or []:
            rules.append(_rule(path, defaults, raw))
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise RiskDataError(folder, name, "name", "is used twice; give each rule a name of its own")
    return rules


def _rule(path: Path, defaults: Mapping[str, Any], raw: object) -> Rule:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise RiskDataError(path, str(raw)[:60], "name", "every rule is a mapping with a name")
    name = raw["name"]
    merged = {**defaults, **raw}
    unknown = set(merged) - set(Rule.__dataclass_fields__)
    if unknown:
        raise RiskDataError(path, name, sorted(map(str, unknown))[0], "is not a field of a rule; correct or remove it")
    for field in ("why", "level", "kind", "any"):
        if not merged.get(field):
            raise RiskDataError(path, name, field, "is missing; every rule says why it is there and what it raises")
    for field, choices in _CHOICES.items():
        if field in merged and merged[field] not in choices:
            raise RiskDataError(path, name, field, f"is {merged[field]!r}; choose one of {choices}")
    if merged.get("about") == "other":
        merged.setdefault("fiction", "stops")
    lists = {field: strings(merged[field], path, name, field) for field in _LISTS if merged.get(field)}
    return Rule(**{**merged, **lists})


def load_classes(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Word classes (a `range` is spelled out) and corrected lemma forms, from words.yml."""
    path = folder / "words.yml"
    content = read(path)
    classes: dict[str, list[str]] = {}
    for name, value in (content.get("classes") or {}).items():
        entries = list(strings(value.get("words") if isinstance(value, dict) else value, path, name, "words"))
        if isinstance(value, dict) and "range" in value:
            low, high = value["range"]
            entries += [str(number) for number in range(low, high + 1)]
        classes[name] = [part for entry in entries for part in entry.split(", ")]
    forms = {
        name: strings(value, path, name, "forms")[0].split() for name, value in (content.get("forms") or {}).items()
    }
    return classes, forms


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of every rule file."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

"""Everything that the screen is made of, read from data/risk and checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .languages import OtherLanguages
from .normalise import Speller, Spelling
from .patterns import PatternError, Vocabulary, compile_pattern
from .rules import RiskDataError, Rule, fingerprint, load_classes, load_rules, read, strings
from .spelling import Decoder


@dataclass(frozen=True)
class Data:
    """The rules with all that they need to be run."""

    fingerprint: str
    vocabulary: Vocabulary
    known_words: frozenset[str]
    rules: tuple[Rule, ...]
    idioms: tuple[str, ...]
    guards: dict[str, tuple[str, ...]]
    speller: Speller
    languages: OtherLanguages


def load_data(folder: Path) -> Data:
    """Read, check and assemble. Raises RiskDataError for the first fault found."""
    classes, forms = load_classes(folder)
    vocabulary = Vocabulary(classes, forms)
    rules = load_rules(folder)
    for rule in rules:
        for field in ("any", "unless", "needs", "needs_text"):
            _check(vocabulary, folder / f"{rule.name.split('.')[0]}.yml", rule.name, field, getattr(rule, field))
    idioms = _grouped(vocabulary, folder / "idioms.yml")
    guards = _grouped(vocabulary, folder / "guards.yml")
    known = frozenset(vocabulary.used)
    return Data(
        fingerprint(folder),
        vocabulary,
        known,
        tuple(rules),
        tuple(pattern for patterns in idioms.values() for pattern in patterns),
        guards,
        _speller(folder / "spelling.yml", vocabulary.english, known),
        _languages(folder / "languages.yml"),
    )


def _check(vocabulary: Vocabulary, path: Path, name: str, field: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        try:
            compile_pattern(pattern, vocabulary)
        except PatternError as error:
            raise RiskDataError(path, name, field, f"pattern {pattern!r} cannot be used; {error}") from error


def _grouped(vocabulary: Vocabulary, path: Path) -> dict[str, tuple[str, ...]]:
    """Named groups, each with its reason and its patterns."""
    groups: dict[str, tuple[str, ...]] = {}
    for name, group in read(path).items():
        if not isinstance(group, dict) or not group.get("why") or not group.get("any"):
            raise RiskDataError(path, str(name), "why/any", "every group needs its reason and its patterns")
        groups[name] = strings(group["any"], path, name, "any")
        _check(vocabulary, path, name, "any", groups[name])
    return groups


def _speller(path: Path, english: frozenset[str], known: frozenset[str]) -> Speller:
    content = read(path)

    def words(field: str) -> tuple[str, ...]:
        if field not in content:
            raise RiskDataError(path, "the file", field, "is missing")
        return tuple(word for line in strings(content[field], path, "the file", field) for word in line.split())

    def mapping(field: str) -> dict[str, str]:
        value: Any = content.get(field)
        if not isinstance(value, dict) or not all(isinstance(x, str) for pair in value.items() for x in pair):
            raise RiskDataError(path, "the file", field, "must map texts to texts; quote numbers, yes and no")
        return value

    joined = {tuple(key.split()): tuple(value.split()) for key, value in mapping("joined").items()}
    spelling = Spelling(
        contractions=mapping("contractions"),
        pronouns=frozenset(words("pronouns")),
        expand={key: tuple(value.split()) for key, value in mapping("expand").items()},
        joined=joined,
        fillers=frozenset(words("fillers")),
        breaks=frozenset(words("breaks")),
        emoji=mapping("emoji"),
        homoglyphs=str.maketrans(mapping("homoglyphs")),
    )
    decoder = Decoder(words("sensitive"), english | frozenset(spelling.expand), known, mapping("leet"))
    return Speller(spelling, decoder)


def _languages(path: Path) -> OtherLanguages:
    listed = read(path).get("languages")
    if not isinstance(listed, list) or not listed:
        raise RiskDataError(path, "languages", "list", "must be a list of languages")
    for one in listed:
        name = str(one.get("name", "?")) if isinstance(one, dict) else "?"
        if name == "?" or "reviewed" not in one:
            raise RiskDataError(path, name, "name/reviewed", "each language says its name and whether it was reviewed")
        for field in ("crisis", "concern", "harmless"):
            if field in one:
                strings(one[field], path, name, field)
    return OtherLanguages(listed)

"""The made-up letters of the practice "Answer a letter": data/content/letters.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml


@dataclass(frozen=True)
class Letter:
    id: str
    about: frozenset[str]  # what was shared last, without "share_"
    text: str


@dataclass(frozen=True)
class Letters:
    labels: tuple[str, ...]  # one is said before each letter: it is made up
    letters: tuple[Letter, ...]

    def by_id(self, name: str | None) -> Letter | None:
        return next((letter for letter in self.letters if letter.id == name), None)

    def choose(self, topic: str | None, last: str | None) -> Letter:
        """One about what is on their mind, if there is one; never the last one again."""
        others = [letter for letter in self.letters if letter.id != last]
        return next((letter for letter in others if topic in letter.about), others[0])

    def labelled(self, letter: Letter) -> str:
        """The letter below its label. Which label depends on the letter alone, so that it reads the same when shown again."""
        return f"{self.labels[self.letters.index(letter) % len(self.labels)]}\n{letter.text}"


def load_letters(folder: Path) -> Letters:
    """Reads `letters.yml`. Raises ContentError naming the entry and field."""
    path = folder / "letters.yml"
    raw = read_yaml(path)
    labels = need(raw, "label", list, path, "top level")
    entries = need(raw, "letters", list, path, "top level")
    if len(entries) < 2 or not labels:
        raise ContentError(f"{path}: two letters and one label are needed, so that none is shown twice running.")
    return Letters(
        tuple(labels),
        tuple(
            Letter(
                need(entry, "id", str, path, f"letters[{i}]"),
                frozenset(need(entry, "about", list, path, f"letters[{i}]")),
                need(entry, "text", str, path, f"letters[{i}]").strip(),
            )
            for i, entry in enumerate(entries)
        ),
    )

"""Every sentence that Steady can say, read from data/, and a rough reading grade."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "data" / "responses"
CONTENT = ROOT / "data" / "content"

QUOTED = re.compile(r'"[^"]*"')
PLACE = re.compile(r"\{(\w+)\}")
# Everything that a step may say: practices.py
WAYS = ("text", "without_touch", "without_body", "without_words", "help")


@dataclass(frozen=True)
class Bubble:
    """One wording of one response, or one step of a practice."""

    file: str
    name: str
    index: int
    text: str
    buttons: tuple[tuple[str, str], ...] = ()  # (title, payload)
    helplines: str | None = None

    def __str__(self) -> str:
        return f"{self.file} {self.name}[{self.index}]: {self.text!r}"

    @property
    def spoken(self) -> str:
        """Without the numbers, which the program adds."""
        return PLACE.sub(lambda found: "" if found[1] == "numbers" else "7", self.text).strip()

    @property
    def own_words(self) -> str:
        """Without what others are quoted as saying, such as the words for a partner."""
        return QUOTED.sub('""', self.spoken)

    @property
    def words(self) -> list[str]:
        return self.spoken.split()


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def responses() -> dict[str, list[Bubble]]:
    """Name of the response -> its wordings, from every file in data/responses."""
    found: dict[str, list[Bubble]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        for name, wordings in read(path)["responses"].items():
            assert name not in found, f"{path.name}: {name} is also in {found[name][0].file}"
            found[name] = [_bubble(path.name, name, i, wording) for i, wording in enumerate(wordings)]
    return found


def _bubble(file: str, name: str, index: int, wording: dict[str, Any]) -> Bubble:
    buttons = tuple((b["title"], b["payload"]) for b in wording.get("buttons") or [])
    return Bubble(file, name, index, wording["text"], buttons, (wording.get("custom") or {}).get("helplines"))


def steps() -> list[Bubble]:
    """Every step of every practice, with its other ways and helps."""
    return [
        Bubble(f"practices/{path.name}", f"steps.{way}", index, step[way])
        for path in sorted((CONTENT / "practices").glob("*.yml"))
        for index, step in enumerate(read(path)["steps"])
        for way in WAYS
        if way in step
    ]


def course() -> list[Bubble]:
    """Every bubble of every day of the course."""
    return [
        Bubble(f"course/{path.name}", f"parts[{number}]", index, text)
        for path in sorted((CONTENT / "course").glob("*.yml"))
        for number, part in enumerate(read(path)["parts"])
        for index, text in enumerate(part["say"])
    ]


def partner_pages() -> list[Bubble]:
    """Every section of every page for a partner: a page is no bubble, its sections are as short as one."""
    return [
        Bubble(
            "partner_card.yml", f"{variant['id']}.{name}", index, " ".join([f"{section['head']}.", *section["lines"]])
        )
        for index, variant in enumerate(read(CONTENT / "partner_card.yml")["variants"])
        for name, section in variant["sections"].items()
    ]


def letters() -> list[Bubble]:
    """The made-up letters, and the labels that say so."""
    raw = read(CONTENT / "letters.yml")
    texts = [*raw["label"], *(letter["text"] for letter in raw["letters"])]
    return [Bubble("letters.yml", "letters", index, text) for index, text in enumerate(texts)]


def front() -> list[Bubble]:
    """What the front door says by itself to people; one sentence for developers each are left out."""
    return [
        Bubble("front.yml", key, index, text)
        for key, wordings in read(CONTENT / "front.yml").items()
        if len(wordings) > 1
        for index, text in enumerate(wordings)
    ]


def telegram() -> list[Bubble]:
    """What is said in Telegram only."""
    sentences = read(CONTENT / "telegram.yml")["sentences"].items()
    return [Bubble("telegram.yml", key, index, text) for key, texts in sentences for index, text in enumerate(texts)]


def therapy() -> list[Bubble]:
    """What the therapy bridge says of places, ways of working and questions; not the words put into people's mouths."""
    places, talk = read(CONTENT / "therapy.yml"), read(CONTENT / "therapy_talk.yml")
    says = [row["say"] for row in places["routes"]] + [note["say"] for note in places["notes"].values()]
    lines = [line for part in ("approaches", "questions") for listed in talk[part].values() for line in listed]
    return [Bubble("therapy.yml", "content", index, text) for index, text in enumerate([*says, *lines])]


def everything() -> list[Bubble]:
    said = (bubble for wordings in responses().values() for bubble in wordings)
    return [*said, *steps(), *course(), *letters(), *front(), *telegram()]


def syllables(word: str) -> int:
    """Groups of vowels, less a silent ending; "n't" after a consonant counts as one."""
    word = word.lower().replace("’", "'")
    spoken_not = bool(re.search(r"[sdlr]n't$", word))
    stem = word.split("'")[0]
    groups = len(re.findall(r"[aeiouy]+", stem))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$", stem):
        groups -= 1
    return max(groups, 1) + spoken_not


def grade(text: str) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    On these texts within half a grade of textstat's mean. textstat itself is not used: its
    newer releases fetch a word list from the network while they measure.
    """
    words = re.findall(r"[A-Za-z][A-Za-z'’]*|\d+", text)
    sentences = max(1, len(re.findall(r"[.?:]+(?=[\s\"”)]|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59

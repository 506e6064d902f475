"""What is said in Telegram only, and what its commands stand for: data/content/telegram.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, need, read_yaml
from steady.content.sentences import Sentences

COMMANDS = ("start", "help", "stop", "urge", "checkin", "progress", "country", "export", "forget", "human")
SENTENCES = ("not_private", "ask_country", "country_unknown", "voice", "picture", "other", "edited", "group")


@dataclass(frozen=True)
class TelegramWords(Sentences):
    says: Mapping[str, str]  # command without its slash -> what a person would have typed
    menu: Mapping[str, str]  # command -> how Telegram lists it
    export_file: str
    chart_file: str


def load_telegram_words(folder: Path) -> TelegramWords:
    """`folder`: data/content. Raises ContentError for what is missing."""
    path = folder / "telegram.yml"
    raw = read_yaml(path)
    commands = need(raw, "commands", dict, path, "top level")
    sentences = need(raw, "sentences", dict, path, "top level")
    for missing in [*(set(COMMANDS) - set(commands)), *(key for key in SENTENCES if not sentences.get(key))]:
        raise ContentError(f"{path}: {missing!r} is missing or empty. Telegram needs it.")
    return TelegramWords(
        says={name: need(entry, "says", str, path, f"commands, {name}") for name, entry in commands.items()},
        menu={name: need(entry, "menu", str, path, f"commands, {name}") for name, entry in commands.items()},
        sentences=sentences,
        export_file=need(raw, "export_file", str, path, "top level"),
        chart_file=need(raw, "chart_file", str, path, "top level"),
    )

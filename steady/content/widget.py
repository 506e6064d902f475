"""Every word of the page and the embedded chat: data/content/widget.yml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from steady.content.files import ContentError, read_yaml


def load_widget_words(folder: Path) -> Mapping[str, str]:
    """Sentences by key. `folder`: data/content. Raises ContentError for what is no sentence."""
    path = folder / "widget.yml"
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ContentError(f"{path}: keys with a sentence each are expected. Take the file back from git.")
    for key, sentence in raw.items():
        if not isinstance(sentence, str) or not sentence.strip():
            raise ContentError(f"{path}: {key!r} is {sentence!r}, expected a sentence. Correct it.")
    return raw

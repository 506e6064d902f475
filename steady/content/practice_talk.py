"""Reading how people name and steer a practice: "the grounding one", "no touch", "go back"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.answers import holds, plain
from steady.content.files import ContentError, need, read_yaml
from steady.content.practices import NO_BODY, NO_BREATH, NO_TOUCH, Practice

WHOLE = ("back", "again", "done", "stuck", "other_way", "take_up")
PARTS = (
    "refusals",
    "refusals_after",
    "any",
    "short",
    "longer",
    "no_touch",
    "no_breath",
    "no_body",
    "asks",
    "leaves",
    "sore",
    "takes_up",
    "harsh",
)
# How many words before a name may hold its refusal ("got anything that isn't breathing").
REACH = 4
# In a longer message a lone word ("friend", "wave") names a practice only with one of these after it.
NOUNS = ("one", "exercise", "practice", "practise", "thing", "technique")
MOST_WORDS_FOR_A_WORD = 6
OTHERS_TEARS = re.compile(
    r"\b(?:bab(?:y|ies)(?:'?s)?|bub(?:'?s)?|kids?(?:'?s)?|child(?:ren)?(?:'?s)?|son(?:'?s)?|daughter(?:'?s)?|toddler(?:'?s)?|twins|little one(?:'?s)?|he(?:'?s)?|she(?:'?s)?"
    r"|they(?:'?re)?|friend(?:'?s)?|mum(?:'?s)?|mom(?:'?s)?|sister(?:'?s)?|brother(?:'?s)?|partner(?:'?s)?|husband(?:'?s)?|wife(?:'?s)?) (?:\w+ ){0,2}?(?:crying|cries|cry|in tears|sobbing|weeping)\b"
)
# In a practice a person writes about their life; only a short message steers it.
MOST_WORDS_TO_STEER = 14


@dataclass(frozen=True)
class PracticeTalk:
    phrases: Mapping[str, frozenset[str]]
    fillers: frozenset[str]
    minutes: re.Pattern[str]
    short_up_to: int

    def is_said(self, kind: str, text: str) -> bool:
        """The whole message is one of the phrases of `kind` ("back", "again", "done", "stuck", "other_way", "take_up")."""
        return plain(text) in self.phrases[kind]

    def holds(self, kind: str, text: str) -> bool:
        return holds(plain(text), self.phrases[kind])

    def stirred_up(self, text: str) -> bool:
        """Said while stopping: it has gone deep with the writer. Somebody else's tears are not theirs."""
        own = OTHERS_TEARS.sub(" ", plain(text))
        return self.holds("sore", own)

    def named(
        self, text: str, practices: Iterable[Practice], *, asked: bool = False, offered: bool = False
    ) -> str | None:
        """The slug of the practice that the message asks for by name, else None.

        `asked`: its intent is to ask for a practice; a name anywhere in it counts then, unless it is
        turned down. `offered`: practices were offered just before; a bare name ("letter") counts then.
        """
        said = plain(text)
        names = [(plain(name), one.slug) for one in practices for name in (*one.called, one.title)]
        core = self._core(said)
        if core and (asked or offered or len(core) > 1 or self.holds("asks", text)):
            for name, slug in names:
                if said == name or core == self._core(name):
                    return slug
        if not asked:
            return None
        found = [(len(name), slug) for name, slug in names if self._wanted(said, name)]
        return max(found)[1] if found else None

    def _core(self, said: str) -> list[str]:
        return [word for word in said.split() if word not in self.fillers]

    def _wanted(self, said: str, name: str) -> bool:
        one_word_in_passing = " " not in name and len(said.split()) > MOST_WORDS_FOR_A_WORD
        if one_word_in_passing and not any(f" {name} {noun} " in f" {said} " for noun in NOUNS):
            return False
        at = f" {said} ".find(f" {name} ")
        if at < 0:
            return False
        before = f" {' '.join(said[: max(0, at)].split()[-REACH:])} "
        after = said[at + len(name) :]
        refused = any(f" {word} " in before for word in self.phrases["refusals"])
        return not refused and not any(part in after for part in self.phrases["refusals_after"])

    def time(self, text: str) -> str | None:
        """ "short" or "longer", as far as the message says how much time there is."""
        found = re.search(rf"\b(\d{{1,3}})[ -]?(?:{self.minutes.pattern})\b", plain(text))
        if found:
            return "short" if int(found[1]) <= self.short_up_to else "longer"
        return next((kind for kind in ("short", "longer") if self.holds(kind, text)), None)

    def way(self, text: str) -> str | None:
        """NO_TOUCH, NO_BREATH or NO_BODY, when the message asks for a way without."""
        return next((way for way in (NO_BODY, NO_TOUCH, NO_BREATH) if self.holds(way, text)), None)

    def steers(self, text: str) -> bool:
        """Inside a practice: a word to it, and not to the coach at large."""
        if len(text.split()) <= MOST_WORDS_TO_STEER and self.way(text):
            return True
        return any(self.is_said(kind, text) for kind in ("back", "again", "done", "stuck", "other_way"))


def load_practice_talk(folder: Path) -> PracticeTalk:
    """Reads `practice_talk.yml`. Raises ContentError when a list is missing or holds what is no text."""
    path = folder / "practice_talk.yml"
    raw = read_yaml(path)

    def phrases(kind: str) -> frozenset[str]:
        listed = need(raw, kind, list, path, "top level")
        if not all(isinstance(one, str) for one in listed):
            raise ContentError(f"{path}, {kind}: every phrase must be text. Put quotes around yes, no, on and numbers.")
        return frozenset(plain(one) for one in listed)

    return PracticeTalk(
        {kind: phrases(kind) for kind in (*WHOLE, *PARTS)},
        phrases("fillers"),
        re.compile(need(raw, "minutes", str, path, "top level")),
        need(raw, "short_up_to", int, path, "top level"),
    )

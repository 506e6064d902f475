"""Reading what people say around an urge: what it wants, how strong, how long, what happened. Pure.

Words: data/content/urge.yml. Each reader returns None for what it cannot read; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.answers import NUMBER_WORDS, plain
from steady.content.files import need, read_yaml

DELAYS = (2, 5, 10, 20)  # minutes
OTHER = "other"
HAPPENED = ("waited", "did_it", "still_waiting")
NUMBER = r"10|\d|" + "|".join(NUMBER_WORDS)
OUT_OF_TEN = re.compile(rf"\b({NUMBER})\s*(?:/\s*10|(?:out )?of (?:10|ten))\b")
LIKE_A = re.compile(rf"\b(?:at|like|about|around|to|now|it's|its|is) (?:like )?(?:a|an) ({NUMBER})\b")
CLAUSE = re.compile(r"[,.;:!?\n–—]+|\b(?:but|and|then|because|so)\b")
# "ok so i just texted", "went and called": what may stand between the start of a clause and the act.
LEADING = r"(?:(?:ok|okay|yeah|yes|well|sorry|oh|ugh|um|damn|shit|fuck|honestly|actually|i|i've|i'd|ive|just|already|have|had|went|ended up|did|kind of|sort of|also|still|totally) )*"
TIME_WORDS = re.compile(
    r"\b(?:min|mins|minutes?|hours?|seconds?|secs?|times?|days?|weeks?|months?|years?|am|pm|o'clock|messages?|texts?|calls?|of us|kids?)\b"
)
SHORT, MOST_WORDS = 6, 16
# "I did not ring", "the ten minutes are up and I have not rung her".
TIME_IS_UP = re.compile(r"\b(?:minutes?|time|wait)\b")
AT_THE_END = re.compile(
    r"(?:ok |yes |yay )?(?:(?:the |my )?(?:[\w-]+ )?(?:minutes?|time|wait) (?:is |are |was |were )?(?:up|over|done) (?:and |but )?)?(?:i|it) "
)


@dataclass(frozen=True)
class UrgeWords:
    say: Mapping[str, str]  # kind -> what stands after "to"
    kinds: Mapping[str, tuple[str, ...]]
    strengths: tuple[tuple[str, int], ...]  # (phrase, 0-10), longest first
    delays: tuple[tuple[str, int], ...]  # (phrase, minutes), longest first
    meanwhile: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    minute: str
    minutes: str

    def kind(self, text: str) -> str | None:
        """What the urge wants: the kind that `text` names first."""
        said = plain(text)
        found = [
            (match.start(), -len(word), kind)
            for kind, words in self.kinds.items()
            for word in words
            if (match := re.search(rf"\b{re.escape(word)}", said))
        ]
        return min(found)[2] if found else None

    def number(self, text: str) -> int | None:
        """A strength given as a number of ten inside a longer text ("the urge is at like a nine")."""
        said = plain(text)
        found = OUT_OF_TEN.search(said) or LIKE_A.search(said)
        if found is None:
            return None
        return int(found[1]) if found[1].isdigit() else NUMBER_WORDS.index(found[1])

    def strength(self, text: str) -> int | None:
        """A strength in words ("really strong"), 0-10."""
        said = plain(text)
        if len(said.split()) > MOST_WORDS:
            return None
        return next((value for phrase, value in self.strengths if _holds(said, phrase)), None)

    def is_relative(self, text: str) -> bool:
        """ "less", "worse": an answer, though no number."""
        return self._any("relative", plain(text))

    def delay(self, text: str) -> int | None:
        """Minutes, one of DELAYS, the largest that is not longer than what was said; 0: cannot wait."""
        said = plain(text)
        number = re.search(r"(?<![\w/])(\d{1,3})(?![\w/])", said)
        if number:
            return _shortened(int(number[1]))
        if self._any("cannot", said):
            return 0
        phrase = next((value for phrase, value in self.delays if _holds(said, phrase)), None)
        if phrase is not None:
            return phrase
        word = next((w for w in said.split() if w in NUMBER_WORDS[1:]), None)
        return _shortened(NUMBER_WORDS.index(word)) if word else None

    def act(self, text: str) -> str | None:
        """What somebody will do meanwhile: a key of `meanwhile`."""
        said = plain(text)
        for name, words in self.meanwhile.items():
            if any(re.search(rf"\b{re.escape(word)}", said) for word in words):
                return name
        return None

    def happened(self, text: str) -> str | None:
        """One of HAPPENED. "I didn't wait, I texted" is did_it; "I haven't texted" is waited."""
        text = text.lower().replace("’", "'")
        clauses = [said for part in CLAUSE.split(text) if (said := plain(part))]
        if any(self._any("gave_in", said) or self._did(said) for said in clauses):
            return "did_it"
        if self._any("holding_on", plain(text)):
            return "still_waiting"
        held = any(self._any("held_on", said) or self._any("negations", said) for said in clauses)
        return "waited" if held else None

    def tells_of_it(self, text: str) -> str | None:
        """As `happened`, when nobody asked: only a short message about now, in the first person."""
        said = plain(text)
        if len(said.split()) > MOST_WORDS or self._any("another_time", said):
            return None
        happened = self.happened(text)
        if happened == "waited":
            clear = self._any("held_on", said) and len(said.split()) > 1 and not re.match(r"no\b|nope\b", said)
            begins = AT_THE_END.match(said)
            return "waited" if begins and (clear or TIME_IS_UP.search(begins[0])) else None
        return happened if happened == "did_it" else None

    def asks_how_long(self, text: str) -> bool:
        said = plain(text)
        return len(said.split()) <= MOST_WORDS and self._any("how_long", said)

    def reading(self, text: str, rating: int | None) -> int | None:
        """A strength told in passing; `rating`: the number that a short answer holds, if any."""
        said = plain(text)
        if len(said.split()) > SHORT or TIME_WORDS.search(said):
            return None
        return rating if rating is not None else self.number(text)

    def length(self, minutes: int) -> str:
        return self.minute if minutes == 1 else self.minutes.format(n=minutes)

    def _did(self, clause: str) -> bool:
        acts = "|".join(map(re.escape, self.lists["acts"]))
        return re.match(rf"{LEADING}(?:{acts})\b", clause) is not None and not self._any("negations", clause)

    def _any(self, name: str, said: str) -> bool:
        return any(_holds(said, phrase) for phrase in self.lists[name])


def _holds(said: str, phrase: str) -> bool:
    return f" {phrase} " in f" {said} "


def _shortened(minutes: int) -> int:
    return max((d for d in DELAYS if d <= minutes), default=DELAYS[0] if minutes else 0)


LISTS = ("relative", "cannot", "acts", "gave_in", "held_on", "holding_on", "negations", "another_time", "how_long")


def load_urge_words(folder: Path) -> UrgeWords:
    """Reads `urge.yml`. Raises ContentError naming the part that is missing."""
    path = folder / "urge.yml"
    raw = read_yaml(path)

    def part(name: str, kind: type) -> Any:
        return need(raw, name, kind, path, "top level")

    kinds = part("kinds", dict)
    for name, entry in kinds.items():
        need(entry, "say", str, path, f"kinds.{name}")
    return UrgeWords(
        say={name: entry["say"] for name, entry in kinds.items()},
        kinds={name: tuple(need(entry, "words", list, path, f"kinds.{name}")) for name, entry in kinds.items()},
        strengths=_by_length(part("strengths", dict)),
        delays=_by_length(part("delays", dict)),
        meanwhile={name: tuple(map(str, words)) for name, words in part("meanwhile", dict).items()},
        lists={name: tuple(map(str, part(name, list))) for name in LISTS},
        minute=part("minute", str),
        minutes=part("minutes", str),
    )


def _by_length(table: Mapping[int, Iterable[str]]) -> tuple[tuple[str, int], ...]:
    """The longest phrase first, so that "not that bad" is found before "bad"."""
    return tuple(sorted(((str(p), int(v)) for v, ps in table.items() for p in ps), key=lambda pair: -len(pair[0])))

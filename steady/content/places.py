"""Which country somebody says they are in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steady.content.files import ContentError, read_yaml
from steady.content.helplines import INTERNATIONAL

# Only an answer or a statement about oneself counts: "my ex moved to Spain" says nothing about the writer.
STATEMENT = re.compile(
    r"^\W*(?:well |um |uh |hi |hello )?(?:(?:i'?m|i am|we'?re|i live|i'?m living|i am living|living|based|currently|located|"
    r"i'?m based|here)\s+)?(?:(?:over |here )?(?:in|from|at)\s+)?(?:the\s+)?(?P<place>[\w.' -]{2,40}?)\W*(?:please|actually|now)?\W*$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\b(?:i'?m|i am|i live|i'?m living|i am living|we live|i'?m based|i am based|i'?m calling|i'?m writing|calling|writing|^\W*living|^\W*based)\s+(?:over |here )?(?:in|from)\s+(?:the\s+)?"
                    r"(?P<place>[\w.' -]{2,40})", re.IGNORECASE)  # fmt: skip
# Asked for a country in danger, the place of the one who is in danger is the one that counts.
ASKED_FOR = re.compile(r"\b(?:numbers?|helplines?|lines?|hotlines?)\b[\w' ]{0,20}?\b(?:for|in)\s+(?:the\s+)?(?P<place>[\w.' -]{2,40})"
                       r"|\b(?:she|he|they|it)(?:['’]?s|['’]?re| is| are| lives?)\s+(?:over |there |now )*(?:in|from)\s+(?:the\s+)?(?P<other>[\w.' -]{2,40})",
                       re.IGNORECASE)  # fmt: skip
CODES_THAT_ARE_WORDS = {"in", "it", "at", "no", "be", "us", "de", "es"}


@dataclass(frozen=True)
class Places:
    codes: Mapping[str, str]  # lower-case name -> country code

    def read(self, text: str, asked: bool = False) -> str | None:
        """The country code that `text` names as the writer's own place, else None.

        `asked`: the coach has just asked for the country, so that a bare code counts too.
        """
        text = text.replace("’", "'")
        answer = STATEMENT.match(text)
        if answer and (code := self._lookup(answer["place"], codes=asked)):
            return code
        named = [found["place"] for found in INSIDE.finditer(text)]
        if asked:
            named += [found["place"] or found["other"] for found in ASKED_FOR.finditer(text)]
        for place in named:
            words = place.split()
            for length in range(min(4, len(words)), 0, -1):
                if code := self._lookup(" ".join(words[:length])):
                    return code
        return None

    def _lookup(self, place: str, codes: bool = False) -> str | None:
        name = place.strip(" .'-").lower()
        # "no" is an answer, "NO" may be Norway.
        plain = name not in CODES_THAT_ARE_WORDS or place.strip().isupper()
        if codes and len(name) == 2 and plain and name.upper() in self.codes.values():
            return name.upper()
        return self.codes.get(name) or self.codes.get(f"the {name}") or self.codes.get(name.removeprefix("the "))


def load_places(folder: Path, names: Mapping[str, str]) -> Places:
    """`names`: country code to English name. Raises ContentError for an unknown code."""
    path = folder / "countries.yml"
    codes = {name.lower(): code for code, name in names.items() if code != INTERNATIONAL}
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ContentError(f"{path}: there are no countries. Take the file back from git.")
    for code, aliases in raw.items():
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise ContentError(f"{path}, {code}: expected a list of names in words. Correct it.")
        if code not in names:
            raise ContentError(
                f"{path}: {code!r} has no emergency number in helplines.yml. Add it there, or correct the code."
            )
        codes.update({alias.lower(): code for alias in aliases})
    codes["the netherlands"] = "NL"
    return Places(codes)

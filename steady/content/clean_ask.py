"""The words of a clean ask: what buttons stand for, how parts join, which parts a message tells already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.matcher import Matcher

from steady.content.answers import plain
from steady.content.files import ContentError, need, read_yaml

PARTS = ("when", "feel", "need", "would")


@dataclass(frozen=True)
class Told:
    """A part that stands in a message: its words, the words that open it, and where those begin."""

    text: str
    opening: str
    start: int


@dataclass(frozen=True)
class CleanAskWords:
    choices: Mapping[str, Mapping[str, str]]
    sentence: Mapping[str, str]
    things: frozenset[str]
    most_words: int
    beginnings: Mapping[str, tuple[str, ...]]  # longest first
    change: Mapping[str, Any]
    keep: frozenset[str]
    says_when: tuple[str, ...]
    lead_in: re.Pattern[str]
    bare: frozenset[str]  # verbs that want a "to" before them, as a need
    label: re.Pattern[str]  # a group for each part
    back_to_it: re.Pattern[str]
    removes: tuple[re.Pattern[str], ...]  # with a group `what`
    stops: re.Pattern[str]
    pronouns: Mapping[str, Any]
    _rules: tuple[Mapping[str, Any], ...]
    _nlp: Any
    _matcher: Matcher

    def told(self, text: str) -> dict[str, Told]:
        """What `text` says plainly of the four parts, by part; {} when nothing. The first of each counts."""
        doc = self._nlp(text.replace("’", "'"))
        found: dict[str, Told] = {}
        taken: list[range] = []
        matches = sorted(((self._nlp.vocab.strings[m], start, end) for m, start, end in self._matcher(doc)),
                         key=lambda one: (int(one[0]), one[1], -one[2]))  # fmt: skip
        for name, start, end in matches:
            rule = self._rules[int(name)]
            begin, stop = self._span(doc, rule, start, end)
            inside = any(start in one for one in taken)
            if rule["part"] in found or inside or stop <= begin:
                continue
            piece = doc[begin:stop].text.strip(" ,.;?")
            if not piece or plain(piece).split()[0] in rule.get("never", ()):
                continue
            found[rule["part"]] = Told(piece, doc[start:end].text, doc[start].idx)
            taken.append(range(start, stop))
        return found

    def _span(self, doc: Any, rule: Mapping[str, Any], start: int, end: int) -> tuple[int, int]:
        keep = rule.get("keep", 0)
        begin = start + 1 if keep == -1 else end - keep
        stop = end
        while stop < len(doc) and doc[stop].lower_ not in rule["ends"] and stop - end < rule["most"]:
            stop += 1
        # A part that runs on past its length is a story, and nothing is taken from it.
        cut = rule["most"] and stop < len(doc) and doc[stop].lower_ not in rule["ends"]
        return begin, begin if cut else stop


def load_clean_ask(folder: Path) -> CleanAskWords:
    """Reads `clean_ask.yml` and `pronouns.yml`. Raises ContentError naming file and field."""
    path = folder / "clean_ask.yml"
    raw = read_yaml(path)
    parts = {name: need(raw, name, dict, path, "top level") for name in ("choices", "sentence", "beginnings", "change")}
    for name in ("choices", "beginnings"):
        if set(parts[name]) != set(PARTS):
            raise ContentError(f"{path}, {name}: expected the parts {', '.join(PARTS)}. Correct it.")
    rules = tuple(need(raw, "told", list, path, "top level"))
    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    for index, rule in enumerate(rules):
        where = f"told, rule {index + 1}"
        if need(rule, "part", str, path, where) not in PARTS:
            raise ContentError(f"{path}, {where}: no part {rule['part']!r}. Correct it.")
        need(rule, "ends", list, path, where), need(rule, "most", int, path, where)
        opens = need(rule, "opens", list, path, where)
        if not opens:
            raise ContentError(f"{path}, {where}: 'opens' is empty. Give it a pattern.")
        try:
            matcher.add(str(index), opens)
        except ValueError as error:
            raise ContentError(f"{path}, {where}: a pattern that spaCy cannot read. Mend it. ({error})") from error
    return CleanAskWords(
        choices=parts["choices"],
        sentence=parts["sentence"],
        things=frozenset(need(raw, "things", list, path, "top level")),
        most_words=need(raw, "most_words", int, path, "top level"),
        beginnings={part: tuple(sorted(map(plain, listed), key=len, reverse=True))
                    for part, listed in parts["beginnings"].items()},
        change=parts["change"],
        keep=frozenset(map(plain, need(raw, "keep", list, path, "top level"))),
        says_when=tuple(need(raw, "says_when", list, path, "top level")),
        lead_in=_pattern("^\\W*(?:" + "|".join(need(raw, "lead_ins", list, path, "top level")) + ")(?![\\w'])[\\s,.;:!–—-]*"),
        bare=frozenset(need(raw, "bare", list, path, "top level")),
        label=_label(raw, path),
        back_to_it=_pattern(need(raw, "back_to_it", str, path, "top level")),
        removes=tuple(_pattern(need(raw, name, str, path, "top level")) for name in ("removes_split", "removes")),
        stops=_pattern(need(raw, "stops", str, path, "top level")),
        pronouns=read_yaml(folder / "pronouns.yml"),
        _rules=rules,
        _nlp=nlp,
        _matcher=matcher,
    )  # fmt: skip


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _label(raw: Mapping[str, Any], path: Path) -> re.Pattern[str]:
    """ "feeling: ...", "the need should be ...": a group named after each part."""
    labels = need(raw, "labels", dict, path, "top level")
    if set(labels) != set(PARTS):
        raise ContentError(f"{path}, labels: expected the parts {', '.join(PARTS)}. Correct it.")
    marks, bare = (need(raw, name, str, path, "top level") for name in ("label_marks", "label_is"))
    names = "|".join(f"(?P<{part}>{'|'.join(labels[part])})" for part in PARTS)
    # "when is ..." asks; of the other parts, "the need is ..." tells.
    return _pattern(rf"(?:^|(?<=[\s,.;:]))(?:(?:and|the|my)\s+)*(?:{names})\s*(?:{marks}|(?<!when )\b{bare}\b)\s*")

"""The therapy bridge's patterns and building lines, read from `data/content/therapy_talk.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steady.content.files import ContentError, need, read_yaml

PARTS = ("message", "questions", "approaches", "already")
FIT = ("fit_where", "fit_hours", "fit_weighs", "fit_weeks", "fit_willing", "fit_safe")
QUESTION_SETS = ("loop", "couples", "culture", "money", "anyone")
OUTCOMES = ("fair_ask", "both", "loop", "breach", "not_safe")
TAKE_ALONG = ("title", "practice", "practice_once", "rated", "asked", "asked_once", "outcome", "end")

Patterns = tuple["re.Pattern[str]", ...]


@dataclass(frozen=True)
class Draft:
    """Lines of a first message; those by need have the keys "individual" and "couples"."""

    opening: Mapping[str, str]
    about: Mapping[str, Mapping[str, str]]  # need -> topic -> line
    reasons: Mapping[str, str]  # question -> line
    wishes: Mapping[str, str]  # obstacle -> line
    heard: tuple[tuple[re.Pattern[str], str], ...]  # what is wished for, and its line
    own_words: Mapping[str, re.Pattern[str]]  # topic -> the words that tell it
    not_it: re.Pattern[str]
    end: Mapping[str, str]
    name: str


@dataclass(frozen=True)
class TherapyTalk:
    undecided: Patterns
    told_as_wish: Patterns
    names_therapy: Patterns
    names_couples: Patterns
    parts: Mapping[str, Patterns]
    places: Patterns
    plainly_safe: Patterns
    bare_cannot: Patterns
    fit: Mapping[str, Mapping[str, Patterns]]  # question -> answer -> patterns
    draft: Draft
    questions: Mapping[str, tuple[str, ...]]
    most_questions: int
    approaches: Mapping[str, tuple[str, ...]]
    take_along: Mapping[str, str]
    outcomes: Mapping[str, str]


def load_therapy_talk(folder: Path) -> TherapyTalk:
    """Reads the file. Raises ContentError naming the field: a missing line, or a pattern that is none."""
    path = folder / "therapy_talk.yml"
    raw = read_yaml(path)
    reads = need(raw, "reads", dict, path, "top level")
    parts = need(reads, "parts", dict, path, "reads")
    fit = need(reads, "fit", dict, path, "reads")
    along = need(raw, "take_along", dict, path, "top level")
    outcomes = need(along, "outcomes", dict, path, "take_along")
    questions = need(raw, "questions", dict, path, "top level")
    approaches = need(raw, "approaches", dict, path, "top level")
    return TherapyTalk(
        undecided=_patterns(reads, "undecided", path, "reads"),
        told_as_wish=_patterns(reads, "told_as_wish", path, "reads"),
        names_therapy=_patterns(reads, "names_therapy", path, "reads"),
        names_couples=_patterns(reads, "names_couples", path, "reads"),
        parts={part: _patterns(parts, part, path, "reads.parts") for part in PARTS},
        places=_patterns(reads, "places", path, "reads"),
        plainly_safe=_patterns(reads, "plainly_safe", path, "reads"),
        bare_cannot=_patterns(reads, "bare_cannot", path, "reads"),
        fit={question: _answers(need(fit, question, dict, path, "reads.fit"), path, question) for question in FIT},
        draft=_draft(need(raw, "draft", dict, path, "top level"), path),
        questions={key: _lines(questions, key, path, "questions") for key in QUESTION_SETS},
        most_questions=need(raw, "most_questions", int, path, "top level"),
        approaches={key: _lines(approaches, key, path, "approaches") for key in ("individual", "couples")},
        take_along={key: need(along, key, str, path, "take_along") for key in TAKE_ALONG},
        outcomes={key: need(outcomes, key, str, path, "take_along.outcomes") for key in OUTCOMES},
    )


def _draft(raw: Mapping[str, Any], path: Path) -> Draft:
    about = need(raw, "about", dict, path, "draft")
    for kind in ("individual", "couples"):
        need(need(about, kind, dict, path, "draft.about"), "general", str, path, f"draft.about.{kind}")
    need(about["individual"], "private", str, path, "draft.about.individual")
    return Draft(
        opening=_texts(raw, "opening", path),
        about={kind: _texts(about, kind, path) for kind in ("individual", "couples")},
        reasons=_texts(raw, "reasons", path),
        wishes=_texts(raw, "wishes", path),
        heard=tuple(
            (_pattern(one, "hears", path), need(one, "says", str, path, "draft.heard"))
            for one in need(raw, "heard", dict, path, "draft").values()
        ),
        own_words={
            topic: _pattern(raw["own_words"], topic, path) for topic in need(raw, "own_words", dict, path, "draft")
        },
        not_it=_pattern(raw, "not_it", path),
        end=_texts(raw, "end", path),
        name=need(raw, "name", str, path, "draft"),
    )


def _pattern(entry: Mapping[str, Any], field: str, path: Path) -> re.Pattern[str]:
    text = need(entry, field, str, path, "draft")
    try:
        return re.compile(text)
    except re.error as error:
        raise ContentError(f"{path}, draft: {text!r} is no pattern ({error}). Correct it.") from error


def _texts(entry: Mapping[str, Any], field: str, path: Path) -> dict[str, str]:
    texts = need(entry, field, dict, path, "draft")
    return {key: need(texts, key, str, path, f"draft.{field}") for key in texts}


def _lines(entry: Mapping[str, Any], field: str, path: Path, where: str) -> tuple[str, ...]:
    lines: Sequence[object] = need(entry, field, list, path, where)
    if not lines or not all(isinstance(line, str) for line in lines):
        raise ContentError(f"{path}, {where}: {field!r} must be a list of sentences. Correct it.")
    return tuple(str(line) for line in lines)


def _answers(entry: Mapping[str, Any], path: Path, question: str) -> dict[str, Patterns]:
    if not entry or not all(isinstance(answer, str) for answer in entry):
        raise ContentError(f"{path}, reads.fit.{question}: every answer must be text. Put quotes around yes and no.")
    return {answer: _patterns(entry, answer, path, f"reads.fit.{question}") for answer in entry}


def _patterns(entry: Mapping[str, Any], field: str, path: Path, where: str) -> Patterns:
    compiled = []
    for pattern in _lines(entry, field, path, where):
        try:
            compiled.append(re.compile(pattern))
        except re.error as error:
            raise ContentError(f"{path}, {where}.{field}: {pattern!r} is no pattern ({error}). Correct it.") from error
    return tuple(compiled)

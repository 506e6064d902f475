"""Practices as data: each file is checked, and the ones that are there are fit to be said."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from steady.content.practices import NO_BODY, NO_BREATH, Practice, load_practice, load_practices
from tests.content.broken import change, fault

GOOD = """slug: rest
title: A short rest
called: [rest]
minutes: [2, 4]
kind: body
best_for: [ask_exercise]
also_for: [share_doubt]
backdraft: false
sources: [Somebody 2020]
reviewed_on: null
steps:
  - text: "  Sit down.  "
    pause: 10
    uses: touch
    without_touch: Stand there.
    without_body: Think of a chair.
  - text: Breathe.
    uses: breath
    breath: {in: 4, out: 6, times: 2}
    without_body: Listen.
    only: longer
  - text: Stand up.
note: none
"""
ELEVEN = {"self-compassion-break", "supportive-touch", "treat-a-friend", "soften-soothe-allow", "compassionate-letter",
          "answer-a-letter", "urge-surfing", "longer-out-breath", "grounding", "worry-or-need", "what-matters"}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rest.yml"
    path.write_text(GOOD)
    return path


def test_a_practice_is_read(file: Path) -> None:
    practice = load_practice(file)
    assert (practice.slug, practice.title, practice.minutes, practice.body) == ("rest", "A short rest", (2, 4), True)
    assert [(step.text, step.pause) for step in practice.steps][:1] == [("Sit down.", 10)]
    assert practice.steps[1].breath and practice.steps[1].breath.seconds_out == 6
    assert practice.reviewed_on is None


def test_a_review_has_a_date(file: Path) -> None:
    change(file, "reviewed_on: null", "reviewed_on: 2026-11-01")
    assert load_practice(file).reviewed_on == dt.date(2026, 11, 1)


def test_short_of_time_some_steps_are_left_out(file: Path) -> None:
    practice = load_practice(file)
    assert [s.text for s in practice.steps_for("short")] == ["Sit down.", "Stand up."]
    assert practice.steps_for(None) == practice.steps_for("longer") == practice.steps


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("slug: rest", "slug: nap", "nap"),
        ("title:", "titel:", "'title'"),
        ("called: [rest]", "called: []", "'called'"),
        ("called: [rest]", "called: [54321]", "'called'"),
        ("minutes: [2, 4]", "minutes: [4, 2]", "'minutes'"),
        ("minutes: [2, 4]", "minutes: 2", "'minutes'"),
        ("sources: [Somebody 2020]", "sources: []", "'sources'"),
        ("backdraft: false", "backdraft: maybe", "'backdraft'"),
        ("reviewed_on: null", "reviewed: null", "'reviewed_on'"),
        ("reviewed_on: null", "reviewed_on: soon", "'reviewed_on'"),
        ("text: Stand", "txt: Stand", "steps[2]"),
        ("text: Stand up.", "text: 7", "steps[2]"),
        ("  - text: Stand up.", "  - just words", "steps[2]"),
        ("pause: 10", "pause: soon", "'pause'"),
        ("pause: 10", "pawse: 10", "pawse"),
        ("uses: breath", "uses: lungs", "lungs"),
        ("times: 2", "tmes: 2", "'times'"),
        ("    without_touch: Stand there.\n", "", "steps[0]"),
        ("    without_body: Listen.\n", "", "steps[1]"),
    ],
)
def test_a_broken_file_is_named_with_its_place(file: Path, old: str, new: str, named: str) -> None:
    change(file, old, new)
    message = fault(lambda: load_practice(file))
    assert "rest.yml" in message and named in message


def test_a_practice_without_steps_is_refused(file: Path) -> None:
    file.write_text(GOOD.split("steps:")[0] + "steps: []\n")
    assert "rest.yml" in fault(lambda: load_practice(file))


def test_a_folder_without_practices_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in fault(lambda: load_practices(tmp_path))


def test_the_order_is_that_of_the_names(file: Path) -> None:
    (file.parent / "air.yml").write_text(GOOD.replace("slug: rest", "slug: air"))
    assert list(load_practices(file.parent)) == ["air", "rest"]


# --- the eleven


def test_all_eleven_are_there(library) -> None:
    assert set(library.practices) == ELEVEN


def all_texts(practice: Practice) -> list[tuple[str, str]]:
    fields = ("text", "without_touch", "without_body", "without_words")
    return [(f, getattr(step, f)) for step in practice.steps for f in fields if getattr(step, f)]


@pytest.mark.parametrize("slug", sorted(ELEVEN))
def test_a_practice_can_be_done(library, slug: str) -> None:
    practice = library.practices[slug]
    assert practice.sources and practice.note and practice.best_for | practice.also_for
    assert all(re.search(r"\(\d{4}\)|article", source) for source in practice.sources), "a year, or the article"
    assert all(step.pause is None or 0 < step.pause <= 600 for step in practice.steps)
    # The words given back are those that an earlier step asked for; without them there is another text.
    asked: set[str | None] = set()
    for step in practice.steps:
        places = set(re.findall(r"\{(\w+)\}", step.text))
        assert places <= asked, f"{slug}: {places - asked} was not asked for before"
        assert not places or step.without_words, f"{slug}: a step gives words back and has no text without"
        asked.add(step.writes)
    assert all("{" not in text for field, text in all_texts(practice) if field != "text")


@pytest.mark.parametrize("slug", sorted(ELEVEN))
def test_the_body_can_be_left_out(library, slug: str) -> None:
    body = re.compile(
        r"\b(touch|lay a hand|your (hand|chest|throat|belly|breath|arm|body)|breath(e|es)?)\b", re.IGNORECASE
    )
    for step in library.practices[slug].steps:
        if step.goes_round(NO_BODY):
            assert step.without_body and not body.search(step.without_body.replace("Leave your breath alone", "")), slug
        elif re.search(r"\b(touch|lay a hand|breathe in)\b", step.text, re.IGNORECASE):
            assert step.uses, f"{slug}: a step touches or breathes and does not say so: {step.text}"


def test_the_breath_is_never_held_and_is_slower_out(library) -> None:
    paced = [(p.slug, s.breath) for p in library.practices.values() for s in p.steps if s.breath]
    assert {slug for slug, _ in paced} >= {"longer-out-breath", "urge-surfing"}
    for _slug, breath in paced:
        assert breath and (breath.seconds_in, breath.seconds_out) == (4, 6)
    text = " ".join(step.text for step in library.practices["longer-out-breath"].steps)
    assert "Don't hold your breath" in text and "dizzy" in text and "so that you can choose" in text


def test_without_breath_a_breathing_step_has_another_text(library) -> None:
    for practice in library.practices.values():
        for step in practice.steps:
            assert step.goes_round(NO_BREATH) == (step.uses == "breath")


def test_names_belong_to_one_practice_each(library) -> None:
    names = [name for p in library.practices.values() for name in {*p.called, p.title.lower()}]
    assert len(names) == len(set(names))


def test_they_fit_what_people_bring(library, root: Path) -> None:
    import yaml

    intents = set(yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))["intents"])
    served = {name for p in library.practices.values() for name in p.best_for | p.also_for}
    assert served <= intents
    assert {i for i in intents if i.startswith("share_")} <= served

"""Rules and the learned reading together: what each may do to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steady.understanding import lexical
from steady.understanding.risk import Risk, RiskDataError, RiskReader
from steady.understanding.risk.examples import Example, load_examples
from steady.understanding.risk.fit import made_from
from steady.understanding.risk.learned import PLAIN_PIECE, TRACE, Reading, RiskHead, shipped_head
from steady.understanding.risk.reader import RECENT, join

RANK = {"none": 0, "concern": 1, "crisis": 2}
KINDS = ["suicide", "self_harm", "harm_to_others", "medical", "abuse"]
risks = st.builds(
    Risk, st.sampled_from(["none", "concern", "crisis"]), st.sampled_from(KINDS), st.sampled_from(["self", "other"]),
    st.sampled_from([None, "past", "intrusive", "retracted"]), st.just(("a.rule",)),
).map(lambda risk: Risk() if risk.level == "none" else risk)  # fmt: skip
shares = st.floats(0, 1)
readings = st.builds(Reading, shares, st.sampled_from(KINDS), shares, shares)


@given(risks, readings)
def test_a_firm_rule_is_never_silenced(rules: Risk, reading: Reading) -> None:
    if rules.level != "none":
        assert join(rules, reading, {"a.rule"}).level != "none"
        assert join(rules, reading, {"a.rule"}).kind == rules.kind


@given(readings)
def test_of_another_language_the_reading_knows_nothing(reading: Reading) -> None:
    rules = Risk("crisis", "suicide", "self", None, ("languages.crisis",))
    assert join(rules, reading, {"languages.crisis"}) == rules


@given(risks, readings, shares)
def test_more_danger_never_lowers_the_level(rules: Risk, reading: Reading, more: float) -> None:
    graver = Reading(max(reading.danger, more), reading.kind, reading.crisis, reading.other)
    assert RANK[join(rules, graver).level] >= RANK[join(rules, reading).level]


@given(risks, readings)
def test_what_is_raised_has_a_kind_and_a_reason(rules: Risk, reading: Reading) -> None:
    risk = join(rules, reading)
    assert (risk.level == "none") == (risk.kind is None)
    assert risk.level == "none" or risk.rules


@given(risks, readings)
def test_somebody_else_at_risk_is_not_the_writers_crisis(rules: Risk, reading: Reading) -> None:
    if rules.level == "none" and reading.other > 0.9 and reading.kind != "harm_to_others":
        assert join(rules, reading).about in {"other", None}
        assert join(rules, reading).level != "crisis"


def test_without_a_head_the_rules_decide(screen) -> None:
    assert RiskReader(screen, None, None).assess("I want to kill myself").level == "crisis"
    assert RiskReader(screen, None, None).assess("he left me on read").level == "none"


def test_a_broken_encoder_leaves_the_rules(screen) -> None:
    def broken(texts: Sequence[str]) -> np.ndarray:
        raise RuntimeError("no memory")

    assert RiskReader(screen, shipped_head(), broken).assess("I want to kill myself").level == "crisis"


def test_the_head_was_fitted_on_what_lies_here(root) -> None:
    head = shipped_head()
    assert head is not None
    assert head.made_from == made_from(root / "data"), "run: python -m steady.understanding.risk.fit"


@pytest.mark.parametrize(
    ("line", "named"),
    [("{", "JSON"), ('{"level": "none"}', "text"), ('{"text": "a", "level": "bad"}', "level"),
     ('{"text": "a", "level": "crisis", "kind": "sorrow"}', "kind"), ('{"text": "a", "level": "none", "kind": "abuse"}', "kind"),
     ('{"text": "a", "level": "crisis", "kind": "abuse", "about": "us"}', "about")],
)  # fmt: skip
def test_a_broken_example_is_named(tmp_path, line: str, named: str) -> None:
    (tmp_path / "w.jsonl").write_text('{"text": "fine", "level": "none", "kind": null}\n' + line, encoding="utf-8")
    with pytest.raises(RiskDataError, match=f"w.jsonl: line 2: {named}"):
        load_examples(tmp_path)


def test_an_example_is_labelled_by_kind_and_level() -> None:
    assert Example("a", "none", None, None).label == "none"
    assert Example("a", "concern", "abuse", "self").label == "abuse/concern"


def head_of_one_number() -> RiskHead:
    """Reads the danger off the first number of a vector: 1 is certain, -1 is none."""
    weights = np.zeros((384, 2), np.float32)
    weights[0] = (-10, 10)
    nothing = np.zeros(384, np.float32)
    return RiskHead(("none", "suicide/crisis"), weights, np.zeros(2, np.float32), nothing, 0.0, 1.0, "test")


def vector(danger: float) -> np.ndarray:
    """The vector that head_of_one_number reads as this danger."""
    made = np.zeros(384, np.float32)
    made[0] = np.log(danger / (1 - danger)) / 20
    return made


@pytest.mark.parametrize(
    ("whole", "piece", "danger"),
    [
        (0.5, 0.99, 0.99),  # a plain piece speaks for a whole with a trace
        (TRACE / 2, 0.99, TRACE / 2),  # a piece of a harmless story can look like anything
        (0.5, PLAIN_PIECE - 0.05, 0.5),  # a piece that is not plain does not
        (0.7, 0.1, 0.7),
    ],
)
def test_a_piece_speaks_only_for_a_whole_with_a_trace_of_danger(whole: float, piece: float, danger: float) -> None:
    reading = head_of_one_number().read(vector(whole), np.stack([vector(piece), vector(0.01)]))
    assert reading.danger == pytest.approx(danger, abs=0.01)


def test_words_have_their_say() -> None:
    labels = np.array(["none", "suicide/concern", "suicide/crisis"] * 4)
    told = lexical.fit([[label] for label in labels], labels, 1, False)
    plain = head_of_one_number()
    weights = np.zeros((384, 3), np.float32)
    head = RiskHead(tuple(np.unique(labels)), weights, np.zeros(3), plain.other_weights, 0.0, 1.0, "test", told)
    unsure = head.read(vector(0.5), np.zeros((0, 384), np.float32)).danger
    for term, graver in (("none", False), ("suicide/crisis", True)):
        read = RiskHead.from_bytes(head.to_bytes()).read(vector(0.5), np.zeros((0, 384), np.float32), [[term]])
        assert (read.danger > unsure) is graver


def test_the_shipped_head_reads_words() -> None:
    head = shipped_head()
    assert head is not None and head.words is not None and len(head.words.places) > 10_000


def test_a_message_is_read_once(screen) -> None:
    asked: list[str] = []

    def encode(texts):
        asked.extend(texts)
        return np.zeros((len(texts), 384), np.float32)

    reader = RiskReader(screen, head_of_one_number(), encode)
    assert reader.assess("is it late") == reader.assess("is it late") and asked == ["is it late"]
    for number in range(RECENT + 1):
        reader.assess(f"and {number}")
    reader.assess("is it late")
    assert asked.count("is it late") == 2  # only a few are known, and only for a moment


@pytest.mark.parametrize(("other", "level", "about"), [(0.9, "crisis", "other"), (0.2, "crisis", "self")])
def test_a_rule_and_the_reading_agree_whose_danger_it_is(other: float, level: str, about: str) -> None:
    rules = Risk("concern", "suicide", "self", None, ("suicide.taking_leave", "third_person.suicidal"))
    risk = join(rules, Reading(0.95, "suicide", 0.5, other))
    assert (risk.level, risk.about) == (level, about)
    assert join(replace(rules, rules=("suicide.taking_leave",)), Reading(0.95, "suicide", 0.5, other)).about == "self"

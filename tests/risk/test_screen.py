"""The risk screen on plain cases of each kind, and on what must not raise it. Figures: make evaluate."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

RANK = {"none": 0, "concern": 1, "crisis": 2}
SUICIDE = [
    "I want to kill myself", "I want to kill myself over this", "i wanna die", "i don't want to be alive anymore",
    "I'm going to end my life tonight", "kms fr this time", "wish i was never born", "thinking about suicide again",
    "k!ll myself", "k i l l myself", "I WANT TO D I E", "no more live", "i want unalive myself",
]  # fmt: skip
VEILED = [
    "they'd all be better off without me", "I won't be a problem for much longer", "I just want to sleep and not wake up",
    "nobody would even notice if I was gone", "I can't see myself in the future", "i keep thinking about not being here",
]  # fmt: skip
OTHERS = [
    ("I cut myself last night", "self_harm"), ("i burned my arm on purpose", "self_harm"),
    ("I took 30 paracetamol", "medical"), ("i swallowed the whole bottle", "medical"), ("my wrist won't stop bleeding", "medical"),
    ("I'm going to kill her", "harm_to_others"), ("I will stab him when he comes home", "harm_to_others"),
    ("he hits me", "abuse"), ("my husband hit me again", "abuse"), ("she won't let me see my friends", "abuse"),
    ("he put his hands around my neck", "abuse"), ("my ex keeps showing up outside my work", "abuse"),
    ("my boyfriend says he will kill himself if I leave", None),
]  # fmt: skip
HARMLESS = [
    "shall I do it now or wait until she is off the phone?",
    "my dad wouldn't let us leave the table until we had said sorry",
    "I wouldn't want to make it all about me, not after the week she had",
    "he left me on read since lunch", "this traffic is killing me", "I'm dead 😂", "I'd die for her", "dying to know what he said",
    "shoot me a text", "he crushed me at chess", "I want to end things with him", "should I end it with her", "she cut me off mid sentence",
    "waiting for his reply is killing me", "we had a huge fight last night", "I keep checking his last seen", "he never texts back",
    "I'm so anxious about us", "I feel like I'm too much for everyone", "she broke up with me on sunday", "I can't stop thinking about her",
    "he hit the gym instead of calling me", "I killed it at work today", "my dad died last year and I miss him", "not suicidal, just sad",
    "how do I kill a process in linux", "I could eat a horse", "he doesn't want to live together", "I hate being alone at night",
    "I was hurt by what she said", "it hurts when he ignores me", "my heart is bleeding", "I'm afraid he will leave me",
    "she threatened to break up with me", "he follows his ex on instagram", "I want him to be happy", "do you think he still loves me",
    "I burned the dinner again", "we watched a film about a murder", "I beat myself up about it",
]  # fmt: skip


@pytest.mark.parametrize("text", SUICIDE)
def test_suicide_is_a_crisis(screen, text: str) -> None:
    risk = screen.assess(text)
    assert (risk.level, risk.kind) == ("crisis", "suicide"), risk


@pytest.mark.parametrize("text", VEILED)
def test_veiled_words_are_heard(screen, text: str) -> None:
    risk = screen.assess(text)
    assert risk.level != "none" and risk.kind == "suicide", risk


@pytest.mark.parametrize(("text", "kind"), OTHERS)
def test_other_dangers(screen, text: str, kind: str | None) -> None:
    risk = screen.assess(text)
    assert risk.level != "none" and (kind is None or risk.kind == kind), risk


@pytest.mark.parametrize("text", HARMLESS)
def test_no_wolf_is_cried(screen, text: str) -> None:
    assert screen.assess(text).level == "none", screen.assess(text)


@pytest.mark.parametrize("text", [*SUICIDE[:4], *(text for text, _ in OTHERS[:12])])
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_case_spacing_and_chatter_never_lower_it(screen, text: str, data: st.DataObject) -> None:
    before = screen.assess(text)
    changed = data.draw(
        st.sampled_from(
            [text.upper(), text.title(), f"  {text}  ", text.replace(" ", "   "), text.replace("'", "’"), text + "!!!"]
        )
    )
    chatter = data.draw(
        st.sampled_from(["", ". it rained all day", ". anyway I had pasta for dinner", "\nthe bus was late"])
    )
    assert RANK[screen.assess(changed + chatter).level] >= RANK[before.level]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_it_never_raises_an_error(screen, text: str) -> None:
    assert screen.assess(text).level in RANK


def test_it_is_quick(screen) -> None:
    for text in HARMLESS:
        screen.assess(text)
    times = []
    for text in (SUICIDE + HARMLESS) * 3:
        began = time.perf_counter()
        screen.assess(text)
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.02, "3 ms on a quiet machine (make evaluate measures)"


@pytest.mark.parametrize("file", ["suicide.yml", "words.yml"])
def test_a_broken_file_is_named(root, tmp_path, file: str) -> None:
    import shutil

    from steady.understanding.risk import RiskDataError, Screen

    shutil.copytree(root / "data" / "risk", tmp_path / "risk")
    (tmp_path / "risk" / file).write_text("rules: [", encoding="utf-8")
    with pytest.raises(RiskDataError, match=file):
        Screen.load(tmp_path / "risk")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("she rang to say that she wants to die", "other"),
        ("he just told me he is going to end his life", "other"),
        ("my mate wrote that he doesn't want to live any more", "other"),
        ("since she went I want to die", "self"),
        ("he makes me want to die", "self"),
        ("they keep saying I should kill myself", "self"),
        ("he said he would do it and I want to die too", "self"),
        ("want die", "self"),
    ],
)
def test_who_it_is_about(screen, text: str, about: str) -> None:
    assert screen.assess(text).about == about


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("this is not a joke, I want to kill myself", "crisis"),
        ("no figure of speech, I am going to end my life", "concern"),  # half a denial: asked about
        ("I want to kill myself, only a figure of speech", "concern"),
    ],
)
def test_a_denied_joke_takes_nothing_back(screen, text: str, level: str) -> None:
    assert screen.assess(text).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he took my phone and will not let me see my sister", "crisis"),
        ("my phone won't let me see my messages", "none"),
    ],
)
def test_what_will_not_let_me(screen, text: str, level: str) -> None:
    assert screen.assess(text).level == level

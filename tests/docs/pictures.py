"""What the code and the rules say about two routes, as edges; and the edges of a mermaid picture."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from actions.reassurance import PARTS
from steady.content.ask_or_check import QUESTIONS, outcome
from steady.dialogue.safety import answer
from steady.dialogue.safety_terms import OPEN_STAGES, Heard, Stand

Edges = set[tuple[str, str]]
ANSWERS = (None, "yes", "no", "unsure")
KINDS = ("suicide", "self_harm", "harm_to_others", "medical", "abuse")
NODE = r"(\w+)(?:[\[{(][^\]})]*[\]})])?"
EDGE = re.compile(rf"^\s*{NODE}\s+--(?:\s.*?\s--)?>\s+(.+)$")


def drawn(page: Path) -> Edges:
    """`a -- label --> b & c` gives (a, b) and (a, c)."""
    picture = page.read_text(encoding="utf-8").split("```mermaid")[1].split("```")[0]
    edges: Edges = set()
    for line in picture.splitlines():
        if found := EDGE.match(line):
            edges |= {(found[1], re.match(NODE, to.strip())[1]) for to in found[2].split(" & ")}  # type: ignore[index]
    return edges


def reassurance(root: Path) -> Edges:
    """Intents and the offers that follow them, the four questions, the outcomes, the steps of a wait."""

    def read(name: str) -> Any:
        return yaml.safe_load((root / name).read_text(encoding="utf-8"))

    said = read("data/responses/reassurance.yml")["responses"] | read("data/responses/urge.yml")["responses"]
    forms = read("domain.yml")["forms"]

    def offered(source: str, response: str) -> Edges:
        buttons = said[response][0].get("buttons") or []
        return {(source, re.match(r"/(\w+)", button["payload"])[1]) for button in buttons}  # type: ignore[index]

    begins = {rule["steps"][0].get("intent"): rule["steps"][1]["action"]
              for rule in read("data/rules/reassurance.yml")["rules"] if "intent" in rule["steps"][0]}  # fmt: skip
    edges: Edges = set()
    for intent, action in begins.items():
        if action == "action_seek_reassurance":
            edges |= offered(intent, "utter_offer_no_certainty")
        elif action == "action_reassurance":
            edges |= offered(intent, PARTS[intent][1])
    assert tuple(forms["ask_or_check_form"]["required_slots"]) == QUESTIONS
    edges |= _in_turn("start_ask_or_check", *QUESTIONS)
    for replies in product(("yes", "no", "unsure"), repeat=len(QUESTIONS)):
        edges.add((QUESTIONS[-1], outcome(dict(zip(QUESTIONS, replies, strict=True)))))
    for question, graver in product(QUESTIONS, ("breach", "not_safe")):
        edges.add((question, outcome({question: graver})))
    for one in {to for _, to in edges if f"utter_outcome_{to}_next" in said}:
        edges |= offered(one, f"utter_outcome_{one}_next")
    edges |= _in_turn("urge_now", *forms["urge_form"]["required_slots"], "urge_due",
                      *forms["urge_result_form"]["required_slots"])  # fmt: skip
    return edges | offered("urge_after", "utter_urge_decide") | offered("urge_after", "utter_urge_decide_after")


def _in_turn(*nodes: str) -> Edges:
    return set(zip(nodes, nodes[1:], strict=False))


def crisis() -> Edges:
    """Every step that `safety.answer` takes. `open`: what holds in each stage whose question is open."""
    edges: Edges = set()
    for level, first in (("crisis", "first"), ("concern", "concern")):
        for kind, about in product(KINDS, ("self", "other")):
            new = answer(Stand(), Heard(level, kind, about))
            edges.add((first, str(new and new.stand.stage)))
    for stage, kind, given, safe, called, turns in product(
        OPEN_STAGES, KINDS, ANSWERS, (False, True), (False, True), (0, 1, 5, 9)
    ):
        heard = Heard(answer=given, says_safe=safe, help_called=called)
        said = answer(Stand(stage, kind, turns), heard)
        edges |= {(stage, str(said.stand.stage))} if said else set()
    edges |= _whose_and_denied()
    for stage, kind in product(OPEN_STAGES, KINDS):
        for heard, among in ((Heard(answer="figure"), "closed"), (Heard(wants_stop=True), "watch")):
            said = answer(Stand(stage, kind), heard)
            edges |= {("open", among)} if said and said.stand.stage == among and stage != "asked" else set()
        again = answer(Stand(stage, kind), Heard("crisis", "suicide"))
        edges |= {(stage, "imminent")} if again and again.stand.stage == "imminent" else set()
    return edges | _watching()


def _whose_and_denied() -> Edges:
    """A misunderstanding denied, somebody else taken for the writer, and the writer's own words after that."""
    denied = answer(Stand("asked", "suicide", alarm="guess"), Heard(answer="no", misread=True))
    theirs = answer(Stand("asked", "suicide"), Heard(corrects=True, friend="about"))
    own = answer(Stand("third_person", "suicide", about="other"), Heard("concern", "suicide", "self"))
    return {
        (a, str(said.stand.stage)) for a, said in (("asked", denied), ("asked", theirs), ("third_person", own)) if said
    }


def _watching() -> Edges:
    """After a no: a late yes, one look again, and what comes of it."""
    late = answer(Stand("watch", "suicide"), Heard(answer="yes"))
    look = answer(Stand("watch", "suicide", 9), Heard())
    assert late and look and look.stand.looked_again
    found = {("watch", str(late.stand.stage)), ("watch", "again")}
    for given in ANSWERS:
        said = answer(look.stand, Heard(answer=given))
        found |= {("again", str(said.stand.stage))} if said else set()
    return found

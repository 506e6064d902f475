"""From the rules that matched to one risk: what softens a hit, what stops it, which hit counts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from .normalise import Sentence
from .patterns import NEGATORS, Found
from .rules import KINDS, LEVELS, Rule

Level = Literal["none", "concern", "crisis"]
Kind = Literal["suicide", "self_harm", "harm_to_others", "medical", "abuse"]
Intent = Literal["plan", "wish", "intrusive", "past", "retracted"]
About = Literal["self", "other"]

# How far back a "not" reaches: "not have any intention of killing" is the longest that is common.
_NEGATION_REACH = 5
# In a long sentence without full stops, only what stands this near can change a hit's meaning.
_NEAR = 14
# "ago" softens only what is told in the past: "he left a year ago and I want to die" is now.
_PAST_FORMS = frozenset(
    "was were had did took tried thought felt cut hit hurt went got been used-to drank ate slit hung could kept would"
    " wrote gave said made shot drove stood burnt beat bit threw shook held".split()
)
_SUBJECTS = frozenset("i he she they we you it there that this".split())
_OTHERS, _FIRST_PERSON = frozenset("he she they".split()), frozenset("i me my myself we us".split())
_BETWEEN = frozenset(
    "just really will would could might may do does did not never only even still always now is was are to actually also keeps keep want wants wanted going gonna plan plans threatens threatened trying tries tried".split()
)
_OF_ONESELF = ("suicide", "self_harm")
# Who wants, plans and asks comes before who says in passing.
_INTENTS = ("plan", "wish", None, "intrusive", "retracted", "past")


@dataclass(frozen=True)
class Risk:
    """What the screen found: `rules` are the names of those that fired, the gravest first."""

    level: Level = "none"
    kind: Kind | None = None
    about: About | None = None
    intent: Intent | None = None
    rules: tuple[str, ...] = ()

    def as_field(self) -> dict[str, str | None]:
        """The public field `risk` of a parsed message."""
        return {"level": self.level, "kind": self.kind}


@dataclass(frozen=True)
class Hit:
    """A rule that fired, with level, kind and intent as the words around it left them."""

    rule: str
    level: str
    kind: str
    about: str
    intent: str | None


@dataclass(frozen=True)
class Guards:
    """Where in one sentence the guards of guards.yml matched, and which ones hold for the whole text."""

    spans: tuple[Found, ...]
    text: frozenset[str]

    def near(self, name: str, found: Found) -> bool:
        """Does this guard stand close enough to the match to be about it?"""
        return any(s.name == name and s.end > found.start - _NEAR and s.start < found.end + _NEAR for s in self.spans)

    def before(self, name: str, found: Found, reach: int) -> bool:
        """Does this guard stand in the few words before the match?"""
        return any(s.name == name and found.start - reach <= s.end and s.start < found.end - 1 for s in self.spans)


def negated(found: Found, sentence: Sentence, guards: Guards) -> bool:
    """Is there a "not" whose reach the match lies in? Positions count the start mark as word 0."""
    if found.negative:
        return False
    excused = {at for s in guards.spans if s.name == "not_a_negation" for at in range(s.start, s.end)}
    words, clauses = sentence.words, sentence.clauses
    last = min(found.end, len(words)) - 1
    for at in range(last, max(found.start - _NEGATION_REACH, 1) - 1, -1):
        inside = at >= found.start
        if clauses[at - 1] != clauses[max(found.start - 1, 0)]:
            if inside:
                continue
            return False
        word = words[at - 1]
        if word in NEGATORS and at not in excused:
            return True
        if not inside and word in _SUBJECTS:
            return False
    return False


def weigh(rule: Rule, found: Found, sentence: Sentence, guards: Guards) -> Hit | None:
    """The hit that a match amounts to, or None where the words around it take it back."""
    if rule.negation == "stops" and negated(found, sentence, guards):
        return None
    if rule.fiction == "stops" and (guards.near("fiction", found) or "fiction_text" in guards.text):
        return None
    about = "other" if rule.kind in _OF_ONESELF and _of_somebody_else(found, sentence) else rule.about
    hit = Hit(rule.name, rule.level, rule.kind, about, rule.intent)
    if rule.past == "softens" and _told_as_past(found, sentence, guards):
        if "recovered" in guards.text and "current" not in guards.text:
            return None
        # What was an emergency then is none now: the question that is left is about suicide.
        kind = "suicide" if hit.kind == "medical" else hit.kind
        hit = replace(hit, level=_at_most_concern(hit.level), kind=kind, intent="past")
    elif guards.before("intrusive", found, 8):
        unwanted = hit.kind == "harm_to_others"
        hit = replace(hit, level=_at_most_concern(hit.level) if unwanted else hit.level, intent="intrusive")
    elif guards.before("hedge", found, 6) and hit.kind != "medical":
        hit = replace(hit, level=_at_most_concern(hit.level))
    if "retracted" in guards.text and "meant" not in guards.text and hit.kind != "medical":
        hit = replace(hit, level=_at_most_concern(hit.level), intent="retracted")
    return hit


def _of_somebody_else(found: Found, sentence: Sentence) -> bool:
    """ "She wrote that she wants to die": he, she or they, right before what is wished or done."""
    matched = sentence.words[max(found.start - 1, 0) : found.end - 1]
    if not matched or not _FIRST_PERSON.isdisjoint(matched):
        return False
    at = found.start - 2
    while at >= 0 and sentence.words[at] in _BETWEEN:
        at -= 1
    return matched[0] in _OTHERS or at >= 0 and sentence.words[at] in _OTHERS


def _told_as_past(found: Found, sentence: Sentence, guards: Guards) -> bool:
    """Does the match speak of something over: a past form, a time long ago, and nothing that brings it back?"""
    if not guards.near("past", found) or guards.near("current", found):
        return False
    words = sentence.words[max(found.start - 5, 0) : found.end - 1]
    return any(word in _PAST_FORMS or (word.endswith("ed") and len(word) > 4) for word in words)


def _at_most_concern(level: str) -> str:
    return "concern" if level == "crisis" else level


def combine(hits: Iterable[Hit]) -> Risk:
    """The gravest hit speaks for the text; two different hints of one kind are a concern."""
    kept = list(dict.fromkeys(hits))
    hints = [hit for hit in kept if hit.level == "hint"]
    strong = [hit for hit in kept if hit.level != "hint"]
    for kind in KINDS:
        same = [hit for hit in hints if hit.kind == kind]
        if len({hit.rule for hit in same}) > 1 or (same and any(hit.kind == kind for hit in strong)):
            strong += [replace(hit, level="concern") for hit in same]
    if not strong:
        return Risk()
    ranked = sorted(strong, key=_rank)
    top = ranked[0]
    return Risk(
        cast(Level, top.level),
        cast(Kind, top.kind),
        cast(About, top.about),
        cast("Intent | None", top.intent),
        tuple(dict.fromkeys(hit.rule for hit in ranked)),
    )


def _rank(hit: Hit) -> tuple[int, int, int, int]:
    return (-LEVELS.index(hit.level), KINDS.index(hit.kind), hit.about != "self", _INTENTS.index(hit.intent))


def gravest(risks: Sequence[Risk]) -> Risk:
    """The higher of several readings of the same text."""

    def rank(risk: Risk) -> tuple[int, int]:
        return (-("none", *LEVELS).index(risk.level), KINDS.index(risk.kind) if risk.kind else len(KINDS))

    return min(risks, key=rank) if risks else Risk()

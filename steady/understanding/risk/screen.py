"""The screen: reads every message before anything else does, and says whether someone may be in danger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from .data import Data, load_data
from .decide import Guards, Hit, Risk, combine, gravest, weigh
from .languages import NAMES as OTHER_LANGUAGES
from .languages import OtherLanguages
from .normalise import Sentence, Speller
from .patterns import BLANK, END, START, Finder, Found
from .rules import Rule


@dataclass(frozen=True)
class _Marked:
    """A sentence with harmless idioms blanked, ready for spaCy, and what the guards found in it."""

    sentence: Sentence
    doc: Doc
    words: frozenset[str]
    guards: tuple[Found, ...]


class Screen:
    """Built once from data/risk, then a pure function over text."""

    def __init__(self, data: Data) -> None:
        self.fingerprint: str = data.fingerprint
        vocab = Vocab()
        self._vocab = vocab
        self._speller: Speller = data.speller
        self._languages: OtherLanguages = data.languages
        self._known = data.known_words
        # Words of other languages are unknown to the learned reading: it has no say about them.
        self.firm: frozenset[str] = frozenset(rule.name for rule in data.rules if rule.firm) | OTHER_LANGUAGES
        self._rules: Mapping[str, Rule] = {rule.name: rule for rule in data.rules}
        self._find = Finder(vocab, data.vocabulary, {rule.name: rule.any for rule in data.rules})
        self._idioms = Finder(vocab, data.vocabulary, {"idiom": data.idioms})
        self._guards = Finder(vocab, data.vocabulary, data.guards)
        self._conditions = Finder(vocab, data.vocabulary, {
            f"{rule.name} {field}": getattr(rule, field)
            for rule in data.rules for field in ("unless", "needs", "needs_text") if getattr(rule, field)
        })  # fmt: skip

    @classmethod
    def load(cls, folder: Path) -> "Screen":
        """Read and compile every rule. Raises RiskDataError, naming file, rule, field and what to do."""
        return cls(load_data(folder))

    def assess(self, text: str) -> Risk:
        """The risk in a text of any length and language. Never raises for any str."""
        risks = [self._assess_reading(sentences) for sentences in self._speller.readings(text)]
        risks.append(self._languages.assess(text))
        return gravest(risks)

    def words(self, text: str) -> list[tuple[str, ...]]:
        """The sentences of a text in canonical words, slang and disguised spelling undone."""
        return [sentence.words for sentence in self._speller.readings(text)[-1]]

    def _assess_reading(self, sentences: tuple[Sentence, ...]) -> Risk:
        marked = [(one, self._found(one)) for one in map(self._mark, sentences)]
        if not any(found for _, found in marked):
            return Risk()
        everywhere = frozenset(guard.name for one, _ in marked for guard in one.guards)
        conditions = [self._conditions.find(one.doc, one.words) for one, _ in marked]
        in_text = {found.name for per_sentence in conditions for found in per_sentence}
        hits: list[Hit] = []
        for (one, found), near in zip(marked, conditions, strict=True):
            guards = Guards(one.guards, everywhere)
            for match in found:
                rule = self._rules[match.name]
                if self._allowed(rule, match, near, in_text):
                    hit = weigh(rule, match, one.sentence, guards)
                    hits += [hit] if hit else []
        return combine(hits)

    def _mark(self, sentence: Sentence) -> _Marked:
        words = [START, *sentence.words, END]
        doc = self._doc(words)
        guards = self._guards.find(doc, words)
        for idiom in self._idioms.find(doc, words):
            words[idiom.start : idiom.end] = [BLANK] * (idiom.end - idiom.start)
        blanked = BLANK in words
        return _Marked(sentence, self._doc(words) if blanked else doc, frozenset(words), tuple(guards))

    def _doc(self, words: list[str]) -> Doc:
        # A word that no rule knows is not handed to spaCy: its string store never forgets.
        return Doc(self._vocab, words=[word if word in self._known else "…" for word in words])

    def _found(self, marked: _Marked) -> list[Found]:
        return self._find.find(marked.doc, marked.words)

    @staticmethod
    def _allowed(rule: Rule, match: Found, near: Iterable[Found], in_text: set[str]) -> bool:
        """Do the rule's own conditions hold around this match?"""
        close = {c.name for c in near if c.end > match.start - 14 and c.start < match.end + 14}
        if rule.unless and f"{rule.name} unless" in close:
            return False
        if rule.needs and f"{rule.name} needs" not in close:
            return False
        return not rule.needs_text or f"{rule.name} needs_text" in in_text

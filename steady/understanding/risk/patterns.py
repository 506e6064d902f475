"""The small language that rules are written in, compiled to spaCy token patterns.

A pattern is words with single spaces between them:

    word        exactly this word, in the canonical spelling (see normalise.py)
    ~kill       any form of the lemma: kill, kills, killed, killing
    a/b/~c      any one of these
    @name       one entry of the class `name` of words.yml; entries may have several words
    !a/b        any word but these (never the start or end of the sentence)
    <3>         up to three words, whatever they are
    …?          a question mark makes the element optional
    ^  $        start and end of the sentence
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

import spacy_lookups_data
import srsly
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

START, END, BLANK = "^", "$", "□"
NEGATORS = frozenset("not never no without nor neither nobody noone nothing none zero".split())
# Words that nearly every message has: a poor choice to decide whether a rule is worth trying.
COMMON = frozenset(
    "i me my myself you your he she they him her them his their it this that we us the a an to of in on at for and or"
    " is am are was were be been being do does did have has had will would can could should not no if when so all up"
    " out about with what how going go get got want like feel know think say just".split()
) | {START, END}

_Alternative = tuple[frozenset[str], ...]  # one word set for each token
_ANY: frozenset[str] = frozenset()


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why."""


class Vocabulary:
    """Word classes, and the forms of each lemma after spaCy's English table."""

    def __init__(self, classes: Mapping[str, list[str]], forms: Mapping[str, list[str]]) -> None:
        # Read from the data itself: spaCy's own Table keeps hashes, and the way back is what is needed.
        lemmas: Mapping[str, str] = srsly.read_gzip_json(f"{spacy_lookups_data.en['lemma_lookup']}.gz")
        index: Mapping[str, list[str]] = srsly.read_gzip_json(f"{spacy_lookups_data.en['lemma_index']}.gz")
        from_lemma: dict[str, set[str]] = {}
        for word, lemma in lemmas.items():
            from_lemma.setdefault(lemma, set()).add(word)
        self.english: frozenset[str] = frozenset(lemmas).union(from_lemma, *index.values())
        self._from_lemma = from_lemma
        self._forms = {lemma: frozenset(words) for lemma, words in forms.items()}
        self._classes = classes
        self.used: set[str] = {START, END, BLANK}
        self._ways: dict[str, list[_Alternative]] = {}  # of elements that were read: thousands of patterns share them

    def forms(self, lemma: str) -> frozenset[str]:
        """Every surface form of a lemma, itself included."""
        return self._forms.get(lemma) or frozenset(self._from_lemma.get(lemma, set())) | {lemma}

    def alternatives(self, element: str, seen: tuple[str, ...] = ()) -> list[_Alternative]:
        """The ways in which one element may read; single words are gathered into one set."""
        if element not in self._ways:
            self._ways[element] = self._read(element, seen)
        return self._ways[element]

    def _read(self, element: str, seen: tuple[str, ...]) -> list[_Alternative]:
        single: set[str] = set()
        several: list[_Alternative] = []
        for part in element.split("/"):
            if part.startswith("@"):
                for entry in self._entries(part[1:], seen):
                    several += self.sequence(entry, (*seen, part))
            elif part.startswith("~"):
                single |= self.forms(part[1:])
            elif part:
                single.add(part)
            else:
                raise PatternError(f"an empty alternative in {element!r}")
        merged = single.union(*(one[0] for one in several if len(one) == 1 and one[0]))
        longer = [one for one in several if len(one) != 1]
        self.used |= merged
        return ([(frozenset(merged),)] if merged else []) + longer

    def sequence(self, text: str, seen: tuple[str, ...] = ()) -> list[_Alternative]:
        """All readings of an entry with several elements (no gaps, no options)."""
        parts = [self.alternatives(word, seen) for word in text.split()]
        return [tuple(itertools.chain.from_iterable(choice)) for choice in itertools.product(*parts)]

    def _entries(self, name: str, seen: tuple[str, ...]) -> list[str]:
        if f"@{name}" in seen:
            raise PatternError(f"the class @{name} contains itself")
        if name not in self._classes:
            raise PatternError(f"there is no class @{name} in words.yml")
        return self._classes[name]


@dataclass(frozen=True)
class Compiled:
    """One pattern: spaCy token specs, the words that wake it, and whether it says "not" itself.

    `required`: for each element that must be there, the words that it may be."""

    specs: tuple[dict[str, object], ...]
    wakes: frozenset[str]
    negative: bool
    required: tuple[frozenset[str], ...] = ()

    def possible(self, words: Set[str]) -> bool:
        """Could it match a sentence with these words, in some order?"""
        return not any(one.isdisjoint(words) for one in self.required)


def compile_pattern(text: str, vocabulary: Vocabulary) -> list[Compiled]:
    """Compile one pattern; several come back where alternatives differ in length.

    Raises PatternError for what cannot be read or would fire on anything."""
    elements: list[list[tuple[dict[str, object], ...]]] = []
    words: dict[int, frozenset[str]] = {}
    for element in text.split():
        optional = element.endswith("?") and len(element) > 1
        element = element.removesuffix("?") if optional else element
        gap = re.fullmatch(r"<(\d)>", element)
        if gap:
            elements.append([({"ORTH": {"NOT_IN": [START, END, BLANK]}, "OP": f"{{0,{gap[1]}}}"},)])
            continue
        if element.startswith("!") and len(element) > 1:
            banned = frozenset().union(*(a[0] for a in vocabulary.alternatives(element[1:]) if len(a) == 1))
            elements.append([({"ORTH": {"NOT_IN": sorted(banned | {START, END, BLANK})}},)])
            continue
        ways: list[tuple[dict[str, object], ...]] = []
        for way in vocabulary.alternatives(element):
            ways.append(tuple(_spec(word_set, words) for word_set in way))
        elements.append(ways + [()] if optional else ways)
    compiled = []
    for choice in itertools.product(*elements):
        specs = tuple(itertools.chain.from_iterable(choice))
        sets = [words[id(spec)] for spec in specs if id(spec) in words]
        if not sets:
            if all(element.endswith("?") or element.startswith(("<", "!")) for element in text.split()):
                raise PatternError(f"the pattern {text!r} has no word that must be there")
            continue
        compiled.append(Compiled(specs, min(sets, key=_commonness), any(s <= NEGATORS for s in sets), tuple(sets)))
    return compiled


def _spec(word_set: frozenset[str], words: dict[int, frozenset[str]]) -> dict[str, object]:
    only = next(iter(word_set)) if len(word_set) == 1 else None
    spec: dict[str, object] = {"ORTH": only if only else {"IN": sorted(word_set)}}
    words[id(spec)] = word_set
    return spec


def _commonness(word_set: frozenset[str]) -> tuple[int, int]:
    return len(word_set & COMMON), len(word_set)


@dataclass(frozen=True)
class Found:
    """A match: whose pattern, from which word to which (end exclusive), and whether it says "not" itself."""

    name: str
    start: int
    end: int
    negative: bool


class Finder:
    """Finds named sets of patterns, trying only those whose every word could be there.

    Most sentences leave no pattern to try, which is what keeps a screen of several
    thousand patterns within a millisecond or two. spaCy's matcher of a pattern is made
    when it is first needed."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary, named: Mapping[str, Iterable[str]]) -> None:
        self._vocab = vocab
        self._patterns: list[tuple[str, Compiled]] = []
        self._matchers: dict[int, Matcher] = {}
        self._wakes: dict[str, set[int]] = {}
        for name, patterns in named.items():
            for compiled in (one for text in patterns for one in compile_pattern(text, vocabulary)):
                for word in compiled.wakes:
                    self._wakes.setdefault(word, set()).add(len(self._patterns))
                self._patterns.append((name, compiled))

    def find(self, doc: Doc, words: Iterable[str]) -> list[Found]:
        """Every match in a sentence, given the sentence's words."""
        present = frozenset(words)
        awake = set().union(*(self._wakes[word] for word in present if word in self._wakes))
        found: dict[Found, None] = {}
        for index in sorted(awake):
            name, compiled = self._patterns[index]
            if compiled.possible(present):
                for _, start, end in self._matcher(index)(doc):
                    found[Found(name, start, end, compiled.negative)] = None
        return list(found)

    def _matcher(self, index: int) -> Matcher:
        if index not in self._matchers:
            matcher = Matcher(self._vocab, validate=False)
            matcher.add("pattern", [list(self._patterns[index][1].specs)])
            self._matchers[index] = matcher
        return self._matchers[index]

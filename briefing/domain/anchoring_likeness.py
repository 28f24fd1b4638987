"""The likeliest place of a passage whose sentence is no longer there word for word.

Sentences are compared by the pairs of signs they share, each weighed by how rare it is in the report: 增长…%左右 and
坚持… are in every second sentence and say nothing, the name of a road says almost everything. What is likely is
never accepted here; a person confirms it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.domain.anchoring_sought import Sought
from briefing.domain.anchoring_text import FoldedReport

SURE_ENOUGH = 0.5
"""A place is worth showing from this likeness on. In corrected editions it shows 97 of 100 changed sentences and lets
19 of 20 deleted ones go; between the reports of two years six of seven suggestions are the corresponding statement.
"""

_SENTENCE = re.compile(r"[^。!?\n]*[。!?]+|[^。!?\n]+")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WORDS = re.compile(r"\w+")
_FIGURE_WEIGHT = 1.5
_RAREST = 32
_ENOUGH = 5000
_TRIED = 8
_NEIGHBOUR = 6
_NEAR = 16
_NOTHING = 0.1
_SOMETHING = 0.35
_FARNESS = 0.01
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Likely:
    """A stretch of the folded text that may be the passage's sentence, and how likely (0 to 1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is sought, as grams and their weight together; neighbours too short to tell anything are empty."""

    sought: Sought
    known: frozenset[str]
    mass: float
    quote: frozenset[str]
    quote_mass: float
    before: frozenset[str]
    after: frozenset[str]


def grams(folded: str) -> frozenset[str]:
    """The pairs of signs in folded text, its figures each as one, and apart from them all figures alike."""
    found = {f"#{figure}" for figure in _FIGURE.findall(folded)}
    for run in _WORDS.findall(_FIGURE.sub("0", folded)):
        found.update((run,) if len(run) == 1 else (run[at : at + 2] for at in range(len(run) - 1)))
    return frozenset(found)


class Likeness:
    """An edition's sentences, indexed by what they share with others."""

    def __init__(self, edition: FoldedReport) -> None:
        self._edition = edition
        self._sentences: list[tuple[int, int]] = []
        self._grams: list[frozenset[str]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._firsts: list[int] = []
        self._weights: dict[str, float] = {}
        for index in range(len(edition.items)):
            self._firsts.append(len(self._sentences))
            for found in _SENTENCE.finditer(edition.folded, edition.begins(index), edition.ends(index)):
                self._grams.append(grams(found.group()))
                for gram in self._grams[-1]:
                    self._holders[gram].append(len(self._sentences))
                self._sentences.append(found.span())
        self._firsts.append(len(self._sentences))

    def likeliest(self, sought: Sought, near: int) -> Likely | None:
        """The stretch of whole sentences of one item (for a whole item: the item) most like the passage.

        Of two alike the one nearer to ``near``, a place in the folded text. None when nothing is alike at all,
        or the quote has no word in it that could be recognised.
        """
        wanted = self._wanted(sought)
        if not wanted.quote or not self._sentences:
            return None
        best: Likely | None = None
        far = len(self._edition.folded) + 1
        for start, end in self._whole_items(wanted) if sought.whole else self._stretches(wanted):
            score = self._score(wanted, start, end) - _FARNESS * abs(start - near) / far
            if best is None or score > best.score:
                best = Likely(start, end, max(0.0, score))
        return best

    def _weight(self, gram: str) -> float:
        weight = self._weights.get(gram)
        if weight is None:
            holders = len(self._holders.get(gram, ()))
            weight = _FIGURE_WEIGHT if gram[0] == "#" else math.log(2 * (len(self._sentences) + 1) / (holders + 1))
            self._weights[gram] = weight
        return weight

    def _mass(self, found: Iterable[str]) -> float:
        return sum(map(self._weight, found))

    def _wanted(self, sought: Sought) -> _Wanted:
        known, quote = grams(sought.known), grams(sought.quote)
        before, after = grams(sought.before[-_NEAR:]), grams(sought.after[:_NEAR])
        return _Wanted(
            sought,
            known,
            self._mass(known) or 1.0,
            quote,
            self._mass(quote) or 1.0,
            before if len(sought.before) >= _NEIGHBOUR else frozenset(),
            after if len(sought.after) >= _NEIGHBOUR else frozenset(),
        )

    def _hits(self, wanted: frozenset[str], most: int) -> list[int]:
        """The sentences that share most with what is wanted, by its rarest grams."""
        votes: dict[int, float] = defaultdict(float)
        known = sorted((gram for gram in wanted if gram in self._holders), key=lambda gram: len(self._holders[gram]))
        looked = 0
        for gram in known[:_RAREST]:
            weight = self._weight(gram)
            looked += len(self._holders[gram])
            if votes and looked > _ENOUGH:
                break
            for sentence in self._holders[gram]:
                votes[sentence] += weight
        return sorted(votes, key=lambda sentence: (-votes[sentence], sentence))[:most]

    def _whole_items(self, wanted: _Wanted) -> Iterator[tuple[int, int]]:
        hits = self._hits(wanted.known, 3 * _TRIED)
        for index in sorted({self._edition.item_of(self._sentences[hit][0]) for hit in hits}):
            yield self._edition.begins(index), self._edition.ends(index)

    def _stretches(self, wanted: _Wanted) -> Iterator[tuple[int, int]]:
        """Runs of sentences about as many as are sought, around the likeliest ones and between its neighbours."""
        count = max(1, len(_SENTENCE.findall(wanted.sought.known)))
        hits = set(self._hits(wanted.known, _TRIED))
        hits.update(hit + 1 for hit in self._hits(wanted.before, 2))
        hits.update(hit - 1 for hit in self._hits(wanted.after, 2))
        runs: set[tuple[int, int]] = set()
        for hit in hits:
            if not 0 <= hit < len(self._sentences):
                continue
            index = self._edition.item_of(self._sentences[hit][0])
            low, high = self._firsts[index], self._firsts[index + 1]
            for first in range(max(low, hit - min(count, _TRIED) + 1), hit + 1):
                for last in (first + count - 2, first + count - 1, first + count):
                    if first <= last < high and hit <= last:
                        runs.add((first, last))
            runs.add((hit, min(high - 1, hit + count - 1)))
        for first, last in sorted(runs):
            yield self._sentences[first][0], self._sentences[last][1]

    def _score(self, wanted: _Wanted, start: int, end: int) -> float:
        here = grams(self._edition.folded[start:end])
        common, mass = self._mass(wanted.known & here), self._mass(here) or 1.0
        recall, precision = common / wanted.mass, common / mass
        if wanted.sought.whole:
            # A merged item holds all of what is sought, a split one nothing else.
            same = 0.5 * max(recall, precision) + common / (wanted.mass + mass)
        elif wanted.sought.left_seen and wanted.sought.right_seen:
            same = 0.7 * recall + 0.3 * precision
        else:
            same = recall
        same *= 0.6 + 0.4 * self._mass(wanted.quote & here) / wanted.quote_mass
        if same < _NOTHING:
            return same
        # Neighbours say where the sentence stood, but what stands there now must have something of it.
        left = self._agrees(wanted.before, self._edition.left_of(start, _NEAR)[-_NEAR - _NEAR // 2 :])
        right = self._agrees(wanted.after, self._edition.right_of(end, _NEAR)[: _NEAR + _NEAR // 2])
        place = (0.5 * min(left, right) + 0.2 * max(left, right)) * min(1.0, same / _SOMETHING)
        return same + (1 - same) * place

    def _agrees(self, kept: frozenset[str], here: str) -> float:
        """How much of a neighbour's nearest words stand here too; nothing when too few were kept to tell."""
        return self._mass(kept & grams(here)) / (self._mass(kept) or 1.0)


def counterpart(known: str, start: int, end: int, here: str) -> tuple[int, int] | None:
    """What ``known[start:end]`` has become in ``here``, by aligning the two; None when hardly anything of it is left.

    Words that stand there once, unchanged, are their own counterpart. Numbers are taken whole.
    """
    quote = known[start:end]
    at = here.find(quote)
    if at >= 0 and here.find(quote, at + 1) < 0:
        return at, at + len(quote)
    first, last, kept = -1, -1, 0
    for tag, low, high, there, beyond in SequenceMatcher(None, known, here, autojunk=False).get_opcodes():
        inside_low, inside_high = max(low, start), min(high, end)
        if inside_low >= inside_high and not (tag == "insert" and start < low < end):
            continue
        if tag == "equal":
            edges = there + inside_low - low, there + inside_high - low
            kept += inside_high - inside_low
        elif tag == "delete":
            continue
        else:
            edges = there, beyond
        first = edges[0] if first < 0 else first
        last = edges[1]
    if first < 0 or first >= last or (3 * kept < len(quote) and max(len(quote), (last - first) // 2) > _SHORT):
        return None
    for figure in _FIGURE.finditer(here):
        if figure.start() < first < figure.end():
            first = figure.start()
        if figure.start() < last < figure.end():
            last = figure.end()
    return first, last

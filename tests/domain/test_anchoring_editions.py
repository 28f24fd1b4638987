"""How well annotations are found again, measured on real reports: corrected editions, and the report of the next year.

In a corrected edition the truth is known, since the test made the corrections. In the next year's report hardly a
sentence is the same, though most sound alike: what is accepted there must be the same sentence word for word.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from briefing.domain.anchor import AnchorState, Scope, anchor_at, anchor_of_item
from briefing.domain.anchoring import Anchoring
from briefing.domain.folding import Folding
from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from tests.domain.corrected import corrected, draft_of
from tests.reading.samples import RESULTS, TARGETS, read, seed

SURE = {AnchorState.EXACT, AnchorState.MOVED}
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿]?[个元人吨%家项亩户公里]+")
_CLAUSE = re.compile(r"[^，。；！？、：,;:]+")
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+|[^。！？!?]+")


@cache
def edition(year: int) -> Report:
    path = Path(__file__).parent / "editions" / f"shanxi-{year}.txt"
    return read(path.read_text(encoding="utf-8"), path.name)


@cache
def seeded(name: str) -> Report:
    return read(seed(name).read_text(encoding="utf-8"), name)


def passages(text: str, rng: random.Random) -> Iterator[Span]:
    """A figure, a few signs, a clause and a whole sentence of a text."""
    for shape in (_FIGURE, _CLAUSE, _SENTENCE):
        found = [match.span() for match in shape.finditer(text)]
        if found:
            yield Span(*rng.choice(found))
    if len(text) > 12:
        length = rng.randint(4, 8)
        start = rng.randrange(len(text) - length)
        yield Span(start, start + length)


def outcomes(name: str, share: float, chance: int, *, with_before: bool) -> Counter[tuple[str, str]]:
    """By what became of the sentence (same, touched, deleted): how many anchors came out how."""
    rng, folding = random.Random(chance), Folding()
    draft = draft_of(seeded(name))
    early, strange = draft.report(), [item.text for item in edition(2026).items()]
    made = corrected(draft, rng, share, strange)
    later = made.report()
    anchoring = Anchoring(later, early if with_before else None)
    was, now = draft.places(), made.places()
    items, texts = list(early.items()), [item.text for item in later.items()]
    counted: Counter[tuple[str, str]] = Counter()
    for mark, (position, whole, sentence) in was.items():
        for part in passages(sentence.text, rng):
            stretch = Span(whole.start + part.start, whole.start + part.end)
            anchor = anchor_at(early, items[position], stretch)
            found = anchoring.find(anchor, Scope.PASSAGE)
            fate = "deleted" if mark not in now else "touched" if now[mark][2].touched else "same"
            right = False
            if mark in now and found.item == now[mark][0] and found.stretch is not None:
                right = found.stretch.overlaps(now[mark][1])
                if fate == "same":
                    right &= folding.fold(found.stretch.of(texts[found.item])) == folding.fold(anchor.exact)
            kind = "sure" if found.state in SURE else found.state.value
            counted[fate, kind if kind == "orphan" else f"{kind} {'right' if right else 'wrong'}"] += 1
    return counted


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
@pytest.mark.parametrize("share", [0.03, 0.15])
@pytest.mark.parametrize("with_before", [False, True])
def test_in_a_corrected_edition_nothing_is_accepted_wrongly(name: str, share: float, with_before: bool) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for chance in range(2):
        counted += outcomes(name, share, chance, with_before=with_before)
    assert sum(counts for (_, kind), counts in counted.items() if kind == "sure wrong") == 0, counted
    same = {kind: count for (fate, kind), count in counted.items() if fate == "same"}
    least = 0.98 if with_before else 0.85 if share < 0.1 else 0.65
    assert same["sure right"] >= least * sum(same.values()), counted
    assert same.get("orphan", 0) == 0, counted
    touched = {kind: count for (fate, kind), count in counted.items() if fate == "touched"}
    assert touched["suggested right"] + touched.get("sure right", 0) >= 0.9 * sum(touched.values()), counted
    deleted = {kind: count for (fate, kind), count in counted.items() if fate == "deleted"}
    # What one of the reports says twice, in its text and in its call-outs, is rightly suggested for the other.
    assert deleted["orphan"] >= 0.65 * sum(deleted.values()), counted


def sentence_around(text: str, stretch: Span) -> str:
    """The sentence, or the sentences, that a stretch of an item's text lies in."""
    whole = [match.span() for match in _SENTENCE.finditer(text)]
    inside = [span for span in whole if span[0] < stretch.end and stretch.start < span[1]]
    return text[inside[0][0] : inside[-1][1]]


def all_passages(report: Report) -> Iterator[tuple[Item, Span]]:
    for item in report.items():
        for shape in (_FIGURE, _CLAUSE, _SENTENCE):
            yield from ((item, Span(*match.span())) for match in shape.finditer(item.text))


@pytest.mark.parametrize("with_before", [False, True])
def test_in_the_next_years_report_only_the_same_sentence_is_accepted(with_before: bool) -> None:
    early, later, folding = edition(2025), edition(2026), Folding()
    anchoring = Anchoring(later, early if with_before else None)
    texts = [item.text for item in later.items()]
    counted: Counter[str] = Counter()
    for item, stretch in all_passages(early):
        found = anchoring.find(anchor_at(early, item, stretch), Scope.PASSAGE)
        counted[found.state.value] += 1
        if found.state in SURE:
            assert found.item is not None
            assert found.stretch is not None
            said, here = sentence_around(item.text, stretch), sentence_around(texts[found.item], found.stretch)
            assert folding.fold(said) == folding.fold(here)
            assert folding.fold(found.stretch.of(texts[found.item])) == folding.fold(stretch.of(item.text))
    assert sum(counted.values()) >= 300
    assert counted["orphan"] >= 0.75 * sum(counted.values()), counted
    for item in early.items():
        found = anchoring.find(anchor_of_item(early, item), Scope.ITEM)
        if found.state in SURE:
            assert found.item is not None
            assert folding.fold(texts[found.item]) == folding.fold(item.text)

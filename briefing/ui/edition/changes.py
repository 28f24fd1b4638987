"""What of a report's text a corrected edition changes, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from briefing.domain.report import Item, Report

ALIKE = 0.5
"""From this likeness on (difflib's ratio), a sentence in another's place is that one, reworded."""

_SENTENCE = re.compile(r"[^。；;！？!?]*[。；;！？!?]+[”’」』）)]*|[^。；;！？!?]+")


class Change(StrEnum):
    """What became of a sentence."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return {Change.ADDED: "新增", Change.REMOVED: "删去", Change.REWORDED: "改动"}[self]


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after; ``line`` is that of the source it stands in (of the old one where it is gone)."""

    change: Change
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    line: int


def changed_sentences(old: Report, new: Report) -> tuple[SentenceChange, ...]:
    """How the new edition's sentences differ, in the order of the text; blanks at their ends do not count."""
    before, after = tuple(_sentences(old)), tuple(_sentences(new))
    matcher = SequenceMatcher(None, [one.text for one in before], [one.text for one in after], autojunk=False)
    found: list[SentenceChange] = []
    for tag, low, high, left, right in matcher.get_opcodes():
        if tag != "equal":
            found.extend(_paired(before[low:high], after[left:right]))
    return tuple(found)


def counts(changes: Sequence[SentenceChange]) -> Mapping[Change, int]:
    """How many there are of each; every one is named."""
    found = Counter(one.change for one in changes)
    return {change: found[change] for change in Change}


def _paired(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> Iterator[SentenceChange]:
    """Sentences that stand in each other's place, each with the next one that is like it."""
    at = 0
    for one in before:
        like = next((n for n in range(at, len(after)) if _alike(one.text, after[n].text)), None)
        if like is None:
            yield SentenceChange(Change.REMOVED, one.text, "", one.line)
            continue
        for other in after[at:like]:
            yield SentenceChange(Change.ADDED, "", other.text, other.line)
        yield SentenceChange(Change.REWORDED, one.text, after[like].text, after[like].line)
        at = like + 1
    for other in after[at:]:
        yield SentenceChange(Change.ADDED, "", other.text, other.line)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _sentences(report: Report) -> Iterator[_Sentence]:
    for section in report.sections():
        if section.heading:
            yield _Sentence(section.heading.strip(), section.line or 0)
        for item in section.own_items():
            yield from _of_item(item)


def _of_item(item: Item) -> Iterator[_Sentence]:
    for found in _SENTENCE.finditer(item.text):
        if words := found[0].strip():
            yield _Sentence(words, item.line)

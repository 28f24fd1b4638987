"""Corrected editions of a report, made by chance but with the truth known: where every sentence went."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from briefing.domain.report import Item, ItemRole, Nature, Report, Section
from briefing.domain.span import Span

FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+|[^。！？!?]+")
_ENDED = re.compile("[。！？!?]$")
_FORMS = str.maketrans("，；：％“”（）0123456789", ',;:%""()０１２３４５６７８９')
_WORDS = ("推进", "加强", "建设", "完成", "实施", "持续", "全面", "深入", "加快", "提升")


@dataclass(slots=True)
class Sentence:
    """A sentence on its way through the editions; ``touched`` when its words changed, ``at`` in its item."""

    mark: int
    text: str
    touched: bool = False


@dataclass(slots=True)
class Draft:
    """An edition that may be changed: its headings with the sentences of their items."""

    sections: list[tuple[str | None, list[list[Sentence]]]] = field(default_factory=list)

    def report(self) -> Report:
        """The edition as a report, one section a part."""
        return report_of(
            (heading, ["".join(s.text for s in item) for item in items]) for heading, items in self.sections
        )

    def places(self) -> dict[int, tuple[int, Span, Sentence]]:
        """By mark: the item's position, the sentence's stretch in it, the sentence."""
        places, position = {}, count()
        for _, items in self.sections:
            for item in items:
                at, passed = next(position), 0
                for sentence in item:
                    places[sentence.mark] = at, Span(passed, passed + len(sentence.text)), sentence
                    passed += len(sentence.text)
        return places


def report_of(sections: Iterable[tuple[str | None, list[str]]]) -> Report:
    """A report with these headings and items, each item on a line of its own."""
    parts, position, passed, lines = [], 0, 0, []
    for index, (heading, texts) in enumerate(sections):
        items = []
        for text in texts:
            items.append(Item(position, ItemRole.BODY, text, (Span(passed, passed + len(text)),), position + 1))
            lines.append(text)
            passed += len(text) + 1
            position += 1
        parts.append(Section((index,), heading, items=tuple(items)))
    return Report("r", "报告", "", 2025, Nature.ACTUAL, "r.txt", "\n".join(lines), "0" * 64, parts=tuple(parts))


def draft_of(report: Report) -> Draft:
    """A report as a draft; every sentence gets its mark in reading order."""
    marks = count()
    sections = []
    for section in report.sections():
        items = [
            [Sentence(next(marks), words) for words in _SENTENCE.findall(item.text)] for item in section.own_items()
        ]
        sections.append((section.heading, [item for item in items if item]))
    return Draft(sections)


def corrected(draft: Draft, rng: random.Random, share: float, strange: list[str]) -> Draft:
    """A corrected edition in which about ``share`` of the sentences met each kind of correction.

    ``strange`` are sentences to insert. Kinds: figures and words changed, sentences inserted and deleted, look-alikes
    (the same with another figure) inserted, forms of punctuation changed, items merged, split and put elsewhere,
    headings reworded.
    """
    made = Draft()
    for heading, items in draft.sections:
        kept = [list(_edited(item, rng, share, strange)) for item in items]
        kept = [item for item in kept if item]
        if len(kept) > 2 and rng.random() < 2 * share:
            at = rng.randrange(len(kept) - 1)
            if _ENDED.search(kept[at][-1].text):
                kept[at : at + 2] = [kept[at] + kept[at + 1]]
        if kept and rng.random() < 2 * share:
            at = rng.randrange(len(kept))
            if len(kept[at]) > 1:
                cut = rng.randrange(1, len(kept[at]))
                kept[at : at + 1] = [kept[at][:cut], kept[at][cut:]]
        if len(kept) > 2 and rng.random() < 2 * share:
            kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
        if heading and rng.random() < share:
            heading = FIGURE.sub("9", heading) if FIGURE.search(heading) else heading[:-1] + "新"
        made.sections.append((heading, kept))
    return made


def _edited(item: list[Sentence], rng: random.Random, share: float, strange: list[str]) -> Iterator[Sentence]:
    for sentence in item:
        if rng.random() < share:
            continue
        text, touched = sentence.text, False
        if rng.random() < share and FIGURE.search(text):
            found = rng.choice(list(FIGURE.finditer(text)))
            other = str(rng.randrange(1, 10)) + found.group()[1:]
            touched = other != found.group()
            text = text[: found.start()] + other + text[found.end() :]
        if rng.random() < share and len(text) > 6:
            at = rng.randrange(len(text) - 3)
            word = rng.choice(_WORDS)
            touched = touched or text[at : at + 2] != word
            text = text[:at] + word + text[at + 2 :]
        if rng.random() < share:
            text = text.translate(_FORMS)
        yield Sentence(sentence.mark, text, sentence.touched or touched)
        if not _ENDED.search(text):
            # What is put after it would become part of the same sentence.
            continue
        if rng.random() < share:
            yield Sentence(-rng.randrange(1, 10**9), rng.choice(strange))
        if rng.random() < share and FIGURE.search(text):
            alike = FIGURE.sub(lambda m: str(rng.randrange(1, 10)) + m.group()[1:], text, count=1)
            if alike not in (text, sentence.text):
                yield Sentence(-rng.randrange(1, 10**9), alike)

"""Quoted items as paragraphs: whole or the sentence alone, in the report's words or in the briefing's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.domain import markup
from briefing.domain.briefing_sources import Passage
from briefing.domain.figure import Figure
from briefing.domain.report import ItemRole
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.export.document import ListEntry, Paragraph, Run, RunRole
from briefing.export.passages import paragraph_of

_STOPS = "。！？；：…"
_CLOSED = re.compile(rf"[{_STOPS}][”’）》]*$|[）》]$")
_HANGING = "，、,; "


def figures_in(passage: Passage) -> tuple[Figure, ...]:
    """The figures that stand wholly within the passage."""
    inside = passage.stretch
    own = passage.contents.figures_of((passage.item,))
    return tuple(f for f in own if inside.start <= f.text_span.start and f.text_span.end <= inside.end)


def quoted(passage: Passage) -> Paragraph:
    """The passage with its lead and its figures bold, closed with a full stop where it has none."""
    start = passage.stretch.start
    figures = [_shifted(figure, start) for figure in figures_in(passage)]
    item = replace(passage.item, text=passage.text)
    if passage.item.role is ItemRole.CALLOUT and len(passage.stretch) == len(passage.item.text):
        return Paragraph(_closed(_callout(passage)))
    if start:
        # Only what begins an item is its lead.
        item = replace(item, role=ItemRole.LEAD)
    return Paragraph(_closed(paragraph_of(item, figures).runs))


def called(passages: Sequence[Passage]) -> Paragraph:
    """Call-outs one after the other as one sentence; what is a sentence of its own stays one."""
    runs: list[Run] = []
    for number, passage in enumerate(passages):
        own = _callout(passage)
        if number:
            before = runs[-1].text
            whole = bool(_CLOSED.search(passage.text.rstrip()))
            runs += [] if _CLOSED.search(before) else [Run("。" if whole else "，")]
        runs += own
    return Paragraph(_closed(tuple(runs)))


def _callout(passage: Passage) -> tuple[Run, ...]:
    """A call-out on one line; where a line ended after a figure (2593.4亿元 增长), a blank keeps the two apart."""
    item = passage.item
    figures = sorted(passage.contents.figures_of((item,)), key=lambda figure: figure.text_span)
    ends = {f.text_span.end for f in figures} | {cue.end for f in figures for cue in f.cues}
    runs: list[Run] = []
    at = 0
    for run in paragraph_of(item, figures).runs:
        text, start = run.text, at
        at += len(text)
        for cut in sorted((b - start for b in item.breaks if b in ends and start <= b < at), reverse=True):
            text = f"{text[:cut]} {text[cut:]}"
        runs.append(replace(run, text=text))
    return tuple(runs)


def worded(wording: str, figures: Sequence[Figure]) -> tuple[Paragraph | ListEntry, ...]:
    """One's own wording; the figures in it that still say what the source says are bold."""
    marks = sorted({word for figure in figures for word in _forms(figure)}, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, marks))) if marks else None
    return tuple(
        replace(block, runs=tuple(part for run in block.runs for part in _marked(run, found)))
        for block in own_words(wording)
    )


def own_words(text: str) -> tuple[Paragraph | ListEntry, ...]:
    """Free text, as the Markdown of annotations: each line a paragraph, entries of lists, words in bold."""
    blocks: list[Paragraph | ListEntry] = []
    for block in markup.blocks(text):
        runs = tuple(Run(run.text, RunRole.STRONG if run.bold else RunRole.PLAIN) for run in block.runs)
        if block.mark:
            blocks.append(ListEntry(runs, block.mark, block.depth))
        else:
            blocks += [Paragraph(line) for line in _lines(runs) if any(run.text.strip() for run in line)]
    return tuple(blocks)


def said(words: str) -> tuple[Paragraph, ...]:
    """Words that were kept of a source, a line a paragraph; nothing in them is markup."""
    return tuple(Paragraph((Run(shown(line)),)) for line in words.splitlines() if line.strip())


def _lines(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1] += [replace(run, text=first)] if first else []
        lines += [[replace(run, text=words)] if words else [] for words in rest]
    return [tuple(line) for line in lines]


def _forms(figure: Figure) -> set[str]:
    quantity = figure.quantity
    return {form for form in (shown(" ".join(figure.raw.split())), f"{quantity.number}{quantity.unit}") if form}


def _marked(run: Run, found: re.Pattern[str] | None) -> list[Run]:
    """The run with the figures in it set apart; a figure is none inside a longer number (2% in 12%, 100 in 1000)."""
    if found is None:
        return [run]
    parts: list[Run] = []
    at = 0
    for match in found.finditer(run.text):
        before, after = run.text[: match.start()], run.text[match.end() :]
        longer = re.search(r"[0-9]\.?$", before) and match[0][0].isdigit()
        if longer or (match[0][-1].isdigit() and re.match(r"\.?[0-9]", after)):
            continue
        if match.start() > at:
            parts.append(replace(run, text=run.text[at : match.start()]))
        parts.append(replace(run, text=match[0], role=RunRole.FIGURE))
        at = match.end()
    if at < len(run.text):
        parts.append(replace(run, text=run.text[at:]))
    return parts


def _closed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """With a full stop at the end; a comma that was left hanging gives way to it."""
    if not runs:
        return runs
    *first, last = runs
    text = last.text.rstrip(_HANGING)
    if not text:
        return _closed(tuple(first))
    if _CLOSED.search(text):
        return (*first, replace(last, text=text))
    if last.role is RunRole.PLAIN:
        return (*first, replace(last, text=text + "。"))
    return (*first, replace(last, text=text), Run("。"))


def _shifted(figure: Figure, by: int) -> Figure:
    span = figure.text_span
    return replace(figure, text_span=Span(span.start - by, span.end - by))

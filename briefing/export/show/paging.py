"""A chart or a table that is too high for the stage becomes several slides; a small chart is drawn larger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.charts.geometry import lay_out
from briefing.charts.metrics import estimate
from briefing.charts.scene import Tone
from briefing.charts.spec import Arrangement, ChartSpec, Panel, Row
from briefing.charts.words import describe
from briefing.export.show.layout import lay_slide, table_height
from briefing.export.show.slide import Quote, Slide, Stage, TableFace

T = TypeVar("T")

_SCALES = (2.0, 1.8, 1.6, 1.4, 1.2, 1.0)
"""How much larger than the design a chart may be drawn."""


_MOST_WORDS = 250
"""How many characters of explanation stand on one slide."""
_SENTENCE = re.compile(r"[^。；]*[。；]|[^。；]+")


def paged(slide: Slide, stage: Stage) -> tuple[Slide, ...]:
    """The slide with its chart as large as goes, or as many slides as its chart or table needs.

    Letters never get smaller to make room. Widths are estimated (``charts.metrics``), a little wider than the faces
    in use, so that what fits here fits on the screen. Every part keeps the axes of the whole. Where there is too
    little room, quoted sentences give way to the name of their source, then a chart of values that are said above
    it, and caveats that still leave none follow on a slide of their own.
    """
    if _cut_short(slide, stage):
        return (*paged(replace(slide, caveats=()), stage), *_explained(slide))
    if slide.table is not None:
        return _tables(slide, stage)
    if slide.chart is None:
        return (slide,)
    for candidate in (slide, _brief(slide)):
        grown = _grown(candidate, stage)
        if grown is not None:
            return (grown,)
    if slide.values:
        return (replace(slide, chart=None),)
    found = _split(_brief(slide), stage)
    if found:
        return found
    alone = replace(_brief(slide), caveats=())
    grown = _grown(alone, stage)
    parts = (grown,) if grown is not None else _split(alone, stage)
    return (*(parts or (alone,)), *_explained(slide))


def _cut_short(slide: Slide, stage: Stage) -> bool:
    """Whether a caveat is too long for the foot. A table's own are said with its lines."""
    said = lay_slide(slide, stage, estimate, estimate).said
    return bool(slide.caveats) and any(text.tone is Tone.CAVEAT and text.whole for text in said.texts())


def _explained(slide: Slide) -> tuple[Slide, ...]:
    """The caveats on slides of their own, none of their words left out."""
    pieces = [""]
    for caveat in slide.caveats:
        for sentence in _SENTENCE.findall(caveat):
            for at in range(0, len(sentence), _MOST_WORDS):
                piece = sentence[at : at + _MOST_WORDS]
                if len(pieces[-1]) + len(piece) > _MOST_WORDS:
                    pieces.append("")
                pieces[-1] += piece
    return _numbered(tuple(Slide(f"{slide.title}：说明", over=slide.over, words=(words,)) for words in pieces if words))


def _brief(slide: Slide) -> Slide:
    """Without the sentences, their sources in one line."""
    sources = "；".join(quote.source for quote in slide.quotes if quote.source)
    return replace(slide, quotes=(Quote("", sources),) if sources else ())


def _split(slide: Slide, stage: Stage) -> tuple[Slide, ...]:
    """The parts of a chart that is too high; none where not even its single pieces fit."""
    spec = slide.chart
    assert spec is not None
    if spec.arrangement is Arrangement.ROWS:
        every = [(panel, row) for panel in spec.panels for row in panel.rows]
        return _numbered(_parts(every, lambda some: _with(slide, spec, _regrouped(spec, some)), stage))
    return _numbered(_parts(spec.panels, lambda some: _with(slide, spec, tuple(some)), stage))


def _grown(slide: Slide, stage: Stage) -> Slide | None:
    """The slide at the largest scale at which its chart fits and nothing more is elided; None where none does."""
    assert slide.chart is not None
    room = lay_slide(slide, stage, estimate, estimate).room
    elided: int | None = None
    best: Slide | None = None
    for scale in reversed(_SCALES):
        scene = lay_out(slide.chart, room.w / scale, estimate, notes=False)
        cut = sum(1 for text in scene.texts() if text.whole)
        elided = cut if elided is None else elided
        if scene.height * scale > room.h or cut > elided:
            break
        best = replace(slide, scale=scale)
    return best


def _parts(every: Sequence[T], made: Callable[[Sequence[T]], Slide], stage: Stage) -> tuple[Slide, ...]:
    """As few parts of near equal size as fit, each for itself as large as the one that can grow least."""
    for count in range(2, len(every) + 1):
        slides = [_grown(made(some), stage) for some in _even(every, count)]
        fitting = [slide for slide in slides if slide is not None]
        if len(fitting) == count:
            scale = min(slide.scale for slide in fitting)
            return tuple(replace(slide, scale=scale) for slide in fitting)
    return ()


def _even(every: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    size, more = divmod(len(every), count)
    start = 0
    for number in range(count):
        end = start + size + (1 if number < more else 0)
        yield every[start:end]
        start = end


def _with(slide: Slide, spec: ChartSpec, panels: tuple[Panel, ...]) -> Slide:
    """The slide with these panels, and of its caveats those that concern them."""
    marked = {row.caveat for panel in panels for row in panel.rows if row.caveat}
    all_marked = {row.caveat for panel in spec.panels for row in panel.rows if row.caveat}
    others = all_marked - marked
    caveats = tuple(words for words in slide.caveats if not any(words.endswith(other) for other in others))
    alt = describe(slide.title, panels, "", caveats)
    return replace(slide, chart=replace(spec, panels=panels, alt=alt), caveats=caveats)


def _regrouped(spec: ChartSpec, some: Sequence[tuple[Panel, Row]]) -> tuple[Panel, ...]:
    """These rows under their panels, on the axes that the whole chart has."""
    found = []
    for panel in spec.panels:
        rows = tuple(row for owner, row in some if owner is panel)
        if rows:
            ends = [bar.end for bar in panel.drawn_bars()]
            far = max([*ends, *(() if panel.whole is None else (panel.whole,))], default=None)
            found.append(replace(panel, rows=rows, whole=far))
    return tuple(found)


def _tables(slide: Slide, stage: Stage) -> tuple[Slide, ...]:
    """As many lines on each as there is room for, their own caveats at the foot."""
    assert slide.table is not None
    table, parts, start = slide.table, list[Slide](), 0
    while start < len(table.lines):
        end = start + 1
        part = _lines(slide, table, start, end)
        while end < len(table.lines):
            more = _lines(slide, table, start, end + 1)
            if table_height(end + 1 - start) > lay_slide(more, stage, estimate, estimate).room.h:
                break
            part, end = more, end + 1
        parts.append(part)
        start = end
    return _numbered(tuple(parts))


def _lines(slide: Slide, table: TableFace, start: int, end: int) -> Slide:
    lines = table.lines[start:end]
    notes = dict.fromkeys(note for line in lines for note in line.notes)
    return replace(slide, table=replace(table, lines=lines), caveats=(*notes, *slide.caveats))


def _numbered(parts: tuple[Slide, ...]) -> tuple[Slide, ...]:
    if len(parts) < 2:
        return parts
    return tuple(replace(one, title=f"{one.title}（{at}/{len(parts)}）") for at, one in enumerate(parts, 1))

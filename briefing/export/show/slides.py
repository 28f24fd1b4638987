"""What is shown of a place, of indicators, of a briefing, in which order: the one list of slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from briefing.charts.headlines import headlines
from briefing.charts.pairs import comparison_chart
from briefing.domain.briefing import Briefing, ChartPick, ComparisonTable, Entry, FigureTable, HeadingText
from briefing.domain.briefing_sources import Freshness
from briefing.domain.briefing_sources import Sources as BriefingSources
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.export.briefing.pictures import specs_of
from briefing.export.selection import charts_of, items_of
from briefing.export.show.figures import (
    Known,
    caveat_of,
    chart_slide,
    doubts,
    figure_slide,
    headline_slide,
    indicator_slide,
    pair_values,
    value_of,
)
from briefing.export.show.paging import paged
from briefing.export.show.slide import Slide, Stage, TableFace, TableLine

Subject: TypeAlias = Place | tuple[Indicator, ...] | Briefing
"""What can be shown."""

CHANGED = "编入简报以后原文有改动，这里是现在的数。"


def slides_of(
    subject: Subject, library: Sequence[ReportContents], indicators: Sequence[Indicator], stage: Stage | None = None
) -> tuple[Slide, ...]:
    """The slides, each fitting the stage (16:9 unless told otherwise); none where there is nothing to show.

    A report: its headline figures, then its charts (where it has neither, all its figures). A section or an item: its
    figures, each once, then its charts. Indicators: one by one, in the order given. A briefing: its title, headings,
    figure tables, comparisons and charts in their order, as their sources are today.
    """
    known, stage = Known(library), stage or Stage()
    if isinstance(subject, Place):
        made = _place(subject, known, indicators)
    elif isinstance(subject, Briefing):
        made = _briefing(subject, known, indicators)
    else:
        made = (indicator_slide(indicator, known) for indicator in subject)
    return tuple(part for slide in made for part in paged(slide, stage))


def _place(place: Place, known: Known, indicators: Sequence[Indicator]) -> Iterator[Slide]:
    contents = known.contents(place.report_key)
    if contents is None:
        return
    charts = charts_of(place, contents, known.library, indicators)
    whole = place.item is None and contents.report.section_at(place.section) is None
    found = headlines(contents, known.library, indicators) if whole else ()
    yield from (headline_slide(headline, known, indicators) for headline in found)
    if not whole or not (found or charts):
        figures = contents.figures_of(items_of(place, contents))
        yield from (figure_slide(figure, known, indicators) for figure in known.sources.distinct(figures))
    yield from (chart_slide(spec, known.over(place), known) for spec in charts)


def _briefing(briefing: Briefing, known: Known, indicators: Sequence[Indicator]) -> Iterator[Slide]:
    sources = BriefingSources(known.library, indicators)
    headings: list[str] = []
    made: list[Slide] = []
    for entry in briefing.entries:
        over = " › ".join(heading for heading in headings if heading)
        if isinstance(entry.content, HeadingText):
            level = max(1, entry.content.level)
            above = headings[: level - 1]
            text = entry.wording if entry.wording is not None else entry.content.text
            if text.strip():
                made.append(Slide(text.strip(), over=" › ".join(h for h in above if h)))
            headings = [*above, *[""] * (level - 1 - len(above)), text.strip()]
        else:
            made += _entry(entry, over or briefing.name, known, sources)
    if not made:
        return
    details = briefing.details
    day = f"{details.on.year}年{details.on.month}月{details.on.day}日" if details.on is not None else ""
    when = "　".join(part for part in (details.meeting, day, details.place) if part)
    words = tuple(part for part in (details.subtitle, when, details.presenter) if part)
    yield Slide(briefing.name, over=details.confidentiality, words=words)
    yield from made


def _entry(entry: Entry, over: str, known: Known, sources: BriefingSources) -> Iterator[Slide]:
    made: list[Slide] = []
    match entry.content:
        case FigureTable(figures=refs, caption=caption):
            figures = [sources.figures[ref] for ref in refs if ref in sources.figures]
            if figures:
                made.append(_table(entry, figures, caption, over, known, tuple(sources.indicators.values())))
        case ComparisonTable(indicators=keys, caption=caption):
            spec = comparison_chart(sources.chosen(keys), known.library)
            if spec is not None:
                made.append(chart_slide(spec, over, known, title=caption))
        case ChartPick() as pick:
            made += [chart_slide(spec, over, known, title=pick.caption) for spec in specs_of(pick, sources)]
    changed = made and entry.seen and sources.freshness(entry) is Freshness.CHANGED
    for slide in made:
        yield replace(slide, caveats=(*slide.caveats, CHANGED)) if changed else slide


def _table(
    entry: Entry,
    figures: Sequence[Figure],
    caption: str,
    over: str,
    known: Known,
    indicators: Sequence[Indicator],
) -> Slide:
    """A table of figures: result and target beside each other where an indicator pairs them, each pair one line."""
    lines: list[TableLine] = []
    told: set[str] = set()
    shown_figures: list[Figure] = []
    for figure in figures:
        paired = next((i for i in indicators if figure.ref in [f.ref for f in (*i.results, i.target)]), None)
        target = figure.nature is Nature.TARGET
        if paired is None:
            value = value_of(figure)
            cells = (None, value, None) if target else (value, None, None)
            lines.append(TableLine(shown(figure.label), cells, doubts((figure,))))
            shown_figures.append(figure)
            continue
        if paired.key in told:
            continue
        told.add(paired.key)
        *results, goal = (value for value in pair_values(paired) if value.label != "差额（测算）")
        found = next((value for value in pair_values(paired) if value.label == "差额（测算）"), None)
        result = results[0] if len(results) == 1 else None
        caveat = caveat_of(paired)
        told_of = (f"{shown(figure.label)}：{caveat}",) if caveat else ()
        notes = (*told_of, *doubts((*paired.results, paired.target)))
        lines.append(TableLine(shown(figure.label), (result, goal, found), notes))
        shown_figures += [*paired.results, paired.target]
    keep = [
        at
        for at, wanted in enumerate((entry.options.results, True, entry.options.difference))
        if wanted and any(line.cells[at] is not None for line in lines)
    ]
    if not keep:
        keep = [0]
    names = (
        _column("实绩", shown_figures, Nature.ACTUAL),
        _column("目标", shown_figures, Nature.TARGET),
        "差额（测算）",
    )
    return Slide(
        title=caption or "数据表",
        over=over,
        table=TableFace(
            tuple(names[at] for at in keep),
            tuple(replace(line, cells=tuple(line.cells[at] for at in keep)) for line in lines),
        ),
        quotes=known.source_of(figure.ref for figure in shown_figures),
    )


def _column(noun: str, figures: Sequence[Figure], nature: Nature) -> str:
    """With the year where all of the column share it."""
    years = {figure.year for figure in figures if figure.nature is nature}
    year = years.pop() if len(years) == 1 else None
    return noun if year is None else f"{year} {noun}"

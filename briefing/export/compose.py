"""What is selected in the window becomes a document to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.labels import caption, heading_label, section_title
from briefing.domain.place import Place
from briefing.domain.projection import Path, Projection
from briefing.domain.report import Item, Section, SectionRole
from briefing.domain.shown import shown
from briefing.export.computed import computed_table
from briefing.export.document import Block, Callouts, Card, Chart, Document, Heading, SourceLine, Table
from briefing.export.notes import notes_of
from briefing.export.passages import cards_of, paragraph_of, report_name
from briefing.export.tables import figure_tables


def page_for(
    place: Place,
    contents: ReportContents,
    indicators: Iterable[Indicator],
    *,
    annotations: Sequence[Annotation] = (),
    charts: Sequence[tuple[str, str, str]] = (),
    tables: bool = True,
    computed: Sequence[Projection | Path] = (),
    author: str = "",
    on: date | None = None,
) -> Document:
    """The page for an item, a section or a whole report.

    ``annotations`` are those a person chose to print, ``charts`` are (title, SVG text, alternative text).
    ``tables=False`` leaves the figure tables out; a whole report has them as an appendix. ``computed`` is what follows
    from the figures of the place, and is printed after its tables, marked 测算. ``author`` and ``on`` (the
    day it is made) are printed at the end when given. Raises LookupError for a place that the report does not have.
    """
    report = contents.report
    if place.report_key != report.key:
        raise LookupError(f"{place} is not in {report.key}")
    chosen = tuple(indicators) if tables else ()
    worked_out = tuple(computed_table(view) for view in computed) if tables else ()
    drawn = tuple(Chart(svg, alt, title) for title, svg, alt in charts)
    kept = tuple(note for note in annotations if not note.deleted)
    if place.item is not None:
        item = report.item_at(place.item)
        if item is None:
            raise LookupError(f"{place} is not in {report.key}")
        page = _item_page(item, contents, chosen, kept, drawn, tables, worked_out)
    elif place.section:
        section = report.section_at(place.section)
        if section is None:
            raise LookupError(f"{place} is not in {report.key}")
        page = _section_page(section, contents, chosen, kept, drawn, tables)
    else:
        page = _report_page(contents, chosen, kept, drawn, tables)
    title, subtitle, source, blocks = page
    return Document(title, subtitle, author, on, source, tuple(blocks))


_Page = tuple[str, str, str, list[Block]]


def _item_page(
    item: Item,
    contents: ReportContents,
    indicators: tuple[Indicator, ...],
    annotations: tuple[Annotation, ...],
    charts: tuple[Chart, ...],
    tables: bool,
    computed: tuple[Table, ...],
) -> _Page:
    report = contents.report
    section = report.section_of(item)
    trail = [shown(section_title(part)) for part in (*report.ancestors(section), section) if part.heading]
    figures = contents.figures_of((item,))
    blocks: list[Block] = [paragraph_of(item, figures)]
    if tables:
        blocks += figure_tables(figures, indicators, {item.position: item}, sourced=False)
    blocks += computed
    blocks += charts
    blocks += notes_of(annotations, contents, located=False)
    source = f"来源：{report_name(report)}第{item.line}行"
    return shown(caption(item)), " · ".join(trail), source, blocks


def _section_page(
    section: Section,
    contents: ReportContents,
    indicators: tuple[Indicator, ...],
    annotations: tuple[Annotation, ...],
    charts: tuple[Chart, ...],
    tables: bool,
) -> _Page:
    report = contents.report
    count = _Counter()
    blocks = list(_body(section, contents, 0, count))
    if tables:
        blocks += _tables(section.all_items(), contents, indicators)
    blocks += charts
    blocks += notes_of(annotations, contents, located=True, number=count.next() if count.used and annotations else None)
    trail = [shown(section_title(part)) for part in report.ancestors(section) if part.heading]
    line = section.line or next((item.line for item in section.all_items()), None)
    source = f"来源：{report_name(report)}" + ("" if line is None else f"第{line}行起")
    number = "" if section.number is None else f"第{section.number}项"
    subtitle = " · ".join(part for part in (*trail, number) if part)
    return shown(section.heading or heading_label(section)), subtitle, source, blocks


def _report_page(
    contents: ReportContents,
    indicators: tuple[Indicator, ...],
    annotations: tuple[Annotation, ...],
    charts: tuple[Chart, ...],
    tables: bool,
) -> _Page:
    report = contents.report
    count = _Counter()
    blocks: list[Block] = []
    headline = [part for part in report.parts if part.role is SectionRole.CALLOUTS]
    for part in headline:
        blocks.append(_part_heading(part, count))
        blocks += _headline(part, contents)
    # Under the headline figures they belong to; where there are none they need a heading of their own.
    if charts and not headline:
        blocks.append(Heading("图表", 1, count.next()))
    blocks += [replace(chart, floats=bool(headline)) for chart in charts]
    for part in report.parts:
        if part not in headline:
            blocks.append(_part_heading(part, count))
            blocks += _body(part, contents, 1, _Counter())
    blocks += notes_of(annotations, contents, located=True, number=count.next() if annotations else None)
    if tables and contents.figures:
        blocks += [Heading("数据表", 1, count.next()), *_tables(tuple(report.items()), contents, indicators)]
    origin = "；".join(shown(line) for line in (report.file_name, *report.credits) if line)
    if origin:
        blocks.append(SourceLine(origin))
    return shown(report.title), shown(report.subtitle), "", blocks


def _part_heading(part: Section, count: _Counter) -> Heading:
    return Heading(shown(part.heading or heading_label(part)), 1, count.next())


def _body(section: Section, contents: ReportContents, depth: int, count: _Counter) -> Iterator[Block]:
    """Leads, numbered items, then the sections below, whose headings are one level deeper than ``depth``."""
    for lead in section.leads:
        yield paragraph_of(lead, contents.figures_of((lead,)))
    if section.role is SectionRole.CALLOUTS:
        yield from _headline(section, contents)
    else:
        for number, item in enumerate(section.items, 1):
            alone = len(section.items) == 1 or section.role is SectionRole.CLOSING
            yield paragraph_of(item, contents.figures_of((item,)), None if alone else number)
    for below in section.sections:
        level = min(4, depth + 1)
        yield Heading(shown(below.heading or heading_label(below)), level, count.next(below.number))
        yield from _body(below, contents, level, _Counter())


def _headline(section: Section, contents: ReportContents) -> Iterator[Block]:
    """Call-outs as cards; those whose words do not fit a card follow as paragraphs."""
    cards: list[Card] = []
    rest: list[Block] = []
    for item in section.items:
        figures = contents.figures_of((item,))
        own = cards_of(item, figures)
        cards += own
        if not own:
            rest.append(paragraph_of(item, figures))
    if cards:
        yield Callouts(tuple(cards))
    yield from rest


def _tables(items: Sequence[Item], contents: ReportContents, indicators: Iterable[Indicator]) -> tuple[Table, ...]:
    by_position = {item.position: item for item in items}
    return figure_tables(contents.figures_of(items), indicators, by_position, sourced=True)


class _Counter:
    """Numbers headings of one level, following a section's own number where it has one."""

    def __init__(self) -> None:
        self.used = 0

    def next(self, own: int | None = None) -> int:
        self.used = self.used + 1 if own is None else own
        return self.used

"""What is selected in the window, or named on the command line, becomes the document to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.charts.build import growth_chart, section_charts
from briefing.charts.pairs import item_chart, targets_chart
from briefing.charts.spec import ChartSpec
from briefing.charts.svg import to_svg
from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.errors import ExportError
from briefing.domain.place import Place
from briefing.domain.report import Item, Nature
from briefing.export.annotation_order import chosen
from briefing.export.choices import PageChoices
from briefing.export.compose import page_for
from briefing.export.computed import computed_for
from briefing.export.document import Document

TYPE_AREA_MM = 156.0
"""The width of the type area (GB/T 9704-2012, 5.2.1)."""


def place_of(library: Iterable[ReportContents], key: str, section: int | None) -> Place:
    """The place named by a report's key and a section's number. Raises ExportError in a sentence when there is none."""
    reports = {contents.report.key: contents.report for contents in library}
    report = reports.get(key)
    if report is None:
        known = "、".join(reports) or "一份也没有"
        raise ExportError(f"资料库里没有 key 为“{key}”的报告，现有：{known}。")
    if section is None:
        return Place(key)
    found = next((s for s in report.numbered() if s.number == section), None)
    if found is None:
        numbers = "、".join(str(s.number) for s in report.numbered()) or "没有编号的章节"
        raise ExportError(f"报告“{key}”没有第 {section} 章，可选：{numbers}。")
    return Place(key, found.path)


def items_of(place: Place, contents: ReportContents) -> tuple[Item, ...]:
    """The items that a page for this place shows."""
    report = contents.report
    if place.item is not None:
        return tuple(item for item in report.items() if item.position == place.item)
    section = report.section_at(place.section) if place.section else None
    return section.all_items() if section else tuple(report.items())


def annotations_of(place: Place, contents: ReportContents) -> tuple[Annotation, ...]:
    """The annotations one can choose from for this page, in the order of the text: those about what is on it, and at
    the end those that may belong there; for a whole report all of them, the orphans too.
    """
    if place.item is None and contents.report.section_at(place.section) is None:
        return chosen(contents)
    items = items_of(place, contents)
    found = {note.id for note in (*contents.annotations_of(items), *contents.suggested_of(items))}
    if place.item is None and (section := contents.report.section_at(place.section)) is not None:
        found |= {note.id for below in section.walk() for note in contents.annotations_about(below.path)}
    return chosen(contents, found)


def charts_of(
    place: Place, contents: ReportContents, library: Sequence[ReportContents], indicators: Sequence[Indicator]
) -> tuple[ChartSpec, ...]:
    """The charts of a place, the same on its page in the window and in print."""
    report = contents.report
    if place.item is not None:
        item = report.item_at(place.item)
        return item_chart(item, contents, indicators, library) if item else ()
    section = report.section_at(place.section) if place.section else None
    if section is not None:
        return section_charts(section, contents)
    targets = targets_chart(contents, indicators, library) if report.nature is Nature.TARGET else None
    found = targets or growth_chart(contents)
    return (found,) if found else ()


def document_of(
    place: Place,
    library: Sequence[ReportContents],
    indicators: Sequence[Indicator],
    choices: PageChoices,
    faces: tuple[str, ...],
) -> Document:
    """The page for a place, with what was chosen; ``faces`` are those that charts are lettered in, first choice first.

    Raises LookupError for a place that the library does not have.
    """
    contents = next((c for c in library if c.report.key == place.report_key), None)
    if contents is None:
        raise LookupError(f"no report {place.report_key}")
    specs = charts_of(place, contents, library, indicators) if choices.charts else ()
    # Under an item's table its caveats stand already; a report's table is an appendix, far from the chart.
    notes_too = not choices.table or place.item is None
    drawn = [
        (spec.title, to_svg(spec, width_mm=TYPE_AREA_MM, fonts=faces, notes=notes_too), spec.alt) for spec in specs
    ]
    notes = [note for note in annotations_of(place, contents) if note.id in choices.annotations]
    items = items_of(place, contents) if place.item is not None else ()
    computed = computed_for(items, contents, library, indicators)
    return page_for(
        place, contents, indicators, annotations=notes, charts=drawn, tables=choices.table, computed=computed
    )

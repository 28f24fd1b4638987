"""Annotations as a document of their own, to be looked up and discussed without the report at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefing.domain.anchor import AnchorState
from briefing.domain.contents import ReportContents
from briefing.domain.report import Section
from briefing.domain.shown import shown
from briefing.export.annotation_order import Thread, chosen
from briefing.export.document import Block, Document, Heading, Note, Notes, Paragraph, Passage, Run
from briefing.export.notes import LOST, SUGGESTED, NotePrinter

TITLE = "批注"


@dataclass(frozen=True, slots=True)
class _Report:
    """The chosen annotations of one report."""

    name: str
    printer: NotePrinter
    threads: tuple[Thread, ...]

    def in_state(self, *states: AnchorState) -> tuple[Thread, ...]:
        """Those whose first annotation was found so surely."""
        return tuple(thread for thread in self.threads if thread.first.state in states)


def annotations_document(
    contents: Iterable[ReportContents],
    ids: Collection[str],
    *,
    filtered: str = "",
    author: str = "",
    on: date | None = None,
) -> Document:
    """The annotations with these ids, report after report and section after section, each below the words it is
    about; at the end those whose place nobody has confirmed, and those whose words are no longer found.

    ``filtered`` says in words how they were chosen. ``author`` and ``on`` close the document when given.
    """
    wanted = frozenset(ids)
    reports = []
    for each in contents:
        printer = NotePrinter(each)
        if found := printer.threads(chosen(each, wanted)):
            reports.append(_Report(shown(each.report.name), printer, found))
    several = len(reports) > 1
    count = 0
    blocks: list[Block] = []
    for report in reports:
        placed = report.in_state(AnchorState.EXACT, AnchorState.MOVED)
        if placed:
            count += 1
            blocks.append(Heading(report.name, 1, count))
            blocks += _by_section(placed, report.printer)
    for heading, state in ((SUGGESTED, AnchorState.SUGGESTED), (LOST, AnchorState.ORPHAN)):
        groups = [(report, found) for report in reports if (found := report.in_state(state))]
        if groups:
            count += 1
            blocks.append(Heading(heading, 1, count))
        for report, found in groups:
            if several:
                blocks.append(Heading(report.name, 2))
            blocks.append(Notes(tuple(note for thread in found for note in report.printer.in_list(thread))))
    if not blocks:
        blocks.append(Paragraph((Run("没有选中批注。"),)))
    return Document(TITLE, filtered, author, on, _counted(reports), tuple(blocks), listing=True)


def _by_section(threads: Iterable[Thread], printer: NotePrinter) -> Iterable[Block]:
    def section(thread: Thread) -> tuple[int, ...]:
        found = printer.ground.section(thread.first)
        return () if found is None else found.path

    for path, group in groupby(threads, section):
        found: Section | None = printer.ground.section_at(path)
        if found is not None:
            yield Heading(printer.ground.path_words(found), 2)
        yield Notes(_quoted_once(group, printer))


def _quoted_once(threads: Iterable[Thread], printer: NotePrinter) -> tuple[Note, ...]:
    """The notes of a section; a passage that several are about is quoted above the first of them."""
    notes: list[Note] = []
    before: Passage | None = None
    for thread in threads:
        passage = printer.passage(thread.first)
        notes += printer.in_list(thread, quoted=passage != before)
        before = passage
    return tuple(notes)


def _counted(reports: Collection[_Report]) -> str:
    """How many there are, and how many of them are not in place."""
    every = [note for report in reports for thread in report.threads for note in thread.notes]
    suggested = sum(note.state is AnchorState.SUGGESTED for note in every)
    lost = sum(note.state is AnchorState.ORPHAN for note in every)
    parts = [f"共{len(every)}条"]
    parts += [f"位置待确认{suggested}条"] if suggested else []
    parts += [f"原文中已找不到{lost}条"] if lost else []
    return "，".join(parts)

"""A document's blocks one after the other as paragraphs, tables and sections of Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.export.document import (
    Answer,
    Block,
    Callouts,
    Caveat,
    Chart,
    Contents,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    Notes,
    PageBreak,
    Paragraph,
    SourceLine,
    Table,
)
from briefing.export.docx.cards import answer_elements, answer_lead, answer_start, callouts_elements
from briefing.export.docx.charts import Charts
from briefing.export.docx.contents import Entry, bookmarked, contents_elements
from briefing.export.docx.drawings import picture_of, picture_run
from briefing.export.docx.lists import Lists
from briefing.export.docx.measures import twips
from briefing.export.docx.notes import markup_elements, note_elements
from briefing.export.docx.package import Package
from briefing.export.docx.tables import caption, table_elements
from briefing.export.docx.text import Footnotes, paragraph, stretch, styled
from briefing.export.docx.xml import Element, el, on

if TYPE_CHECKING:
    import typst

_MARGIN = 26.0
"""Millimetres of the outer margin, where remarks stand."""


class Body:
    """Walks the blocks. ``section`` makes the properties of a section, turned or not; ``check`` is called before each
    block and may stop the walk by raising."""

    def __init__(
        self,
        package: Package,
        charts: Charts,
        fonts: Callable[[], typst.Fonts],
        section: Callable[[bool], Element],
        check: Callable[[], None],
        pages: Sequence[int],
    ) -> None:
        self.elements: list[Element] = []
        self.footnotes = Footnotes()
        self.lists = Lists()
        self._package = package
        self._charts = charts
        self._fonts = fonts
        self._section = section
        self._check = check
        self._pages = pages
        self._headings: list[Entry] = []
        self._headed = self._tables = self._figures = 0
        self._break = False
        self.turned = False

    def add_all(self, blocks: Sequence[Block]) -> None:
        """Every block, in order."""
        found = [block for block in blocks if isinstance(block, Heading)]
        self._headings = [
            Entry(block.label, block.level, f"_Toc{at:08d}", self._pages[at - 1] if at <= len(self._pages) else None)
            for at, block in enumerate(found, 1)
        ]
        for block in blocks:
            self._check()
            if not isinstance(block, (EntryMark, PageBreak)):
                self.turn(isinstance(block, Table) and block.wide)
            if not isinstance(block, (ListEntry, EntryMark)):
                self.lists.end()
            self._add(block)

    def turn(self, turned: bool) -> None:
        """Close the section when what follows lies another way than ``turned`` says it did so far."""
        if turned == self.turned:
            return
        if self.elements:
            self.elements.append(paragraph("Gap", [], self._section(self.turned)))
            self._break = False
        self.turned = turned

    def _add(self, block: Block) -> None:
        match block:
            case PageBreak():
                self._break = True
            case EntryMark():
                pass
            case Heading():
                self._headed += 1
                content = bookmarked([stretch(block.label)], self._headings[self._headed - 1].bookmark, self._headed)
                self._put(paragraph(f"Heading{block.level}", content, self._fresh()))
            case Paragraph():
                self._put(paragraph("BodyText", self._paragraph(block), self._fresh()))
            case ListEntry():
                self._entry(block)
            case Table():
                self._tables += 1
                about = [self._fresh()]
                self._put(*table_elements(block, self._tables, self.footnotes, *about))
            case Chart():
                self._chart(block)
            case Callouts():
                self._table_like(callouts_elements(block))
            case Notes():
                made = [element for note in block.entries for element in note_elements(note, self.lists)]
                self._table_like(made)
            case Answer():
                self._answer(block)
            case MarginNote():
                frame = {
                    "w:w": twips(_MARGIN), "w:hSpace": 0, "w:wrap": "around", "w:vAnchor": "text",
                    "w:hAnchor": "page", "w:xAlign": "outside", "w:y": 1,
                }  # fmt: skip
                self._table_like([paragraph("MarginNote", [stretch(block.text)], el("w:framePr", frame))])
            case Caveat():
                lead = styled("口径说明　", "SmallLead")
                self._put(paragraph("Caveat", [lead, stretch(block.text)], self._fresh()))
            case SourceLine():
                lead = styled("来源　", "SmallLead")
                self._put(paragraph("SourceLine", [lead, stretch(block.text)], self._fresh()))
            case Contents():
                self._table_like(contents_elements(self._headings))

    def _put(self, *elements: Element | None) -> None:
        self.elements += [element for element in elements if element is not None]

    def _fresh(self) -> Element | None:
        """What begins a new page, when one is to begin."""
        wanted, self._break = self._break, False
        return on("w:pageBreakBefore") if wanted else None

    def _table_like(self, elements: list[Element]) -> None:
        """What begins with a table, or with paragraphs of other makers: a line of its own begins the page."""
        if self._break and elements:
            self._put(paragraph("Gap", [], self._fresh()))
        self._put(*elements)

    def _paragraph(self, block: Paragraph) -> list[Element]:
        number = [] if block.number is None else [stretch(f"{block.number}. ")]
        source = [self.footnotes.mark(block.source)] if block.source else []
        return [*number, *self.footnotes.runs(block.runs), *source]

    def _entry(self, block: ListEntry) -> None:
        place = self.lists.place(block.mark, block.depth)
        before = [] if place is not None else [stretch(f"{block.mark} ")]
        indent = None
        if place is None:
            left = 640 + (min(block.depth, 8) + 1) * 480
            indent = el("w:ind", {"w:left": left, "w:hanging": 480})
        content = [*before, *self.footnotes.runs(block.runs)]
        self._put(paragraph("ListParagraph", content, place, indent, self._fresh()))

    def _answer(self, block: Answer) -> None:
        words = block.blocks
        lead = answer_lead()
        begun = [] if answer_start(words) else [paragraph("Answer", [lead])]
        body = markup_elements(words, "Answer", self.lists, lead=() if begun else (lead,))
        self._table_like(answer_elements(block, [*begun, *body]))

    def _chart(self, block: Chart) -> None:
        self._figures += 1
        alt = block.alt or block.caption or "图表"
        if block.spec is not None:
            made = self._charts.elements(block.spec, alt)
        else:
            png, width, height = picture_of(block.svg, self._fonts())
            relation, key = self._package.add_picture(png), self._charts.next_key()
            made = [paragraph("Drawing", [picture_run(relation, key, f"图 {key}", alt, width, height)])]
        self._table_like([*made, caption("图", self._figures, block.caption)])

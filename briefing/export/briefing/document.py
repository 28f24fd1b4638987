"""A briefing becomes the document to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.domain.annotation import AnnotationStatus
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Entry,
    FigureTable,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
)
from briefing.domain.briefing_entries import kind_label
from briefing.domain.briefing_sources import Freshness, Passage, Sources
from briefing.domain.report import ItemRole
from briefing.export.briefing.above import Above
from briefing.export.briefing.cites import Citations
from briefing.export.briefing.notes import NotePages
from briefing.export.briefing.opening import framed
from briefing.export.briefing.pictures import figures_of, printed, specs_of
from briefing.export.briefing.quotes import called, figures_in, own_words, quoted, said, worded
from briefing.export.briefing.tables import comparison_table, tables_of_figures, told_by
from briefing.export.document import (
    Block,
    Document,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    PageBreak,
    Paragraph,
    Run,
    SourceLine,
)

GONE = "（原文已不在资料库里，以上是放入简报时的文字，请核对。）"
UNSURE = "（原文已改动，位置待确认，以上是放入简报时的文字，请核对。）"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a person should know of an entry before the pages leave the room; an empty ``entry`` is the first page."""

    entry: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing's document, and what is to be said of its entries."""

    document: Document
    complaints: tuple[Complaint, ...] = ()


def document_of_briefing(briefing: Briefing, sources: Sources, faces: tuple[str, ...]) -> Document:
    """The document of a briefing; ``faces`` are those that charts are lettered in, first choice first."""
    return composed(briefing, sources, faces).document


def composed(briefing: Briefing, sources: Sources, faces: tuple[str, ...]) -> Composed:
    """The document of a briefing with what is to be said of its entries. Never raises for what an entry holds.

    What is quoted prints as its source says it today; where that is gone or not surely found, as it was put in, with
    a remark below it. Each entry's blocks stand behind its ``EntryMark``; an entry that prints nothing has its mark
    all the same.
    """
    composer = _Composer(briefing, sources, faces)
    blocks = tuple(composer.blocks())
    return Composed(framed(briefing, blocks), tuple(composer.complaints))


class _Composer:
    """Walks the entries of one briefing in their order."""

    def __init__(self, briefing: Briefing, sources: Sources, faces: tuple[str, ...]) -> None:
        self._briefing = briefing
        self._sources = sources
        self._faces = faces
        self._cites = Citations(sources)
        self._notes = NotePages(sources)
        self._counts = [0, 0, 0, 0]
        self._above = Above(sources)
        self._places = {entry.id: number for number, entry in enumerate(briefing.entries, 1)}
        self.complaints: list[Complaint] = []

    def blocks(self) -> Iterator[Block]:
        if not self._briefing.details.title.strip():
            self.complaints.append(Complaint("", "简报还没有标题，请在题头里写上。"))
        for group in self._grouped(self._briefing.entries):
            first = group[0]
            if first.options.new_page:
                yield PageBreak()
            yield from (EntryMark(entry.id) for entry in group)
            blocks = self._called(group) if len(group) > 1 else list(self._entry(first))
            self._above.passed(first, blocks)
            if not blocks:
                self._complain(first, "是空的，没有印出。请补上内容，或把它移出。")
            yield from blocks

    def _grouped(self, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
        """Call-outs of one report that follow each other go together, as one sentence; everything else stands alone."""
        group: list[Entry] = []
        for entry in entries:
            if group and self._joins(group[-1], entry):
                group.append(entry)
                continue
            if group:
                yield group
            group = [entry]
        if group:
            yield group

    def _joins(self, one: Entry, other: Entry) -> bool:
        a, b = one.content, other.content
        if not isinstance(a, ItemQuote) or not isinstance(b, ItemQuote) or a.report_key != b.report_key:
            return False
        plain = replace(other.options, new_page=one.options.new_page) == one.options and not one.options.margin
        return plain and not other.options.new_page and self._is_callout(one) and self._is_callout(other)

    def _is_callout(self, entry: Entry) -> bool:
        passage = self._passage(entry)
        return passage is not None and passage.item.role is ItemRole.CALLOUT and entry.wording is None

    def _passage(self, entry: Entry) -> Passage | None:
        """Where an item's quote surely stands."""
        if not isinstance(entry.content, ItemQuote):
            return None
        passage = self._sources.passage(entry.content)
        return passage if passage is not None and passage.sure else None

    def _called(self, group: Sequence[Entry]) -> list[Block]:
        found = [passage for entry in group if (passage := self._passage(entry)) is not None]
        for entry in group:
            self._complain_of_change(entry)
        paragraph = called(found)
        if group[0].options.sources:
            cited = self._cites.lines(found[0].contents.report, [passage.item.line for passage in found])
            paragraph = replace(paragraph, source=cited)
        return [paragraph]

    def _entry(self, entry: Entry) -> Iterable[Block]:
        self._complain_of_change(entry)
        match entry.content:
            case HeadingText(text, level):
                return self._heading(text, level)
            case ItemQuote():
                return self._item(entry)
            case FigureTable(refs, caption):
                figures = [self._sources.figures[ref] for ref in refs if ref in self._sources.figures]
                if not figures:
                    return self._gone(entry)
                made = tables_of_figures(figures, self._sources, self._cites, caption, entry.options)
                margin = self._beside(entry, lambda: self._cites.figures(figures))
                lost = len(refs) - len(figures)
                remark = (_remark(f"（另有{lost}个数据原文已不在资料库里，没有印出。）"),) if lost else ()
                return (*margin, *made, *remark)
            case ComparisonTable(keys, caption):
                chosen = self._sources.chosen(keys)
                if not chosen:
                    return self._gone(entry)
                table = comparison_table(chosen, self._sources, self._cites, caption, entry.options)
                margin = self._beside(entry, lambda: self._cites.figures(told_by(chosen)))
                lost = len(keys) - len(chosen) if keys else 0
                remark = (_remark(f"（另有{lost}项指标已不在资料库里，没有印出。）"),) if lost else ()
                return (*margin, table, *remark)
            case ChartPick() as pick:
                return self._charts(entry, pick)
            case NotePick(annotation=key):
                return self._note(entry, key)
            case FreeText(text):
                return own_words(text if entry.wording is None else entry.wording)
            case PageEnd():
                return (PageBreak(),)

    def _heading(self, text: str, level: int) -> Iterable[Block]:
        words = " ".join(text.split())
        if not words:
            return ()
        level = min(4, max(1, level))
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        return (Heading(words, level, self._counts[level - 1]),)

    def _item(self, entry: Entry) -> Iterable[Block]:
        passage = self._passage(entry)
        if passage is None:
            return self._gone(entry)
        own = entry.wording
        blocks: tuple[Paragraph | ListEntry, ...] = (
            (quoted(passage),) if own is None else worded(own, figures_in(passage))
        )
        if not blocks or not entry.options.sources:
            return blocks
        cited = self._cites.lines(passage.contents.report, [passage.item.line])
        if entry.options.margin:
            return (MarginNote(cited), *blocks)
        *first, last = blocks
        if isinstance(last, Paragraph):
            return (*first, replace(last, source=cited))
        *runs, end = last.runs
        return (*first, replace(last, runs=(*runs, replace(end, footnote=cited))))

    def _charts(self, entry: Entry, pick: ChartPick) -> Iterable[Block]:
        specs = specs_of(pick, self._sources)
        if not specs and self._sources.words(entry) is None:
            return self._gone(entry)
        blocks: list[Block] = []
        for number, spec in enumerate(specs):
            caption = pick.caption if not number else f"{pick.caption}：{spec.title}" if pick.caption else ""
            chart = printed(spec, caption, self._faces, notes=not self._above.restricts(spec))
            drawn = figures_of(spec, self._sources)
            # A table just above has named the places of its figures.
            named = not entry.options.sources or self._above.names(drawn)
            cited = "" if named else self._cites.figures(drawn)
            if cited and entry.options.margin:
                blocks.append(MarginNote(f"{cited}。"))
            blocks.append(chart)
            if cited and not entry.options.margin:
                blocks.append(SourceLine(f"{cited}。"))
        return blocks

    def _note(self, entry: Entry, key: str) -> Iterable[Block]:
        note = self._sources.annotations.get(key)
        if note is None:
            return self._gone(entry)
        if note.status is AnnotationStatus.REJECTED:
            self._complain(entry, "是标为“不采用”的批注，请确认要不要印。")
        if not note.placed:
            self._complain(entry, "批注在原文中的位置没有确认，印出时作了说明。")
        if entry.wording is not None:
            note = replace(note, text=entry.wording)
        if not note.text.strip() and not note.title.strip():
            return ()
        # A note in the margin stands beside what follows; at the end nothing does.
        options = entry.options if self._followed(entry) else replace(entry.options, margin=False)
        block = self._notes.block(note, self._briefing.form, options)
        if options.margin and not isinstance(block, MarginNote):
            self._complain(entry, "批注太长，页边放不下，印在正文里。")
        return (block,)

    def _followed(self, entry: Entry) -> bool:
        return self._places[entry.id] < len(self._briefing.entries)

    def _beside(self, entry: Entry, cited: Callable[[], str]) -> tuple[Block, ...]:
        if not (entry.options.margin and entry.options.sources):
            return ()
        return (MarginNote(f"{words}。"),) if (words := cited()) else ()

    def _gone(self, entry: Entry) -> Iterable[Block]:
        """The words an entry was put in with, and below them that they are not today's."""
        unsure = self._sources.freshness(entry) is Freshness.UNSURE
        if entry.wording is not None:
            kept: Sequence[Block] = own_words(entry.wording)
        else:
            kept = said(entry.seen)
        if not kept:
            return ()
        words = "原文已改动、位置待确认" if unsure else "原文已不在资料库里"
        self._complain(entry, f"{words}，印的是放入简报时的文字，并作了说明。")
        return (*kept, _remark(UNSURE if unsure else GONE))

    def _complain_of_change(self, entry: Entry) -> None:
        if self._sources.freshness(entry) is Freshness.CHANGED:
            own = "，但这里用的是自己改写的文字，请核对" if entry.wording is not None else "，印的是现在的内容"
            self._complain(entry, f"的原文在放入之后改动过{own}。")

    def _complain(self, entry: Entry, what: str) -> None:
        named = f"第{self._places[entry.id]}项（{kind_label(entry.content)}）"
        self.complaints.append(Complaint(entry.id, f"{named}{what}"))


def _remark(words: str) -> Paragraph:
    """What a reader must know of what stands above it; no caveat of the figures, so not set as one."""
    return Paragraph((Run(words),))

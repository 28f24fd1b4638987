"""A briefing becomes the document to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.charts.spec import ChartSpec
from briefing.domain.annotation import AnnotationStatus
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Details,
    Entry,
    FigureTable,
    Form,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
)
from briefing.domain.briefing_entries import kind_label
from briefing.domain.briefing_sources import Freshness, Passage, Sources
from briefing.domain.figure import FigureRef
from briefing.domain.report import ItemRole
from briefing.domain.shown import shown
from briefing.export.briefing.cites import Citations
from briefing.export.briefing.notes import NotePages
from briefing.export.briefing.pictures import figures_of, printed, specs_of
from briefing.export.briefing.quotes import called, figures_in, own_words, quoted, said, worded
from briefing.export.briefing.tables import comparison_table, tables_of_figures, told_by
from briefing.export.document import (
    Block,
    Caveat,
    Contents,
    Document,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    PageBreak,
    Paragraph,
    SourceLine,
    Table,
)
from briefing.export.numbering import chinese_date

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
    return Composed(_framed(briefing, blocks), tuple(composer.complaints))


def _framed(briefing: Briefing, blocks: tuple[Block, ...]) -> Document:
    """The first page's words and the closing lines (GB/T 9704-2012, 7.3.2 主送机关, 7.3.5 署名 and 成文日期).

    The day stands at the end, below whose paper it is; where nobody signs it stands with the meeting.
    """
    details = briefing.details
    large = briefing.form is Form.ONE_PAGE
    closing = bool(details.presenter) and not large
    return Document(
        title=details.title,
        subtitle=details.subtitle,
        author=details.presenter if closing else "",
        date=details.on if closing else None,
        blocks=((Contents(), *blocks) if briefing.paper.contents and not large else blocks),
        confidentiality=details.confidentiality,
        title_breaks=details.title_breaks,
        addressee=details.recipients,
        facts=tuple(_facts(details, closing=closing)),
        duplex=briefing.paper.duplex,
        large=large,
    )


def _facts(details: Details, *, closing: bool) -> Iterator[tuple[str, str]]:
    if details.meeting:
        yield "会议", details.meeting
    if details.on is not None and (details.meeting or details.place or not closing):
        yield "时间", chinese_date(details.on)
    if details.place:
        yield "地点", details.place
    if details.presenter and not closing:
        yield "汇报", details.presenter


class _Composer:
    """Walks the entries of one briefing in their order."""

    def __init__(self, briefing: Briefing, sources: Sources, faces: tuple[str, ...]) -> None:
        self._briefing = briefing
        self._sources = sources
        self._faces = faces
        self._cites = Citations(sources)
        self._notes = NotePages(sources)
        self._counts = [0, 0, 0, 0]
        self._above: tuple[str, ...] = ()
        self._told: set[FigureRef] = set()
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
            self._told = self._told if isinstance(first.content, ChartPick) else self._shown(first)
            self._above = tuple(words for block in blocks for words in _told_below(block)) or (
                self._above if isinstance(first.content, ChartPick) else ()
            )
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
                remark = (Caveat(f"（另有{lost}个数据原文已不在资料库里，没有印出。）"),) if lost else ()
                return (*margin, *made, *remark)
            case ComparisonTable(keys, caption):
                chosen = self._sources.chosen(keys)
                if not chosen:
                    return self._gone(entry)
                table = comparison_table(chosen, self._sources, self._cites, caption, entry.options)
                margin = self._beside(entry, lambda: self._cites.figures(told_by(chosen)))
                lost = len(keys) - len(chosen) if keys else 0
                remark = (Caveat(f"（另有{lost}项指标已不在资料库里，没有印出。）"),) if lost else ()
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
        blocks: tuple[Paragraph | ListEntry, ...]
        if entry.wording is None:
            blocks = (quoted(passage),)
        else:
            blocks = worded(entry.wording, figures_in(passage))
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
            chart = printed(spec, caption, self._faces, notes=not self._said_above(spec))
            drawn = figures_of(spec, self._sources)
            # A table just above has named the places of its figures.
            named = not entry.options.sources or {figure.ref for figure in drawn} <= self._told
            cited = "" if named else self._cites.figures(drawn)
            if cited and entry.options.margin:
                blocks.append(MarginNote(f"{cited}。"))
            blocks.append(chart)
            if cited and not entry.options.margin:
                blocks.append(SourceLine(f"{cited}。"))
        return blocks

    def _shown(self, entry: Entry) -> set[FigureRef]:
        """The figures whose places a table names."""
        if not entry.options.sources:
            return set()
        if isinstance(entry.content, ComparisonTable):
            return {figure.ref for figure in told_by(self._sources.chosen(entry.content.indicators))}
        if isinstance(entry.content, FigureTable):
            own = [self._sources.figures[ref] for ref in entry.content.figures if ref in self._sources.figures]
            return {figure.ref for figure in (*own, *told_by(self._sources.paired(own)))}
        return set()

    def _said_above(self, spec: ChartSpec) -> bool:
        """Whether the table just above says all that restricts the chart."""
        return bool(self._above) and all(any(words in note for note in self._above) for words in _restrictions(spec))

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
        return (*kept, Caveat(UNSURE if unsure else GONE))

    def _complain_of_change(self, entry: Entry) -> None:
        if self._sources.freshness(entry) is Freshness.CHANGED:
            own = "，但这里用的是自己改写的文字，请核对" if entry.wording is not None else "，印的是现在的内容"
            self._complain(entry, f"的原文在放入之后改动过{own}。")

    def _complain(self, entry: Entry, what: str) -> None:
        named = f"第{self._places[entry.id]}项（{kind_label(entry.content)}）"
        self.complaints.append(Complaint(entry.id, f"{named}{what}"))


def _told_below(block: Block) -> tuple[str, ...]:
    """What a table says of its values, wherever it is printed."""
    if not isinstance(block, Table):
        return ()
    feet = (cell.footnote for row in block.rows for cell in row if cell.footnote)
    return (*block.notes, *feet, block.remark)


def _restrictions(spec: ChartSpec) -> tuple[str, ...]:
    """The caveats of a chart as tables word them: without the names they begin with."""
    names = {panel.title for panel in spec.panels} | {row.label for panel in spec.panels for row in panel.rows}
    found = []
    for caveat in spec.caveats:
        head, colon, words = caveat.partition("：")
        found.append(shown(words if colon and set(head.split("、")) <= names else caveat))
    return (*found, *(("相隔",) if "相隔" in spec.caption else ()))

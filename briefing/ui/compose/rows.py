"""What the list says of each entry: its kind, its title, how it stands to its source, where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Entry,
    Export,
    FigureTable,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
)
from briefing.domain.briefing_changes import changed_since
from briefing.domain.briefing_entries import EntryMaker, kind_label
from briefing.domain.briefing_sources import Freshness, Sources
from briefing.domain.labels import caption
from briefing.domain.markup import plain
from briefing.domain.shown import shown

LONGEST = 60
"""Characters of a title that a row asks for; it shows fewer, its tooltip all of these."""


class Option(StrEnum):
    """The options of an entry, named as the fields of ``EntryOptions`` are."""

    RESULTS = "results"
    DIFFERENCE = "difference"
    SOURCES = "sources"
    MARGIN = "margin"
    NEW_PAGE = "new_page"


_TABLE = (Option.RESULTS, Option.DIFFERENCE, Option.SOURCES, Option.MARGIN, Option.NEW_PAGE)
_QUOTED = (Option.SOURCES, Option.MARGIN, Option.NEW_PAGE)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the list shows it.

    ``page`` is counted from 1, 0 while it is not known. ``now`` is what the source says today, None when it is gone;
    ``beside`` is the year of the results that stand beside targets, 0 for none. ``overtaken`` says that its source said
    something else when the briefing last left the program.
    """

    entry: Entry
    kind: str
    title: str
    freshness: Freshness = Freshness.CURRENT
    now: str | None = ""
    beside: int = 0
    page: int = 0
    remark: str = ""
    overtaken: bool = False

    @property
    def edited(self) -> bool:
        """Whether its words are a person's own in place of the source's."""
        return self.entry.wording is not None

    @property
    def options(self) -> tuple[Option, ...]:
        """Which options mean something for it."""
        match self.entry.content:
            case FigureTable() | ComparisonTable():
                return _TABLE
            case ItemQuote() | NotePick() | ChartPick():
                return _QUOTED
            case PageEnd():
                return ()
        return (Option.NEW_PAGE,)

    @property
    def worded(self) -> bool:
        """Whether its words can be edited for this briefing."""
        return isinstance(self.entry.content, ItemQuote | NotePick | FreeText | HeadingText)

    @property
    def source(self) -> str:
        """What its source says today, or said last; empty for one's own words."""
        return self.entry.seen if self.now is None else self.now

    @property
    def words(self) -> str:
        """The words as the briefing has them now."""
        content = self.entry.content
        if isinstance(content, HeadingText):
            return content.text
        if isinstance(content, FreeText):
            return content.text
        return self.source if self.entry.wording is None else self.entry.wording

    @property
    def spoken(self) -> str:
        """All of it in a line, for a screen reader."""
        parts = [self.kind, self.title]
        if self.page:
            parts.append(_tr("第 {0} 页").format(self.page))
        if self.edited:
            parts.append(_tr("已改写"))
        if self.standing:
            parts.append(self.standing)
        return "，".join(parts)

    @property
    def standing(self) -> str:
        """How it stands to its source, in words; empty when there is nothing to say."""
        if self.freshness is not Freshness.CURRENT:
            return self.freshness.label
        return _tr("上次导出后原文改过") if self.overtaken else ""


def rows_of(briefing: Briefing, sources: Sources, last: Export | None = None) -> tuple[Row, ...]:
    """The rows of a briefing; looks quotes up in the reports, so it is work for the worker.

    ``last`` is the time the briefing left the program last.
    """
    since = frozenset(changed_since(last, briefing, sources).sources) if last else frozenset()
    return tuple(replace(_row(entry, sources), overtaken=entry.id in since) for entry in briefing.entries)


def with_pages(rows: Iterable[Row], pages: Mapping[str, int], remarks: Mapping[str, str]) -> tuple[Row, ...]:
    """The same rows with the page each entry begins on, and what the pages say of it."""
    return tuple(replace(row, page=pages.get(row.entry.id, 0), remark=remarks.get(row.entry.id, "")) for row in rows)


def _row(entry: Entry, sources: Sources) -> Row:
    words = sources.words(entry)
    fresh = Freshness.CURRENT if words == "" == entry.seen else sources.freshness(entry)
    title = " ".join(shown(_title(entry, sources)).split())[:LONGEST]
    return Row(entry, kind_label(entry.content), title or _tr("（空）"), fresh, words, _beside(entry, sources))


def _title(entry: Entry, sources: Sources) -> str:
    match entry.content:
        case HeadingText(text, _):
            return text
        case FreeText(text):
            return plain(text if entry.wording is None else entry.wording)
        case PageEnd():
            return _tr("从这里起新的一页")
        case ItemQuote() as quote:
            passage = sources.passage(quote)
            if entry.wording is not None:
                return entry.wording
            if passage is None or not passage.sure:
                return entry.seen
            return caption(passage.item) if quote.whole else passage.text
        case NotePick(annotation=key):
            note = sources.annotations.get(key)
            if note is None:
                return entry.seen
            return f"{note.kind.label}：{note.title or plain(note.text)}"
        case FigureTable(figures, name):
            return name or _tr("{0} 个数据").format(len(figures))
        case ComparisonTable(keys, name):
            return name or _tr("{0} 项指标").format(len(sources.chosen(keys)))
        case ChartPick(place, keys, _, name):
            if name:
                return name
            if place is not None:
                try:
                    return EntryMaker(sources, str).place_title(place)
                except LookupError:
                    return entry.seen
            return "、".join(one.name for one in sources.chosen(keys))


def _beside(entry: Entry, sources: Sources) -> int:
    match entry.content:
        case FigureTable(figures, _):
            paired = sources.paired(sources.figures[ref] for ref in figures if ref in sources.figures)
        case ComparisonTable(keys, _):
            paired = sources.chosen(keys)
        case _:
            return 0
    years = {figure.year for one in paired for figure in one.results if figure.year is not None}
    return max(years, default=0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefingRows", text)

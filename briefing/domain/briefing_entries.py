"""Making the entries of a briefing, each with what its source says when it is put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.domain.anchor import Anchor, anchor_at, anchor_of_item
from briefing.domain.briefing import (
    ChartPick,
    ComparisonTable,
    Content,
    Entry,
    EntryOptions,
    FigureTable,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
)
from briefing.domain.briefing_sources import Sources
from briefing.domain.contents import ReportContents
from briefing.domain.figure import FigureRef
from briefing.domain.labels import caption, heading_label
from briefing.domain.place import Place
from briefing.domain.report import Item, ItemRole, Section
from briefing.domain.shown import shown
from briefing.domain.span import Span


class EntryMaker:
    """Makes entries of what the library holds. ``new_id`` gives each its id.

    A place or an annotation that the library does not have raises LookupError.
    """

    def __init__(self, sources: Sources, new_id: Callable[[], str]) -> None:
        self._sources = sources
        self._new_id = new_id

    def of(self, content: Content, options: EntryOptions | None = None, wording: str | None = None) -> Entry:
        """An entry of any content, ``seen`` filled with what its source says today."""
        made = Entry(self._new_id(), content, wording, options or EntryOptions())
        return replace(made, seen=self._sources.words(made) or "")

    def heading(self, text: str, level: int = 1) -> Entry:
        """A heading of level 1 to 4."""
        return self.of(HeadingText(text, level))

    def text(self, text: str) -> Entry:
        """One's own words, as Markdown of annotations."""
        return self.of(FreeText(text))

    def page_end(self) -> Entry:
        """A page break."""
        return self.of(PageEnd())

    def item(self, place: Place) -> Entry:
        """A whole item."""
        contents, item = self._item(place)
        return self.of(ItemQuote(place.report_key, anchor_of_item(contents.report, item)))

    def passage(self, place: Place, stretch: Span) -> Entry:
        """Words of an item; all of them make the item whole."""
        contents, item = self._item(place)
        if stretch == Span(0, len(item.text)) or not len(stretch):
            return self.item(place)
        return self.of(ItemQuote(place.report_key, anchor_at(contents.report, item, stretch), whole=False))

    def quoted(self, report_key: str, anchor: Anchor) -> Entry:
        """The passage of an anchor that was made elsewhere."""
        return self.of(ItemQuote(report_key, anchor, whole=False))

    def section(self, place: Place, *, level: int = 1, heading: bool = True) -> tuple[Entry, ...]:
        """A section: its heading, then its items and those of the sections below it under headings of their own.

        What only introduces is left out. A place of an item gives that item alone, one of a report all its parts.
        """
        contents = self._contents(place.report_key)
        if place.item is not None:
            return (self.item(place),)
        if not place.section:
            parts = contents.report.parts
            return tuple(
                entry
                for part in parts
                for entry in self.section(Place(place.report_key, part.path), level=level, heading=heading)
            )
        section = contents.report.section_at(place.section)
        if section is None:
            raise LookupError(f"{place} is not in {place.report_key}")
        found = [self.heading(shown(heading_label(section)), min(4, level))] if heading else []
        found += [self.item(Place(place.report_key, section.path, item.position)) for item in section.items]
        for below in section.sections:
            found += self.section(Place(place.report_key, below.path), level=level + 1)
        return tuple(found)

    def table(self, place: Place, *, title: str = "", options: EntryOptions | None = None) -> Entry | None:
        """The figures of a place as a table, with what they are compared with; None where there are none."""
        return self.figures((figure.ref for figure in self._sources.figures_at(place)), title=title, options=options)

    def figures(
        self, refs: Iterable[FigureRef], *, title: str = "", options: EntryOptions | None = None
    ) -> Entry | None:
        """These figures as a table; None for none."""
        chosen = tuple(dict.fromkeys(refs))
        return self.of(FigureTable(chosen, title), options) if chosen else None

    def chart(self, place: Place, number: int | None = None, *, title: str = "") -> Entry:
        """The charts of a place, or the one of that number, counted from 0."""
        return self.of(ChartPick(place, (), number, title))

    def chart_of(self, keys: Iterable[str], *, title: str = "") -> Entry:
        """One chart of these indicators."""
        return self.of(ChartPick(None, tuple(keys), None, title))

    def comparison(self, keys: Iterable[str] = (), *, title: str = "", options: EntryOptions | None = None) -> Entry:
        """The comparison of these indicators, of all there are when none is named."""
        return self.of(ComparisonTable(tuple(keys), title), options)

    def note(self, annotation: str) -> Entry:
        """An annotation, by its id."""
        if annotation not in self._sources.annotations:
            raise LookupError(f"no annotation {annotation}")
        return self.of(NotePick(annotation))

    def place_title(self, place: Place) -> str:
        """What a place is called where it heads something."""
        contents = self._contents(place.report_key)
        if place.item is not None:
            return shown(caption(self._item(place)[1]))
        section = contents.report.section_at(place.section) if place.section else None
        return shown(contents.report.name) if section is None else shown(heading_label(section))

    def _contents(self, key: str) -> ReportContents:
        contents = self._sources.library.get(key)
        if contents is None:
            raise LookupError(f"no report {key}")
        return contents

    def _item(self, place: Place) -> tuple[ReportContents, Item]:
        contents = self._contents(place.report_key)
        item = None if place.item is None else contents.report.item_at(place.item)
        if item is None:
            raise LookupError(f"{place} is not in {place.report_key}")
        return contents, item


def callouts(contents: ReportContents) -> Section | None:
    """The part of a report that shows its headline figures, when it has one with figures."""
    for part in contents.report.parts:
        if any(item.role is ItemRole.CALLOUT for item in part.items) and contents.figures_of(part.items):
            return part
    return None


def kind_label(content: Content) -> str:
    """What lists and sentences call an entry of such content."""
    match content:
        case HeadingText():
            return "标题"
        case ItemQuote():
            return "条目"
        case FigureTable():
            return "数据表"
        case ComparisonTable():
            return "对照表"
        case ChartPick():
            return "图表"
        case NotePick():
            return "批注"
        case FreeText():
            return "文字"
        case PageEnd():
            return "分页"

"""What briefings are about, found again when a report is read anew or another edition takes its place.

Figures are named by their spans in the source, indicators by their figures, places by positions: all of these move
with a corrected word. Here both texts are at hand, so entries follow what they are about; what they then say
otherwise is told by their ``seen``, which stays. What is not surely found stays as it was, and is said to be unsure.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from sqlalchemy.orm import Session

from briefing.domain.anchor import AnchorState, Scope, anchor_at, anchor_of_item, anchor_of_section
from briefing.domain.anchoring import Anchoring, Found
from briefing.domain.briefing import (
    ChartPick,
    ComparisonTable,
    Content,
    FigureTable,
    ItemQuote,
)
from briefing.domain.comparison import Indicator, indicator_key
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.place import Place
from briefing.domain.report import Report
from briefing.library import briefings, figures, indicators
from briefing.library.records import Note
from briefing.library.reports import Kept

AUTHOR = "资料库"
"""Whose name stands in the history of what nobody did by hand."""

_SURE = (AnchorState.EXACT, AnchorState.MOVED)


class Luggage:
    """The briefings that are about a report, and what of it they are about, before it changes."""

    def __init__(self, session: Session, kept: Kept) -> None:
        self._report = kept.report
        self._briefings = tuple(
            one for one in briefings.load(session) if any(_about(e.content, self._report.key) for e in one.entries)
        )
        self._figures: tuple[Figure, ...] = ()
        self._indicators: dict[str, Indicator] = {}
        if self._briefings:
            self._figures = figures.load(session, kept)
            self._indicators = {one.key: one for one in indicators.load(session).values()}

    def unpack(self, session: Session, again: Kept, note: Note) -> None:
        """Let the entries follow to where the report stands now. Only what changed is written."""
        if not self._briefings:
            return
        move = _Move(self._report, again.report, self._figures, figures.load(session, again), self._indicators)
        for briefing in self._briefings:
            entries = tuple(replace(entry, content=move.content(entry.content)) for entry in briefing.entries)
            if entries != briefing.entries:
                briefings.carry(session, replace(briefing, entries=entries), note)


class _Move:
    """Says where things of one text are in the other."""

    def __init__(
        self,
        old: Report,
        new: Report,
        before: tuple[Figure, ...],
        after: tuple[Figure, ...],
        known: dict[str, Indicator],
    ) -> None:
        self._old, self._new = old, new
        self._before = {figure.ref: figure for figure in before}
        self._after = after
        self._known = known
        self._refs: dict[FigureRef, FigureRef] = {}
        self._items: dict[int, Found] = {}

    @cached_property
    def _anchoring(self) -> Anchoring:
        return Anchoring(self._new, self._old)

    def content(self, content: Content) -> Content:
        match content:
            case ItemQuote(report_key=key) if key == self._old.key:
                return self._quote(content)
            case FigureTable(figures=refs):
                return replace(content, figures=tuple(self._ref(ref) for ref in refs))
            case ComparisonTable(indicators=keys):
                return replace(content, indicators=tuple(self._key(key) for key in keys))
            case ChartPick(place, keys):
                moved = place if place is None or place.report_key != self._old.key else self._place(place)
                return replace(content, place=moved, indicators=tuple(self._key(key) for key in keys))
        return content

    def _quote(self, quote: ItemQuote) -> ItemQuote:
        found = self._anchoring.find(quote.anchor, Scope.ITEM if quote.whole else Scope.PASSAGE)
        item = None if found.item is None or found.state not in _SURE else self._new.item_at(found.item)
        if item is None:
            return quote
        if quote.whole or found.stretch is None:
            return replace(quote, anchor=anchor_of_item(self._new, item))
        return replace(quote, anchor=anchor_at(self._new, item, found.stretch))

    def _ref(self, ref: FigureRef) -> FigureRef:
        if ref.report_key != self._old.key or ref not in self._before:
            return ref
        if ref not in self._refs:
            found = self._figure(self._before[ref])
            self._refs[ref] = ref if found is None else found.ref
        return self._refs[ref]

    def _figure(self, figure: Figure) -> Figure | None:
        """The figure at the same words, else the one that says the same thing in the item: its value was corrected."""
        item = self._old.item_at(figure.item)
        if item is None:
            return None
        anchor = anchor_at(self._old, item, figure.text_span)
        found = self._anchoring.find(anchor, Scope.PASSAGE)
        if found.state in _SURE:
            for other in self._after:
                if other.item == found.item and other.text_span == found.stretch:
                    return other
        home = self._item(figure.item)
        own = [other for other in self._before.values() if other.item == figure.item and _alike(other, figure)]
        there = [other for other in self._after if other.item == home.item and _alike(other, figure)]
        return there[own.index(figure)] if len(own) == len(there) else None

    def _key(self, key: str) -> str:
        indicator = self._known.get(key)
        if indicator is None or indicator_key(indicator.results, indicator.target) != key:
            # Joined by a person: it is named by that decision, which follows its figures by itself.
            return key
        by_ref = {figure.ref: figure for figure in self._after}

        def moved(figure: Figure) -> Figure:
            return by_ref.get(self._ref(figure.ref), figure)

        return indicator_key((moved(one) for one in indicator.results), moved(indicator.target))

    def _place(self, place: Place) -> Place:
        if place.item is not None:
            found = self._item(place.item)
            return place if found.item is None else Place(place.report_key, place.section, found.item)
        section = self._old.section_at(place.section) if place.section else None
        if section is None:
            return place
        there = self._anchoring.find(anchor_of_section(self._old, section), Scope.SECTION)
        return place if there.section is None else Place(place.report_key, there.section)

    def _item(self, position: int) -> Found:
        if position not in self._items:
            item = self._old.item_at(position)
            self._items[position] = (
                Found(AnchorState.ORPHAN)
                if item is None
                else self._anchoring.find(anchor_of_item(self._old, item), Scope.ITEM)
            )
        return self._items[position]


def _alike(one: Figure, other: Figure) -> bool:
    return (one.subject, one.measure, one.nature, one.quantity.base_unit) == (
        other.subject,
        other.measure,
        other.nature,
        other.quantity.base_unit,
    )


def _about(content: Content, key: str) -> bool:
    """Whether an entry may be about something of that report; indicators may be about any."""
    match content:
        case ItemQuote(report_key=of):
            return of == key
        case FigureTable(figures=refs):
            return any(ref.report_key == key for ref in refs)
        case ComparisonTable(indicators=keys):
            return bool(keys)
        case ChartPick(place, keys):
            return bool(keys) or (place is not None and place.report_key == key)
    return False

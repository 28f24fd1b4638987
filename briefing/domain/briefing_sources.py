"""What the sources of a briefing's entries say today, and whether that is what they said when they were put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.anchoring import Anchoring
from briefing.domain.annotation import Annotation
from briefing.domain.briefing import ChartPick, ComparisonTable, Entry, FigureTable, ItemQuote, NotePick
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.place import Place
from briefing.domain.report import Item
from briefing.domain.span import Span


class Freshness(StrEnum):
    """How an entry stands to its source."""

    CURRENT = "current"
    CHANGED = "changed"
    UNSURE = "unsure"
    GONE = "gone"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    Freshness.CURRENT: "与原文一致",
    Freshness.CHANGED: "原文已改动",
    Freshness.UNSURE: "原文位置待确认",
    Freshness.GONE: "原文已不在",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an item's quote stands today: the report, the item and the stretch of its text."""

    contents: ReportContents
    item: Item
    stretch: Span
    sure: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.stretch.of(self.item.text)


class Sources:
    """The library as a briefing needs it: what each entry is about, found once."""

    def __init__(self, library: Iterable[ReportContents], indicators: Iterable[Indicator]) -> None:
        self.library: Mapping[str, ReportContents] = {each.report.key: each for each in library}
        self.indicators: Mapping[str, Indicator] = {one.key: one for one in indicators}
        self._anchorings: dict[str, Anchoring] = {}
        self._passages: dict[ItemQuote, Passage | None] = {}

    @cached_property
    def figures(self) -> Mapping[FigureRef, Figure]:
        """Every figure by its name."""
        return {figure.ref: figure for each in self.library.values() for figure in each.figures}

    @cached_property
    def annotations(self) -> Mapping[str, Annotation]:
        """Every annotation that is not deleted, by its id."""
        return {note.id: note for each in self.library.values() for note in each.annotations if not note.deleted}

    def passage(self, quote: ItemQuote) -> Passage | None:
        """Where a quote stands today, or None when it is not to be found."""
        if quote not in self._passages:
            self._passages[quote] = self._find(quote)
        return self._passages[quote]

    def _find(self, quote: ItemQuote) -> Passage | None:
        contents = self.library.get(quote.report_key)
        if contents is None:
            return None
        anchoring = self._anchorings.get(quote.report_key)
        if anchoring is None:
            anchoring = self._anchorings[quote.report_key] = Anchoring(contents.report)
        found = anchoring.find(quote.anchor, Scope.ITEM if quote.whole else Scope.PASSAGE)
        item = None if found.item is None else contents.report.item_at(found.item)
        if item is None:
            return None
        whole = quote.whole or found.stretch is None
        stretch = Span(0, len(item.text)) if whole or found.stretch is None else found.stretch
        return Passage(contents, item, stretch, found.state in (AnchorState.EXACT, AnchorState.MOVED))

    def chosen(self, keys: tuple[str, ...]) -> tuple[Indicator, ...]:
        """The indicators of these keys that there are; all of them when none is named."""
        if not keys:
            return tuple(self.indicators.values())
        return tuple(self.indicators[key] for key in keys if key in self.indicators)

    def figures_at(self, place: Place) -> tuple[Figure, ...]:
        """The figures of an item, a section or a report."""
        contents = self.library.get(place.report_key)
        if contents is None:
            return ()
        report = contents.report
        if place.item is not None:
            items = [item for item in report.items() if item.position == place.item]
        elif place.section:
            section = report.section_at(place.section)
            items = [] if section is None else list(section.all_items())
        else:
            items = list(report.items())
        return contents.figures_of(items)

    def words(self, entry: Entry) -> str | None:
        """What the entry's source says today, a line a value; None when it is gone. Empty for one's own words."""
        match entry.content:
            case ItemQuote() as quote:
                passage = self.passage(quote)
                return None if passage is None else passage.text
            case NotePick(annotation=key):
                note = self.annotations.get(key)
                return None if note is None else "\n".join(part for part in (note.title, note.text) if part)
            case FigureTable(figures=refs):
                known = [self.figures[ref] for ref in refs if ref in self.figures]
                lines = self._table_words(known, beside=entry.options.results)
                return "\n".join(lines) if lines else None
            case ComparisonTable(indicators=keys):
                return "\n".join(line for one in self.chosen(keys) for line in indicator_words(one)) or None
            case ChartPick() as pick:
                return "\n".join(self._chart_words(pick)) or None
        return ""

    def freshness(self, entry: Entry) -> Freshness:
        """How the entry stands to its source."""
        words = self.words(entry)
        if words is None:
            return Freshness.GONE
        if isinstance(entry.content, ItemQuote):
            passage = self.passage(entry.content)
            if passage is not None and not passage.sure:
                return Freshness.UNSURE
        return Freshness.CURRENT if words == entry.seen else Freshness.CHANGED

    def paired(self, figures: Iterable[Figure]) -> tuple[Indicator, ...]:
        """The indicators that set one of these figures beside others, in their own order."""
        refs = {figure.ref for figure in figures}
        every = self.indicators.values()
        return tuple(one for one in every if any(figure.ref in refs for figure in (*one.results, one.target)))

    def _chart_words(self, pick: ChartPick) -> Iterator[str]:
        if pick.place is not None:
            yield from self._table_words(self.figures_at(pick.place), beside=True)
        for key in pick.indicators:
            if key in self.indicators:
                yield from indicator_words(self.indicators[key])

    def _table_words(self, figures: Sequence[Figure], *, beside: bool) -> list[str]:
        """Figures, and what is shown beside them: a result that is corrected changes the table of its target too."""
        lines = [figure_words(figure) for figure in figures]
        own = {figure.ref for figure in figures}
        for one in self.paired(figures) if beside else ():
            lines += [figure_words(other) for other in (*one.results, one.target) if other.ref not in own]
            lines += [f"{one.name}（{one.terms.label}）{one.caveat}"]
        return lines


def figure_words(figure: Figure) -> str:
    """A figure in one line: what of, how much, when."""
    year = "" if figure.year is None else f"{figure.year}年"
    return f"{year}{figure.label} {figure.quantity.words}"


def indicator_words(indicator: Indicator) -> tuple[str, ...]:
    """An indicator in lines: its name and terms, its results, its target, its caveat."""
    return (
        f"{indicator.name}（{indicator.terms.label}）",
        *(figure_words(figure) for figure in indicator.results),
        figure_words(indicator.target),
        *((indicator.caveat,) if indicator.caveat else ()),
    )

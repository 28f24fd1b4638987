"""What people make of a selection: the entries a briefing of each form begins with, to be edited afterwards.

Nothing is invented: where the library knows nothing, a line in brackets says what is still to be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.domain.annotation import Annotation, AnnotationKind
from briefing.domain.briefing import Details, Entry, EntryOptions, Form
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.shown import shown
from briefing.export.briefing.offers import Offer as Offer
from briefing.export.briefing.offers import offers as offers
from briefing.export.briefing.selected import Selection as Selection
from briefing.export.briefing.selected import chart_place, headline, known, newest, notes_of, says

TO_WRITE = "（待写：{}）"
"""How a prompt reads on the page: nobody takes it for a statement."""

MOST_ON_ONE_PAGE = 6
"""Rows of the table on a single page in large type."""

MOST_QUOTES = 8
"""Items that a single page in large type begins with."""

_QUESTIONS = (AnnotationKind.QUESTION, AnnotationKind.WORDING)
_PROBLEMS = (AnnotationKind.RISK, AnnotationKind.QUESTION)


def start(
    form: Form, selection: Selection, sources: Sources, new_id: Callable[[], str]
) -> tuple[Details, tuple[Entry, ...]]:
    """The first page and the entries of a briefing of that form, made of a selection.

    Places and annotations that the library does not have (any more) are left out.
    """
    begun = _Start(known(selection, sources), sources, new_id)
    title, entries = {
        Form.MEETING: begun.meeting,
        Form.OUTLINE: begun.outline,
        Form.COMPARISON: begun.comparison,
        Form.ANSWERS: begun.answers,
        Form.ONE_PAGE: begun.one_page,
        Form.BLANK: begun.blank,
    }[form]()
    return Details(title), tuple(entries)


class _Start:
    def __init__(self, selection: Selection, sources: Sources, new_id: Callable[[], str]) -> None:
        self._sources = sources
        self._make = EntryMaker(sources, new_id)
        self._newest = newest(sources)
        self._year = "" if self._newest is None or self._newest.report.year is None else f"{self._newest.report.year}年"
        self._selection = selection
        self._places = selection.places
        if not selection and self._newest is not None:
            self._places = (headline(self._newest),)

    def meeting(self) -> tuple[str, list[Entry]]:
        entries = [entry for place in self._places for entry in self._place(place)]
        entries += self._compared()
        entries += self._noted()
        return self._title("简报"), entries

    def outline(self) -> tuple[str, list[Entry]]:
        make = self._make
        pairs = self._pairs()
        entries = [make.heading("进展")]
        entries += self._quotes(figure for one in pairs for figure in one.results) or [_prompt(make, "已经做成的事")]
        if pairs:
            entries.append(make.comparison((one.key for one in pairs), options=EntryOptions()))
        entries += self._picked((AnnotationKind.PROGRESS,))
        entries.append(make.heading("问题"))
        entries += self._picked(_PROBLEMS) or [_prompt(make, "存在的问题，资料库里没有风险或问答批注可引")]
        entries += [make.heading("原因"), _prompt(make, "问题的原因，资料库里没有记载")]
        entries.append(make.heading("下一步"))
        entries += self._quotes(figure for one in pairs for figure in (one.target,)) or [_prompt(make, "下一步打算")]
        entries.append(_prompt(make, "措施、时限和责任单位"))
        return self._title("汇报提纲"), entries

    def comparison(self) -> tuple[str, list[Entry]]:
        keys = self._selection.indicators or tuple(one.key for one in self._pairs()) if self._selection else ()
        entries = [self._make.comparison(keys)]
        if not entries[0].seen:
            return self._comparison_title(()), []
        entries.append(self._make.chart_of(keys or tuple(self._sources.indicators)))
        return self._comparison_title(self._sources.chosen(keys)), entries

    def answers(self) -> tuple[str, list[Entry]]:
        chosen = self._selection.annotations
        if not chosen:
            here = self._notes_here() if self._selection else notes_of(self._sources)
            asked = [note.id for note in here if note.kind is AnnotationKind.QUESTION]
            chosen = tuple(asked or [note.id for note in here if note.kind in _QUESTIONS])
        entries = [self._make.note(key) for key in chosen]
        return "问答口径", entries or [_prompt(self._make, "可能问到的问题和答复，资料库里还没有问答批注")]

    def one_page(self) -> tuple[str, list[Entry]]:
        entries: list[Entry] = []
        # Footnotes and differences would cost the page that it must fit on.
        short = EntryOptions(sources=False, difference=False)
        for place in self._places[:1]:
            quotes = [entry for entry in self._make.section(place, heading=False) if entry.seen]
            entries += [replace(entry, options=short) for entry in quotes[:MOST_QUOTES]]
        pairs = self._pairs()[:MOST_ON_ONE_PAGE]
        if pairs:
            entries.append(self._make.comparison((one.key for one in pairs), options=short))
        return self._title("要点"), entries

    def blank(self) -> tuple[str, list[Entry]]:
        return "", []

    def _place(self, place: Place) -> Iterator[Entry]:
        """A place with its items, its table and its first chart."""
        make = self._make
        if place.item is not None:
            yield make.heading(make.place_title(place))
        yield from make.section(place)
        if not place.section and place.item is None:
            return
        title = make.place_title(place)
        years = sorted({f.year for one in self._sources.paired(self._sources.figures_at(place)) for f in one.results
                        if f.year is not None})  # fmt: skip
        beside = f"与{years[-1]}年实绩" if years else ""
        table = make.table(place, title=f"{title}{beside}")
        if table is not None:
            yield table
        chart = chart_place(self._sources, place)
        if chart is not None:
            yield make.chart(chart, 0, title=f"{title}{beside}")

    def _compared(self) -> Iterator[Entry]:
        if keys := self._selection.indicators:
            yield self._make.heading("指标对照")
            yield self._make.comparison(keys)
            yield self._make.chart_of(keys)

    def _noted(self) -> Iterator[Entry]:
        """The selected annotations below the items they are about, each item quoted once."""
        chosen = [self._sources.annotations[key] for key in self._selection.annotations]
        if not chosen:
            return
        yield self._make.heading("批注")
        quoted: set[tuple[str, int]] = set()
        for note in chosen:
            where = None if note.item is None or not note.placed else (note.report_key, note.item)
            if where is not None and where not in quoted:
                quoted.add(where)
                yield self._make.item(Place(note.report_key, (), note.item))
            yield self._make.note(note.id)

    def _picked(self, kinds: Sequence[AnnotationKind]) -> list[Entry]:
        """Annotations of these kinds: those selected, else those about what was selected."""
        chosen = [self._sources.annotations[key] for key in self._selection.annotations] or self._notes_here()
        return [self._make.note(note.id) for note in chosen if note.kind in kinds]

    def _notes_here(self) -> list[Annotation]:
        """The annotations about the items that the chosen figures stand in, results and targets alike."""
        figures = [figure for place in self._places for figure in self._sources.figures_at(place)]
        figures += [figure for one in self._pairs() for figure in (*one.results, one.target)]
        here = {(figure.report_key, figure.item) for figure in figures}
        return [note for note in notes_of(self._sources) if note.placed and (note.report_key, note.item) in here]

    def _pairs(self) -> list[Indicator]:
        """The indicators selected, and those of the places; a headline repeats sentences that hold the pair."""
        chosen = list(self._sources.chosen(self._selection.indicators)) if self._selection.indicators else []
        figures = [figure for place in self._places for figure in self._sources.figures_at(place)]
        for one in self._sources.indicators.values():
            if one not in chosen and any(says(one, figure) for figure in figures):
                chosen.append(one)
        return chosen

    def _quotes(self, figures: Iterable[Figure]) -> list[Entry]:
        """The items these figures stand in, each once."""
        places = dict.fromkeys((figure.report_key, figure.item) for figure in figures)
        return [self._make.item(Place(key, (), item)) for key, item in places]

    def _title(self, paper: str) -> str:
        if self._places:
            named = self._make.place_title(self._places[0])
            year = "" if self._year and named.startswith(self._year[:-1]) else self._year
            return f"{year}{named}{'等工作' if len(self._places) > 1 else ''}{paper}"
        return f"{self._year}{'指标对照' if self._selection.indicators else '批注汇编'}{paper}"

    @staticmethod
    def _comparison_title(indicators: Sequence[Indicator]) -> str:
        targets = {one.target.year for one in indicators}
        results = {figure.year for one in indicators for figure in one.results}
        if len(targets) == len(results) == 1 and None not in targets | results:
            return f"{targets.pop()}年目标与{results.pop()}年实绩对照表"
        return "目标与实绩对照表"


def _prompt(make: EntryMaker, what: str) -> Entry:
    return make.text(shown(TO_WRITE.format(what)))

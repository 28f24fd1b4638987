"""What people make of a selection: the entries a briefing of each form begins with, to be edited afterwards.

Nothing is invented: where the library knows nothing, a line in brackets says what is still to be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.briefing import ChartPick, Details, Entry, EntryOptions, Form
from briefing.domain.briefing_entries import EntryMaker, callouts
from briefing.domain.briefing_sources import Sources
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.export.annotation_order import in_text_order
from briefing.export.briefing.pictures import chart_count

TO_WRITE = "（待写：{}）"
"""How a prompt reads on the page: nobody takes it for a statement."""

MOST_ON_ONE_PAGE = 6
"""Rows of the table on a single page in large type."""

_QUESTIONS = (AnnotationKind.QUESTION, AnnotationKind.WORDING)
_PROBLEMS = (AnnotationKind.RISK, AnnotationKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a briefing is begun from: places, keys of indicators, ids of annotations. Empty is the newest targets."""

    places: tuple[Place, ...] = ()
    indicators: tuple[str, ...] = ()
    annotations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.indicators or self.annotations)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to begin that is offered on an empty page: what it is called, and in a line what it would hold."""

    title: str
    line: str
    form: Form
    selection: Selection = Selection()


def start(
    form: Form, selection: Selection, sources: Sources, new_id: Callable[[], str]
) -> tuple[Details, tuple[Entry, ...]]:
    """The first page and the entries of a briefing of that form, made of a selection.

    Places and annotations that the library does not have (any more) are left out.
    """
    begun = _Start(_known(selection, sources), sources, new_id)
    title, entries = {
        Form.MEETING: begun.meeting,
        Form.OUTLINE: begun.outline,
        Form.COMPARISON: begun.comparison,
        Form.ANSWERS: begun.answers,
        Form.ONE_PAGE: begun.one_page,
        Form.BLANK: begun.blank,
    }[form]()
    return Details(title), tuple(entries)


def offers(sources: Sources) -> tuple[Offer, ...]:
    """The ways to begin that an empty briefing offers, those first that hold the most; always one that is empty."""
    found: list[Offer] = []
    newest = _newest(sources)
    if newest is not None:
        place = _headline(newest)
        items = newest.report.item_count() if not place.section else _count(newest, place)
        title = EntryMaker(sources, str).place_title(place)
        found.append(Offer(title, _held(newest, place, items, sources), Form.MEETING))
    if sources.indicators:
        found.append(Offer("实绩与目标对照表", f"{len(sources.indicators)} 项指标，附口径说明", Form.COMPARISON))
    if verified := _verified(sources):
        line = f"{len(verified)} 条，按条目排，附原文"
        found.append(
            Offer("已核批注汇编", line, Form.MEETING, Selection(annotations=tuple(note.id for note in verified)))
        )
    if asked := [note for note in _notes(sources) if note.kind is AnnotationKind.QUESTION]:
        pending = sum(note.status is not AnnotationStatus.VERIFIED for note in asked)
        found.append(
            Offer("问答口径", f"{len(asked)} 条问答" + (f"，{pending} 条待核" if pending else ""), Form.ANSWERS)
        )
    if newest is not None:
        found.append(Offer("汇报提纲", "进展、问题、原因、下一步，有原文的先填上", Form.OUTLINE))
        found.append(Offer("一页纸", "大字一页，主要数据一张表", Form.ONE_PAGE))
    found.append(Offer("只放标题", "条目、数据表、图和批注以后再加", Form.BLANK))
    return tuple(found)


class _Start:
    def __init__(self, selection: Selection, sources: Sources, new_id: Callable[[], str]) -> None:
        self._sources = sources
        self._make = EntryMaker(sources, new_id)
        self._newest = _newest(sources)
        self._year = "" if self._newest is None or self._newest.report.year is None else f"{self._newest.report.year}年"
        self._selection = selection
        self._places = selection.places
        if not selection and self._newest is not None:
            self._places = (_headline(self._newest),)

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
            here = self._notes_here() if self._selection else _notes(self._sources)
            asked = [note.id for note in here if note.kind is AnnotationKind.QUESTION]
            chosen = tuple(asked or [note.id for note in here if note.kind in _QUESTIONS])
        entries = [self._make.note(key) for key in chosen]
        return "问答口径", entries or [_prompt(self._make, "可能问到的问题和答复，资料库里还没有问答批注")]

    def one_page(self) -> tuple[str, list[Entry]]:
        entries: list[Entry] = []
        for place in self._places[:1]:
            entries += [entry for entry in self._make.section(place, heading=False) if entry.seen][:8]
        pairs = self._pairs()[:MOST_ON_ONE_PAGE]
        if pairs:
            options = EntryOptions(sources=False)
            entries.append(self._make.comparison((one.key for one in pairs), options=options))
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
        chart = _chart_place(self._sources, place)
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
        return [note for note in _notes(self._sources) if note.placed and (note.report_key, note.item) in here]

    def _pairs(self) -> list[Indicator]:
        """The indicators selected, and those of the places; a headline repeats sentences that hold the pair."""
        chosen = list(self._sources.chosen(self._selection.indicators)) if self._selection.indicators else []
        figures = [figure for place in self._places for figure in self._sources.figures_at(place)]
        for one in self._sources.indicators.values():
            if one not in chosen and any(_says(one, figure) for figure in figures):
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


def _known(selection: Selection, sources: Sources) -> Selection:
    return Selection(
        tuple(place for place in selection.places if _exists(place, sources)),
        tuple(key for key in selection.indicators if key in sources.indicators),
        tuple(key for key in selection.annotations if key in sources.annotations),
    )


def _exists(place: Place, sources: Sources) -> bool:
    contents = sources.library.get(place.report_key)
    if contents is None:
        return False
    if place.item is not None:
        return contents.report.item_at(place.item) is not None
    return not place.section or contents.report.section_at(place.section) is not None


def _newest(sources: Sources) -> ReportContents | None:
    """The newest report that promises, else the newest."""
    every = sorted(sources.library.values(), key=lambda each: each.report.year or 0, reverse=True)
    return next((each for each in every if each.report.nature is Nature.TARGET), every[0] if every else None)


def _headline(contents: ReportContents) -> Place:
    """Its headline figures, else its first numbered section, else all of it."""
    report = contents.report
    section = callouts(contents) or next(iter(report.numbered()), None)
    return Place(report.key, () if section is None else section.path)


def _count(contents: ReportContents, place: Place) -> int:
    section = contents.report.section_at(place.section)
    return 0 if section is None else len(section.all_items())


def _chart_place(sources: Sources, place: Place) -> Place | None:
    """Where the chart of a place is to be had: its own, or for headline figures that of the whole report."""
    contents = sources.library[place.report_key]
    section = contents.report.section_at(place.section) if place.item is None else None
    whole = Place(place.report_key)
    if section is not None and section == callouts(contents) and chart_count(ChartPick(whole), sources):
        return whole
    return place if chart_count(ChartPick(place), sources) else None


def _held(contents: ReportContents, place: Place, items: int, sources: Sources) -> str:
    """2026 年 7 条，6 个数据，附 2024 实绩和一幅图."""
    figures = sources.figures_at(place)
    year = "" if contents.report.year is None else f"{contents.report.year} 年 "
    pairs = [one for one in sources.indicators.values() if any(_says(one, figure) for figure in figures)]
    results = sorted({figure.year for one in pairs for figure in one.results if figure.year is not None})
    beside = [f"{results[-1]} 实绩"] if results else []
    beside += ["一幅图"] if _chart_place(sources, place) is not None else []
    line = f"{year}{items} 条，{len(figures)} 个数据"
    return f"{line}，附 {'和'.join(beside)}" if beside else line


def _says(indicator: Indicator, figure: Figure) -> bool:
    """Whether an indicator holds the figure, or the same promise said elsewhere in its report."""
    for own in (*indicator.results, indicator.target):
        same = (own.report_key, own.measure, own.quantity.base_value) == (
            figure.report_key,
            figure.measure,
            figure.quantity.base_value,
        )
        if own.ref == figure.ref or (same and own.subject == figure.subject):
            return True
    return False


def _notes(sources: Sources) -> list[Annotation]:
    """Every annotation, as the texts run, the older report first."""
    every = sorted(sources.library.values(), key=lambda each: each.report.year or 0)
    return [note for each in every for note in in_text_order(each.annotations, each) if not note.deleted]


def _verified(sources: Sources) -> list[Annotation]:
    return [note for note in _notes(sources) if note.status is AnnotationStatus.VERIFIED and note.placed]


def _prompt(make: EntryMaker, what: str) -> Entry:
    return make.text(shown(TO_WRITE.format(what)))

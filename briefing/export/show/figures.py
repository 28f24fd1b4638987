"""Slides of figures and of indicators: each number large, with its sentence, its line and its caveats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.charts.headlines import Headline
from briefing.charts.pairs import detail_chart
from briefing.charts.pick import Sources, kind_of
from briefing.charts.spec import ChartSpec, Kind
from briefing.charts.words import number_words, series
from briefing.domain.comparison import Indicator, Terms, missing_words, missing_years, pointer
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, FigureRef, Trust
from briefing.domain.labels import section_label
from briefing.domain.place import Place
from briefing.domain.quantity import plain
from briefing.domain.report import ItemRole
from briefing.domain.shown import shown
from briefing.export.show.slide import Quote, Slide, Value

_DOUBTFUL_BELOW = 0.8
"""As on the pages: read with less confidence than this, a figure asks to be looked at."""
_MOST_LINES = 6
_MOST_SHORT, _MOST_LONG = 50, 200
"""How many characters of a sentence there is room for: on one line, and where it stands alone."""

_CLAUSE = re.compile(r"[，、；：。]")


class Known:
    """The library as slides need it: sentences, lines and names, found once."""

    def __init__(self, library: Sequence[ReportContents]) -> None:
        self.library = tuple(library)
        self.sources = Sources(self.library)

    def contents(self, key: str) -> ReportContents | None:
        """The report of that key."""
        return next((one for one in self.library if one.report.key == key), None)

    def over(self, place: Place) -> str:
        """Where a place belongs: its report, and its section."""
        report = self.sources.report(place.report_key)
        if report is None:
            return ""
        section = report.section_at(place.section) if place.section else None
        names = [shown(report.name), shown(section_label(section)) if section is not None else ""]
        return " › ".join(name for name in names if name)

    def quote(self, figure: Figure, *, whose: str = "") -> Quote:
        """The sentence a figure stands in, and where; ``whose`` says of which of several values."""
        report = self.sources.report(figure.report_key)
        sentence = self.sources.sentence(figure)
        if report is None:
            return Quote(sentence, "")
        line = _line(self.library, figure.ref)
        name = shown(report.name)
        words = sentence.removesuffix(f"（{name}，第 {line} 行）")
        item = self.sources.item(figure)
        if item is not None and item.role is ItemRole.CALLOUT:
            # Set in lines, without punctuation: run together they do not read.
            words = "　".join(shown(each).strip() for each in item.lines)
        words = near(words, shown(figure.raw), _MOST_SHORT if whose else _MOST_LONG)
        return Quote(words, f"{whose or '来源'}：{name}，原文第 {line} 行")

    def place_quote(self, place: Place) -> tuple[Quote, ...]:
        """Where an item stands; none where it is not at hand."""
        report = self.sources.report(place.report_key)
        item = None if report is None or place.item is None else report.item_at(place.item)
        if report is None or item is None:
            return ()
        return (Quote("", f"来源：{shown(report.name)}，原文第 {item.line} 行"),)

    def source_of(self, refs: Iterable[FigureRef]) -> tuple[Quote, ...]:
        """Where these stand: each report with its lines, in one sentence; none where nothing leads anywhere."""
        by_report: dict[str, set[int]] = {}
        for ref in refs:
            by_report.setdefault(ref.report_key, set()).add(_line(self.library, ref))
        told = []
        for key, lines in by_report.items():
            report = self.sources.report(key)
            if report is not None:
                ordered = sorted(lines)
                many = len(ordered) > _MOST_LINES
                words = f"{ordered[0]}–{ordered[-1]}" if many else "、".join(map(str, ordered))
                told.append(f"{shown(report.name)}，原文第 {words} 行")
        return (Quote("", f"来源：{'；'.join(told)}"),) if told else ()


def near(sentence: str, figure: str, most: int) -> str:
    """The sentence, or where it is longer than ``most`` the clauses of it from just before the figure on, after …."""
    at = sentence.find(figure)
    if len(sentence) <= most or at < 0:
        return sentence
    starts = [found.end() for found in _CLAUSE.finditer(sentence, 0, at)]
    late = [start for start in starts if at + len(figure) - start <= most * 2 // 3]
    # What stands too far before its figure within one clause stays: a clause is not cut at its front.
    start = late[0] if late else starts[-1] if starts else 0
    return f"…{sentence[start:]}" if start and at + len(figure) > most * 2 // 3 else sentence


def refs_of(spec: ChartSpec) -> tuple[FigureRef, ...]:
    """The figures a chart shows, each once."""
    found = [ref for bar in spec.bars() for one in (bar, *bar.parts) for ref in one.figures]
    return tuple(dict.fromkeys(found))


def value_of(figure: Figure, label: str = "", *, caveat: bool = False) -> Value:
    """A figure as a value, called by its year unless told otherwise."""
    quantity, kind = figure.quantity, kind_of(figure)
    name = label or series(kind, figure.year)
    return Value(name, kind, quantity.bound.sign, number_words(quantity), quantity.unit, caveat=caveat)


def doubts(figures: Iterable[Figure]) -> tuple[str, ...]:
    """What to know of figures that nobody has looked at, or that a person corrected: a sentence each."""
    told = []
    for figure in figures:
        name = shown(figure.label)
        if figure.trust is Trust.READ and figure.confidence < _DOUBTFUL_BELOW:
            reason = f"：{shown(figure.reason)}" if figure.reason else ""
            told.append(f"待核（{name}）{reason}。".replace("。。", "。"))
        elif figure.trust is Trust.CORRECTED and figure.before:
            told.append(f"已更正（{name}），原识别为：{shown(figure.before)}。")
        elif figure.trust is Trust.ADDED:
            told.append(f"{name}为人工添加。")
    return tuple(told)


def figure_slide(figure: Figure, known: Known, indicators: Iterable[Indicator] = ()) -> Slide:
    """One figure, what it is of, whose it is, and the sentence it stands in; beside it what it is paired with."""
    paired = next((i for i in indicators if figure.ref in [f.ref for f in (*i.results, i.target)]), None)
    slide = Slide(
        title=shown(figure.label) or "数据",
        over=known.over(known.sources.place(figure)),
        figure=value_of(figure),
        quotes=(known.quote(figure),),
        caveats=doubts((figure,)),
    )
    if paired is None or len(paired.results) != 1:
        return slide
    other = paired.results[0] if figure.ref == paired.target.ref else paired.target
    return _beside(slide, other, paired)


def headline_slide(headline: Headline, known: Known, indicators: Sequence[Indicator]) -> Slide:
    """A headline as its card has it."""
    figure = headline.figure
    if figure is None:
        return Slide(
            headline.title,
            over=known.over(headline.place),
            words=(headline.words,) if headline.words else (),
            quotes=known.place_quote(headline.place),
        )
    slide = figure_slide(figure, known)
    if headline.other is not None:
        # The pair may have been made with the sentence that a call-out repeats.
        paired = next((i for i in indicators if headline.other.ref in {f.ref for f in (*i.results, i.target)}), None)
        return _beside(slide, headline.other, paired)
    if headline.absent:
        return replace(slide, beside=Value("", Kind.RESULT, absent=headline.absent))
    return slide


def _beside(slide: Slide, other: Figure, paired: Indicator | None) -> Slide:
    caveat = caveat_of(paired) if paired is not None else ""
    return replace(
        slide,
        beside=value_of(other, caveat=bool(caveat)),
        caveats=(*slide.caveats, *((f"与{series(kind_of(other), other.year)}相比：{caveat}",) if caveat else ())),
    )


def caveat_of(indicator: Indicator) -> str:
    """Why the two do not quite compare, in words; empty where they do."""
    return "" if indicator.terms is Terms.SAME else indicator.caveat or f"{indicator.terms.label}。"


def pair_values(indicator: Indicator) -> tuple[Value, ...]:
    """Result, target, and the difference where there is one: 差额（测算）."""
    base, caveat = indicator.base, bool(caveat_of(indicator))
    if len(indicator.results) > 1 and base is not None:
        total = " + ".join(plain(f.quantity.value) for f in indicator.results)
        label = f"{series(Kind.RESULT, indicator.results[0].year)}（测算：{total}）"
        results: tuple[Value, ...] = (Value(label, Kind.COMPUTED, "", plain(base.value), base.unit, caveat=caveat),)
    else:
        several = len(indicator.results) > 1
        results = tuple(
            value_of(f, shown(f.subject) if several else "", caveat=caveat and not at)
            for at, f in enumerate(indicator.results)
        )
    found = indicator.difference
    last = () if found is None else (Value("差额（测算）", Kind.COMPUTED, found.bound.sign, found.number, found.unit),)
    return (*results, value_of(indicator.target), *last)


def indicator_slide(indicator: Indicator, known: Known) -> Slide:
    """A result beside its target, the difference marked as computed, both drawn below on one axis.

    What may not be subtracted is only said, with the reason.
    """
    spec = detail_chart(indicator, known.library)
    drawn = any(row.drawn for panel in spec.panels for row in panel.rows)
    remark = next((row.remark for panel in spec.panels for row in panel.rows if row.remark), "")
    caveat = caveat_of(indicator)
    held = {one.report.year for one in known.library if one.report.year is not None}
    missing = missing_words(missing_years(indicator, held))
    told = "；".join(words.rstrip("。") for words in (spec.caption, pointer(indicator), missing) if words)
    figures = (*indicator.results, indicator.target)
    quotes = [known.quote(f, whose=series(kind_of(f), f.year)) for f in figures]
    if len(quotes) > 2:
        quotes = [Quote("", quote.source) for quote in quotes]
    return Slide(
        title=shown(indicator.name),
        over=f"实绩与目标对照 › {indicator.theme}" if indicator.theme else "实绩与目标对照",
        values=pair_values(indicator),
        chart=bare(spec) if drawn else None,
        remark=remark,
        quotes=tuple(dict.fromkeys(quotes)),
        computed=f"{told}。" if told else "",
        caveats=(*((caveat,) if caveat else ()), *doubts(figures)),
        about=indicator.key,
    )


def bare(spec: ChartSpec) -> ChartSpec:
    """The chart without what its slide says above and below it."""
    return replace(spec, title="", caption="", caveats=())


def chart_slide(spec: ChartSpec, over: str, known: Known, *, title: str = "") -> Slide:
    """A chart, with what stands below it on its page, and where its figures stand."""
    return Slide(
        title=title or spec.title,
        over=over,
        chart=bare(spec),
        quotes=known.source_of(refs_of(spec)),
        computed=spec.caption,
        caveats=spec.caveats,
    )


def _line(library: Iterable[ReportContents], ref: FigureRef) -> int:
    """The line of the source, from 1; 0 where the report is not at hand."""
    report = next((one.report for one in library if one.report.key == ref.report_key), None)
    return 0 if report is None else report.source_text.count("\n", 0, ref.start) + 1

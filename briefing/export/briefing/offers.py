"""The ways to begin that an empty briefing offers, each with what it would hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.briefing import Form
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.export.briefing.selected import Selection, chart_place, headline, newest, notes_of, says


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to begin that is offered on an empty page: what it is called, and in a line what it would hold."""

    title: str
    line: str
    form: Form
    selection: Selection = field(default_factory=Selection)


def offers(sources: Sources) -> tuple[Offer, ...]:
    """The ways to begin that an empty briefing offers, those first that hold the most; always one that is empty."""
    found: list[Offer] = []
    latest = newest(sources)
    if latest is not None:
        place = headline(latest)
        items = latest.report.item_count() if not place.section else _count(latest, place)
        title = EntryMaker(sources, str).place_title(place)
        found.append(Offer(title, _held(latest, place, items, sources), Form.MEETING))
    if sources.indicators:
        found.append(Offer("实绩与目标对照表", f"{len(sources.indicators)} 项指标，附口径说明", Form.COMPARISON))
    if verified := _verified(sources):
        line = f"{len(verified)} 条，按条目排，附原文"
        found.append(
            Offer("已核批注汇编", line, Form.MEETING, Selection(annotations=tuple(note.id for note in verified)))
        )
    if asked := [note for note in notes_of(sources) if note.kind is AnnotationKind.QUESTION]:
        pending = sum(note.status is not AnnotationStatus.VERIFIED for note in asked)
        found.append(
            Offer("问答口径", f"{len(asked)} 条问答" + (f"，{pending} 条待核" if pending else ""), Form.ANSWERS)
        )
    if latest is not None:
        found.append(Offer("汇报提纲", "进展、问题、原因、下一步，有原文的先填上", Form.OUTLINE))
        found.append(Offer("一页纸", "大字一页，主要数据一张表", Form.ONE_PAGE))
    found.append(Offer("只放标题", "条目、数据表、图和批注以后再加", Form.BLANK))
    return tuple(found)


def _count(contents: ReportContents, place: Place) -> int:
    section = contents.report.section_at(place.section)
    return 0 if section is None else len(section.all_items())


def _held(contents: ReportContents, place: Place, items: int, sources: Sources) -> str:
    """2026 年 7 条，6 个数据，附 2024 实绩和一幅图."""
    figures = sources.figures_at(place)
    year = "" if contents.report.year is None else f"{contents.report.year} 年 "
    pairs = [one for one in sources.indicators.values() if any(says(one, figure) for figure in figures)]
    results = sorted({figure.year for one in pairs for figure in one.results if figure.year is not None})
    beside = [f"{results[-1]} 实绩"] if results else []
    beside += ["一幅图"] if chart_place(sources, place) is not None else []
    line = f"{year}{items} 条，{len(figures)} 个数据"
    return f"{line}，附 {'和'.join(beside)}" if beside else line


def _verified(sources: Sources) -> list[Annotation]:
    return [note for note in notes_of(sources) if note.status is AnnotationStatus.VERIFIED and note.placed]

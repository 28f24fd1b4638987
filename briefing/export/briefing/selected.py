"""What a briefing is begun from, and what the library knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.annotation import Annotation
from briefing.domain.briefing import ChartPick
from briefing.domain.briefing_entries import callouts
from briefing.domain.briefing_sources import Sources
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.report import Nature
from briefing.export.annotation_order import in_text_order
from briefing.export.briefing.pictures import chart_count


@dataclass(frozen=True, slots=True)
class Selection:
    """What a briefing is begun from: places, keys of indicators, ids of annotations. Empty is the newest targets."""

    places: tuple[Place, ...] = ()
    indicators: tuple[str, ...] = ()
    annotations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.indicators or self.annotations)


def known(selection: Selection, sources: Sources) -> Selection:
    """What of a selection the library (still) has."""
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


def newest(sources: Sources) -> ReportContents | None:
    """The newest report that promises, else the newest."""
    every = sorted(sources.library.values(), key=lambda each: each.report.year or 0, reverse=True)
    return next((each for each in every if each.report.nature is Nature.TARGET), every[0] if every else None)


def headline(contents: ReportContents) -> Place:
    """Its headline figures, else its first numbered section, else all of it."""
    report = contents.report
    section = callouts(contents) or next(iter(report.numbered()), None)
    return Place(report.key, () if section is None else section.path)


def chart_place(sources: Sources, place: Place) -> Place | None:
    """Where the chart of a place is to be had: its own, or for headline figures that of the whole report."""
    contents = sources.library[place.report_key]
    section = contents.report.section_at(place.section) if place.item is None else None
    whole = Place(place.report_key)
    if section is not None and section == callouts(contents) and chart_count(ChartPick(whole), sources):
        return whole
    return place if chart_count(ChartPick(place), sources) else None


def says(indicator: Indicator, figure: Figure) -> bool:
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


def notes_of(sources: Sources) -> list[Annotation]:
    """Every annotation, as the texts run, the older report first."""
    every = sorted(sources.library.values(), key=lambda each: each.report.year or 0)
    return [note for each in every for note in in_text_order(each.annotations, each) if not note.deleted]

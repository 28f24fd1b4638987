"""The charts of a briefing: those of a place, as its page shows them, or of chosen indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.charts.chosen import chosen_charts
from briefing.charts.spec import ChartSpec
from briefing.charts.svg import to_svg
from briefing.domain.briefing import ChartPick
from briefing.domain.briefing_sources import Sources
from briefing.domain.figure import Figure
from briefing.export.document import Chart
from briefing.export.selection import TYPE_AREA_MM, charts_of


def specs_of(pick: ChartPick, sources: Sources) -> tuple[ChartSpec, ...]:
    """The charts a person picked, as they are on the screen; none where there is nothing to draw."""
    found = tuple(_specs(pick, sources))
    return found if pick.number is None else found[pick.number : pick.number + 1]


def chart_count(pick: ChartPick, sources: Sources) -> int:
    """How many charts a place or these indicators have, whichever number was picked."""
    return len(specs_of(replace(pick, number=None), sources))


def printed(spec: ChartSpec, caption: str, faces: tuple[str, ...], *, notes: bool = True) -> Chart:
    """A chart for paper, as wide as the type area; with ``notes`` its caption and its caveats are part of it."""
    svg = to_svg(spec, width_mm=TYPE_AREA_MM, fonts=faces, notes=notes)
    shown = spec if notes else replace(spec, caption="", caveats=())
    return Chart(svg, spec.alt, caption or spec.title, spec=shown)


def figures_of(spec: ChartSpec, sources: Sources) -> tuple[Figure, ...]:
    """The figures a chart draws, the parts of sums among them."""
    refs = [ref for bar in spec.bars() for one in (bar, *bar.parts) for ref in one.figures]
    return tuple(sources.figures[ref] for ref in dict.fromkeys(refs) if ref in sources.figures)


def _specs(pick: ChartPick, sources: Sources) -> Iterator[ChartSpec]:
    library = tuple(sources.library.values())
    if pick.place is not None and pick.place.report_key in sources.library:
        contents = sources.library[pick.place.report_key]
        yield from charts_of(pick.place, contents, library, tuple(sources.indicators.values()))
    known = [sources.indicators[key] for key in pick.indicators if key in sources.indicators]
    yield from chosen_charts(known, library)

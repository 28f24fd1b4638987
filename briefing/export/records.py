"""Search hits, indicators and findings as plain records, for other tools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.domain.comparison import Indicator, missing_words, missing_years, pointer
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.projection import Path, Projection, implied_base, level_of, path
from briefing.domain.quantity import plain
from briefing.domain.report import Report
from briefing.domain.search import Hit


def hit_record(hit: Hit) -> dict[str, Any]:
    """A hit with its place, its text, and where the words stand in it (code points)."""
    return {
        "kind": hit.kind.value,
        "report": hit.place.report_key,
        "section": list(hit.place.section),
        "item": hit.place.item,
        "text": hit.text,
        "marks": [[mark.start, mark.end] for mark in hit.marks],
        "trail": hit.trail,
        "figures": [
            {
                "report": figure.report_key,
                "start": figure.span.start,
                "end": figure.span.end,
                "subject": figure.subject,
                "words": figure.quantity.words,
            }
            for figure in hit.figures
        ],
        "annotation": hit.annotation.id if hit.annotation else None,
        "indicator": hit.indicator.key if hit.indicator else None,
    }


def indicator_record(
    indicator: Indicator, reports: Mapping[str, Report], figures: Iterable[Figure] = ()
) -> dict[str, Any]:
    """An indicator with its figures and their places, its terms, and what is computed from it; numbers as strings.

    What the terms or the units do not allow is None; ``pointer`` and ``missing`` are sentences or empty.
    ``figures`` are those of the reports, from which levels are taken for ``projections``.
    """
    difference, ratio, base = indicator.difference, indicator.ratio, indicator.base
    held = {report.year for report in reports.values() if report.year is not None}
    missing = missing_years(indicator, held)
    return {
        "key": indicator.key,
        "name": indicator.name,
        "theme": indicator.theme,
        "terms": indicator.terms.value,
        "caveat": indicator.caveat,
        "short": indicator.short,
        "results": [place_record(figure, reports) for figure in indicator.results],
        "base": None if base is None else {"number": base.number, "unit": base.unit, "bound": base.bound.value},
        "target": place_record(indicator.target, reports),
        "direction": indicator.direction.value,
        "difference": None
        if difference is None
        else {
            "number": difference.number,
            "unit": difference.unit,
            "bound": difference.bound.value,
            "formula": difference.formula,
            "computed": True,
        },
        "ratio": None if ratio is None else {"number": plain(ratio.value), "formula": ratio.formula, "computed": True},
        "pointer": pointer(indicator),
        "missing_years": list(missing),
        "missing": missing_words(missing),
        "projections": _projections(indicator, figures),
    }


def place_record(figure: Figure, reports: Mapping[str, Report]) -> dict[str, Any]:
    """A figure as it is quoted, with the report, item, line and stretch of the source it stands on."""
    report = reports.get(figure.report_key)
    item = None if report is None else report.item_at(figure.item)
    return {
        "report": figure.report_key,
        "year": figure.year,
        "subject": figure.subject,
        "measure": figure.measure.value,
        "nature": figure.nature.value,
        "words": figure.quantity.words,
        "raw": figure.raw,
        "start": figure.span.start,
        "end": figure.span.end,
        "item": figure.item,
        "line": None if item is None else item.line,
        "sentence": "" if item is None else item.text,
    }


def _projections(indicator: Indicator, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """What an indicator of growth implies where its level is told too: last year's level, and the path to come."""
    level = level_of(indicator, figures)
    if level is None:
        return []
    base, way = implied_base(level, indicator.results[0]), path(level, indicator.target)
    return [*([] if base is None else [_projection(base)]), *([] if way is None else [_path(way)])]


def _projection(projection: Projection) -> dict[str, Any]:
    return {
        "name": projection.name,
        "points": [[projection.year, plain(projection.value)]],
        "unit": projection.unit,
        "formula": projection.formula,
        "note": projection.note,
        "computed": True,
    }


def _path(found: Path) -> dict[str, Any]:
    return {
        "name": found.name,
        "points": [[year, plain(value)] for year, value in found.points],
        "unit": found.unit,
        "formula": found.formula,
        "note": found.note,
        "computed": True,
    }


def finding_record(finding: Finding, report: Report) -> dict[str, Any]:
    """A finding with every place it concerns: item, line, stretch of the item's text and of the source."""
    places = []
    for place in finding.places:
        item = report.item_at(place.item)
        source = None if item is None or not len(place.span) else item.to_source(place.span)
        places.append(
            {
                "report": place.report_key,
                "item": place.item,
                "line": None if item is None else item.line,
                "start": place.span.start,
                "end": place.span.end,
                "source": None if source is None else [source.start, source.end],
                "quote": place.quote,
            }
        )
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "label": finding.kind.label,
        "sentence": finding.sentence,
        "places": places,
    }

"""Finds the figures of a report: numbers, units, bounds, measures, subjects, natures, years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefing.domain.figure import Figure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from briefing.reading.bounds import read_bounds
from briefing.reading.clauses import frame
from briefing.reading.exclusions import figures_among
from briefing.reading.mentions import Mention, find_mentions
from briefing.reading.places import Places
from briefing.reading.subjects import name_subjects
from briefing.reading.times import Clock, Place
from briefing.reading.units import UnitKind, base_unit
from briefing.reading.years import narrow_years


def read_figures(report: Report) -> tuple[Figure, ...]:
    """Every figure of a report in reading order. Linear in its text; never raises."""
    clock = Clock(report)
    found: list[Figure] = []
    for section in report.sections():
        clock.enter(section)
        for item in section.own_items():
            found.extend(_figures_of(report, item, clock))
    return tuple(found)


def _figures_of(report: Report, item: Item, clock: Clock) -> Iterator[Figure]:
    text = item.text
    mentions = figures_among(text, find_mentions(text))
    frames = frame(narrow_years(text), mentions)
    bounds = read_bounds(text, mentions)
    names = name_subjects(text, frames)
    places = [Place(each.sentence_start, each.head_start, each.mention.start, each.mention.end) for each in frames]
    settings = clock.settings(text, places)
    where = Places(item)
    for mention, (bound, cues), name, setting in zip(mentions, bounds, names, settings, strict=True):
        text_span = Span(mention.start, mention.end)
        span = where.to_source(text_span)
        yield Figure(
            report_key=report.key,
            item=item.position,
            span=span,
            text_span=text_span,
            raw=span.of(report.source_text),
            quantity=quantity_of(mention, bound),
            measure=name.measure,
            subject=name.subject,
            nature=setting.nature,
            year=setting.year,
            cues=cues,
            confidence=name.confidence,
            reason=name.reason,
        )


def quantity_of(mention: Mention, bound: Bound) -> Quantity:
    """The value of a mention as written and with its magnitude folded in."""
    unit = base_unit(mention.unit)
    factor = mention.magnitude
    upper = mention.upper
    return Quantity(
        value=mention.value,
        unit=mention.magnitude_word + (unit if mention.kind in (UnitKind.PERCENT, UnitKind.POINTS) else mention.unit),
        base_value=_times(mention.value, factor),
        base_unit=unit,
        bound=bound,
        upper=upper,
        base_upper=None if upper is None else _times(upper, factor),
    )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    return value * factor

"""How findings are made: places in items, in reading order, under a lasting key."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.domain.figure import Figure
from briefing.domain.finding import Finding, FindingKind, FindingPlace, finding_key
from briefing.domain.report import Item, Report
from briefing.domain.span import Span

_AFTER = ("以上", "以下", "以内", "左右")


def place(report: Report, item: Item, span: Span) -> FindingPlace:
    """A stretch of an item."""
    return FindingPlace(report.key, item.position, span, span.of(item.text))


def place_of(report: Report, figure: Figure) -> FindingPlace | None:
    """Where a figure stands; None when it is not in the report as it is."""
    item = report.item_at(figure.item)
    if item is None or not 0 < figure.text_span.end <= len(item.text):
        return None
    return place(report, item, figure.text_span)


def finding(report: Report, kind: FindingKind, sentence: str, places: Iterable[FindingPlace | None]) -> Finding | None:
    """A finding of these places in reading order; None when one of them is not there."""
    wanted = list(places)
    known = [one for one in wanted if one is not None]
    if not known or len(known) != len(wanted):
        return None
    known.sort(key=lambda one: (one.item, one.span))
    return Finding(finding_key(report, kind, known), kind, sentence, tuple(known))


def told(report: Report, figure: Figure) -> str:
    """Number, unit and hedge as printed: 4.3万以上."""
    item = report.item_at(figure.item)
    after = "" if item is None else item.text[figure.text_span.end : figure.text_span.end + 2]
    raw = figure.raw.replace("*", "").replace("\n", "")
    return raw + (after if after in _AFTER else "")

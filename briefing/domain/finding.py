"""Findings: places of a report that a person should look at before quoting it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.report import Report
from briefing.domain.span import Span


class FindingKind(StrEnum):
    """What seems wrong."""

    TWICE = "twice"
    CALLOUT = "callout"
    SUM = "sum"
    UNIT = "unit"
    PERCENT = "percent"
    SLIP = "slip"
    YEAR = "year"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    FindingKind.TWICE: "前后不一",
    FindingKind.CALLOUT: "大字与正文不一",
    FindingKind.SUM: "合计不符",
    FindingKind.UNIT: "缺少单位",
    FindingKind.PERCENT: "百分比越界",
    FindingKind.SLIP: "用字有误",
    FindingKind.YEAR: "年份矛盾",
}


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """One of the places a finding speaks of: ``span`` lies in the item's text, ``quote`` is the text there."""

    report_key: str
    item: int
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, said in one sentence, with every place it concerns, in reading order.

    ``key`` names it for good, so that a person's verdict stays with it when the report is read again.
    """

    key: str
    kind: FindingKind
    sentence: str
    places: tuple[FindingPlace, ...]


def finding_key(report: Report, kind: FindingKind, places: Iterable[FindingPlace]) -> str:
    """A key from the report, the kind, and where the places lie in the source: not from positions of
    items, which a better reading of the outline may shift.
    """
    named = [report.key, kind.value]
    for place in places:
        item = report.item_at(place.item)
        where = item.to_source(place.span) if item is not None and len(place.span) else place.span
        named.append(f"{where.start}-{where.end}:{place.quote}")
    return "check-" + hashlib.sha256("|".join(named).encode("utf-8", "surrogatepass")).hexdigest()[:20]

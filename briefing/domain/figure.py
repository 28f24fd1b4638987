"""Figures: the statistical quantities found in items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.quantity import Quantity
from briefing.domain.report import Nature
from briefing.domain.span import Span


class Measure(StrEnum):
    """What kind of thing a figure says of its subject."""

    LEVEL = "level"
    GROWTH = "growth"
    DECLINE = "decline"
    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    INDEX = "index"

    @property
    def label(self) -> str:
        """Its name in tables."""
        return _LABELS[self]


_LABELS = {
    Measure.LEVEL: "总量",
    Measure.GROWTH: "增长",
    Measure.DECLINE: "下降",
    Measure.SHARE: "占比",
    Measure.RATE: "比率",
    Measure.COUNT: "个数",
    Measure.INDEX: "指数",
}


class Trust(StrEnum):
    """Whose word a figure is: the reader's alone, or a person's who looked at it."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _TRUST_LABELS[self]


_TRUST_LABELS = {
    Trust.READ: "自动识别",
    Trust.CONFIRMED: "已确认",
    Trust.CORRECTED: "已更正",
    Trust.ADDED: "人工添加",
}


@dataclass(frozen=True, slots=True, order=True)
class FigureRef:
    """Names a figure for good: its report and its exact span in the source text."""

    report_key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistical quantity in an item.

    ``span`` lies in the report's source text, ``text_span`` in the item's text, and ``cues`` are the
    stretches of the item's text that carry the bound (以上, 突破). ``raw`` is the source at ``span``.
    ``confidence`` runs from 0 to 1 and ``reason`` says in words why it is not higher. ``trust`` says whose word
    it is; where a person's differs from what was read, ``corrected`` names those fields (see
    ``domain.correction.FIELDS``) and ``before`` says in words what was read there. A person's word is sure:
    1.0, without a reason.
    """

    report_key: str
    item: int
    span: Span
    text_span: Span
    raw: str
    quantity: Quantity
    measure: Measure
    subject: str
    nature: Nature
    year: int | None
    cues: tuple[Span, ...] = ()
    confidence: float = 1.0
    reason: str = ""
    trust: Trust = Trust.READ
    before: str = ""
    corrected: frozenset[str] = frozenset()

    @property
    def ref(self) -> FigureRef:
        """Its name."""
        return FigureRef(self.report_key, self.span.start, self.span.end)

    @property
    def label(self) -> str:
        """What a table row calls it: 地区生产总值增长, 新增城镇就业."""
        if self.measure in (Measure.GROWTH, Measure.DECLINE):
            word = self.measure.label
            return self.subject if self.subject.endswith(("涨幅", "增速", "降幅", word)) else f"{self.subject}{word}"
        return self.subject

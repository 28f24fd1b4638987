"""What people say of figures: that they are right, what they should be, that one is missing or is none.

A person's word lies beside what was read and is anchored to the source text, so that it survives another reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from briefing.domain.anchor import CONTEXT
from briefing.domain.figure import Figure, FigureRef, Measure, Trust
from briefing.domain.quantity import Bound, Quantity, plain
from briefing.domain.report import Item, Nature, Report
from briefing.domain.span import Span

FIELDS = ("value", "upper", "unit", "bound", "measure", "subject", "nature", "year")
"""The fields of a figure that a person may correct, in the order they are shown."""

FIELD_LABELS = {
    "value": "数值",
    "upper": "上限",
    "unit": "单位",
    "bound": "界限",
    "measure": "类型",
    "subject": "主体",
    "nature": "性质",
    "year": "年份",
}

BOUND_LABELS = {
    Bound.EXACT: "等于",
    Bound.AT_LEAST: "不低于",
    Bound.AT_MOST: "不高于",
    Bound.ABOUT: "约",
    Bound.OVER: "超过",
    Bound.UNDER: "不足",
    Bound.RANGE: "区间",
}

NATURE_LABELS = {Nature.ACTUAL: "实绩", Nature.TARGET: "目标"}

_YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class FigureFields:
    """What a figure says, field by field, as a person fills it in; ``unit`` with its magnitude (亿元)."""

    value: Decimal
    unit: str
    bound: Bound
    measure: Measure
    subject: str
    nature: Nature
    year: int | None
    upper: Decimal | None = None

    @classmethod
    def of(cls, figure: Figure) -> FigureFields:
        """What the figure says now."""
        quantity = figure.quantity
        return cls(
            value=quantity.value,
            unit=quantity.unit,
            bound=quantity.bound,
            measure=figure.measure,
            subject=figure.subject,
            nature=figure.nature,
            year=figure.year,
            upper=quantity.upper,
        )

    @property
    def problem(self) -> str | None:
        """Why this cannot be kept, in one Chinese sentence with a way out; None when it can."""
        if not self.value.is_finite() or (self.upper is not None and not self.upper.is_finite()):
            return "数值不是一个数，请重新填写。"
        if (self.bound is Bound.RANGE) is not (self.upper is not None):
            return "区间要同时有下限和上限，请补齐，或改选其他界限。"
        if self.upper is not None and self.upper <= self.value:
            return "区间的上限要大于下限，请重新填写。"
        if not self.subject.strip():
            return "请写明这个数说的是什么（主体）。"
        if self.year is not None and self.year not in _YEARS:
            return "年份应是四位数，请重新填写；原文没有说明的请留空。"
        return None

    def differing(self, other: FigureFields) -> frozenset[str]:
        """The names of the fields in which the two differ; 16.60 and 16.6 do not."""
        return frozenset(name for name in FIELDS if getattr(self, name) != getattr(other, name))

    def words(self, name: str) -> str:
        """One field as a person reads it: 4.3, 万人, 不低于, 目标; 无 when it is empty."""
        value = getattr(self, name)
        match value:
            case Decimal():
                return plain(value)
            case Bound():
                return BOUND_LABELS[value]
            case Measure():
                return value.label
            case Nature():
                return NATURE_LABELS[value]
            case None | "":
                return "无"
        return str(value)


@dataclass(frozen=True, slots=True)
class Standing:
    """What has been settled about one figure at one moment; as made, it is all that undo has to bring back.

    ``values`` are the fields as the person saw and left them, None when nothing of them was settled. Without
    ``confirmed`` only those named in ``corrected`` hold, and the reader may still learn better in the others.
    """

    values: FigureFields | None = None
    corrected: frozenset[str] = frozenset()
    confirmed: bool = False
    removed: bool = False

    def effective(self, read: FigureFields) -> FigureFields:
        """What the figure says, given what was read."""
        if self.values is None:
            return read
        if self.confirmed:
            return self.values
        return replace(read, **{name: getattr(self.values, name) for name in self.corrected})

    def correct(self, read: FigureFields, fields: FigureFields) -> Standing:
        """This one with the figure saying ``fields``."""
        kept = frozenset[str]()
        if self.values is not None:
            kept = self.corrected - self.values.differing(fields)
        corrected = fields.differing(read) | kept
        values = fields if corrected or self.confirmed else None
        return Standing(values, corrected, self.confirmed, removed=False)

    def confirm(self, read: FigureFields) -> Standing:
        """This one with what the figure says now held to be right."""
        return Standing(self.effective(read), self.corrected, confirmed=True, removed=False)

    def remove(self) -> Standing:
        """This one with the figure held to be none."""
        return replace(self, removed=True)

    def trust(self, read: FigureFields) -> Trust:
        """Whose word the figure is."""
        if self.corrected & self.effective(read).differing(read):
            return Trust.CORRECTED
        return Trust.CONFIRMED if self.confirmed or self.corrected else Trust.READ


@dataclass(frozen=True, slots=True)
class FigureAnchor:
    """How a person's word finds its figure again: the span in the source, what stands there and 32 code points around.

    It is never rewritten.
    """

    start: int
    end: int
    raw: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, report: Report, span: Span) -> FigureAnchor:
        """The anchor of a span of the report's source text."""
        text = report.source_text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return cls(span.start, span.end, span.of(text), before, after)

    @property
    def span(self) -> Span:
        """Where it stood when it was made."""
        return Span(self.start, self.end)

    def resolve(self, report: Report, figures: Iterable[Figure]) -> Figure | None:
        """The figure at the same span with the same words; else the only one with these words between the same
        neighbours; else None (nothing is guessed).
        """
        alike = [figure for figure in figures if figure.raw == self.raw]
        here = [figure for figure in alike if figure.span == self.span]
        near = here or [figure for figure in alike if self._fits(report.source_text, figure.span)]
        return near[0] if len(near) == 1 else None

    def place(self, report: Report) -> tuple[Item, Span] | None:
        """The item, and the stretch of its text, that shows these words; None when no item does, or it is not sure."""
        text = report.source_text
        span = self.span
        if span.of(text) != self.raw:
            whole = self.prefix + self.raw + self.suffix
            at = text.find(whole)
            if at < 0 or text.find(whole, at + 1) >= 0:
                return None
            span = Span(at + len(self.prefix), at + len(self.prefix) + len(self.raw))
        for item in report.items():
            stretch = item.to_text(span)
            if stretch is not None and item.to_source(stretch) == span:
                return item, stretch
        return None

    def _fits(self, text: str, span: Span) -> bool:
        return text[: span.start].endswith(self.prefix) and text.startswith(self.suffix, span.end)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word about one figure as the library keeps it.

    ``figure`` is the figure it is about today, None while there is none (an orphan: listed, never dropped).
    ``added`` marks a figure that a person found. ``author`` is who changed it last. Times are aware (UTC).
    """

    id: str
    report_key: str
    anchor: FigureAnchor
    standing: Standing
    added: bool
    author: str
    created: datetime
    changed: datetime
    figure: FigureRef | None


def settled(figure: Figure, standing: Standing, quantity: Quantity, *, added: bool) -> Figure:
    """The figure as it was read with a person's word about it; ``quantity`` is what it says then, units folded.

    Once a person has spoken, the reader's doubts are settled.
    """
    read = FigureFields.of(figure)
    fields = standing.effective(read)
    differing = frozenset[str]() if added else fields.differing(read)
    trust = Trust.ADDED if added else standing.trust(read)
    return replace(
        figure,
        quantity=quantity,
        measure=fields.measure,
        subject=fields.subject,
        nature=fields.nature,
        year=fields.year,
        confidence=figure.confidence if trust is Trust.READ else 1.0,
        reason=figure.reason if trust is Trust.READ else "",
        trust=trust,
        before="；".join(f"{FIELD_LABELS[name]} {read.words(name)}" for name in FIELDS if name in differing),
        corrected=differing,
    )

"""The tables of what people settle: corrections of figures, decisions about indicators, verdicts on findings."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from briefing.domain.comparison import Terms
from briefing.domain.decision import DecisionKind
from briefing.domain.verdict import Judgement
from briefing.library.tables import Base, FigureRole


class AnchoredToSource:
    """The anchor of a person's word about a figure, as it was made, and the figure it is about today, if any."""

    start: Mapped[int]
    end: Mapped[int]
    raw: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]

    @validates("start", "end", "raw", "prefix", "suffix")
    def _keep(self, name: str, value: str | int) -> str | int:
        """Refuse to rewrite an anchor."""
        if getattr(self, name) not in (None, value):
            raise ValueError(f"{name!r} of an anchor is never rewritten")
        return value


class CorrectionRow(AnchoredToSource, Base):
    """What people settled about one figure; ``number`` grows in the order of writing.

    ``base_value``, ``base_unit`` and ``base_upper`` are its number with the unit folded in, where it differs from what
    was read. ``added`` says that a person found the figure, ``by_hand`` that the row of the figure was written for it,
    because the reader has none there.
    """

    __tablename__ = "figure_corrections"
    __table_args__ = (UniqueConstraint("id"), UniqueConstraint("figure_id"))

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36))
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("figures.id"))
    values: Mapped[dict[str, Any] | None]
    corrected: Mapped[list[str]]
    confirmed: Mapped[bool]
    removed: Mapped[bool]
    added: Mapped[bool]
    by_hand: Mapped[bool]
    base_value: Mapped[Decimal | None]
    base_unit: Mapped[str | None]
    base_upper: Mapped[Decimal | None]
    author: Mapped[str]
    created: Mapped[datetime]
    changed: Mapped[datetime]


class DecisionRow(Base):
    """One decision about an indicator; ``number`` grows in the order of writing, in which decisions are applied."""

    __tablename__ = "indicator_decisions"
    __table_args__ = (UniqueConstraint("id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36))
    kind: Mapped[DecisionKind]
    name: Mapped[str | None]
    theme: Mapped[str | None]
    terms: Mapped[Terms | None]
    caveat: Mapped[str | None]
    short: Mapped[str | None]
    author: Mapped[str]
    created: Mapped[datetime]
    withdrawn: Mapped[bool]


class DecisionFigureRow(AnchoredToSource, Base):
    """One of the figures that a decision is about."""

    __tablename__ = "decision_figures"

    decision_id: Mapped[str] = mapped_column(String(36), ForeignKey("indicator_decisions.id"), primary_key=True)
    role: Mapped[FigureRole] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("figures.id"), index=True)


class VerdictRow(Base):
    """What a person made of a finding; without a judgement it was taken back."""

    __tablename__ = "finding_verdicts"

    finding: Mapped[str] = mapped_column(String(256), primary_key=True)
    judgement: Mapped[Judgement | None]
    note: Mapped[str]
    author: Mapped[str]
    at: Mapped[datetime]


class RecordHistoryRow(Base):
    """One change of a correction, a decision or a verdict: whose record, who, when, and how it stood before and after.

    ``record`` is the id of the correction or the decision, or the key of the finding.
    """

    __tablename__ = "record_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(256), index=True)
    at: Mapped[datetime]
    author: Mapped[str]
    action: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


TABLES = Base.metadata
"""Every table of a library, those of this module included."""

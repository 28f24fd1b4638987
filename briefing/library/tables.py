"""The tables of a library. Only the modules of this package see these classes; everyone else gets domain values.

Nothing that a person wrote is ever deleted: ``removed``, ``deleted`` and ``withdrawn`` are marks. What the program
itself made (outline, figures as read, joined indicators) is replaced when it is made anew. Spans are pairs of
code-point offsets.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.comparison import Terms
from briefing.domain.decision import DecisionKind
from briefing.domain.figure import Measure
from briefing.domain.quantity import Bound
from briefing.domain.report import ItemRole, Nature, SectionRole
from briefing.domain.verdict import Judgement
from briefing.library.columns import DecimalText, EnumText, UtcTime

Pairs = list[list[int]]
"""Spans as JSON keeps them: ``[[start, end], …]``."""

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class FigureRole(StrEnum):
    """What a figure is to an indicator."""

    RESULT = "result"
    TARGET = "target"


class Base(DeclarativeBase):
    """What all tables share: constraint names that migrations can refer to, and column types by annotation."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it off the class)
        str: Text(),
        Decimal: DecimalText(),
        datetime: UtcTime(),
        Pairs: JSON(),
        list[int]: JSON(none_as_null=True),
        list[str]: JSON(),
        dict[str, Any]: JSON(none_as_null=True),
        Nature: EnumText(Nature),
        SectionRole: EnumText(SectionRole),
        ItemRole: EnumText(ItemRole),
        Bound: EnumText(Bound),
        Measure: EnumText(Measure),
        Terms: EnumText(Terms),
        AnnotationKind: EnumText(AnnotationKind),
        AnnotationStatus: EnumText(AnnotationStatus),
        AnchorState: EnumText(AnchorState),
        Scope: EnumText(Scope),
        FigureRole: EnumText(FigureRole),
        DecisionKind: EnumText(DecisionKind),
        Judgement: EnumText(Judgement),
    }


class MetaRow(Base):
    """What the library knows about itself, as words under names."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class ReportRow(Base):
    """One source document. ``id`` grows in the order of import."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128))
    title: Mapped[str]
    subtitle: Mapped[str]
    short: Mapped[str]
    issuer: Mapped[str]
    region: Mapped[str]
    year: Mapped[int | None]
    nature: Mapped[Nature]
    file_name: Mapped[str]
    source_text: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    credits: Mapped[list[str]]
    imported: Mapped[datetime]
    removed: Mapped[bool]


class SectionRow(Base):
    """One node of a report's outline; ``position`` counts in reading order, parts included."""

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("report_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    position: Mapped[int]
    path: Mapped[list[int]]
    heading: Mapped[str | None]
    number: Mapped[int | None]
    role: Mapped[SectionRole]
    heading_start: Mapped[int | None]
    heading_end: Mapped[int | None]
    line: Mapped[int | None]


class ItemRow(Base):
    """One item with the pieces of the source it was read from."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("report_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    position: Mapped[int]
    role: Mapped[ItemRole]
    text: Mapped[str]
    pieces: Mapped[Pairs]
    line: Mapped[int]
    breaks: Mapped[list[int]]


class FigureRow(Base):
    """One figure as it was read, or as a person added it; report and span in the source name it for good."""

    __tablename__ = "figures"
    __table_args__ = (UniqueConstraint("report_id", "start", "end"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    text_start: Mapped[int]
    text_end: Mapped[int]
    raw: Mapped[str]
    value: Mapped[Decimal]
    unit: Mapped[str]
    base_value: Mapped[Decimal]
    base_unit: Mapped[str]
    bound: Mapped[Bound]
    upper: Mapped[Decimal | None]
    base_upper: Mapped[Decimal | None]
    measure: Mapped[Measure]
    subject: Mapped[str]
    nature: Mapped[Nature]
    year: Mapped[int | None]
    cues: Mapped[Pairs]
    confidence: Mapped[float]
    reason: Mapped[str]


class IndicatorRow(Base):
    """One indicator; ``position`` keeps the order of the comparison page."""

    __tablename__ = "indicators"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128))
    position: Mapped[int]
    name: Mapped[str]
    theme: Mapped[str]
    terms: Mapped[Terms]
    caveat: Mapped[str]
    short: Mapped[str]


class IndicatorFigureRow(Base):
    """Which figures an indicator sets side by side."""

    __tablename__ = "indicator_figures"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), primary_key=True)
    role: Mapped[FigureRole] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    figure_id: Mapped[int] = mapped_column(ForeignKey("figures.id"), index=True)


class AnnotationRow(Base):
    """One annotation and its selectors as they were made; ``number`` grows in the order of writing."""

    __tablename__ = "annotations"
    __table_args__ = (UniqueConstraint("id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36))
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    kind: Mapped[AnnotationKind]
    status: Mapped[AnnotationStatus]
    title: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
    created: Mapped[datetime]
    changed: Mapped[datetime]
    source: Mapped[str]
    computed: Mapped[bool]
    deleted: Mapped[bool]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]

    @validates("exact", "prefix", "suffix", "start", "end")
    def _keep(self, name: str, value: str | int) -> str | int:
        """Refuse to rewrite a selector: where it resolves today lies beside it, in ``annotation_resolutions``."""
        if getattr(self, name) not in (None, value):
            raise ValueError(f"the selector {name!r} of an annotation is never rewritten")
        return value


class ResolutionRow(Base):
    """Where an annotation's anchor points today; an orphan has neither item nor section, a report's note neither too.

    ``section`` is the path of the section that an annotation is about. ``score`` says how alike a suggested place is.
    """

    __tablename__ = "annotation_resolutions"

    annotation_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotations.id"), primary_key=True)
    state: Mapped[AnchorState]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    section: Mapped[list[int] | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    score: Mapped[float]
    resolved: Mapped[datetime]


class ReadingRow(Base):
    """Which version of the program read a report, and when; without a row, a version before they were noted."""

    __tablename__ = "readings"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    program: Mapped[str]
    at: Mapped[datetime]

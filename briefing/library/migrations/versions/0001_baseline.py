"""The first library: reports with their outline and figures, indicators, annotations with their history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first library."""
    op.create_table(
        "meta",
        _words("name", 64),
        _text("value"),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    _reports()
    _indicators()
    _annotations()


def _reports() -> None:
    op.create_table(
        "reports",
        _number("id"),
        _words("key", 128),
        *(_text(name) for name in ("title", "subtitle", "short", "issuer", "region")),
        _number("year", nullable=True),
        *(_text(name) for name in ("nature", "file_name", "source_text")),
        _words("sha256", 64),
        _json("credits"),
        _text("imported"),
        _mark("removed"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("key", name="uq_reports_key"),
        sa.UniqueConstraint("sha256", name="uq_reports_sha256"),
    )
    op.create_table(
        "sections",
        _number("id"),
        _number("report_id"),
        _number("position"),
        _json("path"),
        _text("heading", nullable=True),
        _number("number", nullable=True),
        _text("role"),
        *(_number(name, nullable=True) for name in ("heading_start", "heading_end", "line")),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        sa.UniqueConstraint("report_id", "position", name="uq_sections_report_id_position"),
        _points_to("sections", "report_id", "reports.id"),
    )
    op.create_table(
        "items",
        *(_number(name) for name in ("id", "report_id", "section_id", "position")),
        _text("role"),
        _text("text"),
        _json("pieces"),
        _number("line"),
        _json("breaks"),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.UniqueConstraint("report_id", "position", name="uq_items_report_id_position"),
        _points_to("items", "report_id", "reports.id"),
        _points_to("items", "section_id", "sections.id"),
    )
    op.create_index("ix_items_section_id", "items", ["section_id"])
    op.create_table(
        "figures",
        *(_number(name) for name in ("id", "report_id", "item_id", "start", "end", "text_start", "text_end")),
        *(_text(name) for name in ("raw", "value", "unit", "base_value", "base_unit", "bound")),
        *(_text(name, nullable=True) for name in ("upper", "base_upper")),
        *(_text(name) for name in ("measure", "subject", "nature")),
        _number("year", nullable=True),
        _json("cues"),
        sa.Column("confidence", sa.Double(), nullable=False),
        _text("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("report_id", "start", "end", name="uq_figures_report_id_start_end"),
        _points_to("figures", "report_id", "reports.id"),
        _points_to("figures", "item_id", "items.id"),
    )
    op.create_index("ix_figures_item_id", "figures", ["item_id"])


def _indicators() -> None:
    op.create_table(
        "indicators",
        _number("id"),
        _words("key", 128),
        _number("position"),
        *(_text(name) for name in ("name", "theme", "terms", "caveat", "short")),
        sa.PrimaryKeyConstraint("id", name="pk_indicators"),
        sa.UniqueConstraint("key", name="uq_indicators_key"),
    )
    op.create_table(
        "indicator_figures",
        _number("indicator_id"),
        _text("role"),
        _number("position"),
        _number("figure_id"),
        sa.PrimaryKeyConstraint("indicator_id", "role", "position", name="pk_indicator_figures"),
        _points_to("indicator_figures", "indicator_id", "indicators.id"),
        _points_to("indicator_figures", "figure_id", "figures.id"),
    )
    op.create_index("ix_indicator_figures_figure_id", "indicator_figures", ["figure_id"])


def _annotations() -> None:
    op.create_table(
        "annotations",
        _number("number"),
        _words("id", 36),
        _number("report_id"),
        *(_text(name) for name in ("kind", "status", "title", "text", "author", "created", "changed", "source")),
        _mark("computed"),
        _mark("deleted"),
        *(_text(name) for name in ("exact", "prefix", "suffix")),
        *(_number(name) for name in ("start", "end")),
        sa.PrimaryKeyConstraint("number", name="pk_annotations"),
        sa.UniqueConstraint("id", name="uq_annotations_id"),
        _points_to("annotations", "report_id", "reports.id"),
    )
    op.create_index("ix_annotations_report_id", "annotations", ["report_id"])
    op.create_table(
        "annotation_resolutions",
        _words("annotation_id", 36),
        _text("state"),
        *(_number(name, nullable=True) for name in ("item_id", "start", "end")),
        _text("resolved"),
        sa.PrimaryKeyConstraint("annotation_id", name="pk_annotation_resolutions"),
        _points_to("annotation_resolutions", "annotation_id", "annotations.id"),
        _points_to("annotation_resolutions", "item_id", "items.id"),
    )
    op.create_index("ix_annotation_resolutions_item_id", "annotation_resolutions", ["item_id"])
    op.create_table(
        "annotation_history",
        _number("id"),
        _words("annotation_id", 36),
        _text("at"),
        _text("author"),
        _words("action", 16),
        *(_json(name, nullable=True) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("id", name="pk_annotation_history"),
        _points_to("annotation_history", "annotation_id", "annotations.id"),
    )
    op.create_index("ix_annotation_history_annotation_id", "annotation_history", ["annotation_id"])


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _words(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def _mark(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")

"""What people settle: corrections of figures, decisions about indicators, verdicts on findings; their history."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SEED_AUTHOR = "随库批注"
_SEED_IDS = UUID("01a20110-cdc0-7000-8000-000000000000")
_CONTEXT = 32


def upgrade() -> None:
    """Make the new tables, and keep the wording of the indicators that came with the program."""
    _readings()
    _corrections()
    _decisions()
    _verdicts()
    _keep_wording()


def _readings() -> None:
    op.create_table(
        "readings",
        _number("report_id"),
        _text("program"),
        _text("at"),
        sa.PrimaryKeyConstraint("report_id", name="pk_readings"),
        _points_to("readings", "report_id", "reports.id"),
    )


def _corrections() -> None:
    op.create_table(
        "figure_corrections",
        _number("number"),
        _words("id", 36),
        _number("report_id"),
        _number("figure_id", nullable=True),
        _json("values", nullable=True),
        _json("corrected"),
        *(_mark(name) for name in ("confirmed", "removed", "added", "by_hand")),
        *(_text(name, nullable=True) for name in ("base_value", "base_unit", "base_upper")),
        *(_text(name) for name in ("author", "created", "changed")),
        *_anchor(),
        sa.PrimaryKeyConstraint("number", name="pk_figure_corrections"),
        sa.UniqueConstraint("id", name="uq_figure_corrections_id"),
        sa.UniqueConstraint("figure_id", name="uq_figure_corrections_figure_id"),
        _points_to("figure_corrections", "report_id", "reports.id"),
        _points_to("figure_corrections", "figure_id", "figures.id"),
    )
    op.create_index("ix_figure_corrections_report_id", "figure_corrections", ["report_id"])


def _decisions() -> None:
    op.create_table(
        "indicator_decisions",
        _number("number"),
        _words("id", 36),
        _text("kind"),
        *(_text(name, nullable=True) for name in ("name", "theme", "terms", "caveat", "short")),
        _text("author"),
        _text("created"),
        _mark("withdrawn"),
        sa.PrimaryKeyConstraint("number", name="pk_indicator_decisions"),
        sa.UniqueConstraint("id", name="uq_indicator_decisions_id"),
    )
    op.create_table(
        "decision_figures",
        _words("decision_id", 36),
        _text("role"),
        _number("position"),
        _number("report_id"),
        _number("figure_id", nullable=True),
        *_anchor(),
        sa.PrimaryKeyConstraint("decision_id", "role", "position", name="pk_decision_figures"),
        _points_to("decision_figures", "decision_id", "indicator_decisions.id"),
        _points_to("decision_figures", "report_id", "reports.id"),
        _points_to("decision_figures", "figure_id", "figures.id"),
    )
    op.create_index("ix_decision_figures_report_id", "decision_figures", ["report_id"])
    op.create_index("ix_decision_figures_figure_id", "decision_figures", ["figure_id"])


def _verdicts() -> None:
    op.create_table(
        "finding_verdicts",
        _words("finding", 256),
        _text("judgement", nullable=True),
        *(_text(name) for name in ("note", "author", "at")),
        sa.PrimaryKeyConstraint("finding", name="pk_finding_verdicts"),
    )
    op.create_table(
        "record_history",
        _number("id"),
        _words("record", 256),
        _text("at"),
        _text("author"),
        _words("action", 16),
        *(_json(name, nullable=True) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("id", name="pk_record_history"),
    )
    op.create_index("ix_record_history_record", "record_history", ["record"])


def _keep_wording() -> None:
    """Only the program's own seeds wrote indicators so far; from now on rules join them and decisions word them."""
    database = op.get_bind()
    indicators = database.execute(
        sa.text("SELECT id, key, name, theme, terms, caveat, short FROM indicators ORDER BY position")
    ).all()
    for number, one in enumerate(indicators, 1):
        decision = str(uuid5(_SEED_IDS, one.key))
        figures = database.execute(
            sa.text(
                "SELECT i.role, i.position, f.report_id, f.id AS figure_id, f.start, f.end, f.raw, r.source_text,"
                " r.imported FROM indicator_figures AS i JOIN figures AS f ON f.id = i.figure_id"
                " JOIN reports AS r ON r.id = f.report_id WHERE i.indicator_id = :id"
            ),
            {"id": one.id},
        ).all()
        database.execute(
            sa.text(
                "INSERT INTO indicator_decisions (number, id, kind, name, theme, terms, caveat, short, author, created,"
                " withdrawn) VALUES (:number, :id, 'reword', :name, :theme, :terms, :caveat, :short, :author, :created,"
                " 0)"
            ),
            {
                "number": number,
                "id": decision,
                "name": one.name,
                "theme": one.theme,
                "terms": one.terms,
                "caveat": one.caveat,
                "short": one.short,
                "author": _SEED_AUTHOR,
                "created": max(figure.imported for figure in figures),
            },
        )
        for figure in figures:
            text = figure.source_text
            database.execute(
                sa.text(
                    "INSERT INTO decision_figures (decision_id, role, position, report_id, figure_id, start, 'end',"
                    " raw, prefix, suffix) VALUES (:decision, :role, :position, :report_id, :figure_id, :start, :end,"
                    " :raw, :prefix, :suffix)"
                ),
                {
                    "decision": decision,
                    "role": figure.role,
                    "position": figure.position,
                    "report_id": figure.report_id,
                    "figure_id": figure.figure_id,
                    "start": figure.start,
                    "end": figure.end,
                    "raw": figure.raw,
                    "prefix": text[max(0, figure.start - _CONTEXT) : figure.start],
                    "suffix": text[figure.end : figure.end + _CONTEXT],
                },
            )


def _anchor() -> list[sa.Column[Any]]:
    return [*(_number(name) for name in ("start", "end")), *(_text(name) for name in ("raw", "prefix", "suffix"))]


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

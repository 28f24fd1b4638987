"""Briefings: what they hold, and what left the program."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables."""
    op.create_table(
        "briefings",
        _words("id", 36),
        _words("form", 16),
        _json("details"),
        _json("paper"),
        *(_text(name) for name in ("author", "created", "changed")),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_briefings"),
    )
    op.create_table(
        "briefing_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        _words("id", 36),
        _words("briefing_id", 36),
        sa.Column("position", sa.Integer(), nullable=True),
        _json("contents"),
        sa.PrimaryKeyConstraint("number", name="pk_briefing_entries"),
        sa.UniqueConstraint("id", name="uq_briefing_entries_id"),
        _points_to("briefing_entries", "briefing_id", "briefings.id"),
    )
    op.create_index("ix_briefing_entries_briefing_id", "briefing_entries", ["briefing_id"])
    op.create_table(
        "briefing_exports",
        _words("id", 36),
        _words("briefing_id", 36),
        _text("at"),
        _text("author"),
        _words("format", 8),
        _text("file_name"),
        _words("sha256", 64),
        sa.Column("size", sa.Integer(), nullable=False),
        _json("contained"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_briefing_exports"),
        _points_to("briefing_exports", "briefing_id", "briefings.id"),
    )
    op.create_index("ix_briefing_exports_briefing_id", "briefing_exports", ["briefing_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _words(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")

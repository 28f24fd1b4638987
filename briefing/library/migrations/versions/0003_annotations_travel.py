"""Annotations travel: revisions in place of the history, what they are about, attachments, editions, exchanges."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEED_AUTHOR = "随库批注"
_SEED_IDS = UUID("01a20110-cdc0-7000-8000-000000000000")
_LINES = UUID("01a20110-cdc1-7000-8000-000000000000")


def upgrade() -> None:
    """Make the new tables; turn every line of history into a revision; find out what each annotation is about."""
    _details()
    _revisions()
    _resolutions()
    _others()
    database = op.get_bind()
    database.execute(
        sa.text(
            "INSERT INTO annotation_details (annotation_id, scope, edition, answers, tags, attachments, conflicts,"
            " withdrawn) SELECT a.id, CASE a.exact WHEN '' THEN 'item' ELSE 'passage' END, r.sha256, '', '[]', '[]',"
            " '[]', 0 FROM annotations AS a JOIN reports AS r ON r.id = a.report_id"
        )
    )
    _keep_history()
    op.drop_table("annotation_history")


def _details() -> None:
    op.create_table(
        "annotation_details",
        _words("annotation_id", 36),
        _text("scope"),
        _words("edition", 64),
        _words("answers", 36),
        _json("tags"),
        sa.Column("due", sa.String(10), nullable=True),
        _json("attachments"),
        _json("placement", nullable=True),
        _json("conflicts"),
        _mark("withdrawn"),
        sa.PrimaryKeyConstraint("annotation_id", name="pk_annotation_details"),
        _points_to("annotation_details", "annotation_id", "annotations.id"),
    )
    op.create_index("ix_annotation_details_answers", "annotation_details", ["answers"])


def _revisions() -> None:
    op.create_table(
        "annotation_revisions",
        _number("number"),
        _words("id", 36),
        _words("annotation_id", 36),
        _text("at"),
        _text("author"),
        _words("action", 16),
        _json("writes"),
        _json("seen"),
        _mark("withdrawn"),
        sa.PrimaryKeyConstraint("number", name="pk_annotation_revisions"),
        sa.UniqueConstraint("id", name="uq_annotation_revisions_id"),
        _points_to("annotation_revisions", "annotation_id", "annotations.id"),
    )
    op.create_index("ix_annotation_revisions_annotation_id", "annotation_revisions", ["annotation_id"])


def _resolutions() -> None:
    """Nothing refers to this table, so it is made anew with its new columns rather than altered."""
    database = op.get_bind()
    old = database.execute(
        sa.text('SELECT annotation_id, state, item_id, start, "end", resolved FROM annotation_resolutions')
    ).all()
    op.drop_index("ix_annotation_resolutions_item_id", "annotation_resolutions")
    op.drop_table("annotation_resolutions")
    op.create_table(
        "annotation_resolutions",
        _words("annotation_id", 36),
        _text("state"),
        _number("item_id", nullable=True),
        _json("section", nullable=True),
        *(_number(name, nullable=True) for name in ("start", "end")),
        sa.Column("score", sa.Double(), nullable=False),
        _text("resolved"),
        sa.PrimaryKeyConstraint("annotation_id", name="pk_annotation_resolutions"),
        _points_to("annotation_resolutions", "annotation_id", "annotations.id"),
        _points_to("annotation_resolutions", "item_id", "items.id"),
    )
    op.create_index("ix_annotation_resolutions_item_id", "annotation_resolutions", ["item_id"])
    if old:
        database.execute(
            sa.text(
                'INSERT INTO annotation_resolutions (annotation_id, state, item_id, start, "end", score, resolved)'
                " VALUES (:annotation_id, :state, :item_id, :start, :end, :score, :resolved)"
            ),
            [{**row._mapping, "score": 0.0 if row.state == "orphan" else 1.0} for row in old],
        )


def _others() -> None:
    op.create_table(
        "attachment_contents",
        _words("sha256", 64),
        _number("size"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_attachment_contents"),
    )
    op.create_table(
        "unfinished_annotations",
        _words("id", 36),
        _text("at"),
        _json("contents"),
        sa.PrimaryKeyConstraint("id", name="pk_unfinished_annotations"),
    )
    op.create_table(
        "report_editions",
        _number("id"),
        _number("report_id"),
        _words("sha256", 64),
        _text("file_name"),
        _text("source_text"),
        _text("replaced"),
        sa.PrimaryKeyConstraint("id", name="pk_report_editions"),
        _points_to("report_editions", "report_id", "reports.id"),
    )
    op.create_index("ix_report_editions_report_id", "report_editions", ["report_id"])
    op.create_table(
        "exchanges",
        _words("id", 36),
        _text("at"),
        _text("author"),
        _text("file_name"),
        _words("sha256", 64),
        _json("counts"),
        _json("brought"),
        _mark("undone"),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
    )


def _keep_history() -> None:
    """Turn the lines of each annotation's history into its revisions, in their order."""
    database = op.get_bind()
    lines = database.execute(
        sa.text("SELECT id, annotation_id, at, author, action, after FROM annotation_history ORDER BY id")
    ).all()
    known: dict[str, dict[str, _Value]] = {}
    made = [_revision(line, known.setdefault(line.annotation_id, {})) for line in lines]
    if made:
        database.execute(
            sa.text(
                "INSERT INTO annotation_revisions (id, annotation_id, at, author, action, writes, seen, withdrawn)"
                " VALUES (:id, :annotation_id, :at, :author, :action, :writes, :seen, 0)"
            ),
            made,
        )


class _Value(NamedTuple):
    """What a field of an annotation held last, and the revision that wrote it."""

    value: Any
    revision: str


def _revision(line: sa.Row[Any], last: dict[str, _Value]) -> dict[str, Any]:
    """The revision that a line comes to; ``last`` is what the annotation's fields held before, and is kept up.

    On one computer each line replaced what the lines before it had written. What came with the program has one id
    everywhere, and so has a line in the copies of one library: an id comes from what stands in the line alone.
    """
    seeded = line.action == "add" and line.author == _SEED_AUTHOR
    made = str(
        uuid5(_SEED_IDS, f"{line.annotation_id}/add")
        if seeded
        else uuid5(_LINES, f"{line.annotation_id}/{line.id}/{line.at}")
    )
    wrote: dict[str, Any] = json.loads(line.after or "{}") or {}
    if "deleted" in last and last["deleted"].value and "deleted" not in wrote:
        # Words that were changed in a deleted annotation left it deleted; without this they would call it back.
        wrote["deleted"] = True
    writes = {
        name: {"value": value, "over": [last[name].revision] if name in last else []} for name, value in wrote.items()
    }
    last.update({name: _Value(value, made) for name, value in wrote.items()})
    standing = {one.revision for one in last.values()} - {made}
    return {
        "id": made,
        "annotation_id": line.annotation_id,
        "at": line.at,
        "author": line.author,
        "action": line.action,
        "writes": json.dumps(writes, ensure_ascii=False),
        "seen": json.dumps(sorted(standing) if "deleted" in writes else []),
    }


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _words(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def _mark(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")

"""The tables of what belongs to annotations beside their words: revisions, attachments, editions, exchanges."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from briefing.domain.anchor import Scope
from briefing.library.tables import Base
from briefing.library.tables_settled import TABLES as TABLES


class DetailRow(Base):
    """What an annotation is besides its words. ``scope``, ``edition`` and ``answers`` stay as they were made.

    ``edition`` is the SHA-256 of the source that the anchor was made in. ``due`` is an ISO date. ``tags``,
    ``attachments``, ``placement`` and ``conflicts`` are what the revisions come to. ``withdrawn`` marks one that was
    taken in from a file whose taking in was undone.
    """

    __tablename__ = "annotation_details"

    annotation_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotations.id"), primary_key=True)
    scope: Mapped[Scope]
    edition: Mapped[str] = mapped_column(String(64))
    answers: Mapped[str] = mapped_column(String(36), index=True)
    tags: Mapped[list[str]]
    due: Mapped[str | None] = mapped_column(String(10))
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
    placement: Mapped[dict[str, Any] | None]
    conflicts: Mapped[list[str]]
    withdrawn: Mapped[bool]


class RevisionRow(Base):
    """One revision of an annotation: ``writes`` holds, by field, its value and the revisions it replaced (``over``).

    ``withdrawn`` marks one that was taken in from a file whose taking in was undone; it counts for nothing meanwhile.
    """

    __tablename__ = "annotation_revisions"
    __table_args__ = (UniqueConstraint("id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36))
    annotation_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotations.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[str]
    action: Mapped[str] = mapped_column(String(16))
    writes: Mapped[dict[str, Any]] = mapped_column(JSON())
    seen: Mapped[list[str]]
    withdrawn: Mapped[bool]


class AttachmentRow(Base):
    """The content of an attached file, kept once whatever number of annotations has it."""

    __tablename__ = "attachment_contents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary())


class UnfinishedRow(Base):
    """What somebody has begun to write: an open editor's contents, by the id of its annotation."""

    __tablename__ = "unfinished_annotations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime]
    contents: Mapped[dict[str, Any]] = mapped_column(JSON())


class EditionRow(Base):
    """A report's text as it was before a corrected edition took its place."""

    __tablename__ = "report_editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str]
    source_text: Mapped[str]
    replaced: Mapped[datetime]


class ExchangeRow(Base):
    """One taking in of a colleague's annotations: from which file, what it counted, and what it brought.

    ``brought`` holds the ids of the revisions it brought; ``undone`` says that they were withdrawn again.
    """

    __tablename__ = "exchanges"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime]
    author: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON())
    brought: Mapped[list[str]]
    undone: Mapped[bool]

"""The tables of briefings: their pages' contents, and what left the program."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from briefing.library.tables import Base
from briefing.library.tables_notes import TABLES as TABLES


class BriefingRow(Base):
    """One briefing; ``details`` and ``paper`` as JSON. Its history is in ``record_history``, under its id."""

    __tablename__ = "briefings"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    form: Mapped[str] = mapped_column(String(16))
    details: Mapped[dict[str, Any]] = mapped_column(JSON())
    paper: Mapped[dict[str, Any]] = mapped_column(JSON())
    author: Mapped[str]
    created: Mapped[datetime]
    changed: Mapped[datetime]
    removed: Mapped[bool]


class EntryRow(Base):
    """One entry of a briefing; ``position`` is its place among those that are in it, None once it was taken out."""

    __tablename__ = "briefing_entries"
    __table_args__ = (UniqueConstraint("id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36))
    briefing_id: Mapped[str] = mapped_column(String(36), ForeignKey("briefings.id"), index=True)
    position: Mapped[int | None]
    contents: Mapped[dict[str, Any]] = mapped_column(JSON())


class ExportRow(Base):
    """One time a briefing left the program: the very bytes, so that they can be printed again."""

    __tablename__ = "briefing_exports"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    briefing_id: Mapped[str] = mapped_column(String(36), ForeignKey("briefings.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[str]
    format: Mapped[str] = mapped_column(String(8))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    contained: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
    content: Mapped[bytes] = mapped_column(LargeBinary())

"""Whether a library is sound, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from briefing.domain.report import ItemRole
from briefing.library import search_index
from briefing.library.schema import HEAD
from briefing.library.tables import AnnotationRow, FigureRow, ItemRow, ReportRow
from briefing.library.tables_notes import DetailRow


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found.

    ``size`` is in bytes, the write-ahead log included. Counts leave out what is marked removed or deleted, and
    leads, as ``Report.item_count`` does. ``schema`` is the revision of the tables. ``problems`` are Chinese
    sentences, none when all is well. ``spare`` are the bytes within the file that are free to be written again,
    ``index`` the version of the search index, empty without one.
    """

    ok: bool
    size: int
    reports: int
    items: int
    figures: int
    annotations: int
    schema: str
    problems: tuple[str, ...]
    spare: int = 0
    index: str = ""


def examine(session: Session, path: Path) -> Health:
    """Read the whole file and count."""
    problems = tuple(_problems(session))
    reports = select(ReportRow.id).where(ReportRow.removed.is_(False))
    items = select(func.count(ItemRow.id)).where(ItemRow.report_id.in_(reports), ItemRow.role != ItemRole.LEAD)
    figures = select(func.count(FigureRow.id)).where(FigureRow.report_id.in_(reports))
    withdrawn = select(DetailRow.annotation_id).where(DetailRow.withdrawn.is_(True))
    notes = select(func.count(AnnotationRow.number)).where(
        AnnotationRow.report_id.in_(reports), AnnotationRow.deleted.is_(False), AnnotationRow.id.not_in(withdrawn)
    )
    return Health(
        ok=not problems,
        size=sum(part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists()),
        reports=len(session.scalars(reports).all()),
        items=session.scalars(items).one(),
        figures=session.scalars(figures).one(),
        annotations=session.scalars(notes).one(),
        schema=HEAD,
        problems=problems,
        spare=_pragma(session, "freelist_count") * _pragma(session, "page_size"),
        index=search_index.version(session),
    )


def _pragma(session: Session, name: str) -> int:
    return int(session.execute(text(f"PRAGMA {name}")).scalar_one())


def _problems(session: Session) -> list[str]:
    found = []
    complaints = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(5)"))]
    if complaints != ["ok"]:
        found.append(f"文件结构受损，请改用最近的备份（{'；'.join(complaints)}）。")
    loose = len(session.execute(text("PRAGMA foreign_key_check")).all())
    if loose:
        found.append(f"有{loose}条记录缺少所属的内容，请改用最近的备份。")
    if not search_index.ready(session):
        found.append("搜索索引不是最新的，重新打开资料库就会重建。")
    return found

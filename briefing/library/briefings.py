"""Briefings in the library: kept entry by entry, every change in the history, taken out but never thrown away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.briefing import Briefing, Entry, Export, Form
from briefing.domain.errors import LibraryError
from briefing.library import records
from briefing.library.briefing_values import from_details, from_entry, from_paper, to_details, to_entry, to_paper
from briefing.library.records import Note
from briefing.library.tables_briefings import BriefingRow, EntryRow, ExportRow


def load(session: Session) -> tuple[Briefing, ...]:
    """Every briefing, removed ones included, the one changed last first."""
    rows = session.scalars(select(BriefingRow).order_by(BriefingRow.changed.desc(), BriefingRow.id.desc())).all()
    entries: dict[str, list[Entry]] = {row.id: [] for row in rows}
    for entry in session.scalars(
        select(EntryRow).where(EntryRow.position.is_not(None)).order_by(EntryRow.briefing_id, EntryRow.position)
    ):
        entries[entry.briefing_id].append(to_entry(entry.contents))
    return tuple(_briefing(row, entries[row.id]) for row in rows)


def one(session: Session, briefing_id: str) -> Briefing | None:
    """The briefing of that id, removed or not, or None."""
    row = session.get(BriefingRow, briefing_id)
    if row is None:
        return None
    entries = session.scalars(
        select(EntryRow)
        .where(EntryRow.briefing_id == briefing_id, EntryRow.position.is_not(None))
        .order_by(EntryRow.position)
    )
    return _briefing(row, [to_entry(entry.contents) for entry in entries])


def put(session: Session, briefing: Briefing, note: Note, action: str) -> Briefing | None:
    """Keep a briefing as it is here. Returns it as it was kept before, None when it is new.

    Only what differs is written, and noted in the history under the briefing's id.
    """
    before = one(session, briefing.id)
    row = session.get(BriefingRow, briefing.id)
    if row is None:
        row = BriefingRow(id=briefing.id, author=briefing.author, created=briefing.created)
        session.add(row)
    row.form, row.details, row.paper = briefing.form.value, from_details(briefing.details), from_paper(briefing.paper)
    row.changed, row.removed = note.now, briefing.removed
    session.flush()
    old, new = _parts(before), _parts(briefing)
    _put_entries(session, briefing)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    records.write(
        session,
        briefing.id,
        note,
        action,
        before=None if before is None else {name: old.get(name) for name in changed},
        after={name: new.get(name) for name in changed},
    )
    session.flush()
    return before


def carry(session: Session, briefing: Briefing, note: Note) -> None:
    """Keep the entries of a briefing as they are here: what they are about has moved, nobody changed the briefing."""
    old, new = _parts(one(session, briefing.id)), _parts(briefing)
    _put_entries(session, briefing)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    before = {name: old.get(name) for name in changed}
    records.write(session, briefing.id, note, "carry", before=before, after={name: new.get(name) for name in changed})
    session.flush()


def keep_export(session: Session, export: Export, content: bytes) -> None:
    """Keep what left the program, to the byte. Raises ValueError when the digest is not the content's."""
    if hashlib.sha256(content).hexdigest() != export.sha256:
        raise ValueError("the digest is another content's")
    session.add(
        ExportRow(
            id=export.id,
            briefing_id=export.briefing,
            at=export.at,
            author=export.author,
            format=export.format,
            file_name=export.file_name,
            sha256=export.sha256,
            size=len(content),
            contained=[from_entry(entry) for entry in export.contained],
            content=content,
        )
    )
    session.flush()


def exports(session: Session, briefing_id: str) -> tuple[Export, ...]:
    """What left the program of a briefing, the latest first."""
    columns = [column for column in ExportRow.__table__.columns if column.name != "content"]
    rows = session.execute(
        select(*columns).where(ExportRow.briefing_id == briefing_id).order_by(ExportRow.at.desc(), ExportRow.id.desc())
    )
    return tuple(
        Export(
            row.id,
            row.briefing_id,
            row.at,
            row.author,
            row.format,
            row.file_name,
            row.sha256,
            row.size,
            tuple(to_entry(kept) for kept in row.contained),
        )
        for row in rows
    )


def export_content(session: Session, export_id: str) -> bytes:
    """The bytes that left the program. Raises LibraryError when there are none of that id."""
    row = session.get(ExportRow, export_id)
    if row is None:
        raise LibraryError("资料库里没有这次导出的文件，请重新导出。", detail=export_id)
    return row.content


def _put_entries(session: Session, briefing: Briefing) -> None:
    rows = {row.id: row for row in session.scalars(select(EntryRow).where(EntryRow.briefing_id == briefing.id))}
    present = {entry.id for entry in briefing.entries}
    for key, row in rows.items():
        if key not in present:
            row.position = None
    for position, entry in enumerate(briefing.entries):
        kept = from_entry(entry)
        known = rows.get(entry.id)
        if known is None:
            session.add(EntryRow(id=entry.id, briefing_id=briefing.id, position=position, contents=kept))
        else:
            known.position = position
            if known.contents != kept:
                known.contents = kept
    session.flush()


def _parts(briefing: Briefing | None) -> dict[str, Any]:
    """A briefing as its history tells it: its own fields, the order of its entries, and each entry."""
    if briefing is None:
        return {}
    return {
        "form": briefing.form.value,
        "details": from_details(briefing.details),
        "paper": from_paper(briefing.paper),
        "removed": briefing.removed,
        "order": [entry.id for entry in briefing.entries],
        **{f"entry/{entry.id}": from_entry(entry) for entry in briefing.entries},
    }


def _briefing(row: BriefingRow, entries: Iterable[Entry]) -> Briefing:
    return Briefing(
        id=row.id,
        form=Form(row.form),
        details=to_details(row.details),
        entries=tuple(entries),
        author=row.author,
        created=row.created,
        changed=row.changed,
        paper=to_paper(row.paper),
        removed=row.removed,
    )

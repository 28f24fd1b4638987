"""Writing annotations: every change is a revision that stays; rows hold what the revisions come to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.anchoring import Anchoring, Found
from briefing.domain.annotation import (
    TAG_LIMIT,
    Annotation,
    AnnotationKind,
    AnnotationStatus,
    Attachment,
    may_rewrite,
)
from briefing.domain.errors import LibraryError
from briefing.domain.revision import ATTACHMENT, DELETED, TAG, Merged, Revision, Value, merge, revise
from briefing.library import annotations as notes
from briefing.library import resolutions, revisions
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow
from briefing.library.tables_notes import DetailRow
from briefing.library.values import from_anchor, from_attachment, to_anchor, to_attachment
from briefing.library.words import whole

EVERYBODYS = ("status", "placement", TAG)
"""Beginnings of the fields that may be written in somebody else's annotation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation about to be written: what it says, and the selectors made for it.

    ``revision`` is the id of its first revision, where that has to be the same in every library; else one is made.
    ``place`` is where it stands, where that is known from its making; else it is looked for.
    """

    id: str
    kind: AnnotationKind
    status: AnnotationStatus
    title: str
    text: str
    author: str
    anchor: Anchor
    source: str = ""
    computed: bool = False
    scope: Scope = Scope.PASSAGE
    tags: tuple[str, ...] = ()
    due: date | None = None
    attachments: tuple[Attachment, ...] = ()
    answers: str = ""
    revision: str = ""
    place: Found | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for an annotation's fields; None leaves a field as it is.

    ``due`` is an ISO date, ``placement`` the passage where it belongs; an empty word takes either away. ``tags`` and
    ``attachments`` are all that there shall be.
    """

    kind: AnnotationKind | None = None
    status: AnnotationStatus | None = None
    title: str | None = None
    text: str | None = None
    deleted: bool | None = None
    due: str | None = None
    tags: tuple[str, ...] | None = None
    attachments: tuple[Attachment, ...] | None = None
    placement: Anchor | str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Edit:
        """The edit that lets an annotation hold these values again, as a version of its history has them."""
        due, placement = values.get("due"), to_anchor(_mapping(values.get("placement")))
        return cls(
            kind=AnnotationKind(str(values["kind"])),
            status=AnnotationStatus(str(values["status"])),
            title=str(values.get("title", "")),
            text=str(values.get("text", "")),
            deleted=bool(values.get(DELETED, False)),
            due=due if isinstance(due, str) else "",
            tags=tuple(_set(values, TAG)),
            attachments=tuple(
                to_attachment(digest, kept)
                for digest in _set(values, ATTACHMENT)
                if (kept := _mapping(values[ATTACHMENT + digest])) is not None
            ),
            placement=placement or "",
        )

    def values(self) -> dict[str, Value]:
        """The plain fields that are to change, by name, as revisions keep them."""
        found: dict[str, Value] = {}
        for name in ("kind", "status", "title", "text"):
            value = getattr(self, name)
            if value is not None:
                found[name] = whole(str(value))
        if self.deleted is not None:
            found[DELETED] = self.deleted
        if self.due is not None:
            found["due"] = date.fromisoformat(self.due).isoformat() if self.due else None
        if self.placement is not None:
            found["placement"] = from_anchor(self.placement) if isinstance(self.placement, Anchor) else None
        return found


def proper_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: trimmed, each once, sorted; empty ones left out and long ones cut."""
    return tuple(sorted({whole(" ".join(tag.split()))[:TAG_LIMIT].strip() for tag in tags} - {""}))


def add(session: Session, kept: Kept, drafts: Iterable[Draft], now: datetime, new_id: Callable[[], str]) -> None:
    """Write annotations of one report, each with its first revision and where it is found in that report."""
    drafts = tuple(replace(draft, title=whole(draft.title), text=whole(draft.text)) for draft in drafts)
    session.add_all([_row(kept, draft, now) for draft in drafts])
    session.flush()
    session.add_all([_detail(kept, draft) for draft in drafts])
    revisions.add(session, [_first(draft, now, draft.revision or new_id()) for draft in drafts])
    places = {draft.id: draft.place for draft in drafts if draft.place is not None}
    if len(places) < len(drafts):
        anchoring = Anchoring(kept.report)
        places |= {one.id: anchoring.find(one.anchor, one.scope) for one in drafts if one.place is None}
    resolutions.note(session, kept, places, now)


def edit(
    session: Session,
    kept: Kept,
    annotation_id: str,
    change: Edit,
    *,
    revision: str,
    author: str,
    action: str,
    now: datetime,
    names: Collection[str] | None = None,
    place: Found | None = None,
) -> Edit | None:
    """Change an annotation by a revision of that id; ``place`` is where the passage stands that a change chooses.

    ``names`` are those that the person writes under; None asks nobody. Returns the values that undo it, or None when
    everything was so already. Raises LibraryError for an unknown id, and for words that are somebody else's.
    """
    note = notes.one(session, annotation_id)
    if note is None:
        raise LibraryError("资料库里没有这条批注，请刷新后再试。", detail=annotation_id)
    known = revisions.of(session, annotation_id)
    before = merge(known)
    values = _changed(before, note, change)
    if not values:
        return None
    foreign = [name for name in values if not name.startswith(EVERYBODYS) and name not in before.rivals]
    if names is not None and foreign and not may_rewrite(note, {author, *names}):
        raise LibraryError(f"这条批注是“{note.author}”写的，不能改写；可以写一条答复。", detail=annotation_id)
    made = revise(known, id=revision, annotation=annotation_id, at=now, author=author, action=action, values=values)
    revisions.add(session, [made])
    refresh(session, kept, annotation_id, now, place)
    return _undoing(note, values)


def refresh(session: Session, kept: Kept, annotation_id: str, now: datetime, place: Found | None = None) -> None:
    """Write anew what an annotation's revisions come to, and find its place again where that was chosen otherwise.

    ``place`` is the place, where that is known from the choosing. One without a revision that counts is marked
    withdrawn.
    """
    row, detail = notes.find(session, annotation_id), session.get_one(DetailRow, annotation_id)
    anew = recompute(row, detail, revisions.of(session, annotation_id))
    session.flush()
    if anew and place is not None:
        resolutions.note(session, kept, {annotation_id: place}, now)
    elif anew:
        resolutions.find(session, kept, [annotation_id], now)
    session.flush()


def recompute(row: AnnotationRow, detail: DetailRow, counting: Collection[Revision]) -> bool:
    """Let the rows of an annotation hold what these, its revisions that count, come to; without any it is withdrawn.

    Returns whether its place is to be found again.
    """
    was = detail.withdrawn, detail.placement
    detail.withdrawn = not counting
    if counting:
        fill(row, detail, counting)
    return bool(counting) and (detail.withdrawn, detail.placement) != was


def fill(row: AnnotationRow, detail: DetailRow, counting: Collection[Revision]) -> None:
    """Let the rows of an annotation hold what its revisions come to."""
    row.changed = max(one.at for one in counting)
    _fill(row, detail, merge(counting))


def _fill(row: AnnotationRow, detail: DetailRow, merged: Merged) -> None:
    values = merged.values
    row.kind = AnnotationKind(str(values.get("kind", row.kind)))
    row.status = AnnotationStatus(str(values.get("status", row.status)))
    row.title, row.text = str(values.get("title", row.title)), str(values.get("text", row.text))
    row.deleted = bool(values.get(DELETED, False))
    due, placement = values.get("due"), values.get("placement")
    detail.due = due if isinstance(due, str) else None
    detail.placement = _mapping(placement)
    detail.tags = _set(values, TAG)
    detail.attachments = [
        {"sha256": digest, **kept}
        for digest in _set(values, ATTACHMENT)
        if (kept := _mapping(values[ATTACHMENT + digest])) is not None
    ]
    detail.conflicts = sorted(merged.rivals)


def _mapping(value: Value) -> dict[str, Any] | None:
    return dict(value) if isinstance(value, Mapping) else None


def _set(values: Mapping[str, Value], prefix: str) -> list[str]:
    return sorted(name.removeprefix(prefix) for name, value in values.items() if name.startswith(prefix) and value)


def _changed(before: Merged, note: Annotation, change: Edit) -> dict[str, Value]:
    """What the change writes: values that differ, and those that settle a conflict."""
    wanted = change.values()
    if change.tags is not None:
        tags = proper_tags(change.tags)
        wanted |= {TAG + tag: tag in tags for tag in sorted({*tags, *note.tags}) if (tag in tags) != (tag in note.tags)}
    if change.attachments is not None:
        new = {one.sha256: one for one in change.attachments}
        old = {one.sha256: one for one in note.attachments}
        for digest in sorted({*new, *old}):
            if new.get(digest) != old.get(digest):
                wanted[ATTACHMENT + digest] = from_attachment(new[digest]) if digest in new else None
    held = {DELETED: False, "due": None, "placement": None, **before.values}
    return {
        name: value
        for name, value in wanted.items()
        if name in before.rivals or held.get(name, False if name.startswith(TAG) else None) != value
    }


def _undoing(note: Annotation, values: Mapping[str, Value]) -> Edit:
    return Edit(
        kind=note.kind if "kind" in values else None,
        status=note.status if "status" in values else None,
        title=note.title if "title" in values else None,
        text=note.text if "text" in values else None,
        deleted=note.deleted if DELETED in values else None,
        due=(note.due.isoformat() if note.due else "") if "due" in values else None,
        tags=note.tags if any(name.startswith(TAG) for name in values) else None,
        attachments=note.attachments if any(name.startswith(ATTACHMENT) for name in values) else None,
        placement=(note.placement or "") if "placement" in values else None,
    )


def _first(draft: Draft, now: datetime, revision: str) -> Revision:
    values: dict[str, Value] = {
        "kind": draft.kind.value,
        "status": draft.status.value,
        "title": draft.title,
        "text": draft.text,
    }
    if draft.due:
        values["due"] = draft.due.isoformat()
    values |= {TAG + tag: True for tag in proper_tags(draft.tags)}
    values |= {ATTACHMENT + one.sha256: from_attachment(one) for one in draft.attachments}
    return revise((), id=revision, annotation=draft.id, at=now, author=draft.author, action="add", values=values)


def _row(kept: Kept, draft: Draft, now: datetime) -> AnnotationRow:
    anchor = draft.anchor
    return AnnotationRow(
        id=draft.id,
        report_id=kept.id,
        kind=draft.kind,
        status=draft.status,
        title=draft.title,
        text=draft.text,
        author=draft.author,
        created=now,
        changed=now,
        source=draft.source,
        computed=draft.computed,
        deleted=False,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start=anchor.start,
        end=anchor.end,
    )


def _detail(kept: Kept, draft: Draft) -> DetailRow:
    attachments: list[dict[str, Any]] = [
        {"sha256": one.sha256, **from_attachment(one)} for one in sorted(draft.attachments, key=lambda one: one.sha256)
    ]
    return DetailRow(
        annotation_id=draft.id,
        scope=draft.scope,
        edition=kept.report.sha256,
        answers=draft.answers,
        tags=list(proper_tags(draft.tags)),
        due=draft.due.isoformat() if draft.due else None,
        attachments=attachments,
        placement=None,
        conflicts=[],
        withdrawn=False,
    )

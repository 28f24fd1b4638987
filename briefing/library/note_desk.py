"""What a library can do with annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from briefing.domain.anchor import (
    Anchor,
    AnchorState,
    Scope,
    anchor_at,
    anchor_of_item,
    anchor_of_report,
    anchor_of_section,
)
from briefing.domain.anchoring import Found
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.errors import LibraryError
from briefing.domain.report import Report
from briefing.domain.revision import Revision, Version
from briefing.domain.span import Span
from briefing.domain.unfinished import Unfinished
from briefing.library import annotations as notes
from briefing.library import attachments, indexing, resolutions, revisions, unfinished, writing
from briefing.library.reports import Kept
from briefing.library.sessions import Sessions
from briefing.library.writing import Draft, Edit


class NoteDesk(Sessions):
    """Annotations, their history, their attachments, and what is only begun."""

    # What is there.

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of that id, deleted or not, or None."""
        with self._reading() as session:
            return notes.one(session, annotation_id)

    def annotations(self, annotation_ids: Iterable[str]) -> tuple[Annotation, ...]:
        """The annotations of these ids, deleted or not, in this order; unknown ones are passed over."""
        wanted = list(annotation_ids)
        with self._reading() as session:
            found = notes.some(session, wanted)
        return tuple(found[key] for key in wanted if key in found)

    def annotations_beginning_with(self, annotation_id: str) -> tuple[str, ...]:
        """The ids of the annotations that begin where that one does, itself included, in the order of their writing."""
        with self._reading() as session:
            return notes.beginning_with(session, annotation_id)

    def history(self, annotation_id: str) -> tuple[Version, ...]:
        """What happened to an annotation, oldest first."""
        with self._reading() as session:
            return notes.history(session, annotation_id)

    def revisions(self, annotation_ids: Iterable[str]) -> dict[str, tuple[Revision, ...]]:
        """The revisions that these annotations are made of."""
        with self._reading() as session:
            return revisions.of_many(session, annotation_ids)

    def attachment_content(self, sha256: str) -> bytes:
        """An attached file. Raises LibraryError when it is not there."""
        with self._reading() as session:
            content = attachments.content(session, sha256)
        if content is None:
            raise LibraryError("资料库里没有这个附件的内容，请向附上它的人再要一份。", detail=sha256)
        return content

    def unfinished(self) -> tuple[Unfinished, ...]:
        """What has been begun and not saved, the newest first."""
        with self._reading() as session:
            return unfinished.load(session)

    # What changes it.

    def new_annotation_id(self) -> str:
        """An id for an annotation that is about to be written."""
        return self._new_id()

    def add_annotation(
        self,
        report_key: str,
        item: int | None,
        stretch: Span | None,
        *,
        kind: AnnotationKind,
        text: str,
        author: str,
        title: str = "",
        status: AnnotationStatus = AnnotationStatus.DRAFT,
        source: str = "",
        computed: bool = False,
        section: tuple[int, ...] = (),
        tags: tuple[str, ...] = (),
        due: date | None = None,
        attachments: tuple[Attachment, ...] = (),
        answers: str = "",
        id: str = "",  # noqa: A002 (the field's own name)
    ) -> Annotation:
        """Write an annotation: about a stretch of an item's text, else the item, else the section, else the report.

        With ``answers`` it answers that annotation and is about the same words. What was begun under its ``id`` counts
        as saved. Raises LibraryError when what it is about is not there.
        """
        with self._writing() as session:
            kept = self._kept(session, report_key)
            if answers:
                anchor, scope, place = self._answered(session, kept, answers)
            else:
                anchor, scope, place = _anchor(kept.report, item, stretch, section)
            draft = Draft(
                id or self._new_id(), kind, status, title, text, author, anchor, source, computed, scope,
                tags, due, attachments, answers, place=place,
            )  # fmt: skip
            writing.add(session, kept, [draft], self._clock(), self._new_id)
            unfinished.drop(session, draft.id)
            indexing.index_annotation(session, kept, draft.id)
            note = notes.one(session, draft.id)
            assert note is not None
            return note

    def edit_annotation(
        self,
        annotation_id: str,
        change: Edit,
        *,
        author: str,
        action: str = "edit",
        names: Collection[str] | None = None,
    ) -> Edit | None:
        """Change an annotation's fields. Returns the values that undo it, or None when they were so already.

        ``names`` are those the person writes under: what others wrote is refused then (None asks nobody). A field that
        two people wrote differently is settled by writing it. Raises LibraryError for an unknown id.
        """
        with self._writing() as session:
            kept = self._kept_of(session, annotation_id)
            return self._edit(session, kept, annotation_id, change, author=author, action=action, names=names)

    def settle_conflict(self, annotation_id: str, change: Edit, *, author: str) -> str:
        """Write what a person chose for fields in conflict. Returns the id of the revision that did.

        Raises LibraryError for an unknown id, and for fields of somebody else's that are not in conflict.
        """
        with self._writing() as session:
            kept = self._kept_of(session, annotation_id)
            revision, now = self._new_id(), self._clock()
            undo = writing.edit(
                session, kept, annotation_id, change,
                revision=revision, author=author, action="choose", now=now, names=(author,),
            )  # fmt: skip
            if undo is not None:
                indexing.index_annotation(session, kept, annotation_id)
            return revision if undo is not None else ""

    def set_choice_withdrawn(self, annotation_id: str, revision: str, withdrawn: bool) -> None:
        """Let what was chosen count for nothing, so that it is to be chosen again; or let it count again."""
        with self._writing() as session:
            kept = self._kept_of(session, annotation_id)
            revisions.set_withdrawn(session, [revision], withdrawn)
            writing.refresh(session, kept, annotation_id, self._clock())
            indexing.index_annotation(session, kept, annotation_id)

    def place_annotation(
        self,
        annotation_id: str,
        item: int | None,
        stretch: Span | None,
        *,
        author: str,
        section: tuple[int, ...] = (),
    ) -> Edit | None:
        """Say where an annotation belongs now: what a person confirms or chooses. As ``edit_annotation``.

        One about a whole item stays so, whatever the stretch. One about a section belongs to the section of that path;
        ``item`` is None then.
        """
        with self._writing() as session:
            note, kept = self._found(session, annotation_id)
            anchor, _, there = _anchor(kept.report, item, None if note.scope is Scope.ITEM else stretch, section)
            place = _as_looked_for(there, anchor, note.scope)
            change = Edit(placement=anchor)
            return self._edit(session, kept, annotation_id, change, author=author, action="place", place=place)

    def dismiss_suggestion(self, annotation_id: str) -> bool:
        """Hold the place suggested for an annotation to be wrong. False when none is suggested."""
        with self._writing() as session:
            kept = self._kept_of(session, annotation_id)
            done = resolutions.dismiss(session, annotation_id, self._clock())
            if done:
                indexing.index_annotation(session, kept, annotation_id)
            return done

    def find_annotation_again(self, annotation_id: str) -> AnchorState:
        """Look for an annotation's place anew; what undoes ``dismiss_suggestion``."""
        with self._writing() as session:
            kept = self._kept_of(session, annotation_id)
            resolutions.find(session, kept, [annotation_id], self._clock())
            indexing.index_annotation(session, kept, annotation_id)
            note = notes.one(session, annotation_id)
            assert note is not None
            return note.state

    def keep_attachment(self, name: str, content: bytes) -> Attachment:
        """Keep a file's content so that annotations can have it. Raises LibraryError for one that is too large."""
        with self._writing() as session:
            return attachments.keep(session, name, content)

    def keep_unfinished(self, one: Unfinished) -> None:
        """Keep what is being written."""
        with self._writing() as session:
            unfinished.keep(session, one)

    def drop_unfinished(self, annotation_id: str) -> bool:
        """Forget what was begun under that id. False when there is nothing."""
        with self._writing() as session:
            return unfinished.drop(session, annotation_id)

    def _edit(
        self,
        session: Session,
        kept: Kept,
        annotation_id: str,
        change: Edit,
        *,
        author: str,
        action: str,
        names: Collection[str] | None = None,
        place: Found | None = None,
    ) -> Edit | None:
        undo = writing.edit(
            session,
            kept,
            annotation_id,
            change,
            revision=self._new_id(),
            author=author,
            action=action,
            now=self._clock(),
            names=names,
            place=place,
        )
        unfinished.drop(session, annotation_id)
        if undo is not None:
            indexing.index_annotation(session, kept, annotation_id)
        return undo

    def _kept(self, session: Session, report_key: str) -> Kept:
        """The report as it is at hand, so that writing does not read it from the file each time."""
        for volume in self._shelf.all(session):
            if volume.kept.report.key == report_key:
                return volume.kept
        raise LibraryError("资料库里没有这份报告，请刷新后再试。", detail=report_key)

    def _kept_of(self, session: Session, annotation_id: str) -> Kept:
        return self._found(session, annotation_id)[1]

    def _found(self, session: Session, annotation_id: str) -> tuple[Annotation, Kept]:
        note = notes.one(session, annotation_id)
        if note is None:
            raise LibraryError("资料库里没有这条批注，请刷新后再试。", detail=annotation_id)
        return note, self._kept(session, note.report_key)

    def _answered(self, session: Session, kept: Kept, annotation_id: str) -> tuple[Anchor, Scope, Found | None]:
        note = notes.one(session, annotation_id)
        if note is None or note.report_key != kept.report.key:
            raise LibraryError("资料库里没有要答复的批注，请刷新后再试。", detail=annotation_id)
        return note.placement or note.anchor, note.scope, resolutions.place_of(session, annotation_id)


def _anchor(
    report: Report, position: int | None, stretch: Span | None, path: tuple[int, ...]
) -> tuple[Anchor, Scope, Found]:
    """What an annotation is about, and where that is: nobody need look for it."""
    if position is None:
        if not path:
            return anchor_of_report(), Scope.REPORT, Found(AnchorState.EXACT, score=1.0)
        section = report.section_at(path)
        if section is None:
            raise LibraryError("报告里没有这一章，请刷新后再试。", detail=f"{report.key}/{path}")
        place = Found(AnchorState.EXACT, section=path, score=1.0)
        return anchor_of_section(report, section), Scope.SECTION, place
    item = report.item_at(position)
    if item is None:
        raise LibraryError("报告里没有这一条，请刷新后再试。", detail=f"{report.key}/{position}")
    place = Found(AnchorState.EXACT, position, stretch, score=1.0)
    if stretch is not None:
        return anchor_at(report, item, stretch), Scope.PASSAGE, place
    return anchor_of_item(report, item), Scope.ITEM, place


def _as_looked_for(place: Found, anchor: Anchor, scope: Scope) -> Found | None:
    """A chosen place as a search for the anchor would give it for an annotation of that scope; None: search."""
    if scope is Scope.PASSAGE:
        return replace(place, stretch=place.stretch or Span(0, len(anchor.exact)))
    return replace(place, stretch=None) if scope is Scope.ITEM else None

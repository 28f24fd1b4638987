"""Writing, changing, deleting and restoring annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.span import Span
from briefing.library.annotations import Edit
from briefing.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAnnotation:
    """Write an annotation about a stretch of an item's text, or about the whole item when ``stretch`` is None."""

    name: ClassVar[str] = "写批注"

    report_key: str
    item: int
    kind: AnnotationKind
    text: str
    author: str
    stretch: Span | None = None
    title: str = ""
    status: AnnotationStatus = AnnotationStatus.DRAFT

    def apply(self, library: Library) -> Done[Annotation]:
        """Write it. The value is the annotation as it was kept."""
        note = library.add_annotation(
            self.report_key,
            self.item,
            self.stretch,
            kind=self.kind,
            text=self.text,
            author=self.author,
            title=self.title,
            status=self.status,
        )
        return Done(note, _changes(note), DeleteAnnotation(id=note.id, author=self.author))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnnotation:
    """Change what an annotation says or how far it may be trusted; None leaves a field as it is."""

    name: ClassVar[str] = "改批注"

    id: str
    author: str
    text: str | None = None
    title: str | None = None
    kind: AnnotationKind | None = None
    status: AnnotationStatus | None = None

    def apply(self, library: Library) -> Done[Annotation]:
        """Change it. The value is the annotation as it is now; nothing is noted when it was so already."""
        change = Edit(kind=self.kind, status=self.status, title=self.title, text=self.text)
        undo = library.edit_annotation(self.id, change, author=self.author)
        note = _now(library, self.id)
        if undo is None:
            return Done(note)
        inverse = EditAnnotation(
            id=self.id, author=self.author, text=undo.text, title=undo.title, kind=undo.kind, status=undo.status
        )
        return Done(note, _changes(note), inverse)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAnnotation:
    """Mark an annotation deleted. Its words and its history stay."""

    name: ClassVar[str] = "删除批注"

    id: str
    author: str

    def apply(self, library: Library) -> Done[Annotation]:
        """Mark it."""
        undo = library.edit_annotation(self.id, Edit(deleted=True), author=self.author, action="delete")
        note = _now(library, self.id)
        return (
            Done(note)
            if undo is None
            else Done(note, _changes(note), RestoreAnnotation(id=self.id, author=self.author))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAnnotation:
    """Bring a deleted annotation back."""

    name: ClassVar[str] = "恢复批注"

    id: str
    author: str

    def apply(self, library: Library) -> Done[Annotation]:
        """Take the mark away."""
        undo = library.edit_annotation(self.id, Edit(deleted=False), author=self.author, action="restore")
        note = _now(library, self.id)
        return (
            Done(note) if undo is None else Done(note, _changes(note), DeleteAnnotation(id=self.id, author=self.author))
        )


def _now(library: Library, annotation_id: str) -> Annotation:
    note = library.annotation(annotation_id)
    assert note is not None, annotation_id
    return note


def _changes(note: Annotation) -> Changes:
    return Changes(reports=frozenset({note.report_key}), annotations=frozenset({note.id}))

"""Writing, changing, answering, placing, deleting and restoring annotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAnnotation:
    """Write an annotation: about a stretch of an item's text, else the item, else the section, else the report.

    ``answers`` is the id of the annotation it answers. ``id`` is the one it was begun under, if it was.
    """

    name: ClassVar[str] = "写批注"

    report_key: str
    kind: AnnotationKind
    text: str
    author: str
    item: int | None = None
    stretch: Span | None = None
    section: tuple[int, ...] = ()
    title: str = ""
    status: AnnotationStatus = AnnotationStatus.DRAFT
    tags: tuple[str, ...] = ()
    due: date | None = None
    attachments: tuple[Attachment, ...] = ()
    answers: str = ""
    id: str = ""

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
            section=self.section,
            tags=self.tags,
            due=self.due,
            attachments=self.attachments,
            answers=self.answers,
            id=self.id,
        )
        return Done(note, changes_of(note), DeleteAnnotation(id=note.id, author=self.author))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnnotation:
    """Change what an annotation says or how far it may be trusted; None leaves a field as it is.

    ``names`` are those the person writes under beside ``author``. Raises LibraryError for words that are somebody
    else's: these can be answered. Writing a field that is in conflict settles it.
    """

    name: ClassVar[str] = "改批注"

    id: str
    author: str
    change: Edit
    names: frozenset[str] = frozenset()

    def apply(self, library: Library) -> Done[Annotation]:
        """Change it. The value is the annotation as it is now; nothing is noted when it was so already."""
        return _edited(library, self, self.change, "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreVersion:
    """Let an annotation say again what it said after the revision of that id."""

    name: ClassVar[str] = "恢复旧版批注"

    id: str
    revision: str
    author: str
    names: frozenset[str] = frozenset()

    def apply(self, library: Library) -> Done[Annotation]:
        """Restore it. The value is the annotation as it is now."""
        version = next(one for one in library.history(self.id) if one.revision.id == self.revision)
        return _edited(library, self, Edit.of(version.values), "restore")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnnotations:
    """Change several annotations alike, as one step: their status, say."""

    name: ClassVar[str] = "批量改批注"

    ids: tuple[str, ...]
    author: str
    change: Edit
    names: frozenset[str] = frozenset()

    def apply(self, library: Library) -> Done[int]:
        """Change them. The value is how many were not so already."""
        return _steps([EditAnnotation(id=one, author=self.author, names=self.names, change=self.change).apply(library)
                       for one in self.ids])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Some edits as one step; what undoes ``EditAnnotations``."""

    name: ClassVar[str] = "批量改批注"

    edits: tuple[EditAnnotation, ...]

    def apply(self, library: Library) -> Done[int]:
        """Make them."""
        return _steps([one.apply(library) for one in self.edits])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnnotation:
    """Say where an annotation belongs: confirm the place suggested, or choose another passage.

    Without ``item`` it belongs to the section of that path.
    """

    name: ClassVar[str] = "换批注的原文"

    id: str
    item: int | None
    author: str
    stretch: Span | None = None
    section: tuple[int, ...] = ()

    def apply(self, library: Library) -> Done[Annotation]:
        """Place it. The value is the annotation as it is now."""
        undo = library.place_annotation(self.id, self.item, self.stretch, author=self.author, section=self.section)
        note = _now(library, self.id)
        if undo is None:
            return Done(note)
        return Done(note, changes_of(note), EditAnnotation(id=self.id, author=self.author, change=undo))


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissSuggestion:
    """Hold the place suggested for an annotation to be wrong: it is listed as 找不到 until its report changes."""

    name: ClassVar[str] = "不认可的位置"

    id: str

    def apply(self, library: Library) -> Done[Annotation]:
        """Dismiss it. The value is the annotation as it is now."""
        if not library.dismiss_suggestion(self.id):
            return Done(_now(library, self.id))
        note = _now(library, self.id)
        return Done(note, changes_of(note), SuggestAgain(id=self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestAgain:
    """Look for an annotation's place anew."""

    name: ClassVar[str] = "重新查找位置"

    id: str

    def apply(self, library: Library) -> Done[Annotation]:
        """Look for it. The value is the annotation as it is now."""
        library.find_annotation_again(self.id)
        note = _now(library, self.id)
        return Done(note, changes_of(note), DismissSuggestion(id=self.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAnnotation:
    """Mark an annotation deleted. Its words and its history stay."""

    name: ClassVar[str] = "删除批注"

    id: str
    author: str
    names: frozenset[str] = frozenset()

    def apply(self, library: Library) -> Done[Annotation]:
        """Mark it."""
        return _marked(library, self, deleted=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAnnotation:
    """Bring a deleted annotation back."""

    name: ClassVar[str] = "恢复批注"

    id: str
    author: str
    names: frozenset[str] = frozenset()

    def apply(self, library: Library) -> Done[Annotation]:
        """Take the mark away."""
        return _marked(library, self, deleted=False)


def changes_of(*notes: Annotation) -> Changes:
    """That these annotations are not as they were."""
    return Changes(
        reports=frozenset(note.report_key for note in notes), annotations=frozenset(note.id for note in notes)
    )


def _edited(library: Library, command: EditAnnotation | RestoreVersion, change: Edit, action: str) -> Done[Annotation]:
    names = command.names | {command.author}
    undo = library.edit_annotation(command.id, change, author=command.author, action=action, names=names)
    note = _now(library, command.id)
    if undo is None:
        return Done(note)
    inverse = EditAnnotation(id=command.id, author=command.author, names=command.names, change=undo)
    return Done(note, changes_of(note), inverse)


def _marked(library: Library, command: DeleteAnnotation | RestoreAnnotation, *, deleted: bool) -> Done[Annotation]:
    names, author = command.names | {command.author}, command.author
    action = "delete" if deleted else "restore"
    undo = library.edit_annotation(command.id, Edit(deleted=deleted), author=author, action=action, names=names)
    note = _now(library, command.id)
    if undo is None:
        return Done(note)
    back = RestoreAnnotation if deleted else DeleteAnnotation
    return Done(note, changes_of(note), back(id=command.id, author=author, names=command.names))


def _steps(done: list[Done[Annotation]]) -> Done[int]:
    changed = [one for one in done if one.inverse is not None]
    if not changed:
        return Done(0)
    edits = tuple(one.inverse for one in reversed(changed) if isinstance(one.inverse, EditAnnotation))
    return Done(len(changed), changes_of(*(one.value for one in changed)), Several(edits=edits))


def _now(library: Library, annotation_id: str) -> Annotation:
    note = library.annotation(annotation_id)
    assert note is not None, annotation_id
    return note

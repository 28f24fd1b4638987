"""An annotation with fields in conflict, and the edit that settles them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.conflict import Conflict, conflicts
from briefing.domain.contents import ReportContents
from briefing.domain.revision import DELETED, Revision, Value
from briefing.library.library import Library
from briefing.library.values import to_anchor
from briefing.library.writing import Edit
from briefing.ui.exchange.words import ORDER


@dataclass(frozen=True, slots=True)
class Settling:
    """What a person must choose about one annotation, in the order in which it is asked."""

    note: Annotation
    report: str
    conflicts: tuple[Conflict, ...]
    revisions: tuple[Revision, ...] = ()

    @property
    def deletion(self) -> Conflict | None:
        """Whether it is to be there at all, if that is disputed."""
        return next((one for one in self.conflicts if one.field == DELETED), None)

    def wrote(self, revision: str) -> tuple[tuple[str, Value, Value], ...]:
        """What a revision wrote: the fields, what they held before (None: nothing), what they held then."""
        known = {one.id: one for one in self.revisions}
        if revision not in known:
            return ()
        return tuple(
            (name, next((known[one].writes[name].value for one in write.over if one in known), None), write.value)
            for name, write in known[revision].writes.items()
            if name != DELETED
        )

    def open_with(self, chosen: Mapping[str, Value]) -> tuple[Conflict, ...]:
        """What is to be chosen still: nothing else, once it is to be deleted."""
        if chosen.get(DELETED):
            return ()
        return tuple(one for one in self.conflicts if one.field not in chosen)


def unsettled(library: Iterable[ReportContents]) -> tuple[tuple[str, Annotation], ...]:
    """The annotations in conflict, each with the name of its report, in the order of the texts."""
    return tuple(
        (contents.report.name, note)
        for contents in library
        for note in contents.annotations
        if note.conflicts and not note.deleted
    )


def settlings(library: Library, found: Iterable[tuple[str, Annotation]]) -> tuple[Settling, ...]:
    """What there is to choose about each of these, asked of the library."""
    found = tuple(found)
    known = library.revisions([note.id for _, note in found])
    made = (Settling(note, report, in_order(known.get(note.id, ())), known.get(note.id, ())) for report, note in found)
    return tuple(one for one in made if one.conflicts)


def in_order(revisions: tuple[Revision, ...]) -> tuple[Conflict, ...]:
    """The conflicts of these revisions in the order in which they are asked."""
    return tuple(sorted(conflicts(revisions), key=lambda one: (*_rank(one.field), one.field)))


def edit_of(chosen: Mapping[str, Value]) -> Edit:
    """The edit that writes these values."""
    if chosen.get(DELETED):
        return Edit(deleted=True)
    placement = chosen.get("placement")
    return Edit(
        kind=AnnotationKind(str(chosen["kind"])) if "kind" in chosen else None,
        status=AnnotationStatus(str(chosen["status"])) if "status" in chosen else None,
        title=str(chosen["title"] or "") if "title" in chosen else None,
        text=str(chosen["text"] or "") if "text" in chosen else None,
        deleted=False if DELETED in chosen else None,
        due=str(chosen["due"] or "") if "due" in chosen else None,
        placement=(to_anchor(placement) or "" if isinstance(placement, Mapping) else "")
        if "placement" in chosen
        else None,
    )


def _rank(name: str) -> tuple[int]:
    return (ORDER.index(name) if name in ORDER else len(ORDER),)

"""What stands in the margin beside a place: its annotations in their order, answers below what they answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.annotation import Annotation, may_rewrite
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.threads import Thread, threads
from briefing.ui.detail.marks import note_marks


class Wish(StrEnum):
    """What a person wants done with one annotation."""

    EDIT = "edit"
    ANSWER = "answer"
    DELETE = "delete"
    HISTORY = "history"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    SETTLE = "settle"
    MARK = "mark"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Beside:
    """An annotation in the margin.

    ``number`` ties it to its underline (0 for an answer), ``depth`` is how far in an answer stands. ``own`` says
    whether the person may rewrite it. ``gone`` says that it answers an annotation that was deleted, ``away`` one that
    stands elsewhere.
    """

    note: Annotation
    number: int
    depth: int = 0
    own: bool = True
    gone: bool = False
    away: bool = False


def beside(contents: ReportContents, place: Place, names: Collection[str]) -> tuple[Beside, ...]:
    """What stands beside an item, a section or a report; ``names`` are those the person writes under."""
    item = contents.report.item_at(place.item) if place.item is not None else None
    if item is not None:
        here = (*contents.annotations_of((item,)), *contents.suggested_of((item,)))
        numbers = {mark.id: mark.number for mark in note_marks(item, here)}
    else:
        here = contents.annotations_about(place.section)
        heads = sorted((thread.head for thread in threads(here)), key=lambda note: (note.created, note.id))
        numbers = {note.id: number for number, note in enumerate(heads, 1)}
    found = sorted(threads(here), key=lambda thread: numbers[thread.head.id])
    known = {note.id: note for note in contents.annotations}
    return tuple(one for thread in found for one in _of(thread, numbers[thread.head.id], known, names))


def _of(thread: Thread, number: int, known: dict[str, Annotation], names: Collection[str]) -> list[Beside]:
    head = thread.head
    answered = known.get(head.answers)
    lost = bool(head.answers)
    gone = lost and (answered is None or answered.deleted)
    made = [Beside(head, number, 0, may_rewrite(head, names), gone, lost and not gone)]
    made += [Beside(reply.note, 0, reply.depth, may_rewrite(reply.note, names)) for reply in thread.replies]
    return made

"""In which order annotations stand in a list: as the text runs, answers below what they answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents


@dataclass(frozen=True, slots=True)
class Thread:
    """An annotation and the answers below it, each with how many answers lie between the two (0 for the first)."""

    first: Annotation
    answers: tuple[tuple[int, Annotation], ...] = ()

    @property
    def notes(self) -> tuple[Annotation, ...]:
        """All of it, as it is read."""
        return (self.first, *(note for _, note in self.answers))


def chosen(contents: ReportContents, ids: Collection[str] | None = None) -> tuple[Annotation, ...]:
    """The annotations of a report that these ids name (None: all) in the order of the text; deleted ones are left out.

    First come those about the report, then those at their place, then the merely suggested, then the orphans.
    """
    wanted = None if ids is None else frozenset(ids)
    kept = (note for note in contents.annotations if not note.deleted and (wanted is None or note.id in wanted))
    return in_text_order(kept, contents)


def in_text_order(notes: Iterable[Annotation], contents: ReportContents) -> tuple[Annotation, ...]:
    """Annotations of one report as its text runs today."""
    starts = {
        section.path: next((item.position for below in section.walk() for item in below.own_items()), -1)
        for section in contents.report.sections()
    }

    def place(note: Annotation) -> tuple[int, int, int, int]:
        if note.state is AnchorState.ORPHAN:
            return 3, (note.placement or note.anchor).start, 0, 0
        group = 1 if note.placed else 2
        if note.scope is Scope.REPORT:
            return group - 1, -1, 0, 0
        if note.scope is Scope.SECTION:
            path = note.section or ()
            return group, starts.get(path, -1), 0, len(path)
        return group, -1 if note.item is None else note.item, 1, -1 if note.stretch is None else note.stretch.start

    return tuple(sorted(notes, key=lambda note: (*place(note), note.created, note.id)))


def threads(notes: Iterable[Annotation]) -> tuple[Thread, ...]:
    """The annotations with their answers below them, oldest first; the rest keeps its order.

    An answer to what is not among them stands for itself. Each stands once, even where answers run in a circle.
    """
    every = {note.id: note for note in notes}
    below: dict[str, list[Annotation]] = {}
    for note in every.values():
        if note.answers in every and note.answers != note.id:
            below.setdefault(note.answers, []).append(note)
    done: set[str] = set()
    found: list[Thread] = []
    roots = [note for note in every.values() if note.answers not in every or note.answers == note.id]
    for root in (*roots, *every.values()):
        if root.id in done:
            continue
        done.add(root.id)
        answers: list[tuple[int, Annotation]] = []
        waiting = [(0, note) for note in _oldest_last(below.get(root.id, ()))]
        while waiting:
            depth, note = waiting.pop()
            if note.id in done:
                continue
            done.add(note.id)
            answers.append((depth, note))
            waiting += [(depth + 1, one) for one in _oldest_last(below.get(note.id, ()))]
        found.append(Thread(root, tuple(answers)))
    return tuple(found)


def _oldest_last(notes: Collection[Annotation]) -> list[Annotation]:
    return sorted(notes, key=lambda note: (note.created, note.id), reverse=True)

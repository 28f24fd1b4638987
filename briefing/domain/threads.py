"""Annotations with what answers them, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.domain.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``depth`` is 1 where it answers the head, 2 where it answers an answer, and so on."""

    note: Annotation
    depth: int


@dataclass(frozen=True, slots=True)
class Thread:
    """An annotation that answers none of those beside it, with its answers below it, each after what it answers."""

    head: Annotation
    replies: tuple[Reply, ...] = ()

    @property
    def notes(self) -> tuple[Annotation, ...]:
        """All of them, as they are read."""
        return (self.head, *(reply.note for reply in self.replies))


def threads(notes: Iterable[Annotation]) -> tuple[Thread, ...]:
    """Every annotation once, heads in the order given, answers in the order of their making.

    What answers an annotation that is not among them is a head, and so is one of several that answer each other in a
    circle, as no program writes them: nothing is lost from sight.
    """
    given = list(notes)
    ids = {note.id for note in given}
    answers: dict[str, list[Annotation]] = {}
    for note in sorted(given, key=lambda note: (note.created, note.id)):
        answers.setdefault(note.answers, []).append(note)
    seen: set[str] = set()

    def below(note: Annotation, depth: int) -> Iterator[Reply]:
        seen.add(note.id)
        for answer in answers.get(note.id, ()):
            if answer.id not in seen:
                yield Reply(answer, depth)
                yield from below(answer, depth + 1)

    found = {note.id: tuple(below(note, 1)) for note in given if note.answers not in ids}
    for note in given:
        if note.id not in seen:
            found[note.id] = tuple(below(note, 1))
    return tuple(Thread(note, found[note.id]) for note in given if note.id in found)

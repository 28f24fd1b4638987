"""What is marked in an item's text: figures, annotations, search hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.figure import Figure
from briefing.domain.report import Item
from briefing.domain.span import Span
from briefing.domain.threads import threads


@dataclass(frozen=True, slots=True)
class NoteMark:
    """An annotated stretch: its number beside the text and how deep its underline lies (0 or 1).

    ``dashed`` says that it is not where it was made: moved, or merely suggested.
    """

    id: str
    number: int
    span: Span
    level: int
    dashed: bool = False


def lead_of(text: str) -> Span | None:
    """The lead sentence an item opens with (促销费。…), without its stop; None when the text is all one sentence
    or the first sentence is no lead (over 16 characters)."""
    stop = text.find("。")
    return Span(0, stop) if 0 < stop <= 16 and stop + 1 < len(text) else None


def note_marks(item: Item, annotations: Iterable[Annotation]) -> tuple[NoteMark, ...]:
    """Numbers in the order of the stretches; whole-item annotations come last, numbered, without an underline.

    Answers have no mark of their own: they stand below what they answer.
    """
    found = [note for note in annotations if note.item == item.position and not note.deleted]
    here = [thread.head for thread in threads(found)]
    here.sort(key=lambda note: (note.stretch is None, note.stretch or Span(0, 0), note.created, note.id))
    marks: list[NoteMark] = []
    for number, note in enumerate(here, start=1):
        span = note.stretch or Span(len(item.text), len(item.text))
        level = 1 if any(other.span.overlaps(span) for other in marks) else 0
        marks.append(NoteMark(note.id, number, span, level, note.state is not AnchorState.EXACT))
    return tuple(marks)


def figure_at(figures: Sequence[Figure], point: int) -> Figure | None:
    """The figure whose words hold this code point."""
    return next((f for f in figures if f.text_span.start <= point < f.text_span.end), None)


def find_all(text: str, words: str) -> tuple[Span, ...]:
    """Every stretch that one of the blank-separated words stands at, letter case aside."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text
    found = []
    for word in words.casefold().split():
        at = folded.find(word)
        while at >= 0:
            found.append(Span(at, at + len(word)))
            at = folded.find(word, at + len(word))
    return tuple(sorted(found))

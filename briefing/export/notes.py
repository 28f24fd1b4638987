"""Annotations as they are printed: each with what it is about, its state and its answers."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents
from briefing.domain.labels import caption, outside_number, section_title
from briefing.domain.shown import shown
from briefing.export.annotation_order import Thread, in_text_order, threads
from briefing.export.annotation_words import Ground, answered_words
from briefing.export.document import Block, Heading, Note, Notes, Passage

SUGGESTED = "位置待确认"
LOST = "原文中已找不到"

_LONGEST_QUOTE = 120
"""A passage that stands in the report is quoted up to here; one that does not is all that is left, and kept whole."""


class NotePrinter:
    """Puts the annotations of one report into words for paper."""

    def __init__(self, contents: ReportContents) -> None:
        self._ground = Ground(contents.report)
        self._contents = contents
        self._every = {note.id: note for note in contents.annotations}

    @property
    def ground(self) -> Ground:
        """Where they stand."""
        return self._ground

    def threads(self, annotations: Iterable[Annotation]) -> tuple[Thread, ...]:
        """The annotations in the order of the text, their answers below them; deleted ones are left out."""
        return threads(in_text_order((note for note in annotations if not note.deleted), self._contents))

    def on_page(self, thread: Thread, *, located: bool) -> tuple[Note, ...]:
        """A thread below the text it is about; with ``located`` it says which words of which line that is."""
        first = thread.first
        about = self._about(first, located=located) if first.placed else ""
        return self._notes(thread, about, None if first.placed else self._kept(first))

    def in_list(self, thread: Thread, *, quoted: bool = True) -> tuple[Note, ...]:
        """A thread away from the text; unless it was ``quoted`` just above, the passage stands before it."""
        first = thread.first
        if not first.placed:
            return self._notes(thread, "", self._kept(first))
        return self._notes(thread, "", self.passage(first) if quoted else None)

    def passage(self, note: Annotation) -> Passage:
        """The passage an annotation in place is about, and its line; a long one is cut."""
        item, section = self._ground.item(note), self._ground.section(note)
        if item is None:
            line = None if section is None else section.line
            return Passage("", place=note.scope.label if line is None else f"第{line}行起，{note.scope.label}")
        whole = f"第{item.line}行" if note.stretch else f"第{item.line}行，{Scope.ITEM.label}"
        words = self._ground.passage(note).words
        if len(words) > _LONGEST_QUOTE:
            words = words[: outside_number(words, _LONGEST_QUOTE - 1)] + "…"
        return Passage(words, place=whole)

    def _notes(self, thread: Thread, about: str, passage: Passage | None) -> tuple[Note, ...]:
        first = self._note(thread.first, about=about, passage=passage)
        return (first, *(self._note(note, depth=depth + 1) for depth, note in thread.answers))

    def _note(self, note: Annotation, *, about: str = "", passage: Passage | None = None, depth: int = 0) -> Note:
        return Note(
            kind=note.kind.label,
            status=note.status.label,
            text=note.text,
            title=note.title,
            author=note.author,
            date=note.changed.astimezone().date(),
            source=note.source,
            about=about,
            computed=note.computed,
            tags=note.tags,
            due=note.due,
            attachments=tuple(attachment.name for attachment in note.attachments),
            passage=passage,
            remark=self._remark(note, alone=not depth),
            depth=depth,
        )

    def _remark(self, note: Annotation, *, alone: bool) -> str:
        found = []
        if alone and note.answers and note.answers != note.id:
            found.append(f"答复“{answered_words(note, self._every.get(note.answers))}”，所答的一条未印出")
        if note.state is AnchorState.ORPHAN:
            found.append(LOST)
        if note.state is AnchorState.SUGGESTED:
            # A proposal only: the item is named, not quoted.
            item = None if note.item is None else self._contents.report.item_at(note.item)
            found.append(SUGGESTED if item is None else f"{SUGGESTED}，可能在第{item.line}行")
        if note.conflicts:
            found.append("有改动冲突尚未取舍")
        return f"（{'；'.join(found)}。）" if found else ""

    def _kept(self, note: Annotation) -> Passage:
        kept = self._ground.passage(note)
        return Passage(kept.words, kept.before, kept.after, "" if note.scope is Scope.PASSAGE else note.scope.label)

    def _about(self, note: Annotation, *, located: bool) -> str:
        item, section = self._ground.item(note), self._ground.section(note)
        if item is None:
            heading = f"“{shown(section_title(section))}”" if located and section is not None else ""
            return f"{note.scope.label}{heading}"
        words = "" if note.stretch is None else f"“{shown(note.stretch.of(item.text))}”"
        return f"第{item.line}行{words or f'“{shown(caption(item))}”'}" if located else words


def notes_of(
    annotations: Iterable[Annotation], contents: ReportContents, *, located: bool, number: int | None = None
) -> tuple[Block, ...]:
    """The chosen annotations at the end of a page; apart from the rest, those that are not surely in place."""
    printer = NotePrinter(contents)
    found = printer.threads(annotations)
    if not found:
        return ()
    blocks: list[Block] = [Heading("批注", 1, number)]
    groups = (
        ("", [thread for thread in found if thread.first.placed]),
        (SUGGESTED, [thread for thread in found if thread.first.state is AnchorState.SUGGESTED]),
        (LOST, [thread for thread in found if thread.first.state is AnchorState.ORPHAN]),
    )
    for heading, group in groups:
        if group and heading:
            blocks.append(Heading(heading, 2))
        if group:
            blocks.append(
                Notes(tuple(note for thread in group for note in printer.on_page(thread, located=located))),
            )
    return tuple(blocks)

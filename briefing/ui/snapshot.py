"""What the window knows of a library, and how that is kept up without reading everything again."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.actions.command import Changes
from briefing.domain.annotation import Annotation
from briefing.domain.briefing import Briefing
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.correction import Correction
from briefing.library.library import Library
from briefing.ui.outline.node import Node, report_nodes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library as it was at one moment: its reports, newest first, and what belongs to none or several of them.

    ``initials`` are the pinyin initials of headings and captions. ``corrections`` holds those of each report by key,
    and ``nodes`` what the outline makes of it: thousands of rows are work for the worker. ``briefings`` holds removed
    ones too, the one changed last first.
    """

    library: tuple[ReportContents, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    initials: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    briefings: tuple[Briefing, ...] = ()


_MANY = 2_000
"""Annotations from which on Python's collector is kept away from what was read.

None of it is in a cycle, and all of it lives as long as it is shown. Yet a collection goes through it at any time, in
the middle of a word that is being typed too: with 20,000 annotations that stops the window for over 100 ms.
"""


class Reader:
    """Reads a library, and after a change only what the change names. For the library's worker alone.

    What has not changed stays the very same object, so that whoever shows it can tell.
    """

    def __init__(self) -> None:
        self._last: Snapshot | None = None

    def everything(self, library: Library) -> Snapshot:
        """The whole library."""
        contents = library.contents()
        corrections = {each.report.key: library.corrections(each.report.key) for each in contents}
        last = Snapshot(
            contents,
            library.indicators(),
            library.initials(),
            corrections,
            _nodes(contents, Snapshot()),
            library.briefings(),
        )
        if sum(len(each.annotations) for each in contents) > _MANY:
            gc.freeze()
        self._last = last
        return last

    def after(self, changes: Changes, library: Library) -> Snapshot:
        """The library as it is after these changes, which are all since it was read before."""
        last, self._last = self._last, None
        # Where reading fails here nothing is known any more, and the next time everything is read.
        now = self.everything(library) if last is None or changes.everything else _after(last, changes, library)
        self._last = now
        return now


def _after(last: Snapshot, changes: Changes, library: Library) -> Snapshot:
    if changes.briefings:
        last = replace(last, briefings=library.briefings())
    if (changes.reports or changes.figures) and not _only_annotations(changes):
        return _reports_read(last, changes, library)
    if changes.annotations:
        now = _annotations_read(last.library, changes.annotations, library)
        last = replace(last, library=now, nodes=_nodes(now, last))
    return replace(last, indicators=library.indicators()) if changes.indicators else last


def _only_annotations(changes: Changes) -> bool:
    """Whether reports are named for their annotations alone: another outline or other figures concern indicators."""
    return bool(changes.annotations) and not (changes.figures or changes.indicators or changes.findings)


def _reports_read(last: Snapshot, changes: Changes, library: Library) -> Snapshot:
    """With these reports read anew, in the order that the library gives them; removed ones are gone."""
    keys = library.report_keys()
    named = changes.reports | {figure.report_key for figure in changes.figures}
    known = {each.report.key: each for each in last.library}
    wanted = [key for key in keys if key in named or key not in known]
    read = {each.report.key: each for each in library.contents(wanted)}
    corrections = {key: library.corrections(key) if key in read else last.corrections[key] for key in keys}
    contents = tuple(read[key] if key in read else known[key] for key in keys)
    if changes.annotations:
        contents = _annotations_read(contents, changes.annotations, library)
    nodes = _nodes(contents, last)
    return Snapshot(contents, library.indicators(), library.initials(), corrections, nodes, last.briefings)


def _nodes(contents: Iterable[ReportContents], last: Snapshot) -> dict[str, Node]:
    before = ((each, last.nodes[each.report.key]) for each in last.library)
    return {node.place.report_key: node for node in report_nodes(contents, before)}


def _annotations_read(
    contents: tuple[ReportContents, ...], ids: Iterable[str], library: Library
) -> tuple[ReportContents, ...]:
    """With these annotations as they are now; what is no annotation any more is left out."""
    wanted = frozenset(ids)
    now = {note.id: note for note in library.annotations(wanted)}
    return tuple(_patched(each, wanted, now, library) for each in contents)


def _patched(
    contents: ReportContents, wanted: frozenset[str], now: Mapping[str, Annotation], library: Library
) -> ReportContents:
    before = contents.annotations
    notes = [now.get(note.id, note) for note in before if note.id not in wanted or note.id in now]
    known = {note.id for note in before if note.id in wanted}
    new = [note for note in now.values() if note.report_key == contents.report.key and note.id not in known]
    for note in new:
        _insert(notes, note, library)
    if len(notes) == len(before) and all(new is old for new, old in zip(notes, before, strict=True)):
        return contents
    return replace(contents, annotations=tuple(notes))


def _insert(notes: list[Annotation], note: Annotation, library: Library) -> None:
    """In the order of the anchors; those that begin at one place stand in the order of their writing."""
    end = bisect_right(notes, note.anchor.start, key=lambda one: one.anchor.start)
    beside = library.annotations_beginning_with(note.id)
    later = set(beside[beside.index(note.id) + 1 :])
    while end > 0 and notes[end - 1].id in later:
        end -= 1
    notes.insert(end, note)

"""Composing briefings: beginning, filling, ordering, wording, copying and removing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.briefing import Briefing, Details, Entry, Export, Form, Paper
from briefing.domain.briefing_changes import as_printed
from briefing.domain.briefing_sources import Sources
from briefing.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBriefing:
    """Begin a briefing."""

    name: ClassVar[str] = "新建简报"

    form: Form
    details: Details
    author: str
    entries: tuple[Entry, ...] = ()
    paper: Paper | None = None

    def apply(self, library: Library) -> Done[Briefing]:
        """Begin it. The value is the briefing as it was kept."""
        made = library.add_briefing(self.form, self.details, self.entries, author=self.author, paper=self.paper)
        return Done(made, _changes(made.id), RemoveBriefing(id=made.id, author=self.author))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBriefing:
    """Begin a briefing with what another one holds."""

    name: ClassVar[str] = "复制简报"

    id: str
    title: str
    author: str

    def apply(self, library: Library) -> Done[Briefing]:
        """Copy it. The value is the new briefing."""
        made = library.copy_briefing(self.id, self.title, author=self.author)
        return Done(made, _changes(made.id), RemoveBriefing(id=made.id, author=self.author))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBriefing:
    """Mark a briefing removed, or bring it back."""

    name: ClassVar[str] = "移除简报"

    id: str
    author: str
    removed: bool = True

    def apply(self, library: Library) -> Done[Briefing]:
        """Mark it. The value is the briefing as it is now."""
        return _changed(library, self.id, self.author, lambda of: replace(of, removed=self.removed))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEntries:
    """Put entries into a briefing: before the entry of that id, or at its end."""

    name: ClassVar[str] = "加入简报"

    id: str
    entries: tuple[Entry, ...]
    author: str
    before: str | None = None

    def apply(self, library: Library) -> Done[Briefing]:
        """Put them in. The value is the briefing as it is now."""
        return _changed(library, self.id, self.author, lambda of: of.inserted(self.entries, self.before))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEntries:
    """Put entries of a briefing elsewhere in it: before the entry of that id, or at its end."""

    name: ClassVar[str] = "移动简报内容"

    id: str
    entries: tuple[str, ...]
    author: str
    before: str | None = None

    def apply(self, library: Library) -> Done[Briefing]:
        """Move them. The value is the briefing as it is now."""
        return _changed(library, self.id, self.author, lambda of: of.moved(self.entries, self.before))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveEntries:
    """Take entries out of a briefing. What they are about stays where it is."""

    name: ClassVar[str] = "移出简报"

    id: str
    entries: tuple[str, ...]
    author: str

    def apply(self, library: Library) -> Done[Briefing]:
        """Take them out. The value is the briefing as it is now."""
        return _changed(library, self.id, self.author, lambda of: of.without(self.entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEntry:
    """Let an entry of a briefing be so: its wording, its options, or its source's words accepted."""

    name: ClassVar[str] = "改简报内容"

    id: str
    entry: Entry
    author: str

    def apply(self, library: Library) -> Done[Briefing]:
        """Set it. The value is the briefing as it is now."""
        return _changed(library, self.id, self.author, lambda of: of.with_entry(self.entry))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDetails:
    """Let a briefing's first page, form and paper be so; None leaves a part as it is."""

    name: ClassVar[str] = "改简报题头"

    id: str
    author: str
    details: Details | None = None
    form: Form | None = None
    paper: Paper | None = None

    def apply(self, library: Library) -> Done[Briefing]:
        """Set them. The value is the briefing as it is now."""
        return _changed(
            library,
            self.id,
            self.author,
            lambda of: replace(
                of, details=self.details or of.details, form=self.form or of.form, paper=self.paper or of.paper
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBriefing:
    """Let a briefing be as it was once; what undo and redo are made of."""

    name: ClassVar[str] = "改简报"

    briefing: Briefing
    author: str

    def apply(self, library: Library) -> Done[Briefing]:
        """Put it back. The value is the briefing as it is now."""
        return _changed(library, self.briefing.id, self.author, lambda of: replace(self.briefing, changed=of.changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExport:
    """Keep what left the program of a briefing. It is no step that 撤销 takes back.

    ``contained`` are the entries as they were printed (``briefing_changes.as_printed``); None: with what their sources
    say now.
    """

    name: ClassVar[str] = "记录导出"

    id: str
    format: str
    file_name: str
    content: bytes
    author: str
    contained: tuple[Entry, ...] | None = None

    def apply(self, library: Library) -> Done[Export]:
        """Keep it. The value is what was recorded."""
        contained = self.contained
        if contained is None:
            contained = as_printed(library.briefing(self.id), Sources(library.contents(), library.indicators()))
        made = library.record_export(
            self.id, self.format, self.file_name, self.content, author=self.author, contained=contained
        )
        return Done(made, _changes(self.id))


def _changed(library: Library, key: str, author: str, change: Callable[[Briefing], Briefing]) -> Done[Briefing]:
    found = library.change_briefing(key, change, author=author)
    if found is None:
        return Done(library.briefing(key))
    before, after = found
    return Done(after, _changes(key), PutBriefing(briefing=before, author=author))


def _changes(key: str) -> Changes:
    return Changes(briefings=frozenset({key}))

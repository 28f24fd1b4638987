"""Reading a document into the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.errors import LibraryError
from briefing.library.library import Library

if TYPE_CHECKING:
    from briefing.reading.sources import SourceFile


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Read a file as a report and keep it with its figures.

    Raises SourceError when the file is no readable report, LibraryError when the library has it already.
    """

    name: ClassVar[str] = "读入报告"

    path: Path

    def apply(self, library: Library) -> Done[str]:
        """Read and keep it. The value is the report's key. One that was removed before comes back as it was."""
        from briefing.reading.figures import read_figures
        from briefing.reading.outline import read_report
        from briefing.reading.sources import load

        source = load(self.path)
        known = library.report_of_file(source.sha256)
        if known is not None:
            key, removed = known
            if not removed:
                raise LibraryError(f"“{self.path.name}”已经在资料库里，不必再次读入。", detail=key)
            return _done(key, RestoreReport(key).apply(library).changes)
        report = read_report(source, key=f"report-{source.sha256[:16]}")
        library.add_report(report, read_figures(report))
        return _done(report.key, _changed(report.key))


@dataclass(frozen=True, slots=True)
class RereadReport:
    """Read a kept report again with today's readers. It cannot be undone, and need not be: nothing written is lost.

    Raises LibraryError when the report is not there.
    """

    name: ClassVar[str] = "重新识别报告"

    key: str

    def apply(self, library: Library) -> Done[bool]:
        """Read it again. The value says whether anything came out otherwise."""
        changed = library.reread(self.key)
        return Done(changed, _changed(self.key) if changed else Changes())


@dataclass(frozen=True, slots=True)
class ReplaceReport:
    """Put a corrected edition in a report's place. The text before it is kept; annotations find their places anew.

    Raises SourceError when it is no readable report, LibraryError when the library has this text already.
    """

    name: ClassVar[str] = "换成更正稿"

    key: str
    source: SourceFile

    def apply(self, library: Library) -> Done[str]:
        """Replace it. The value is the report's key."""
        before = library.replace_report(self.key, self.source)
        return Done(self.key, _changed(self.key), ReplaceReport(self.key, before))


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """Mark a report removed. Its text, figures and annotations stay in the file."""

    name: ClassVar[str] = "移除报告"

    key: str

    def apply(self, library: Library) -> Done[str]:
        """Mark it."""
        return _marked(library, self.key, removed=True, inverse=RestoreReport(self.key))


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """Bring a removed report back with all that was kept about it."""

    name: ClassVar[str] = "恢复报告"

    key: str

    def apply(self, library: Library) -> Done[str]:
        """Take the mark away."""
        return _marked(library, self.key, removed=False, inverse=RemoveReport(self.key))


def _marked(library: Library, key: str, *, removed: bool, inverse: RemoveReport | RestoreReport) -> Done[str]:
    if not library.set_report_removed(key, removed):
        return Done(key)
    return Done(key, _changed(key), inverse)


def _changed(key: str) -> Changes:
    return Changes(reports=frozenset({key}), indicators=True, findings=True)


def _done(key: str, changes: Changes) -> Done[str]:
    return Done(key, changes, RemoveReport(key))

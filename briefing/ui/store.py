"""What the window shows, as it stands in the library; followed after every change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from briefing.actions.command import Changes, Command, Outcome
from briefing.actions.door import Door
from briefing.domain.briefing import Briefing
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.correction import Correction
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.place import Place
from briefing.library.library import Library
from briefing.ui.outline.node import Node
from briefing.ui.snapshot import Reader, Snapshot
from briefing.ui.tasks import Tasks

T = TypeVar("T")


class Store(QObject):
    """Plain domain objects for widgets, fetched on the library's worker.

    ``loaded`` follows every reading, the first included; ``done`` carries the outcome of a change, ``stepped`` the
    name of one that was taken back or made again; ``failed`` a sentence for the person. Nothing here touches the
    library itself: reads and changes go through the door. After a change only what it names is read; what has not
    changed stays the same object. Where the door says that the file is another one, all is read anew.
    """

    loaded = Signal()
    done = Signal(object)
    stepped = Signal(str)
    failed = Signal(str)
    _exchanged = Signal()

    def __init__(self, door: Door, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door, self._tasks = door, tasks
        self._reader, self._now = Reader(), Snapshot()
        self._corrections: tuple[Correction, ...] = ()
        # From the worker to the window's thread.
        self._exchanged.connect(self.load, Qt.ConnectionType.QueuedConnection)
        door.listen(lambda changes: self._exchanged.emit() if changes.everything else None)

    @property
    def library(self) -> tuple[ReportContents, ...]:
        """The reports with all that is known of them, newest first."""
        return self._now.library

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """What joins figures of several reports."""
        return self._now.indicators

    @property
    def initials(self) -> Mapping[str, str]:
        """Pinyin initials of headings and captions."""
        return self._now.initials

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What people settled about figures of these reports."""
        return self._corrections

    @property
    def nodes(self) -> Mapping[str, Node]:
        """What the outline makes of each report, by key."""
        return self._now.nodes

    @property
    def briefings(self) -> tuple[Briefing, ...]:
        """The briefings, removed ones too, the one changed last first."""
        return self._now.briefings

    @property
    def undo_name(self) -> str:
        """What 撤销 would take back; empty when there is nothing."""
        return self._door.undo_name or ""

    @property
    def redo_name(self) -> str:
        """What 重做 would do again; empty when there is nothing."""
        return self._door.redo_name or ""

    def load(self) -> None:
        """Read the whole library on its worker."""
        self.read(self._reader.everything, self._take)

    def submit(self, command: Command[Any]) -> None:
        """Make a change; the window follows when it is committed."""
        self._tasks.watch(self._door.submit(command), self._settled, self.failed.emit)

    def carry_out(
        self,
        command: Command[T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Make a change that alters nothing the window shows: what is kept as it is typed. Nothing is read anew."""
        settled = (lambda outcome: done(outcome.value)) if done else None
        self._tasks.watch(self._door.submit(command), settled, failed or self.failed.emit)

    def undo(self) -> None:
        """Take back the last change."""
        if self.undo_name:
            self._tasks.watch(self._door.undo(), self._step, self.failed.emit)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.redo_name:
            self._tasks.watch(self._door.redo(), self._step, self.failed.emit)

    def read(self, work: Callable[[Library], Any], done: Callable[[Any], object]) -> None:
        """Ask the library something else."""
        self._tasks.watch(self._door.read(work), done, self.failed.emit)

    def contents_of(self, key: str) -> ReportContents | None:
        """The report with that key."""
        return next((c for c in self._now.library if c.report.key == key), None)

    def figure(self, ref: FigureRef) -> Figure | None:
        """The figure with that name."""
        contents = self.contents_of(ref.report_key)
        return next((f for f in contents.figures if f.ref == ref), None) if contents else None

    def place_of(self, ref: FigureRef) -> Place | None:
        """Where a figure stands."""
        contents, figure = self.contents_of(ref.report_key), self.figure(ref)
        if contents is None or figure is None or (item := contents.report.item_at(figure.item)) is None:
            return None
        return Place(ref.report_key, contents.report.section_of(item).path, item.position)

    def _take(self, snapshot: Snapshot) -> None:
        self._now = snapshot
        self._corrections = tuple(one for each in snapshot.corrections.values() for one in each)
        self.loaded.emit()

    def _settled(self, outcome: Outcome[Any]) -> None:
        self.done.emit(outcome)
        self._follow(outcome.changes)

    def _step(self, outcome: Outcome[Any] | None) -> None:
        if outcome is not None:
            self.stepped.emit(outcome.name)
            self._follow(outcome.changes)

    def _follow(self, changes: Changes) -> None:
        """Words kept while they are typed, say, change nothing that is shown."""
        if changes:
            self.read(partial(self._reader.after, changes), self._take)

"""Tells a person of a fault once, and offers what earlier runs left, when the window is ready and without haste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from briefing.crashes.condition import Aftermath, Condition, look_back, offered_of
from briefing.crashes.fault import Fault, Handling
from briefing.crashes.kept import Kept
from briefing.crashes.support import file_name
from briefing.crashes.watch import Watch
from briefing.library.backups import Backups
from briefing.ui.crashes import words
from briefing.ui.crashes.dialog import FaultDialog
from briefing.ui.help.text_file import ask_where, write_text
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme


class FaultsController(QObject):
    """Joins the watch to the window.

    ``restore`` opens the window of backups; ``backups`` tells of those of the library.
    """

    _heard = Signal(object)

    def __init__(
        self,
        watch: Watch,
        window: MainWindow,
        theme: Theme,
        tasks: Tasks,
        settings: WindowSettings,
        restore: Callable[[], object],
        backups: Callable[[], Backups],
    ) -> None:
        super().__init__(window)
        self._watch, self._window, self._theme, self._tasks = watch, window, theme, tasks
        self._settings, self._restore, self._backups = settings, restore, backups
        self.dialog: FaultDialog | None = None
        # Whatever thread it happened on, and after what the window itself has to say of it.
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        watch.listen(self._heard.emit)
        window.closing.connect(self._close)

    def begin(self) -> None:
        """See what earlier runs left."""
        watch, backups = self._watch, self._backups()
        self._tasks.run(lambda: look_back(watch.faults, watch.library, watch.places.log, backups), self._offer)

    def open(self) -> None:
        """Show the reports that were not saved yet."""
        faults = self._watch.faults
        self._tasks.run(lambda: offered_of(faults.all()), lambda found: self._show(found) if found else None)

    def _offer(self, found: Aftermath) -> None:
        silent, faults = found.silent, self._watch.faults
        if found.offered or (found.condition is not None and found.condition.damaged):
            self._show(tuple(dict.fromkeys((*found.offered, *found.unclean))), found.condition)
        elif silent and not self._window.notice.sentence:
            sentence = words.quiet(found.condition)
            self._window.notice.say(sentence, self.tr("查看…"), lambda: self._show(silent, found.condition))
        else:
            return
        self._tasks.run(lambda: faults.change((one.path for one in silent), handling=Handling.TOLD))

    def _tell(self, fault: Fault) -> None:
        notice = self._window.notice
        if notice.sentence == self._tasks.fault_sentence:
            # That is what it was about, and there may be a way to try again.
            notice.add(self.tr("查看…"), self.open)
        else:
            notice.say(words.told(), self.tr("查看…"), self.open)

    def _show(self, kept: Sequence[Kept], condition: Condition | None = None) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog = FaultDialog(self._theme, kept, condition, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(self._ask)
        dialog.forget_wanted.connect(partial(self._forget, kept))
        dialog.diagnosis_wanted.connect(partial(self._diagnose, dialog))
        dialog.restore_wanted.connect(self._bring_back)
        dialog.finished.connect(partial(self._done, dialog))
        # Not in the way: the window behind it can be used.
        dialog.show()

    def _ask(self, text: str) -> None:
        title = self.tr("保存故障报告")
        target = ask_where(self.dialog or self._window, self._settings, title, file_name(datetime.now(UTC)))
        if target is not None:
            self.save_to(target, text)

    def save_to(self, target: Path, text: str) -> None:
        """Write a report to a file."""
        dialog = self.dialog
        paths = [one.path for one in dialog.kept] if dialog is not None else []
        faults = self._watch.faults

        def work() -> None:
            write_text(target, text)
            faults.change(paths, handling=Handling.SAVED)

        def done(_: object) -> None:
            self._settings.folder = str(target.parent)
            self._window.notice.say(words.saved(target.name))
            if dialog is not None and dialog is self.dialog:
                dialog.accept()

        def fail(sentence: str) -> None:
            (dialog if dialog is not None and dialog is self.dialog else self._window.notice).say(sentence)

        self._tasks.run(work, done, fail)

    def _forget(self, kept: Sequence[Kept]) -> None:
        faults = self._watch.faults
        self._tasks.run(lambda: faults.forget(one.path for one in kept))

    def _diagnose(self, dialog: FaultDialog) -> None:
        from briefing.doctor import examine, report_of

        library, places, backups = self._watch.library, self._watch.places, self._backups()

        def answer(text: str) -> None:
            if dialog is self.dialog:
                dialog.set_diagnosis(text)

        self._tasks.run(lambda: report_of(examine(library, places, backups=backups)), answer)

    def _bring_back(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._restore()

    def _done(self, dialog: FaultDialog, _: int) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _close(self) -> None:
        self._watch.ignore()
        if self.dialog is not None:
            self.dialog.close()

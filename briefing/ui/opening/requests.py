"""Hears what later starts of the program leave for this window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from briefing.library.handover import Inbox


class Requests(QObject):
    """``came`` carries the Path of a file to open, or None: only come forward.

    The folder is watched; where a system tells nothing of its changes (some network drives), ``look`` is to be
    called whenever the window comes to the front.
    """

    came = Signal(object)

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._inbox = Inbox(library)
        self._watcher: QFileSystemWatcher | None = None

    def begin(self) -> None:
        """Listen from now on; the library must be held by this process. Beginning twice does no harm."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self.look)
        self.look()

    def close(self) -> None:
        """Listen no more."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
            self._inbox.close()

    def look(self) -> None:
        """Take what has come. Nothing happens before ``begin``."""
        if self._watcher is None or not self._inbox.open():
            return
        # A folder that went with its stick and came back is another one to the system.
        if not self._watcher.directories():
            self._watcher.addPath(str(self._inbox.folder))
        for request in self._inbox.take():
            self.came.emit(request.file)

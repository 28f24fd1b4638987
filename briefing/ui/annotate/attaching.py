"""Files in and out: taken into the library by content, opened with the system's program."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.actions.beginning import KeepAttachment
from briefing.domain import file_names
from briefing.domain.annotation import ATTACHMENT_LIMIT, Attachment
from briefing.domain.errors import LibraryError
from briefing.library.library import Library
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks

OPENED = frozenset({
    ".pdf", ".ofd", ".txt", ".md", ".csv", ".rtf", ".eml", ".mp3", ".wav", ".mp4",
    ".doc", ".docx", ".wps", ".odt", ".xls", ".xlsx", ".et", ".ods", ".ppt", ".pptx", ".dps", ".odp",
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp",
})  # fmt: skip
"""Endings of what is opened at a click; anything else might be a program, and a colleague's note may bring it."""


class Attaching(QObject):
    """``opened`` carries the path of a file that was handed to the system; ``refused`` a sentence and a way out."""

    opened = Signal(object)
    refused = Signal(str, str, object)

    def __init__(self, store: Store, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._tasks, self._window = store, tasks, window
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def take(self, paths: Sequence[Path], done: Callable[[Attachment], object]) -> None:
        """Take files in, one after the other, and say why one was not."""
        for path in paths:
            self._tasks.run(lambda path=path: _read(path), lambda content, path=path: self._keep(path, content, done),  # type: ignore[misc]
                            self._refuse)  # fmt: skip

    def open(self, file: Attachment) -> None:
        """Write a file's content where the system's program can read it, and let it."""
        name = safe_name(file.name)
        if Path(name).suffix.lower() not in OPENED:
            words = self.tr("“{0}”不是常见的文档、表格或图片，简报台不直接打开它。").format(name)
            self.refused.emit(words, self.tr("另存…"), lambda: self._save_as(file))
            return
        folder = self._place()
        self._store.read(lambda library: _write(library, file, folder / file.sha256[:12] / name), self._show)

    def close(self) -> None:
        """Take the copies away; what another program still has open stays."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def _keep(self, path: Path, content: bytes, done: Callable[[Attachment], object]) -> None:
        self._store.carry_out(KeepAttachment(path.name, content), done, self._refuse)

    def _refuse(self, sentence: str) -> None:
        self.refused.emit(sentence, "", None)

    def _show(self, path: Path) -> None:
        if QGuiApplication.platformName() != "offscreen":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.opened.emit(path)

    def _save_as(self, file: Attachment) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("另存附件"), safe_name(file.name))
        if chosen:
            self._store.read(lambda library: _write(library, file, Path(chosen)), lambda _: None)


def safe_name(name: str) -> str:
    """A file name that leads nowhere else, whatever the one it came with says."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = file_names.made_of(last, longest=len(last), otherwise="附件", blank="_")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:10].rstrip()}" if dot else kept[:80].rstrip()


def _read(path: Path) -> bytes:
    limit = ATTACHMENT_LIMIT // (1024 * 1024)
    try:
        if path.stat().st_size > ATTACHMENT_LIMIT:
            raise LibraryError(
                f"附件“{path.name}”超过{limit} MB，没有收入；请压缩后再附，或只在批注里写明它存放的位置。"
            )
        return path.read_bytes()
    except OSError as error:
        raise LibraryError(
            f"读不了文件“{path.name}”，请看它是否还在、是否被别的程序占用。", detail=str(error)
        ) from error


def _write(library: Library, file: Attachment, path: Path) -> Path:
    content = library.attachment_content(file.sha256)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise LibraryError(f"写不了文件“{path.name}”，请换一个位置再试。", detail=str(error)) from error
    return path

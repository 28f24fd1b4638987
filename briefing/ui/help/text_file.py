"""Saving what a window says as a text file that any editor reads."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.ui.settings import WindowSettings

SUFFIX = ".txt"


def ask_where(parent: QWidget, settings: WindowSettings, title: str, name: str) -> Path | None:
    """Ask for a place, beginning where a file was saved last, else among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = Path(settings.folder or documents or Path.home()) / name
    kinds = QCoreApplication.translate("TextFile", "文本文件 (*.txt)")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    return with_ending(Path(chosen)) if chosen else None


def with_ending(path: Path) -> Path:
    """The path, with the ending of text files when it has none of theirs."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def write_text(path: Path, text: str) -> None:
    """Write it, whole or not at all. Raises ExportError in a sentence.

    Old editors take a file without the mark at its head for one in the system's own code.
    """
    from briefing.export.files import replace_file

    replace_file(path, text.encode("utf-8-sig", errors="backslashreplace"))

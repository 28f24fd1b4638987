"""The field in which a note is written: Markdown with the few keys that help."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

_EDGES = re.compile(r"^[\s“”‘’《》（）()「」，。；：！？、,.;:!?]+|[\s“”‘’《》（）()「」，。；：！？、,.;:!?]+$")
_ENTRY = re.compile(r"(\s*)([-*•]|(\d{1,3})([.)、]))(\s+)(.*)", re.DOTALL)


class BodyEdit(QPlainTextEdit):
    """``save_wanted`` follows Ctrl+Enter; ``files_dropped`` carries the paths of files that were dropped or pasted."""

    save_wanted = Signal()
    files_dropped = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if control and enter:
            self.save_wanted.emit()
        elif control and event.key() == Qt.Key.Key_B:
            self.embolden()
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._continue_list():
            return
        else:
            super().keyPressEvent(event)

    def embolden(self) -> None:
        """Make the selected words bold, or no longer; without any, stand between two new marks."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        if len(words) > 4 and words.startswith("**") and words.endswith("**"):
            cursor.insertText(words[2:-2])
            return
        # Marks beside a quotation mark or a stop are none to Markdown (CommonMark 0.31.2, 6.2): they go inside it.
        bare = _EDGES.sub("", words)
        start = cursor.selectionStart() + (words.index(bare) if bare else 0)
        cursor.insertText(words.replace(bare, f"**{bare}**", 1) if bare else "****")
        # The words stay selected, so that the same key takes the marks away again.
        if bare:
            cursor.setPosition(start)
            cursor.setPosition(start + len(bare) + 4, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, 2)
        self.setTextCursor(cursor)

    def _continue_list(self) -> bool:
        """At the end of an entry of a list Enter begins the next; in an empty one it ends the list."""
        cursor = self.textCursor()
        found = _ENTRY.fullmatch(cursor.block().text())
        if found is None or cursor.hasSelection() or cursor.positionInBlock() < found.start(6):
            return False
        if not found[6].strip():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return True
        mark = f"{int(found[3]) + 1}{found[4]}" if found[3] else found[2]
        cursor.insertText(f"\n{found[1]}{mark}{found[5]}")
        self.ensureCursorVisible()
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(paths_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if paths := paths_of(source):
            self.files_dropped.emit(paths)
        elif source.hasText():
            # Only the words: a copied page brings its dress with it.
            self.insertPlainText(source.text())


def paths_of(source: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is dropped or pasted."""
    paths = (Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())

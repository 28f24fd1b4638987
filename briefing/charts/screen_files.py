"""Taking a chart along: the menu that copies it, and the dialog that saves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QSaveFile, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from briefing.domain import file_names
from briefing.domain.errors import ExportError

Save = Callable[[str], None]
"""Writes a file of that name. Raises ExportError."""


def write_file(path: str, data: bytes) -> None:
    """Write a file whole or not at all: an existing one is replaced only once the new one is complete.

    Raises ExportError when it cannot be written.
    """
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        raise ExportError(f"图没有存下：{path} 无法写入，请换一个位置再存。", detail=file.errorString())


class ChartMenu(QMenu):
    """What the right button offers over a chart called ``title``."""

    def __init__(self, parent: QWidget, title: str, copy: Callable[[], None], save: Save) -> None:
        super().__init__(parent)
        self.addAction(self.tr("复制图"), copy)
        self.addAction(self.tr("另存为 PNG…"), lambda: SaveDialog(parent, title, "png", save).open())
        self.addAction(self.tr("另存为 SVG…"), lambda: SaveDialog(parent, title, "svg", save).open())


class SaveDialog(QFileDialog):
    """Asks where to, and says so when it cannot be written there."""

    def __init__(self, parent: QWidget, title: str, suffix: str, save: Save) -> None:
        super().__init__(parent, parent.tr("保存图"))
        self._save = save
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilter(self.tr("图（*.%1）").replace("%1", suffix))
        self.setDefaultSuffix(suffix)
        self.selectFile(f"{_file_name(title)}.{suffix}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fileSelected.connect(self._save_or_say)

    def _save_or_say(self, path: str) -> None:
        try:
            self._save(path)
        except ExportError as error:
            box = QMessageBox(QMessageBox.Icon.Warning, self.tr("保存图"), str(error), parent=self.parentWidget())
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()


def _file_name(title: str) -> str:
    """The title as a name that every system takes."""
    return file_names.made_of(title, longest=80, otherwise="图", blank="_")

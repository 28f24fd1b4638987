"""What goes along when settings are exported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


class HandingOut(QDialog):
    """``agreed`` carries whether the person's name goes along, and whether what is about this computer does."""

    agreed = Signal(bool, bool)

    def __init__(self, theme: Theme, author: str, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(self.tr("导出设置"))
        self.setMinimumWidth(px(480))
        self._author = QCheckBox(self.tr("带上署名“{0}”").format(author[:20]).replace("&", "&&"))
        if not author:
            self._author.hide()
        self._local = QCheckBox(self.tr("带上备份文件夹和打印机"))
        choose = button(self.tr("选择位置…"), "primary", self._agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(24), px(32), px(24))
        layout.setSpacing(px(8))
        layout.addWidget(label(self.tr("导出设置"), "heading"))
        words = self.tr("存成一个文件，可以在另一台电脑上导入，也可以留底。报告、批注和简报不在里面。")
        layout.addWidget(label(words, "second", wrap=True))
        layout.addWidget(self._author)
        layout.addWidget(self._local)
        layout.addWidget(label(self.tr("后一项只在同一台电脑上有用。"), "second", wrap=True))
        layout.addSpacing(px(8))
        layout.addLayout(row(None, button(self.tr("取消"), "", self.reject), choose))
        self.finished.connect(lambda _: self.deleteLater())
        choose.setFocus()

    def _agree(self) -> None:
        personal, local = self._author.isChecked(), self._local.isChecked()
        self.accept()
        self.agreed.emit(personal, local)

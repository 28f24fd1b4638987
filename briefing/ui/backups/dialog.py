"""资料库备份 in a window: what there is and what is in it; asks for backups and for going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from briefing.library.backups import Backup
from briefing.ui.backups.table import BackupTable
from briefing.ui.backups.words import inside, question
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme


class BackupsDialog(QDialog):
    """``make_wanted``; ``restore_wanted`` carries the Backup, after the person has agreed; ``folder_wanted``."""

    make_wanted = Signal()
    restore_wanted = Signal(object)
    folder_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self._busy = False
        self.setWindowTitle(self.tr("资料库备份"))
        self.setMinimumSize(px(720), px(520))
        self.table = BackupTable(theme)
        self.table.chosen.connect(lambda _: self._tell())
        self._inside = label("", "second", wrap=True)
        self._inside.setMinimumHeight(px(44))
        self._inside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said = label("", wrap=True)
        self._said.hide()
        self._make = button(self.tr("立即备份"), "", self._want_backup)
        self._restore = button(self.tr("恢复到这一份…"), "", self._ask)
        self._folder = button(self.tr("打开备份文件夹"), "plain", self.folder_wanted.emit)
        self._close = button(self.tr("关闭"), "primary", self.accept)
        self._buttons = QWidget()
        self._buttons.setLayout(row(self._folder, None, self._make, self._restore, self._close))
        self._yes = button(self.tr("恢复"), "primary", self._agree)
        self._no = button(self.tr("不恢复"), "", self._withdraw)
        self._answers = QWidget()
        self._answers.setLayout(row(None, self._no, self._yes))
        self._answers.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(24), px(32), px(24))
        layout.setSpacing(px(8))
        layout.addWidget(label(self.tr("资料库备份"), "heading"))
        why = self.tr("每天自动备份一份，升级、并入和恢复之前也各备份一份，旧的会逐渐精简；手动备份的一直保留。")
        layout.addWidget(label(why, "second", wrap=True))
        self._elsewhere = button(self.tr("另选位置"), "link", self.settings_wanted.emit)
        layout.addLayout(row(Elided(self.tr("放在 {0}").format(folder), "muted"), self._elsewhere, None))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._inside)
        layout.addWidget(self._said)
        layout.addWidget(self._buttons)
        layout.addWidget(self._answers)
        self.setTabOrder(self.table, self._folder)
        self._tell()
        self.table.setFocus()

    def show_backups(self, backups: Sequence[Backup], choose: Path | None = None) -> None:
        """Show what lies in the folder."""
        self._busy = False
        self.table.show_backups(backups, choose)
        self._tell()
        # What had the keyboard was not to be used meanwhile, and lost it.
        self.table.setFocus()

    def wait(self, sentence: str) -> None:
        """Something is under way."""
        self._busy = True
        self.say(sentence)
        self._tell()

    def say(self, sentence: str) -> None:
        """Tell how something went; empty takes it away."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._said.setVisible(bool(sentence))

    def fail(self, sentence: str) -> None:
        """Something could not be done."""
        self._busy = False
        self.say(sentence)
        self._tell()

    @property
    def sentence(self) -> str:
        """What is being said."""
        return "" if self._said.isHidden() else self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._answers.isHidden():
            self._withdraw()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, unless a backup is being made or restored."""
        if not self._busy:
            super().reject()

    def _tell(self) -> None:
        current = self.table.current
        if current is None:
            words = "" if self._busy else self.tr("还没有备份。点“立即备份”就做一份。")
        else:
            words = inside(current)
        self._inside.setText(words)
        self._make.setEnabled(not self._busy)
        self._restore.setEnabled(not self._busy and current is not None and current.sound)
        self._close.setEnabled(not self._busy)
        self.table.setEnabled(not self._busy and self._answers.isHidden())

    def _want_backup(self) -> None:
        self.wait(self.tr("正在备份……"))
        self.make_wanted.emit()

    def _ask(self) -> None:
        current = self.table.current
        if current is not None:
            self.say(question(current))
            self._swap(asking=True)
            self.table.scrollTo(self.table.currentIndex())
            self._no.setFocus()

    def _withdraw(self) -> None:
        self.say("")
        self._swap(asking=False)
        self.table.setFocus()

    def _agree(self) -> None:
        current = self.table.current
        self._swap(asking=False)
        if current is not None:
            self.wait(self.tr("正在恢复……"))
            self.restore_wanted.emit(current)

    def _swap(self, *, asking: bool) -> None:
        self._buttons.setVisible(not asking)
        self._elsewhere.setVisible(not asking)
        self._answers.setVisible(asking)
        self._tell()

"""The window that offers reports of faults as a file: what will be in it stands there, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.crashes.condition import Condition
from briefing.crashes.kept import Kept
from briefing.crashes.support import Also, support_text
from briefing.ui.crashes import words
from briefing.ui.parts import Caveat, button, label, row
from briefing.ui.theme import Theme

_FRAME = 48
"""Pixels for the frame that a desktop draws around a window."""


class FaultDialog(QDialog):
    """Shows the reports of one offer.

    ``save_wanted`` carries the file's text, ``later`` follows 以后再说 and Esc, ``forget_wanted`` 不再提示;
    ``diagnosis_wanted`` asks for ``set_diagnosis``; ``restore_wanted`` for the window of backups.
    """

    save_wanted = Signal(str)
    forget_wanted = Signal()
    diagnosis_wanted = Signal()
    restore_wanted = Signal()

    def __init__(
        self, theme: Theme, kept: Sequence[Kept], condition: Condition | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.kept = tuple(kept)
        self._faults = [one.fault for one in kept]
        self._now, self._diagnosis = datetime.now(UTC), ""
        self.setWindowTitle(self.tr("故障报告"))
        self.setMinimumSize(px(640), px(400))
        self.resize(px(760), min(px(640), self.screen().availableGeometry().height() - _FRAME))
        self._messages = self._tick(self.tr("出错时的提示文字（可能引用报告或批注里的话）"))
        self._lines = self._tick(self.tr("日志的最后几行（可能有文件的位置）"))
        self._with_diagnosis = self._tick(self.tr("诊断结果（有这台电脑上文件夹的位置，可能含用户名）"))
        self._messages.setVisible(any(stack.message for fault in self._faults for stack in fault.stacks))
        self._lines.setVisible(any(fault.lines for fault in self._faults))
        self._remark = QLineEdit()
        self._remark.setPlaceholderText(self.tr("当时在做什么，例如“正在导出简报”（可以不填）"))
        self._remark.setAccessibleName(self.tr("当时在做什么"))
        self._remark.textChanged.connect(self._tell)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(px(96))
        self._text.setAccessibleName(self.tr("文件的全部内容"))
        self._said = label("", wrap=True)
        self._said.hide()
        forget = button(self.tr("不再提示，删除记录"), "plain", self._forget)
        self._later = button(self.tr("以后再说"), "", self.reject)
        self._save = button(self.tr("保存为文件…"), "primary", lambda: self.save_wanted.emit(self.text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(24), px(32), px(24))
        layout.setSpacing(px(8))
        layout.addWidget(label(words.heading(self._faults), "object"))
        layout.addWidget(label(words.explanation(self._faults), "second", wrap=True))
        self._add_condition(layout, theme, condition)
        layout.addSpacing(px(4))
        layout.addWidget(label(self.tr("文件里还可以写上（不选就没有任何个人内容）"), "heading"))
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for box in (self._messages, self._lines, self._with_diagnosis):
            boxes.addWidget(box)
        layout.addLayout(boxes)
        layout.addWidget(self._remark)
        layout.addSpacing(px(4))
        layout.addWidget(label(self.tr("文件的全部内容"), "heading"))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._said)
        layout.addLayout(row(forget, None, self._later, self._save))
        self._tell()
        self._save.setFocus()

    @property
    def text(self) -> str:
        """What will be saved, to the letter."""
        also = Also(
            self._messages.isChecked(),
            self._lines.isChecked(),
            self._diagnosis if self._with_diagnosis.isChecked() else "",
            self._remark.text(),
        )
        return support_text(self._faults, also, self._now)

    def set_diagnosis(self, text: str) -> None:
        """What 诊断 found."""
        self._diagnosis = text
        self.say("")
        self._save.setEnabled(True)
        self._tell()

    def say(self, sentence: str) -> None:
        """Tell how something went; empty takes it away."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._said.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        """What is being said."""
        return "" if self._said.isHidden() else self._said.text()

    def _tick(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(self._tell)
        return box

    def _add_condition(self, layout: QVBoxLayout, theme: Theme, condition: Condition | None) -> None:
        if condition is None:
            return
        sentence = words.condition(condition)
        if not condition.damaged:
            layout.addWidget(label(sentence, wrap=True))
            return
        caveat = Caveat(theme, sentence)
        told = row(caveat, spacing=theme.px(16))
        told.setStretch(0, 1)
        told.setAlignment(caveat, Qt.AlignmentFlag.AlignVCenter)
        if condition.backup is not None:
            told.addWidget(button(self.tr("恢复备份…"), "", self.restore_wanted.emit))
        layout.addLayout(told)

    def _tell(self) -> None:
        if self._with_diagnosis.isChecked() and not self._diagnosis:
            # What is saved is what is shown: not before the answer is there.
            self._save.setEnabled(False)
            self.say(self.tr("正在诊断……"))
            self.diagnosis_wanted.emit()
            return
        if not self._with_diagnosis.isChecked() and not self._save.isEnabled():
            self._save.setEnabled(True)
            self.say("")
        at = self._text.verticalScrollBar().value()
        self._text.setPlainText(self.text)
        self._text.verticalScrollBar().setValue(at)

    def _forget(self) -> None:
        self.forget_wanted.emit()
        self.accept()

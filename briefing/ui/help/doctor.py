"""诊断 in a window: what is to be done first, then everything that was looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.doctor import Finding, Level, report_of
from briefing.ui.parts import button, clear, label, paint_caveat_mark, row, rule
from briefing.ui.theme import Theme

_FRAME = 48
"""Pixels for the frame that a desktop draws around a window."""


class DoctorDialog(QDialog):
    """``again_wanted`` follows 重新检查, ``save_wanted`` carries the text, ``folder_wanted`` follows 打开日志文件夹."""

    again_wanted = Signal()
    save_wanted = Signal(str)
    folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self._findings: tuple[Finding, ...] = ()
        self.setWindowTitle(self.tr("诊断"))
        self.setMinimumSize(px(640), px(400))
        self.resize(px(820), min(px(640), self.screen().availableGeometry().height() - _FRAME))
        self._heading = label("", "object")
        self._body = QWidget()
        self._body.setObjectName("page")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, px(16), 0)
        self._column.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self.tr("诊断结果"))
        self._area.setWidget(self._body)
        self._said = label("", wrap=True)
        self._said.hide()
        self._again = button(self.tr("重新检查"), "", self.again_wanted.emit)
        self._copy = button(self.tr("复制"), "", lambda: QGuiApplication.clipboard().setText(self.text))
        self._save = button(self.tr("保存…"), "", lambda: self.save_wanted.emit(self.text))
        folder = button(self.tr("打开日志文件夹"), "plain", self.folder_wanted.emit)
        self._close = button(self.tr("关闭"), "primary", self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(24), px(16), px(24))
        layout.setSpacing(px(8))
        layout.addWidget(self._heading)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._said)
        buttons = row(folder, None, self._again, self._copy, self._save, self._close)
        buttons.setContentsMargins(0, 0, px(16), 0)
        layout.addLayout(buttons)
        self.wait()
        self._close.setFocus()

    @property
    def text(self) -> str:
        """Everything as lines of text."""
        return report_of(self._findings)

    def wait(self) -> None:
        """It is being looked into; what was found before stays to be read."""
        self._heading.setText(self.tr("正在检查……"))
        self._allow(False)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found."""
        self._findings = tuple(findings)
        faults = [one for one in findings if one.level is Level.FAULT]
        hints = [one for one in findings if one.level is Level.HINT]
        self._heading.setText(self._verdict(len(faults), len(hints)))
        self.say("")
        focused = self._body.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        clear(self._column)
        self._section(self.tr("要处理"), faults, advised=True)
        self._section(self.tr("可以改进"), hints, advised=True)
        for topic in dict.fromkeys(one.topic for one in findings):
            fine = [one for one in findings if one.topic == topic and one.level is Level.FINE]
            self._section(topic, fine, advised=False)
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
        self._allow(True)
        if focused:
            self._area.setFocus()

    def fail(self, sentence: str) -> None:
        """It could not be looked into."""
        self._heading.setText(self.tr("没有查成"))
        self.say(sentence)
        self._allow(True)

    def say(self, sentence: str) -> None:
        """Tell how something went; empty takes it away."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._said.setVisible(bool(sentence))

    def _allow(self, allowed: bool) -> None:
        self._again.setEnabled(allowed)
        for one in (self._copy, self._save):
            one.setEnabled(allowed and bool(self._findings))

    def _verdict(self, faults: int, hints: int) -> str:
        if faults:
            return self.tr("有 {0} 处要处理").format(faults)
        return self.tr("没有故障，有 {0} 处可以改进").format(hints) if hints else self.tr("一切正常")

    def _section(self, title: str, findings: Sequence[Finding], *, advised: bool) -> None:
        if not findings:
            return
        px = self._theme.px
        if self._column.count():
            self._column.addSpacing(px(16))
        self._column.addWidget(label(title, "heading"))
        self._column.addSpacing(px(6))
        self._column.addWidget(rule("rule"))
        for finding in findings:
            self._column.addWidget(_Row(self._theme, finding, advised=advised))
            self._column.addWidget(rule())


class _Row(QWidget):
    """A finding. What is to be seen to has a mark and can be reached with the keyboard."""

    def __init__(self, theme: Theme, finding: Finding, *, advised: bool) -> None:
        super().__init__()
        self._theme, self._level = theme, finding.level
        px = theme.px
        name = label(f"{finding.topic} · {finding.name}" if advised else finding.name, "" if advised else "second")
        name.setWordWrap(True)
        name.setFixedWidth(px(168))
        name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.addWidget(label(_breakable(finding.value), wrap=True, selectable=True))
        if finding.advice:
            role = "caveat" if finding.level is Level.FAULT else "second"
            text.addWidget(label(_breakable(finding.advice), role, wrap=True, selectable=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(24) if advised else 0, px(8), px(8), px(8))
        layout.setSpacing(px(16))
        layout.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(text, 1)
        self.setAccessibleName(_spoken(finding))
        if advised:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        size, top = px(12), px(8) + px(6)
        if self._level is Level.FAULT:
            paint_caveat_mark(painter, self._theme, px(4), top, size)
        elif self._level is Level.HINT:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("ink2"), 1.5))
            painter.drawEllipse(px(5), top, size - px(2), size - px(2))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _spoken(finding: Finding) -> str:
    words = f"{finding.topic}，{finding.name}：{finding.value}"
    return f"{words}。{finding.advice}" if finding.advice else words


def _breakable(text: str) -> str:
    """Long paths break after their separators; what is copied by 复制 comes from the findings themselves."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")

"""诊断 in a window: what was looked at, and what to do about each fault."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.doctor import Finding
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


def report_of(findings: Sequence[Finding]) -> str:
    """The findings as lines of text, topic by topic."""
    lines: list[str] = []
    topic = ""
    for finding in findings:
        if finding.topic != topic:
            lines += [""] if lines else []
            lines.append(finding.topic)
            topic = finding.topic
        lines.append(f"　{finding.name}：{finding.value}")
        if finding.advice:
            lines.append(f"　　→ {finding.advice}")
    return "\n".join(lines)


class DoctorDialog(QDialog):
    """Shows the findings; they can be copied for whoever helps."""

    def __init__(self, theme: Theme, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("诊断"))
        self.setMinimumSize(theme.px(640), theme.px(520))
        text = report_of(findings)
        advice = sum(1 for finding in findings if finding.advice)
        words = self.tr("一切正常。") if not advice else self.tr("有 {0} 处建议，见“→”后面的话。").format(advice)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("诊断结果"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        layout.addWidget(label(words, "heading"))
        layout.addWidget(shown, 1)
        copy = button(self.tr("复制"), "", lambda: QGuiApplication.clipboard().setText(text))
        close = button(self.tr("关闭"), "primary", self.accept)
        layout.addLayout(row(None, copy, close))
        close.setFocus()

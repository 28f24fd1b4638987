"""看原文: the document's own bytes as text, line by line, with the item's stretch marked."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from briefing.domain.report import Item, Report
from briefing.domain.shown import shown
from briefing.ui.detail.text_layout import Units
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


class SourceDialog(QDialog):
    """Shows the source with line numbers; nothing of it is altered but line ends."""

    def __init__(self, theme: Theme, report: Report, item: Item | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("原文 — {0}").format(shown(report.name)))
        self.setMinimumSize(theme.px(820), theme.px(560))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFont(theme.serif(16))
        self._text.setAccessibleName(self.tr("原文"))
        source = report.source_text
        # Qt counts a CRLF as one: the marks must be counted in the text as Qt holds it.
        lines = source.replace("\r\n", "\n").replace("\r", "\n")
        self._text.setPlainText(lines)
        if item is not None:
            self._mark(theme, source, item)
        where = self.tr("第 {0} 行").format(item.line) if item else self.tr("全文")
        head = label(f"{report.file_name} · {where} · SHA-256 {report.sha256[:16]}…", "second", selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        layout.addWidget(head)
        layout.addWidget(self._text, 1)
        layout.addLayout(row(None, button(self.tr("关闭"), "primary", self.accept)))

    def _mark(self, theme: Theme, source: str, item: Item) -> None:
        def at(point: int) -> int:
            held = source[:point].replace("\r\n", "\n")
            return Units(held).to_qt(len(held))

        marks = []
        for piece in item.pieces:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._text.document())
            cursor.setPosition(at(piece.start))
            cursor.setPosition(at(piece.end), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(theme.colour("selected"))
            mark.cursor, mark.format = cursor, form  # type: ignore[attr-defined]
            marks.append(mark)
        self._text.setExtraSelections(marks)
        here = QTextCursor(self._text.document())
        here.setPosition(at(item.pieces[0].start))
        self._text.setTextCursor(here)
        self._text.centerCursor()

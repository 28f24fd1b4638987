"""The user's guide, shown in the window: headings and paragraphs from a small Markdown file of ours."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from briefing.locate import data_folder
from briefing.ui.parts import button, row
from briefing.ui.theme import Theme


class GuidePage(QWidget):
    """``back_wanted`` follows 返回 and Esc."""

    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("page")
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(self.tr("使用说明"))
        self._text.setObjectName("guide")
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.px(48))
        layout = row(button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回")), None)
        layout.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        bar.setLayout(layout)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._text, 1)
        outer.addWidget(bar)
        theme.changed.connect(self.show_guide)

    def show_guide(self) -> None:
        """Read the guide in the present text size."""
        px, colours = self._theme.px, self._theme.colours
        document = self._text.document()
        document.setDefaultFont(self._theme.sans(16))
        document.setDocumentMargin(px(32))
        document.setBaseUrl(QUrl.fromLocalFile(str(data_folder("resources") / "guide") + "/"))
        document.setDefaultStyleSheet(f"body {{ color: {colours.ink}; }}")
        text = (data_folder("resources") / "guide" / "guide.md").read_text(encoding="utf-8")
        self._text.setMarkdown(text)
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        airy = QTextBlockFormat()
        airy.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        airy.setBottomMargin(px(6))
        whole.mergeBlockFormat(airy)
        self._text.moveCursor(self._text.textCursor().MoveOperation.Start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

"""What the pages of this folder and of corrected editions are made of: a list, what is in hand beside it, a bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from briefing.ui.exchange.rows import RowList
from briefing.ui.parts import Elided, button, clear, label, row, rule
from briefing.ui.theme import Theme

FOLD = 860
"""Below this width, in pixels at 100 %, the list stands above what is in hand."""


class ListPage(QWidget):
    """``back_wanted`` follows 返回 and Esc; ``keyboard_lost`` when the page went away with the keyboard on it.

    ``share`` is how much of the width the list has.
    """

    back_wanted = Signal()
    keyboard_lost = Signal()

    def __init__(self, theme: Theme, name: str, *, share: float) -> None:
        super().__init__()
        self.theme, self._share = theme, share
        self.setObjectName("page")
        self.setAccessibleName(name)
        self.title = label(name, "heading")
        self.meta = Elided("", "second")
        self.head = row(self.title, self.meta, None, spacing=theme.px(16))
        self.list = RowList(theme, name)
        self.list.row_chosen.connect(lambda _: self.show_detail())
        self.column = QVBoxLayout()
        self._area = self._scrolled()
        self.sentence = label("", "", wrap=True, selectable=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(1)
        self._halves.addWidget(self.list)
        self._halves.addWidget(self._area, 1)
        self._halves.addWidget(self.sentence, 1)
        self.back = button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回"))
        self.back.setToolTip("Esc")
        self.hint = Elided("", "second")
        self.foot = row(self.back, self.hint, None)
        self._bar = QWidget()
        self._bar.setObjectName("actions")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setLayout(self.foot)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.outer.addLayout(self.head)
        self.outer.addWidget(rule("rule"))
        self.outer.addLayout(self._halves, 1)
        self.outer.addWidget(self._bar)
        theme.changed.connect(self._restyle)
        self._space()
        self.say("")

    def _scrolled(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("page")
        body.setLayout(self.column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def say(self, sentence: str) -> None:
        """Say one sentence in place of the list; with none, the list comes back."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        for part in (self.list, self._area):
            part.setVisible(not sentence)
        self.update()

    def show_detail(self) -> None:
        """Show what is in hand; each page does it in its own way."""

    def begin_detail(self) -> QVBoxLayout:
        """Empty the place beside the list."""
        clear(self.column)
        self._area.verticalScrollBar().setValue(0)
        return self.column

    def words(self, text: str, role: str = "") -> None:
        """A paragraph beside the list."""
        made = label(text, role, wrap=True, selectable=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.column.addWidget(made)

    def focus(self) -> None:
        """Put the keyboard where the work is."""
        (self.back if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._space()
        if not self.list.isHidden() and self.list.current:
            self.show_detail()

    def _space(self) -> None:
        px = self.theme.px
        self.head.setContentsMargins(px(24), px(4), px(16), px(4))
        self.title.setMinimumHeight(px(32))
        self.foot.setContentsMargins(px(16), 0, px(24), 0)
        self._bar.setFixedHeight(px(48))
        self.sentence.setContentsMargins(px(24), px(24), px(24), 0)
        self.column.setContentsMargins(px(24), px(16), px(24), px(24))
        self.column.setSpacing(px(8))
        self._fold()

    def _fold(self) -> None:
        px = self.theme.px
        wide = self.width() >= px(FOLD)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)
        if wide:
            self.list.setFixedWidth(round(self.width() * self._share))
            self.list.setMaximumHeight(16777215)
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
            self.list.setMaximumHeight(max(px(64 + 32), min(px(32 + 2 * 64), self.height() // 3)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between the list and what is in hand."""
        if self.list.isHidden():
            return
        box, painter = self.list.geometry(), QPainter(self)
        painter.setPen(self.theme.colour("line"))
        if self._halves.direction() == QBoxLayout.Direction.LeftToRight:
            painter.drawLine(box.right() + 1, box.top(), box.right() + 1, box.bottom())
        else:
            painter.drawLine(0, box.bottom() + 1, self.width(), box.bottom() + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def hideEvent(self, event: QHideEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.keyboard_lost.emit()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


class Quoted(QWidget):
    """A part with the rule of a quotation at its left."""

    def __init__(self, theme: Theme, part: QWidget) -> None:
        super().__init__()
        self._theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), 0, 0, 0)
        layout.addWidget(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 2, 2, self.height() - 4, self._theme.colour("line2"))

"""All pages small, beside the large ones."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from briefing.ui.theme import Theme

WIDTH, HEIGHT, TOP, STEP, STRIP = 112, 158, 16, 190, 152
"""Pixels at 100 %: a thumbnail, the first one's place, from one to the next, and the strip they stand in."""


class Thumbs(QAbstractScrollArea):
    """``page_chosen`` carries a page from 0; ``wanted`` a page and its width in dots."""

    page_chosen = Signal(int)
    wanted = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count, self._first, self._last, self._edition = 0, 0, 0, 0
        self._drawn: dict[int, tuple[int, QPixmap]] = {}
        self._asked: set[tuple[int, int]] = set()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("缩略图"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._measure)
        self._measure()

    def show_pages(self, count: int, edition: int) -> None:
        """So many pages, laid out anew."""
        self._count, self._edition = count, edition
        self._drawn = {page: drawn for page, drawn in self._drawn.items() if page < count}
        self._asked.clear()
        self._measure()

    def set_current(self, first: int, last: int) -> None:
        """Ring the pages in view, from 1."""
        if (first, last) != (self._first, self._last):
            self._first, self._last = first, last
            self._reveal(first - 1)
            self.setAccessibleDescription(self.tr("第 {0} 页").format(first))
            self.viewport().update()

    def set_image(self, page: int, pixmap: QPixmap, edition: int) -> None:
        """A page drawn small."""
        if edition == self._edition:
            self._drawn[page] = edition, pixmap
            self.viewport().update()

    def rect_of(self, page: int) -> QRect:
        """Where a thumbnail lies in the viewport."""
        px = self._theme.px
        left = (self.viewport().width() - px(WIDTH)) // 2
        return QRect(left, px(TOP) + page * px(STEP) - self.verticalScrollBar().value(), px(WIDTH), px(HEIGHT))

    def _reveal(self, page: int) -> None:
        rect, bar = self.rect_of(page), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - self._theme.px(TOP))
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + self._theme.px(32) - self.viewport().height())

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(STRIP))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, px(TOP) + self._count * px(STEP) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(px(40))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("desk"))
        painter.setPen(theme.colour("line2"))
        painter.drawLine(0, 0, 0, self.viewport().height())
        painter.setFont(theme.sans(14))
        for page in range(self._count):
            rect = self.rect_of(page)
            if rect.bottom() + theme.px(32) < 0 or rect.top() > self.viewport().height():
                continue
            painter.fillRect(rect, Qt.GlobalColor.white)
            drawn = self._drawn.get(page)
            if drawn is not None:
                inside = drawn[1].size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
                box = QRect(rect.topLeft(), inside)
                box.moveCenter(rect.center())
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(box, drawn[1])
            chosen = self._first <= page + 1 <= self._last
            painter.setPen(QPen(theme.colour("ink"), 2) if chosen else QPen(theme.colour("line2"), 1))
            painter.drawRect(rect.adjusted(-2, -2, 2, 2) if chosen else rect)
            painter.setPen(theme.colour("ink"))
            below = QRect(rect.left(), rect.bottom() + 2, rect.width(), theme.px(22))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page + 1))
            if (drawn is None or drawn[0] != self._edition) and (self._edition, page) not in self._asked:
                self._asked.add((self._edition, page))
                self.wanted.emit(page, round(theme.px(WIDTH) * self.devicePixelRatioF()))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        for page in range(self._count):
            if self.rect_of(page).contains(where):
                self.page_chosen.emit(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._count:
            self.page_chosen.emit(max(0, min(self._first - 1 + step, self._count - 1)))
        else:
            super().keyPressEvent(event)

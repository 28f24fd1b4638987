"""The real pages on their desk, drawn only where somebody looks; the chosen entry is framed, on the screen alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from briefing.export.preview import Layout
from briefing.ui.theme import Theme

MARGIN, GAP = 24, 24
"""Pixels of desk round the sheets and between them."""

WIDEST = 696
"""A page's width in pixels at 100 % where 页宽 is chosen: 18 px for the text."""

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Zoom, as a share of what the view chosen gives."""

_INNER, _OUTER = 28.0, 26.0
_FRAME = 4.0
"""Millimetres: the margins at the binding and at the other edge (GB/T 9704-2012, 5.2.1), and of the frame beyond."""


class View(StrEnum):
    """How the pages lie: a whole page, as wide as reads well, or two side by side."""

    WHOLE = "whole"
    WIDTH = "width"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class _Drawn:
    edition: int
    width: int
    pixmap: QPixmap


class PageView(QAbstractScrollArea):
    """``wanted`` carries a page (from 0) and its width in dots: whoever draws answers with ``set_image``.

    ``page_changed`` carries the first and the last page in view, from 1; ``entry_clicked`` an entry's id.
    """

    wanted = Signal(int, int)
    page_changed = Signal(int, int)
    entry_clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout, self._edition, self._duplex = Layout(), 0, True
        self._drawn: dict[int, _Drawn] = {}
        self._asked: set[tuple[int, int, int]] = set()
        self._rects: tuple[QRect, ...] = ()
        self._view, self._zoom, self._entry = View.WIDTH, 1.0, ""
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("简报的页面"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._arrange)

    @property
    def view(self) -> View:
        """How the pages lie."""
        return self._view

    @property
    def zoom(self) -> float:
        """1.0 is what the view chosen gives."""
        return self._zoom

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._layout.pages

    def rect_of(self, page: int) -> QRect:
        """Where a page (from 0) lies in the viewport."""
        return self._rects[page].translated(-self._offset())

    def show_layout(self, layout: Layout, *, duplex: bool) -> None:
        """Pages laid out anew: what was drawn stands until it is drawn again."""
        self._layout, self._duplex = layout, duplex
        self._edition += 1
        self._asked.clear()
        self._drawn = {page: drawn for page, drawn in self._drawn.items() if page < layout.pages}
        self._arrange()

    def set_image(self, page: int, width: int, pixmap: QPixmap, edition: int) -> None:
        """A page drawn ``width`` dots wide; one of an edition that is gone is passed over."""
        if edition != self._edition or page >= self._layout.pages:
            return
        self._drawn[page] = _Drawn(edition, width, pixmap)
        self.viewport().update(self.rect_of(page))

    @property
    def edition(self) -> int:
        """Counts the layouts shown."""
        return self._edition

    def set_view(self, view: View) -> None:
        """Let the pages lie so, at its own size."""
        self._view, self._zoom = view, 1.0
        self._arrange()

    def step_zoom(self, steps: int) -> None:
        """One step larger or smaller."""
        nearest = min(range(len(STEPS)), key=lambda at: abs(STEPS[at] - self._zoom))
        self._zoom = STEPS[max(0, min(nearest + steps, len(STEPS) - 1))]
        self._arrange()

    def frame(self, entry: str, *, scroll: bool = True) -> None:
        """Frame an entry, and bring it into view."""
        self._entry = entry
        marks = self._layout.of(entry)
        if marks and scroll and self._rects:
            mark = marks[0]
            rect = self._rects[mark.page]
            top = rect.top() + round(mark.top * self._scale(mark.page))
            bottom = rect.top() + round(mark.bottom * self._scale(mark.page))
            bar, high = self.verticalScrollBar(), self.viewport().height()
            if top - MARGIN < bar.value() or bottom + MARGIN > bar.value() + high:
                bar.setValue(max(0, top - high // 4))
        self.viewport().update()

    def go(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        if 0 <= page < len(self._rects):
            self.verticalScrollBar().setValue(self._rects[page].top() - MARGIN)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scale(self, page: int) -> float:
        return self._rects[page].width() / self._layout.sizes[page].width

    def _arrange(self) -> None:
        """Lay the sheets out, the place in them kept."""
        before = self._fraction()
        sizes = self._layout.sizes
        room = self.viewport().size()
        spread = self._view is View.SPREAD
        across = (room.width() - (3 * GAP // 2 if spread else 2 * MARGIN)) // (2 if spread else 1)
        width = min(float(across), float(self._theme.px(WIDEST)))
        if self._view is not View.WIDTH:
            width = min(width, (room.height() - 24) * 210 / 297)
        scale = max(120.0, width) * self._zoom / 210
        rects: list[QRect] = []
        top, widest = MARGIN if not spread else 12, 0
        step = 2 if spread else 1
        for first in range(0, len(sizes), step):
            line = sizes[first : first + step]
            wide = [round(size.width * scale) for size in line]
            total = sum(wide) + (len(line) - 1) * GAP // 2
            full = total if len(line) == step else round(2 * 210 * scale) + GAP // 2
            left = max(GAP // 2 if spread else MARGIN, (room.width() - full) // 2)
            for size, across in zip(line, wide, strict=True):
                rects.append(QRect(left, top, across, round(size.height * scale)))
                left += across + GAP // 2
            widest = max(widest, left)
            top += max(rect.height() for rect in rects[-len(line) :]) + (12 if spread else GAP)
        self._rects = tuple(rects)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, top - room.height()))
        vertical.setPageStep(max(1, room.height() - self._theme.px(40)))
        vertical.setSingleStep(self._theme.px(40))
        horizontal.setRange(0, max(0, widest + MARGIN - room.width()) if self._zoom > 1 else 0)
        horizontal.setPageStep(room.width())
        if before is not None and rects:
            page, share = min(before[0], len(rects) - 1), before[1]
            vertical.setValue(round(rects[page].top() + share * rects[page].height()))
        self.viewport().update()
        self._tell()

    def _fraction(self) -> tuple[int, float] | None:
        """The page at the top of the view, and how much of it is above."""
        at = self.verticalScrollBar().value()
        if not self._rects or not at:
            return None
        page = max((n for n, rect in enumerate(self._rects) if rect.top() <= at), default=0)
        return page, (at - self._rects[page].top()) / max(1, self._rects[page].height())

    def _visible(self) -> list[int]:
        view = QRect(self._offset(), self.viewport().size())
        return [page for page, rect in enumerate(self._rects) if rect.intersects(view)]

    def _tell(self) -> None:
        """The pages most of whose visible part is theirs: in a spread both."""
        view = QRect(self._offset(), self.viewport().size())
        shares = {page: self._rects[page].intersected(view).height() for page in self._visible()}
        if not shares:
            self._told = (0, 0)
            return
        most = max(shares.values())
        best = [page for page, share in shares.items() if share >= most]
        now = (best[0] + 1, best[-1] + 1 if self._view is View.SPREAD else best[0] + 1)
        self._told = now
        self.page_changed.emit(*now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("desk"))
        ratio = self.devicePixelRatioF()
        for page in self._visible():
            rect = self.rect_of(page)
            drawn, dots = self._drawn.get(page), round(rect.width() * ratio)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if drawn is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, drawn.width != dots)
                painter.drawPixmap(rect, drawn.pixmap)
            painter.setPen(self._theme.colour("line2"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            self._ask(page, dots, drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        for box in self.frames():
            painter.drawRoundedRect(box, 2, 2)

    def _ask(self, page: int, dots: int, drawn: _Drawn | None) -> None:
        if drawn is not None and (drawn.edition, drawn.width) == (self._edition, dots):
            return
        asked = (self._edition, page, dots)
        if asked not in self._asked:
            self._asked.add(asked)
            self.wanted.emit(page, dots)

    def frames(self) -> tuple[QRectF, ...]:
        """The frames round the chosen entry, one on each page it stands on, in the viewport."""
        found = []
        for mark in self._layout.of(self._entry) if self._entry else ():
            if mark.page >= len(self._rects) or mark.bottom - mark.top < 0.5:
                continue
            rect, scale, size = self.rect_of(mark.page), self._scale(mark.page), self._layout.sizes[mark.page]
            inner, outer = _INNER, _OUTER
            if self._duplex and mark.page % 2:
                inner, outer = outer, inner
            left = rect.left() + (inner - _FRAME) * scale
            wide = (size.width - inner - outer + 2 * _FRAME) * scale
            top = rect.top() + (mark.top - 1) * scale
            found.append(QRectF(left, top, wide, (mark.bottom - mark.top + 2) * scale))
        return tuple(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a page goes to the entry there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = event.position().toPoint()
        for page in self._visible():
            rect = self.rect_of(page)
            if rect.contains(where):
                entry = self._layout.entry_at(page, (where.y() - rect.top()) / self._scale(page))
                if entry:
                    self.entry_clicked.emit(entry)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step_zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in moves:
            bar.setValue(bar.value() + moves[key])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.viewport().update()

"""The pieces of pyqtgraph that a chart on the screen is made of: a bare plot, and objects that paint and answer.

Only this module imports pyqtgraph, which costs more start-up time than all the rest: import it after the first paint.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from briefing.charts.colours import ChartColours
from briefing.charts.scene import Primitive, Rect, Text
from briefing.charts.screen_paint import Kit, paint
from briefing.charts.spec import Bar

_RING = 3.0


class Host(Protocol):
    """What the objects ask of the view they stand in."""

    @property
    def colours(self) -> ChartColours:
        """The colours in force."""

    @property
    def kit(self) -> Kit:
        """The face in force."""

    def ring_of(self, index: int) -> float:
        """Width of the frame around a bar, or 0."""

    def inside(self, margin: float) -> QRectF:
        """The whole scene less a margin."""

    def point_at(self, index: int | None, *, left: int | None = None) -> None:
        """The mouse came to a bar, or left one."""

    def open_bar(self, index: int) -> None:
        """The mouse clicked on a bar."""


class Words(pg.GraphicsObject):  # type: ignore[misc]
    """What belongs to no bar: titles, axes, labels; or one elided label, which tells its whole on hover."""

    def __init__(self, view: Host) -> None:
        super().__init__()
        self._view = view
        self._primitives: tuple[Primitive, ...] = ()
        self._bounds = QRectF()

    def renew(self, primitives: tuple[Primitive, ...], bounds: QRectF, whole: str = "") -> None:
        """Show these from now on."""
        self.prepareGeometryChange()
        self._primitives, self._bounds = primitives, bounds
        self.setToolTip(tip(whole))
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: object) -> None:
        paint(painter, self._primitives, self._view.colours, self._view.kit)


class Mark(pg.GraphicsObject):  # type: ignore[misc]
    """One bar with its value: lights up under the mouse, leads to its figure on a click."""

    def __init__(self, view: Host, index: int) -> None:
        super().__init__()
        self._view = view
        self._index = index
        self._rect = self._bounds = QRectF()
        self._primitives: tuple[Primitive, ...] = ()
        self.setZValue(1 + index)

    def renew(self, primitives: tuple[Primitive, ...], rect: QRectF, bar: Bar) -> None:
        """Show this bar from now on."""
        self.prepareGeometryChange()
        self._primitives, self._rect = primitives, rect
        bounds = rect
        for primitive in primitives:
            bounds = bounds.united(_bounds(primitive))
        self._bounds = bounds.adjusted(-_RING - 2, -_RING - 2, _RING + 2, _RING + 2)
        self.setToolTip(tip(bar.sentence, bar.caveat))
        self.setCursor(Qt.CursorShape.PointingHandCursor if bar.figures else Qt.CursorShape.ArrowCursor)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._rect)
        return path

    def paint(self, painter: QPainter, *_: object) -> None:
        paint(painter, self._primitives, self._view.colours, self._view.kit)
        width = self._view.ring_of(self._index)
        if width:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            colours = self._view.colours
            painter.setPen(QPen(QColor(colours.ink if width > 1 else colours.field), width))
            grown = _RING - width / 2
            frame = self._rect.adjusted(-grown, -grown, grown, grown)
            # At the widget's edge the ring stays inside, or it would be cut.
            painter.drawRoundedRect(frame.intersected(self._view.inside(width / 2)), 2, 2)

    def hoverEvent(self, event: object) -> None:
        leaving = event.isExit()  # type: ignore[attr-defined]
        if not leaving:
            event.acceptClicks(Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        self._view.point_at(None if leaving else self._index, left=self._index)

    def mouseClickEvent(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            event.accept()  # type: ignore[attr-defined]
            self._view.open_bar(self._index)


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without axes, menus and zoom, one scene pixel a pixel; wheel, menu and keys are its parent's."""

    def __init__(self, parent: QWidget, paper: str) -> None:
        super().__init__(parent, background=paper, enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        plot = self.getPlotItem()
        for side in ("left", "bottom"):
            plot.hideAxis(side)
        plot.hideButtons()
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.layout.setSpacing(0)
        box = plot.getViewBox()
        box.setMouseEnabled(False, False)
        box.setDefaultPadding(0)
        box.invertY(True)
        box.disableAutoRange()

    def show_range(self, width: float, height: float) -> None:
        self.getPlotItem().getViewBox().setRange(QRectF(0, 0, width, height), padding=0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def tip(*sentences: str) -> str:
    """A tooltip that wraps: rich text in which every word of the report is escaped."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)


def qrect(rect: Rect) -> QRectF:
    """As Qt has it."""
    return QRectF(rect.x, rect.y, rect.w, rect.h)


def _bounds(primitive: Primitive) -> QRectF:
    if isinstance(primitive, Text):
        return qrect(primitive.rect)
    xs, ys = [p[0] for p in primitive.points], [p[1] for p in primitive.points]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-1, -1, 1, 1)

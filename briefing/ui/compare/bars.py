"""Two small bars in a table cell: result above, target below, from zero on the row's own axis."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from briefing.domain.comparison import Indicator
from briefing.domain.quantity import Bound
from briefing.ui.quantity_paint import paint_hatch
from briefing.ui.theme import Theme

THICK, GAP = 9, 4
"""Thickness of a bar and the gap between two, in pixels at 100 %."""


def paint_bars(painter: QPainter, theme: Theme, box: QRectF, indicator: Indicator) -> None:
    """Paint them, or the reason why there are none."""
    base, found = indicator.base, indicator.difference
    if base is None or found is None:
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("caveat"))
        words = indicator.short or "不画"
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, theme.px(16), 0), side, words)
        return
    px = theme.px
    target = indicator.target.quantity
    longest = max(base.base_value, target.base_value, Decimal(1))
    room = box.width() - px(14)

    def reach(value: Decimal) -> float:
        return max(0.0, float(value / longest) * room)

    top = box.center().y() - THICK - GAP / 2
    result = QRectF(box.left(), top, reach(base.base_value), THICK)
    goal = QRectF(box.left(), top + THICK + GAP, reach(target.base_value), THICK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.colour("field"))
    painter.drawLine(QPointF(box.left(), top - 2), QPointF(box.left(), goal.bottom() + 2))
    painter.fillRect(result, theme.colour("result_fill"))
    _parts(painter, theme, result, indicator)
    _dashed(painter, theme, QRectF(result.right(), result.top(), goal.right() - result.right(), THICK))
    _dashed(painter, theme, QRectF(goal.right(), goal.top(), result.right() - goal.right(), THICK))
    paint_hatch(painter, theme, goal)
    _end(painter, theme, goal, target.bound)
    painter.restore()


def _parts(painter: QPainter, theme: Theme, bar: QRectF, indicator: Indicator) -> None:
    """A gap between the parts of a sum."""
    if len(indicator.results) < 2:
        return
    whole = sum((f.quantity.base_value for f in indicator.results), Decimal(0))
    passed = Decimal(0)
    for figure in indicator.results[:-1]:
        passed += figure.quantity.base_value
        x = bar.left() + bar.width() * float(passed / whole) if whole else bar.left()
        painter.fillRect(QRectF(x - 1, bar.top(), 2, bar.height()), theme.colour("paper"))


def _dashed(painter: QPainter, theme: Theme, box: QRectF) -> None:
    if box.width() < 3:
        return
    pen = QPen(theme.colour("computed_dash"), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def _end(painter: QPainter, theme: Theme, box: QRectF, bound: Bound) -> None:
    """≥ an arrow outwards, ≤ one inwards, 约 a wave."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("target"), 1.5))
    x, y = box.right(), box.center().y()
    if bound in (Bound.AT_LEAST, Bound.OVER):
        painter.drawLine(QPointF(x, y), QPointF(x + 9, y))
        painter.drawPolyline([QPointF(x + 6, y - 3), QPointF(x + 9, y), QPointF(x + 6, y + 3)])
    elif bound in (Bound.AT_MOST, Bound.UNDER):
        painter.drawLine(QPointF(x - 9, y), QPointF(x, y))
        painter.drawPolyline([QPointF(x - 6, y - 3), QPointF(x - 9, y), QPointF(x - 6, y + 3)])
    elif bound is Bound.ABOUT:
        step = box.height() / 4
        points = [QPointF(x + (2 if i % 2 else -1), box.top() + i * step) for i in range(5)]
        painter.setPen(QPen(theme.colour("paper"), 3))
        painter.drawPolyline(points)
        painter.setPen(QPen(theme.colour("target"), 1.2))
        painter.drawPolyline(points)

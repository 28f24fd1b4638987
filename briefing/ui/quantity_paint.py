"""Painting a quantity in a cell: the sign, the digits in their colour, the unit smaller beside them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from briefing.domain.comparison import Difference
from briefing.domain.quantity import Quantity
from briefing.ui.parts import paint_caveat_mark
from briefing.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """A quantity ready to paint. ``role`` is ``result``, ``target`` or ``computed`` (then with a dashed underline)."""

    sign: str
    number: str
    unit: str
    role: str
    caveat: bool = False

    @classmethod
    def of(cls, quantity: Quantity, role: str, *, caveat: bool = False) -> QuantityWords:
        """From a figure's quantity; > on results is shown as ≥ (the tick means the same to a reader)."""
        return cls(quantity.bound.sign, quantity.number, quantity.unit, role, caveat)

    @classmethod
    def of_difference(cls, difference: Difference) -> QuantityWords:
        """From a computed difference."""
        return cls(difference.bound.sign, difference.number, difference.unit, "computed")

    @property
    def text(self) -> str:
        """In one string, for copying and screen readers."""
        return f"{self.sign}{self.number}{self.unit}"


def paint_quantity(
    painter: QPainter, theme: Theme, box: QRectF, words: QuantityWords, *, unit_room: float, pixels: float = 18
) -> None:
    """Paint right-aligned digits and a left-aligned unit whose sub-column is ``unit_room`` wide at the right of
    ``box``, so that digits line up whatever the unit."""
    computed = words.role == "computed"
    digits = theme.sans(16 if computed else pixels, bold=not computed)
    unit = theme.sans(14)
    metrics, unit_metrics = QFontMetricsF(digits), QFontMetricsF(unit)
    baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    right = box.right() - unit_room
    width = metrics.horizontalAdvance(words.number)
    painter.save()
    painter.setPen(theme.colour(words.role))
    painter.setFont(digits)
    painter.drawText(QPointF(right - width, baseline), words.number)
    left = right - width
    if computed:
        dash = QPen(theme.colour("computed_dash"), 1, Qt.PenStyle.CustomDashLine)
        dash.setDashPattern([3, 2])
        painter.setPen(dash)
        painter.drawLine(QPointF(left, baseline + 4), QPointF(right, baseline + 4))
    if words.sign:
        painter.setPen(theme.colour(words.role))
        sign = theme.sans(16, bold=not computed)
        painter.setFont(sign)
        left -= QFontMetricsF(sign).horizontalAdvance(words.sign) + theme.px(4)
        painter.drawText(QPointF(left, baseline), words.sign)
    if words.caveat:
        size = theme.px(11)
        paint_caveat_mark(painter, theme, left - size - theme.px(6), box.center().y() - size / 2, size)
    painter.setPen(theme.colour("computed" if computed else "ink2"))
    painter.setFont(unit)
    elided = unit_metrics.elidedText(words.unit, Qt.TextElideMode.ElideRight, unit_room - theme.px(4))
    painter.drawText(QPointF(right + theme.px(4), baseline), elided)
    painter.restore()


def paint_computed_tag(painter: QPainter, theme: Theme, left: float, box: QRectF) -> None:
    """The dashed 测算 tag in a header, from ``left``, in the middle of ``box``."""
    words = "测算"
    painter.setFont(theme.sans(12))
    metrics = QFontMetricsF(painter.font())
    tag = QRectF(left, 0, metrics.horizontalAdvance(words) + 6, metrics.height() + 2)
    tag.moveTop(box.center().y() - tag.height() / 2)
    painter.setPen(QPen(theme.colour("computed_dash"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(tag)
    painter.setPen(theme.colour("computed"))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def paint_hatch(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """A target's small bar: tint, 45° lines, a 1 px edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, theme.colour("target_tint"))
    painter.setClipRect(box)
    painter.setPen(QPen(theme.colour("target"), 1.5))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += 7
    painter.restore()
    painter.setPen(theme.colour("target"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))

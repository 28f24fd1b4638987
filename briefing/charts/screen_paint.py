"""How Qt paints a scene: the hatch as a textured brush, digits in the given face."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from briefing.charts.colours import ChartColours
from briefing.charts.scene import Align, Paint, Point, Primitive, Scene, Shape, Stroke, Text

_TILE = 7
"""Side of the hatch's tile in pixels: lines at 45°, 5 px apart."""
_FINE = 8
"""Texture pixels a pixel."""
_MOST_WIDTHS = 20_000
_OUTLINED = 64.0
"""From this size on Qt makes no bold of a face that has none (seen with Qt 6.9 and FreeType)."""
_EMBOLDENED = 1 / 24
"""How much of its size FreeType adds to a face that has no bold."""


class Kit:
    """What paints a chart: one family in the sizes it needs, widths of words in it, the hatch. Made once, kept."""

    def __init__(self, family: str) -> None:
        self.family = family
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._hatches: dict[ChartColours, QBrush] = {}

    def font(self, size: float, bold: bool) -> QFont:
        """The face at a size in pixels, unhinted so that it scales evenly."""
        return self._face(size, bold)[0]

    def measure(self, words: str, size: float, bold: bool) -> float:
        """The width of words in pixels."""
        key = (words, size, bold)
        if key not in self._widths:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            self._widths[key] = self._face(size, bold)[1].horizontalAdvance(words)
        return self._widths[key]

    @cached_property
    def thin_outlines(self) -> bool:
        """Whether bold words of a large size come out regular."""
        boxes = []
        for bold in (False, True):
            path = QPainterPath()
            path.addText(QPointF(0, 0), self.font(100, bold), "中")
            boxes.append(path.boundingRect())
        return boxes[0] == boxes[1]

    def hatch(self, colours: ChartColours) -> QBrush:
        """The brush of targets in these colours."""
        if colours not in self._hatches:
            self._hatches[colours] = _hatch(colours)
        return self._hatches[colours]

    def _face(self, size: float, bold: bool) -> tuple[QFont, QFontMetricsF]:
        key = (round(size), bold)
        if key not in self._fonts:
            font = QFont(self.family)
            font.setPixelSize(key[0])
            font.setBold(bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = (font, QFontMetricsF(font))
        return self._fonts[key]


def _hatch(colours: ChartColours) -> QBrush:
    """Tint, and 1.5 px lines at 45°."""
    side = _TILE * _FINE
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colours.target_tint))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.target), 1.5 * _FINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - side, 2 * side), QPointF(shift + 2 * side, -side))
    painter.end()
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(1 / _FINE, 1 / _FINE))
    return brush


def paint(painter: QPainter, primitives: Iterable[Primitive], colours: ChartColours, kit: Kit) -> None:
    """Paint them in their order, in the scene's own pixels."""
    hints = QPainter.RenderHint
    painter.setRenderHints(hints.Antialiasing | hints.TextAntialiasing | hints.SmoothPixmapTransform)
    for primitive in primitives:
        if isinstance(primitive, Text):
            _words(painter, primitive, colours, kit)
        elif isinstance(primitive, Stroke):
            pen = QPen(QColor(getattr(colours, primitive.tone.value)), primitive.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawPolyline(_polygon(primitive.points))
        else:
            _shape(painter, primitive, colours, kit)


def picture(scene: Scene, colours: ChartColours, kit: Kit, scale: float) -> QImage:
    """The scene as an image on its paper, ``scale`` image pixels a pixel of the design."""
    image = QImage(
        max(1, round(scene.width * scale)),
        max(1, round(scene.height * scale)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor(colours.paper))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, scene.primitives, colours, kit)
    painter.end()
    return image


def _words(painter: QPainter, text: Text, colours: ChartColours, kit: Kit) -> None:
    painter.setFont(kit.font(text.size, text.bold))
    painter.setPen(QColor(getattr(colours, text.tone.value)))
    # The layout measured with these very kit, so the left edge of its rectangle holds for every alignment.
    x = text.rect.right - kit.measure(text.words, text.size, text.bold) if text.align is Align.END else text.rect.x
    at = QPointF(x, text.baseline)
    if text.bold and text.size >= _OUTLINED and kit.thin_outlines:
        path = QPainterPath()
        path.addText(at, painter.font(), text.words)
        colour = painter.pen().color()
        painter.setPen(QPen(colour, text.size * _EMBOLDENED))
        painter.setBrush(colour)
        painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.drawText(at, text.words)


def _shape(painter: QPainter, shape: Shape, colours: ChartColours, kit: Kit) -> None:
    fills = {
        Paint.RESULT: QBrush(QColor(colours.result_fill)),
        Paint.TARGET: kit.hatch(colours),
        Paint.RESULT_REACH: QBrush(QColor(colours.result_tint)),
        Paint.TARGET_REACH: QBrush(QColor(colours.target_tint)),
        Paint.CAVEAT: QBrush(QColor(colours.caveat_mark)),
        Paint.PAPER: QBrush(QColor(colours.paper)),
    }
    edges = {
        Paint.TARGET: colours.target,
        Paint.RESULT_REACH: colours.result_fill,
        Paint.TARGET_REACH: colours.target,
        Paint.DASHED: colours.computed_dash,
    }
    polygon = _polygon(shape.points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fills.get(shape.paint, QBrush(Qt.BrushStyle.NoBrush)))
    painter.drawPolygon(polygon)
    if shape.paint in edges:
        pen = QPen(QColor(edges[shape.paint]), 1.0)
        if shape.paint is Paint.DASHED:
            pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Half a pixel inwards, so that a one-pixel outline falls on whole pixels.
        painter.drawPolygon(_inset(shape))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _inset(shape: Shape) -> QPolygonF:
    bounds = shape.bounds
    return QPolygonF(
        [
            QPointF(min(max(x, bounds.x + 0.5), bounds.right - 0.5), min(max(y, bounds.y + 0.5), bounds.bottom - 0.5))
            for x, y in shape.points
        ]
    )


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])

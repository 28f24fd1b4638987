"""One line of text in a row: Han and digits spaced apart, elided at the right, never inside a number."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from briefing.domain.labels import outside_number
from briefing.domain.span import Span
from briefing.ui.detail.text_layout import SetText, Stretch

_ENDLESS = 1_000_000.0


class OneLine:
    """A text set in one line of ``height``, cut with … where it is wider than ``room`` (logical pixels)."""

    def __init__(self, text: str, font: QFont, height: float, room: float, stretches: Iterable[Stretch] = ()) -> None:
        one = text.replace("\n", " ").replace("\r", " ")
        kept = tuple(stretches)
        self._set = SetText(one, font, height, _ENDLESS, kept, ())
        self.elided = self._end(len(one)) > room
        if self.elided:
            width = room - QFontMetricsF(font).horizontalAdvance("…")
            at = self._set.point_at(QPointF(max(0.0, width), 0))
            while at and self._end(at) > width:
                at -= 1
            # Neither half a number nor half a marked word is left standing.
            at = next((s.span.start for s in kept if 0 < s.span.start < at < s.span.end), outside_number(one, at))
            cut = one[:at].rstrip() + "…"
            self._set = SetText(cut, font, height, _ENDLESS, _within(kept, at), ())

    @property
    def text(self) -> str:
        """What is left of the text, its … included."""
        return self._set.text

    @property
    def width(self) -> float:
        """How wide it is."""
        return self._end(len(self._set.text))

    def rects(self, span: Span) -> list[QRectF]:
        """Where a stretch of the text stands, the line beginning at the origin; empty when it was cut off."""
        end = len(self._set.text) - (1 if self.elided else 0)
        return self._set.rects(Span(min(span.start, end), min(span.end, end)))

    def ink(self, box: QRectF) -> tuple[float, float]:
        """Top and bottom of the glyph box of a stretch's rectangle."""
        return self._set.ink(box, 0)

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it in the painter's pen; stretches keep their own colours."""
        self._set.layout.draw(painter, QPointF(left, top))

    def _end(self, at: int) -> float:
        boxes = self._set.rects(Span(0, at)) if at else []
        return boxes[-1].right() if boxes else 0.0


def _within(stretches: Iterable[Stretch], end: int) -> list[Stretch]:
    """The stretches that begin before ``end``, none reaching beyond it."""
    return [
        Stretch(Span(one.span.start, min(one.span.end, end)), one.bold, one.colour, one.whole)
        for one in stretches
        if one.span.start < end
    ]

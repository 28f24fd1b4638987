"""Whose word a figure is, said by a drawn mark and in words, never by a colour."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from briefing.domain.figure import Figure, Trust
from briefing.domain.shown import shown
from briefing.ui.theme import Theme

DOUBTFUL_BELOW = 0.8
"""A figure that nobody has looked at and that was read with less confidence than this asks to be looked at."""


def is_doubtful(figure: Figure) -> bool:
    """Whether a person should look at it."""
    return figure.trust is Trust.READ and figure.confidence < DOUBTFUL_BELOW


def is_marked(figure: Figure) -> bool:
    """Whether its words carry a dot: what stands there is a person's word."""
    return figure.trust in (Trust.CORRECTED, Trust.ADDED)


def trust_words(figure: Figure) -> str:
    """Whose word it is and why to look at it, in one or two sentences; empty for what was read with confidence."""
    if is_doubtful(figure):
        reason = shown(figure.reason)
        return _tr("待核：{0}").format(reason) if reason else _tr("待核")
    match figure.trust:
        case Trust.CORRECTED if figure.before:
            return _tr("已更正；原识别为：{0}").format(shown(figure.before))
        case Trust.READ:
            return ""
    return figure.trust.label


def plain_tip(text: str) -> str:
    """A tip that shows its words as they are, also where they look like tags: what people write is never markup."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text


def paint_trust(painter: QPainter, theme: Theme, figure: Figure, box: QRectF) -> None:
    """A dashed ring to look at, a tick for confirmed, a dot for corrected, a cross for added, in ``box`` (10 px)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink2"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = box.center()
    if is_doubtful(figure):
        dashed = QPen(theme.colour("ink2"), 1.5, Qt.PenStyle.CustomDashLine)
        dashed.setDashPattern([2, 1.5])
        painter.setPen(dashed)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif figure.trust is Trust.CONFIRMED:
        points = [(0.05, 0.55), (0.35, 0.85), (0.95, 0.2)]
        painter.drawPolyline(
            QPolygonF([QPointF(box.left() + a * box.width(), box.top() + b * box.height()) for a, b in points])
        )
    elif figure.trust is Trust.CORRECTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(middle, box.width() * 0.25, box.height() * 0.25)
    elif figure.trust is Trust.ADDED:
        painter.drawLine(QPointF(middle.x(), box.top() + 1), QPointF(middle.x(), box.bottom() - 1))
        painter.drawLine(QPointF(box.left() + 1, middle.y()), QPointF(box.right() - 1, middle.y()))
    painter.restore()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Trust", text)

"""How the rows of the list look: the report's words in 宋, ours under them, at the right how far to trust them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.domain.annotation import Annotation
from briefing.domain.span import Span
from briefing.ui.annotate.status_mark import paint_status
from briefing.ui.detail.text_layout import Stretch
from briefing.ui.notes.catalogue import Heading
from briefing.ui.notes.model import Role
from briefing.ui.notes.query import Entry
from briefing.ui.notes.words import about, due_words, first_words, warnings_of
from briefing.ui.outline.one_line import OneLine
from briefing.ui.parts import paint_caveat_mark
from briefing.ui.theme import Theme

ROW, HEADING, EDGE, TEXT = 64, 32, 24, 88
"""Pixels at 100 %: an annotation's row, a heading's, the margins left and right, where the words begin."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEPT = 400
_MOST = 160
"""Characters of a text that are set: no screen shows more of them in one line."""


class NotesDelegate(QStyledItemDelegate):
    """Paints whole rows, on the day ``today``; lines that were set are kept for the next painting."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.today = date.today()
        self._lines: dict[tuple[str, str, int, bool], OneLine] = {}
        self._texts: dict[str, tuple[Annotation, str]] = {}
        theme.changed.connect(self._lines.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.px(HEADING if isinstance(index.data(Role.ROW), Heading) else ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state, view = option.state, option.widget  # type: ignore[attr-defined]
        row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Entry):
            self._ground(painter, box, state)
            self._note(painter, box, row.note, str(index.data(Role.META)))
        elif isinstance(row, Heading):
            self._heading(painter, box, row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus() and view.keyboard_focus:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.colour("selected"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self._theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._theme.colour("hover"))

    def _heading(self, painter: QPainter, box: QRectF, row: Heading) -> None:
        theme, px = self._theme, self._theme.px
        inner = box.adjusted(px(EDGE), 0, -px(EDGE), 0)
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink2"))
        report = QFontMetricsF(painter.font()).horizontalAdvance(row.report)
        painter.drawText(inner, _RIGHT, row.report)
        room = inner.width() - report - px(48)
        painter.setPen(theme.colour("ink"))
        name = self._line(row.words, theme.sans(15, bold=True), "ink", inner.height(), room)
        name.draw(painter, inner.left(), inner.top())
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(inner.adjusted(name.width + px(8), 0, 0, 0), _LEFT, str(row.size))

    def _note(self, painter: QPainter, box: QRectF, note: Annotation, meta: str) -> None:
        theme, px = self._theme, self._theme.px
        half = px(24)
        top = box.center().y() - half
        first = QRectF(box.left() + px(EDGE), top, box.width() - 2 * px(EDGE), half)
        second = first.translated(0, half)
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(first, _LEFT, note.kind.label)
        right = max(self._marks(painter, first, note), self._meta(painter, second, note, meta)) + px(24)
        room = box.width() - px(TEXT) - px(EDGE)
        painter.setPen(theme.colour("ink2"))
        quote = self._line(about(note), theme.serif(16), "serif", half, room - right)
        quote.draw(painter, box.left() + px(TEXT), first.top())
        painter.setPen(theme.colour("ink"))
        words = self._line(self._text(note), theme.sans(15), "ink", half, room - right, lead=self._lead(note))
        words.draw(painter, box.left() + px(TEXT), second.top())

    def _marks(self, painter: QPainter, box: QRectF, note: Annotation) -> float:
        """How far it may be trusted, and before it what somebody has to look at. Returns the room they take."""
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.sans(13))
        metrics = QFontMetricsF(painter.font())
        taken = metrics.horizontalAdvance(note.status.label)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, _RIGHT, note.status.label)
        size = px(10)
        taken += size + px(5)
        mark = QRectF(box.right() - taken, box.center().y() - size / 2, size, size)
        paint_status(painter, theme, note.status, mark)
        for words in reversed(warnings_of(note, self.today)):
            painter.setPen(theme.colour("caveat"))
            taken += px(12)
            painter.drawText(box.adjusted(0, 0, -taken, 0), _RIGHT, words)
            taken += metrics.horizontalAdvance(words) + px(4) + size
            paint_caveat_mark(painter, theme, box.right() - taken, box.center().y() - size / 2, size)
        return taken

    def _meta(self, painter: QPainter, box: QRectF, note: Annotation, meta: str) -> float:
        painter.setFont(self._theme.sans(13))
        painter.setPen(self._theme.colour("ink2"))
        if note.due is not None:
            meta = self.tr("{0}到期 · {1}").format(due_words(note.due, self.today), meta)
        painter.drawText(box, _RIGHT, meta)
        return QFontMetricsF(painter.font()).horizontalAdvance(meta)

    def _text(self, note: Annotation) -> str:
        kept = self._texts.get(note.id)
        if kept is None or kept[0] is not note:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            tags = "".join(f"  #{tag}" for tag in note.tags)
            words = f"{self._title(note)}{first_words(note)}"
            kept = self._texts[note.id] = (note, f"{words[:_MOST]}{tags}")
        return kept[1]

    @staticmethod
    def _title(note: Annotation) -> str:
        return f"{note.title}  " if note.title and note.title != note.quote else ""

    def _lead(self, note: Annotation) -> int:
        return len(self._title(note))

    def _line(self, text: str, font: QFont, face: str, height: float, room: float, lead: int = 0) -> OneLine:
        """The text set in one line; ``lead`` characters of it are set back to the second ink."""
        # No more characters are set than half the size of the type a piece would leave room for.
        text = text[: int(2 * room / font.pixelSize()) + 2]
        key = (text, face, round(room), bool(lead))
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            stretches = [Stretch(Span(0, lead), colour=QColor(self._theme.colour("ink2")).name())] if lead else []
            line = self._lines[key] = OneLine(text, font, height, max(1.0, room), stretches)
        return line

"""One annotation in the margin."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefing.domain.annotation import Annotation
from briefing.ui.annotate.status_mark import StatusMark
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


class NumberDisc(QWidget):
    """The number that ties a note to its underline."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setFixedSize(theme.px(18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink2"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setFont(self._theme.sans(12, bold=True))
        painter.setPen(self._theme.colour("paper"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def day_words(moment: datetime, today: date) -> str:
    """今天, 昨天, or the date as the standard writes it (2026年1月9日, GB/T 9704-2012, 7.3.5.4)."""
    day = moment.astimezone().date()
    away = (today - day).days
    if away == 0:
        return "今天"
    return "昨天" if away == 1 else f"{day.year}年{day.month}月{day.day}日"


class NoteCard(QWidget):
    """An annotation as staff and officials read it. It can be chosen, edited and deleted."""

    chosen = Signal(str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, theme: Theme, note: Annotation, number: int) -> None:
        super().__init__()
        self._theme, self._note, self._current = theme, note, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = f"{number} {note.kind.label} {note.status.label} {note.title} {note.text}"
        self.setAccessibleName(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        layout.setSpacing(theme.px(4))
        kind = label(note.kind.label, "heading")
        layout.addLayout(row(NumberDisc(theme, number), kind, None, StatusMark(theme, note.status)))
        if note.title:
            layout.addWidget(self._words(note.title, "second"))
        layout.addWidget(self._words(note.text, ""))
        if note.source:
            layout.addWidget(self._words(self.tr("来源：{0}").format(note.source), "muted"))
        meta = f"{note.author} · {day_words(note.changed, datetime.now(UTC).astimezone().date())}"
        if note.computed:
            meta += self.tr(" · 测算")
        self._edit = button(self.tr("改"), "link", lambda: self.edit_wanted.emit(note.id), name=self.tr("改这条批注"))
        self._delete = button(
            self.tr("删除"), "link", lambda: self.delete_wanted.emit(note.id), name=self.tr("删除这条批注")
        )
        layout.addLayout(row(label(meta, "muted"), None, self._edit, self._delete, spacing=theme.px(10)))
        self._reveal(False)

    @property
    def note(self) -> Annotation:
        """What it shows."""
        return self._note

    def set_current(self, current: bool) -> None:
        """Whether its passage is the one in hand."""
        self._current = current
        self._reveal(current or self.underMouse())
        self.update()

    @staticmethod
    def _words(text: str, role: str) -> QLabel:
        made = label(text, role, wrap=True, selectable=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        return made

    def _reveal(self, shown: bool) -> None:
        for part in (self._edit, self._delete):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            part.setVisible(shown or self.isAncestorOf(self.focusWidget() or self))

    def enterEvent(self, event: QEvent) -> None:
        self._reveal(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._reveal(self._current or self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.chosen.emit(self._note.id)
        self._reveal(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._note.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit(self._note.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self._note.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), self._theme.colour("selected"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.colour("ink"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

"""One annotation in the margin."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextDocument,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation, overdue
from briefing.domain.markup import blocks
from briefing.ui.annotate.beside import Beside, Wish
from briefing.ui.annotate.kind_mark import paint_kind
from briefing.ui.annotate.said import day_words, due_words, size_words
from briefing.ui.annotate.status_mark import paint_status, status_width
from briefing.ui.annotate.words import Setting, draw, height_at
from briefing.ui.parts import button, paint_caveat_mark
from briefing.ui.theme import Theme

__all__ = ["NoteCard", "day_words"]

STEP = 16
"""How far in an answer stands, in pixels at 100 %."""


class NoteCard(QWidget):
    """An annotation as staff and officials read it. It can be chosen, and asks by signal for what is done with it.

    ``chosen`` carries its id, ``wished`` a Wish and the id, ``menu_wanted`` the id and where on the screen;
    ``open_wanted`` an Attachment, ``stepped`` -1 or 1 for the card before or after.
    """

    chosen = Signal(str)
    wished = Signal(object, str)
    menu_wanted = Signal(str, QPoint)
    open_wanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, theme: Theme, shown: Beside) -> None:
        super().__init__()
        self._theme, self._shown, self._note, self._current = theme, shown, shown.note, False
        self._today = datetime.now(UTC).astimezone().date()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._blocks = blocks(self._note.text)
        self._document = self._set()
        self._due = due_words(self._note, self._today)
        self._files = [self._file_button(at) for at in range(len(self._note.attachments))]
        self._asks = self._asking()
        self._acts: list[QPushButton] = []
        self._name()

    @property
    def note(self) -> Annotation:
        """What it shows."""
        return self._note

    @property
    def shown(self) -> Beside:
        """What it shows, with its number and whose it is."""
        return self._shown

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What the keyboard walks through inside it."""
        return (*self._files, *self._asks, *self._acts)

    def set_current(self, current: bool) -> None:
        """Whether its passage is the one in hand."""
        if current != self._current:
            self._current = current
            self._reveal(current or self.underMouse())
            self.update()

    # What it says.

    def _set(self) -> QTextDocument:
        note, setting = self._note, Setting(self._theme)
        if self._shown.gone:
            setting.line(self.tr("所答复的批注已删除"), pixels=13, colour="muted")
        elif self._shown.away:
            setting.line(self.tr("所答复的批注在别处"), pixels=13, colour="muted")
        if note.state is AnchorState.SUGGESTED:
            setting.line(self.tr("待确认：原文已改，它说的可能是这里。原来的原文：“{0}”").format(note.quote),
                         pixels=14, colour="ink2")  # fmt: skip
        if note.title:
            setting.line(note.title, pixels=14, colour="ink2")
        setting.blocks(self._blocks)
        if note.tags:
            setting.line(self.tr("标签：{0}").format("、".join(note.tags)), pixels=13, colour="ink2")
        if note.source:
            setting.line(self.tr("来源：{0}").format(note.source), pixels=13, colour="muted")
        return setting.document

    def _name(self) -> None:
        note = self._note
        number = str(self._shown.number) if self._shown.number else ""
        said = "\n".join(block.text for block in self._blocks)
        words = (number, note.kind.label, note.status.label, note.title, said)
        self.setAccessibleName(" ".join(word for word in words if word))
        more = [
            self.tr("待确认") if note.state is AnchorState.SUGGESTED else "",
            self.tr("所答复的批注已删除") if self._shown.gone else "",
            self.tr("有冲突") if note.conflicts else "",
            self._due,
            self.tr("标签：{0}").format("、".join(note.tags)) if note.tags else "",
            self.tr("来源：{0}").format(note.source) if note.source else "",
            self._meta,
        ]
        self.setAccessibleDescription("；".join(word for word in more if word))

    @property
    def _meta(self) -> str:
        note = self._note
        words = f"{note.author} · {day_words(note.changed, self._today)}"
        return words + self.tr(" · 测算") if note.computed else words

    def _file_button(self, at: int) -> QPushButton:
        file = self._note.attachments[at]
        words = f"{file.name} · {size_words(file.size)}"
        made = button(words, "link", lambda: self.open_wanted.emit(file), name=self.tr("打开附件 {0}").format(words))
        made.setParent(self)
        made.setToolTip(words)
        return made

    def _asking(self) -> list[QPushButton]:
        """What the card asks of whoever reads it."""
        made: list[QPushButton] = []
        if self._note.state is AnchorState.SUGGESTED:
            made.append(button(self.tr("是这里"), "", partial(self._wish, Wish.CONFIRM)))
            made.append(button(self.tr("不是"), "", partial(self._wish, Wish.DISMISS)))
        if self._note.conflicts:
            name = self.tr("处理这条批注的冲突")
            made.append(button(self.tr("去处理"), "", partial(self._wish, Wish.SETTLE), name=name))
        for one in made:
            one.setParent(self)
        return made

    def _actions(self) -> list[QPushButton]:
        """Made when they are first seen: a margin may hold many cards."""
        wanted = [(self.tr("答复"), self.tr("答复这条批注"), Wish.ANSWER)]
        if self._shown.own:
            wanted = [
                (self.tr("改"), self.tr("改这条批注"), Wish.EDIT),
                (self.tr("删除"), self.tr("删除这条批注"), Wish.DELETE),
            ]
        made = [button(words, "link", partial(self._wish, wish), name=name) for words, name, wish in wanted]
        made.append(button("⋯", "link", self._ask_menu, name=self.tr("这条批注的更多操作")))
        before: QWidget = [self, *self._files, *self._asks][-1]
        for one in made:
            one.setParent(self)
            QWidget.setTabOrder(before, one)
            before = one
        return made

    def _wish(self, wish: Wish) -> None:
        self.wished.emit(wish, self._note.id)

    def _ask_menu(self) -> None:
        at = self._acts[-1] if self._acts and self._acts[-1].isVisible() else self
        self.menu_wanted.emit(self._note.id, at.mapToGlobal(at.rect().bottomLeft()))

    # How it is laid out.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QEvent) -> None:
        self._lay(self.width(), move=True)

    @property
    def _left(self) -> int:
        return self._theme.px(16 + STEP * min(self._shown.depth, 2))

    @property
    def _words_top(self) -> int:
        return self._theme.px(6 + 24 + 4)

    def _lay(self, width: int, *, move: bool) -> int:
        px, left = self._theme.px, self._left
        room = max(60, width - left - px(16))
        y = self._words_top + height_at(self._document, room)
        if self._due:
            y += px(24)
        for one in self._files:
            high = max(px(24), one.sizeHint().height())
            if move:
                words = QFontMetrics(self._theme.sans(14)).elidedText(one.toolTip(), Qt.TextElideMode.ElideMiddle, room)
                one.setText(words)
                one.setGeometry(left, y, min(room, one.sizeHint().width()), high - px(2))
            y += high
        y = self._lay_asks(y, left, left + room, move=move)
        x = width - px(16)
        for one in reversed(self._acts):
            if move:
                x -= one.sizeHint().width()
                one.setGeometry(x, y + px(2), one.sizeHint().width(), one.sizeHint().height())
                x -= px(10)
        return y + px(24) + px(6)

    def _lay_asks(self, y: int, left: int, right: int, *, move: bool) -> int:
        """What the card asks, in as many lines as that takes; the words 有冲突 stand before the last."""
        x = left
        for number, one in enumerate(self._asks):
            size, conflict = one.sizeHint(), bool(self._note.conflicts) and one is self._asks[-1]
            before = self._theme.px(72) if conflict else 0
            if number and (conflict or x + size.width() > right):
                x, y = left, y + size.height() + self._theme.px(6)
            if conflict and x + before + size.width() > right:
                before, y = 0, y + self._theme.px(24)
            if move:
                one.setGeometry(x + before, y + self._theme.px(4), size.width(), size.height())
            x += before + size.width() + self._theme.px(8)
        return y + self._asks[-1].sizeHint().height() + self._theme.px(8) if self._asks else y

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px, left, width = theme.px, self._left, self.width()
        if self._current:
            painter.fillRect(self.rect(), theme.colour("selected"))
            painter.fillRect(0, 0, 3, self.height(), theme.colour("ink"))
        if self._shown.depth:
            painter.fillRect(left - px(9), px(4), 1, self.height() - px(8), theme.colour("field"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter, QRectF(left, px(6), width - left - px(16), px(24)))
        painter.save()
        painter.translate(left, self._words_top)
        room = max(60, width - left - px(16))
        y = self._words_top + height_at(self._document, room)
        draw(painter, self._document)
        painter.restore()
        if self._due:
            self._paint_due(painter, QRectF(left, y, room, px(24)))
        if self._note.conflicts:
            self._paint_conflict(painter, left)
        foot = QRectF(left, self.height() - px(30), room, px(24))
        shown = [one for one in self._acts if not one.isHidden()]
        if shown:
            foot.setRight(shown[0].x() - px(8))
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink2" if self._current else "muted"))
        words = painter.fontMetrics().elidedText(self._meta, Qt.TextElideMode.ElideRight, int(foot.width()))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_head(self, painter: QPainter, box: QRectF) -> None:
        theme, px, x = self._theme, self._theme.px, box.left()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._shown.number:
            size = px(18)
            disc = QRectF(x, box.center().y() - size / 2, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink2"))
            painter.drawEllipse(disc)
            painter.setFont(theme.sans(12 if self._shown.number < 100 else 9, bold=True))
            painter.setPen(theme.colour("paper"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._shown.number))
            x += size + px(8)
        size = px(12)
        paint_kind(painter, theme, self._note.kind, QRectF(x, box.center().y() - size / 2, size, size))
        x += size + px(6)
        painter.setFont(theme.sans(15, bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(x, box.top(), box.right() - x, box.height()), middle, self._note.kind.label)
        right = status_width(theme, self._note.status)
        paint_status(painter, theme, self._note.status, QRectF(box.right() - right, box.top(), right, box.height()))

    def _paint_due(self, painter: QPainter, box: QRectF) -> None:
        theme, late = self._theme, overdue(self._note, self._today)
        if late:
            size = theme.px(12)
            paint_caveat_mark(painter, theme, box.left(), box.center().y() - size / 2, size)
            box.setLeft(box.left() + size + theme.px(6))
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("caveat" if late else "ink2"))
        words = painter.fontMetrics().elidedText(self._due, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_conflict(self, painter: QPainter, left: int) -> None:
        theme, size, ask = self._theme, self._theme.px(12), self._asks[-1]
        # Where there is no room beside it, the words stand above the button.
        middle = ask.geometry().center().y() if ask.x() > left else ask.y() - theme.px(10)
        paint_caveat_mark(painter, theme, left, middle - size / 2, size)
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("caveat"))
        words = QRectF(left + size + theme.px(6), middle - ask.height() / 2, theme.px(60), ask.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.tr("有冲突"))

    # What is done with it.

    def _reveal(self, shown: bool) -> None:
        if shown and not self._acts:
            self._acts = self._actions()
        for part in self._acts:
            part.setVisible(shown)
        if self._acts:
            self._lay(self.width(), move=True)
            self.update()

    def _within(self) -> bool:
        focused = self.window().focusWidget()
        return self.hasFocus() or (focused is not None and self.isAncestorOf(focused))

    def enterEvent(self, event: QEvent) -> None:
        self._reveal(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._reveal(self._current or self._within())

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A card that moved under a mouse still pressed would lose the click.
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.chosen.emit(self._note.id)
        self._reveal(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._reveal(self._current or self._within() or self.underMouse())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._note.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_menu()
        else:
            self.menu_wanted.emit(self._note.id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._wish(Wish.EDIT if self._shown.own else Wish.ANSWER)
        elif key == Qt.Key.Key_Delete:
            self._wish(Wish.DELETE)
        elif key == Qt.Key.Key_H and control:
            self._wish(Wish.HISTORY)
        elif key == Qt.Key.Key_R and control:
            self._wish(Wish.ANSWER)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

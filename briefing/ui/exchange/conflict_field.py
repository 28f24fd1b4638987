"""One field in conflict: the value both knew, the offers beside it, and writing one text out of several."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefing.domain.conflict import Conflict, Offer
from briefing.domain.revision import DELETED, Value
from briefing.ui.exchange.difference import differing
from briefing.ui.exchange.marked_text import MarkedText, Marking, marks
from briefing.ui.exchange.settling import Settling
from briefing.ui.exchange.words import WRITTEN, field_words, moment_words, value_words
from briefing.ui.parts import button, label, row, rule
from briefing.ui.theme import Theme

LEAST = 200
"""The least width of a column, in pixels at 100 %; with less, columns stand one below the other."""


class ConflictField(QWidget):
    """``chosen`` follows a choice, and every letter that is written while several are put together."""

    chosen = Signal()

    def __init__(self, theme: Theme, settling: Settling, conflict: Conflict) -> None:
        super().__init__()
        self._theme, self._settling, self._conflict = theme, settling, conflict
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _: self._choose())
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, px(8))
        layout.setSpacing(px(6))
        self.setAccessibleName(field_words(conflict.field))
        layout.addWidget(label(self._headline(), "heading"))
        layout.addWidget(rule("rule"))
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(px(20))
        parts = [self._column(offer, number) for number, offer in enumerate(conflict.offers, 1)]
        if conflict.field != DELETED:
            parts.insert(0, self._shared())
        self._least = len(parts) * px(LEAST + 20)
        for part in parts:
            columns.addWidget(part, 1)
        layout.addLayout(columns)
        self._together: QPlainTextEdit | None = None
        if conflict.field in WRITTEN:
            self._offer_together(layout)

    @property
    def conflict(self) -> Conflict:
        """What is in conflict."""
        return self._conflict

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """What can be pressed, one for each offer, then the one that puts several together."""
        return tuple(one for one in self._group.buttons() if isinstance(one, QPushButton))

    @property
    def settled(self) -> bool:
        """Whether something is chosen."""
        return self._group.checkedId() > 0

    @property
    def value(self) -> Value:
        """What is chosen: one of the offers, or what was put together."""
        number = self._group.checkedId()
        if self._together is not None and number > len(self._conflict.offers):
            return self._together.toPlainText()
        return self._conflict.offers[number - 1].value

    @property
    def writing(self) -> bool:
        """Whether several are being put together."""
        return self._together is not None and not self._together.isHidden()

    def choose(self, number: int) -> bool:
        """Choose the offer of that number, from 1; False when there is none."""
        if not 1 <= number <= len(self.offers):
            return False
        self._group.button(number).setChecked(True)
        self._choose()
        return True

    def take_up(self, value: Value) -> None:
        """Choose what was chosen before the page was shown anew."""
        for number, offer in enumerate(self._conflict.offers, 1):
            if offer.value == value:
                self.choose(number)
                return
        if self._together is not None and isinstance(value, str):
            self._together.setPlainText(value)
            self.choose(len(self._conflict.offers) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._least
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _headline(self) -> str:
        if self._conflict.field == DELETED:
            return self.tr("一边删除了这条批注，另一边改动了它")
        return self.tr("{0}：两边写得不同").format(field_words(self._conflict.field))

    def _shared(self) -> QWidget:
        conflict = self._conflict
        known = conflict.shared is not None
        words = value_words(conflict.field, conflict.shared) if known else self.tr("没有：两边各自写下。")
        return self._stack(self.tr("共同的上一版"), MarkedText(self._theme, words, name=self.tr("共同的上一版")), None)

    def _column(self, offer: Offer, number: int) -> QWidget:
        name = self._conflict.field
        heading = f"{offer.author or self.tr('没有署名')} · {moment_words(offer.at)}"
        if name == DELETED:
            press = self.tr("仍然删除") if offer.value else self.tr("留下")
            return self._stack(heading, self._wrote(offer), self._choice(press, number, heading))
        text = value_words(name, offer.value)
        before = value_words(name, self._conflict.shared) if self._conflict.shared is not None else ""
        found = differing(before, text).added if before and name in WRITTEN else ()
        shown = MarkedText(self._theme, text, marks(Marking.ADDED, found), name=heading)
        press = self.tr("用这一段") if name in WRITTEN else self.tr("用“{0}”").format(text)
        if name == "placement":
            press = self.tr("用这一处")
        return self._stack(heading, shown, self._choice(press, number, heading))

    def _wrote(self, offer: Offer) -> QWidget:
        """What one side made of it, where the other deleted it."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        said = self.tr("删除了它。") if offer.value else self.tr("改动了它：")
        column.addWidget(label(said))
        for name, before, after in () if offer.value else self._settling.wrote(offer.revision):
            text, old = value_words(name, after), value_words(name, before) if before is not None else ""
            found = differing(old, text).added if old and name in WRITTEN else ()
            told = text if name == "text" else f"{field_words(name)}：{text}"
            marked = marks(Marking.ADDED, found) if told == text else ()
            column.addWidget(MarkedText(self._theme, told, marked, name=field_words(name)))
        return part

    def _choice(self, words: str, number: int, of: str) -> QPushButton:
        made = button(f"{number}  {words}", "segment", name=self.tr("{0}：{1}").format(words, of))
        made.setProperty("place", "first")
        made.setCheckable(True)
        made.setToolTip(self.tr("按 {0}").format(number))
        self._group.addButton(made, number)
        return made

    def _stack(self, heading: str, part: QWidget, press: QPushButton | None) -> QWidget:
        stack = QWidget()
        column = QVBoxLayout(stack)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        column.addWidget(label(heading, "second", wrap=True))
        column.addWidget(part)
        column.addStretch(1)
        if press is not None:
            column.addLayout(row(press, None))
        return stack

    def _offer_together(self, layout: QVBoxLayout) -> None:
        offers = self._conflict.offers
        number = len(offers) + 1
        press = self._choice(self.tr("合起来写…"), number, field_words(self._conflict.field))
        field = self._together = QPlainTextEdit("\n\n".join(str(offer.value or "") for offer in offers).strip())
        field.setAccessibleName(self.tr("合起来写的{0}").format(field_words(self._conflict.field)))
        field.setTabChangesFocus(True)
        field.setMinimumHeight(self._theme.px(130))
        field.textChanged.connect(self.chosen)
        field.hide()
        layout.addLayout(row(press, None))
        layout.addWidget(field)

    def _choose(self) -> None:
        if self._together is not None:
            together = self._group.checkedId() > len(self._conflict.offers)
            self._together.setVisible(together)
            if together:
                self._together.setFocus(Qt.FocusReason.OtherFocusReason)
                self._together.moveCursor(self._together.textCursor().MoveOperation.End)
        self.chosen.emit()

"""Writing what a figure says, in its place: no dialog, Ctrl+Enter saves, Esc gives up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.domain.correction import BOUND_LABELS, FIELD_LABELS, NATURE_LABELS
from briefing.domain.figure import Measure
from briefing.domain.quantity import Bound
from briefing.ui.correct.segments import Segments
from briefing.ui.correct.typed import Typed
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme

FOLD = 600
"""Below this width, in pixels at 100 %, the fields stand two in a row instead of five."""

WIDE, NARROW = 5, 2


class FigureEditor(QWidget):
    """``saved`` carries FigureFields; ``given_up`` follows Esc or 放弃 (twice when something typed would be lost)."""

    saved = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, heading: str, before: Typed, typed: Typed | None = None) -> None:
        super().__init__()
        self._theme, self._before, self._asked = theme, before, False
        now = typed or before
        px = theme.px
        self.setAccessibleName(heading)
        self._subject = self._line("subject", now.subject)
        self._value = self._line("value", now.value)
        self._upper = self._line("upper", now.upper)
        self._unit = self._line("unit", now.unit)
        self._year = self._line("year", now.year)
        self._year.setPlaceholderText(self.tr("原文未说明"))
        self._bound = self._combo("bound", [(words, bound) for bound, words in BOUND_LABELS.items()], now.bound)
        self._measure = self._combo("measure", [(measure.label, measure) for measure in Measure], now.measure)
        self._nature = Segments(FIELD_LABELS["nature"], [(words, one) for one, words in NATURE_LABELS.items()])
        self._nature.choose(now.nature)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._cells = [
            self._cell(name, field)
            for name, field in (
                ("subject", self._subject),
                ("value", self._value),
                ("upper", self._upper),
                ("unit", self._unit),
                ("bound", self._bound),
                ("measure", self._measure),
                ("nature", self._nature),
                ("year", self._year),
            )
        ]
        self._said = QLabel()
        self._said.setProperty("role", "caveat")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.hide()
        give_up = button(self.tr("放弃"), "plain", self._give_up)
        give_up.setToolTip("Esc")
        save = button(self.tr("保存"), "primary", self._save)
        save.setToolTip("Ctrl+Enter")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(Elided(heading, "heading"))
        # Above the fields: in a small window what lies below them is out of sight.
        layout.addWidget(self._said)
        layout.addLayout(self._grid)
        layout.addLayout(row(None, give_up, save))
        self._bound.currentIndexChanged.connect(lambda _: self._offer_upper())
        self._nature.chosen.connect(lambda _: self._forget())
        for combo in (self._bound, self._measure):
            combo.currentIndexChanged.connect(lambda _: self._forget())
        self._offer_upper()
        self._columns = 0
        self._place()

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            subject=self._subject.text(),
            value=self._value.text(),
            upper=self._upper.text() if self._ranged else "",
            unit=self._unit.text(),
            bound=Bound(self._bound.currentData()),
            measure=Measure(self._measure.currentData()),
            nature=self._nature.value,
            year=self._year.text(),
        )

    @property
    def changed(self) -> bool:
        """Whether something would be lost."""
        return self.typed != self._before

    def focus(self) -> None:
        """Put the cursor into the first field that wants words, else into the value."""
        fields = (self._subject, self._value)
        wanted = next((field for field in fields if not field.text()), self._value)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        wanted.selectAll()

    def _line(self, name: str, words: str) -> QLineEdit:
        made = QLineEdit(words)
        made.setAccessibleName(FIELD_LABELS[name])
        made.setObjectName(name)
        made.setMinimumWidth(self._theme.px(64))
        made.setCursorPosition(0)
        made.textChanged.connect(lambda _: self._forget())
        made.installEventFilter(self)
        return made

    def _combo(self, name: str, offered: list[tuple[str, object]], now: object) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(FIELD_LABELS[name])
        made.setObjectName(name)
        for words, value in offered:
            made.addItem(words, value)
        made.setCurrentIndex([value for _, value in offered].index(now))
        made.installEventFilter(self)
        return made

    def _cell(self, name: str, field: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(2))
        words = label(FIELD_LABELS[name], "muted")
        words.setBuddy(field)
        layout.addWidget(words)
        layout.addWidget(field)
        return holder

    def _place(self) -> None:
        """The subject has two places, the others one; they follow each other in as many columns as there is room."""
        columns = WIDE if self.width() >= self._theme.px(FOLD) else NARROW
        if columns == self._columns:
            return
        self._columns = columns
        for cell in self._cells:
            self._grid.removeWidget(cell)
        at = 0
        for cell in self._cells:
            span = 2 if at == 0 else 1
            self._grid.addWidget(cell, at // columns, at % columns, 1, span)
            at += span
        for column in range(WIDE):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _ranged(self) -> bool:
        return Bound(self._bound.currentData()) is Bound.RANGE

    def _offer_upper(self) -> None:
        self._upper.setEnabled(self._ranged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (control or isinstance(watched, QLineEdit)):
                self._save()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._save()
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _forget(self) -> None:
        self._asked = False
        self._say("")

    def _give_up(self) -> None:
        if self.changed and not self._asked:
            self._asked = True
            self._say(self.tr("再按一次 Esc 放弃所写内容"))
            return
        self.given_up.emit()

    def _save(self) -> None:
        fields = self.typed.fields
        if fields.problem is not None:
            self._say(fields.problem)
            return
        self.saved.emit(fields)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("field"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

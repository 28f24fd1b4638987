"""Wording an indicator, and joining two figures: in their place beside the table, nothing modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.decision import Wording, unworded
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


class _Panel(QWidget):
    """A raised box with a field's border; Esc gives up, Ctrl+Enter saves."""

    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self._column.setSpacing(theme.px(6))
        self._problem = label("", "caveat", wrap=True)
        self._problem.hide()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _finish(self, words: str) -> None:
        self._column.addWidget(self._problem)
        give_up = button(self.tr("放弃"), "plain", self.given_up.emit)
        save = button(words, "primary", self.save)
        save.setToolTip("Ctrl+Enter")
        self._column.addLayout(row(None, give_up, save))
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def save(self) -> None:
        """Tell what was filled in, or say what is missing."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("field"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


class WordingEditor(_Panel):
    """``saved`` carries the Indicator it is about and its new Wording."""

    saved = Signal(object, object)

    def __init__(self, theme: Theme, indicator: Indicator) -> None:
        super().__init__(theme)
        self._indicator = indicator
        column = self._column
        column.addWidget(label(self.tr("改口径说明"), "heading"))
        self._name = QLineEdit(indicator.name)
        self._theme_name = QLineEdit(indicator.theme)
        self._short = QLineEdit(indicator.short)
        self._caveat = QPlainTextEdit(indicator.caveat)
        self._caveat.setTabChangesFocus(True)
        self._caveat.setMinimumHeight(theme.px(96))
        for words, widget in (
            (self.tr("名称"), self._name),
            (self.tr("主题"), self._theme_name),
            (self.tr("可比性"), self._terms(indicator)),
            (self.tr("不可相减的原因（几个字）"), self._short),
            (self.tr("口径说明（一句话）"), self._caveat),
        ):
            widget.setAccessibleName(words)
            column.addWidget(label(words, "muted"))
            column.addWidget(widget)
        self._finish(self.tr("保存"))

    def focus(self) -> None:
        """Put the cursor where most is written."""
        self._caveat.setFocus(Qt.FocusReason.OtherFocusReason)

    def _terms(self, indicator: Indicator) -> QWidget:
        holder = QWidget()
        layout = row(spacing=0)
        holder.setLayout(layout)
        self._group = QButtonGroup(holder)
        for number, terms in enumerate(Terms):
            segment = button(terms.label, "segment")
            segment.setCheckable(True)
            segment.setChecked(terms is indicator.terms)
            self._group.addButton(segment, number)
            layout.addWidget(segment, 1)
        return holder

    def save(self) -> None:
        wording = Wording(
            name=self._name.text().strip(),
            theme=self._theme_name.text().strip() or self._indicator.theme,
            terms=list(Terms)[self._group.checkedId()],
            caveat=self._caveat.toPlainText().strip(),
            short=self._short.text().strip(),
        )
        problem = unworded(wording.applied(self._indicator))
        self._say(problem or "")
        if problem is None:
            self.saved.emit(self._indicator, wording)


class Joiner(_Panel):
    """Joins a target with a result. ``joined`` carries the results' refs and the target's ref."""

    joined = Signal(object, object)

    def __init__(self, theme: Theme, figures: Sequence[Figure], indicators: Sequence[Indicator]) -> None:
        super().__init__(theme)
        self._indicators = tuple(indicators)
        column = self._column
        column.addWidget(label(self.tr("合并指标"), "heading"))
        column.addWidget(label(self.tr("把一个目标和一个实绩放在一起比。可以输入几个字来找。"), "second", wrap=True))
        self._target = self._choice([f for f in figures if f.nature is Nature.TARGET], self.tr("目标"))
        self._result = self._choice([f for f in figures if f.nature is Nature.ACTUAL], self.tr("实绩"))
        self._finish(self.tr("合并"))

    def focus(self) -> None:
        """Put the cursor on the first choice."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, figures: Sequence[Figure], words: str) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for figure in figures:
            box.addItem(f"{shown(figure.label)} {figure.quantity.words}", figure.ref)
        box.setCurrentIndex(-1)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        box.setAccessibleName(words)
        line = box.lineEdit()
        if line is not None:
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
        self._column.addWidget(label(words, "muted"))
        self._column.addWidget(box)
        return box

    def choose(self, target: FigureRef | None, result: FigureRef | None) -> None:
        """Fill in what is known already."""
        for box, ref in ((self._target, target), (self._result, result)):
            found = next((at for at in range(box.count()) if box.itemData(at) == ref), -1)
            if found >= 0:
                box.setCurrentIndex(found)

    def save(self) -> None:
        target, result = self._chosen(self._target), self._chosen(self._result)
        if target is None or result is None:
            self._say(self.tr("请从列表里各选一个目标和一个实绩。"))
            return
        before = next((i for i in self._indicators if i.target.ref == target), None)
        # A target that is compared already keeps its results; the new one is added to them.
        kept = tuple(f.ref for f in before.results) if before else ()
        self.joined.emit(tuple(dict.fromkeys((*kept, result))), target)

    @staticmethod
    def _chosen(box: QComboBox) -> FigureRef | None:
        at = box.findText(box.currentText())
        found = box.itemData(at) if at >= 0 else None
        return found if isinstance(found, FigureRef) else None

"""The page of handing annotations on: which ones, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from briefing.ui.parts import Elided, button, clear, label, row, rule
from briefing.ui.theme import Theme

WIDEST = 720


@dataclass(frozen=True, slots=True)
class Portion:
    """Annotations that can be handed on: their name, how many, and which: these ids, else a report's, else all."""

    words: str
    count: int
    ids: tuple[str, ...] | None = None
    report_key: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its suffix, what it is for, and a sentence about it."""

    suffix: str
    words: str
    about: str


class ExportPage(QWidget):
    """``export_wanted(Portion, Form)`` follows 导出…; ``back_wanted`` 返回 and Esc."""

    back_wanted = Signal()
    keyboard_lost = Signal()
    export_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._portions: tuple[Portion, ...] = ()
        self.forms = (
            Form(".bnotes", self.tr("给同事并入"), self.tr("带历史和附件的批注包（.bnotes），对方用“并入批注…”打开。")),
            Form(".xlsx", self.tr("看表格"), self.tr("Excel 工作簿（.xlsx），一条批注一行。")),
            Form(".csv", self.tr("给其他系统"), self.tr("文本表格（.csv），各种表格软件都能打开。")),
            Form(".jsonld", self.tr("按国际标准交换"), self.tr("W3C 网络批注（.jsonld），不带附件。")),
        )
        self.setObjectName("page")
        self.setAccessibleName(self.tr("导出批注"))
        title = label(self.tr("导出批注"), "heading")
        title.setMinimumHeight(theme.px(32))
        self._head = row(title, None)
        body, inner = QWidget(), QWidget()
        body.setObjectName("page")
        inner.setMaximumWidth(theme.px(WIDEST))
        self._column = QVBoxLayout(inner)
        self._sides = row(inner, spacing=0)
        self._sides.setStretch(0, 1)
        self._sides.addStretch(0)
        self._sides.setAlignment(Qt.AlignmentFlag.AlignLeft)
        body.setLayout(self._sides)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._which, self._what = QButtonGroup(self), QButtonGroup(self)
        self._said = Elided("", "second")
        back = button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回"))
        back.setToolTip("Esc")
        self._export = button(self.tr("导出…"), "primary", self._ask)
        self._foot = row(back, self._said, None, self._export)
        self._bar = QWidget()
        self._bar.setObjectName("actions")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setLayout(self._foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(rule("rule"))
        layout.addWidget(area, 1)
        layout.addWidget(self._bar)
        theme.changed.connect(self._space)
        self._space()

    @property
    def portion(self) -> Portion | None:
        """Which ones are chosen."""
        number = self._which.checkedId()
        return self._portions[number] if 0 <= number < len(self._portions) else None

    @property
    def form(self) -> Form:
        """What for."""
        return self.forms[max(0, self._what.checkedId())]

    def offer(self, portions: Sequence[Portion]) -> None:
        """Offer these; the first that is not empty is chosen, and what it was for the last time."""
        before = max(0, self._what.checkedId())
        self._portions = tuple(portions)
        clear(self._column)
        for group in (self._which, self._what):
            for old in group.buttons():
                group.removeButton(old)
        self._heading(self.tr("哪些批注"))
        for number, portion in enumerate(self._portions):
            words = self.tr("{0}　{1} 条").format(portion.words, portion.count)
            self._radio(self._which, number, words, "", enabled=bool(portion.count))
        chosen = next((number for number, portion in enumerate(self._portions) if portion.count), -1)
        if chosen >= 0:
            self._which.button(chosen).setChecked(True)
        self._column.addSpacing(self._theme.px(16))
        self._heading(self.tr("做什么用"))
        for number, form in enumerate(self.forms):
            self._radio(self._what, number, form.words, form.about, enabled=True)
        self._what.button(before).setChecked(True)
        self._column.addStretch(1)
        self._export.setEnabled(chosen >= 0)
        self._said.setText("" if chosen >= 0 else self.tr("还没有批注可以导出。"))

    def show_progress(self, sentence: str) -> None:
        """Something is under way; an empty sentence ends it."""
        self._said.setText(sentence)
        self._export.setEnabled(not sentence and self.portion is not None)

    def focus(self) -> None:
        """Put the keyboard on what is chosen."""
        chosen = self._which.checkedButton() or self._what.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading(self, words: str) -> None:
        self._column.addWidget(label(words, "heading"))
        self._column.addWidget(rule("rule"))

    def _radio(self, group: QButtonGroup, number: int, words: str, about: str, *, enabled: bool) -> None:
        made = QRadioButton(words.replace("&", "&&"))
        made.setEnabled(enabled)
        made.setAccessibleName(words)
        made.setAccessibleDescription(about)
        group.addButton(made, number)
        self._column.addWidget(made)
        if about:
            line = label(about, "second", wrap=True)
            line.setContentsMargins(self._theme.px(24), 0, 0, self._theme.px(6))
            self._column.addWidget(line)

    def _ask(self) -> None:
        if self.portion is not None:
            self.export_wanted.emit(self.portion, self.form)

    def _space(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(24), px(4), px(16), px(4))
        self._column.setContentsMargins(0, px(16), 0, px(24))
        self._column.setSpacing(px(2))
        self._sides.setContentsMargins(px(24), 0, px(24), 0)
        self._foot.setContentsMargins(px(16), 0, px(24), 0)
        self._bar.setFixedHeight(px(48))

    def hideEvent(self, event: QHideEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.keyboard_lost.emit()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._export.isEnabled():
            self._ask()
        else:
            super().keyPressEvent(event)

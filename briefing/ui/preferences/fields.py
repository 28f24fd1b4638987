"""By what a setting is changed: a line, a number, a choice of few or many. Each tells at once what is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from briefing.preferences.setting import Field, Setting, one_line
from briefing.ui.correct.segments import Segments
from briefing.ui.parts import Elided, button
from briefing.ui.theme import Theme

FEW = 4
"""So many choices stand side by side; more unfold."""


class SettingField(QWidget):
    """``changed`` carries the value that a person wants."""

    changed = Signal(object)

    def __init__(self, setting: Setting[Any]) -> None:
        super().__init__()
        self.setting = setting
        self._first: QWidget = self
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)

    def put(self, part: QWidget) -> None:
        """Lay the part out that takes the keyboard."""
        # A box one can type into holds a line of its own, which is what is read out.
        for named in (part, *part.findChildren(QLineEdit)):
            named.setAccessibleName(self.setting.title)
            named.setAccessibleDescription(self.setting.says)
        self._first = part
        self.box.addWidget(part)

    def focus(self) -> None:
        """Give it the keyboard."""
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_value(self, value: Any) -> None:
        """Show the value in force without telling anybody."""
        raise NotImplementedError

    def tell(self, value: Any) -> None:
        """Tell what is wanted, where the setting takes it."""
        if self.setting.accept(value) is not None:
            self.changed.emit(value)


class Unfolding(QComboBox):
    """A choice that the wheel scrolls past: turning it over a page must change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Number(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LineField(SettingField):
    """One line of text, taken when one is done with it."""

    def __init__(self, setting: Setting[str]) -> None:
        super().__init__(setting)
        self._line = QLineEdit()
        self._line.setMaxLength(setting.longest)
        self._line.editingFinished.connect(lambda: self.tell(one_line(self._line.text(), setting.longest)))
        self.put(self._line)

    def show_value(self, value: str) -> None:
        if not self._line.hasFocus() or one_line(self._line.text(), self.setting.longest) != value:
            self._line.setText(value)


class NumberField(SettingField):
    """A number within its bounds."""

    def __init__(self, setting: Setting[int], theme: Theme) -> None:
        super().__init__(setting)
        self._number = _Number()
        self._number.setRange(setting.least, setting.most)
        self._number.setSuffix(setting.unit)
        self._number.setKeyboardTracking(False)
        self._number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._number.setFixedWidth(theme.px(96))
        self._number.valueChanged.connect(self.tell)
        self.put(self._number)
        for words, name, step in (("−", self.tr("减少"), -1), ("+", self.tr("增加"), 1)):
            said = f"{setting.title}：{name}"
            self.box.addWidget(button(words, "", partial(self._number.stepBy, step), name=said))
        self.box.addStretch(1)

    def show_value(self, value: int) -> None:
        with QSignalBlocker(self._number):
            self._number.setValue(value)


class SegmentField(SettingField):
    """A few choices side by side."""

    def __init__(self, setting: Setting[Any]) -> None:
        super().__init__(setting)
        self._segments = Segments(setting.title, [(words, value) for value, words in setting.choices])
        self._segments.chosen.connect(self.tell)
        self.box.addWidget(self._segments)
        for segment in self._segments.segments:
            segment.setAccessibleDescription(setting.says)
        self._first = self._segments.segments[0]

    def show_value(self, value: Any) -> None:
        self._segments.choose(value)
        self._first = next(one for one in self._segments.segments if one.isChecked())


class ChoiceField(SettingField):
    """Choices that unfold."""

    def __init__(self, setting: Setting[Any], theme: Theme) -> None:
        super().__init__(setting)
        self._choice = Unfolding()
        for value, words in setting.choices:
            self._choice.addItem(words, value)
        self._choice.activated.connect(lambda at: self.tell(self._choice.itemData(at)))
        self._choice.setMaximumWidth(theme.px(160))
        self.put(self._choice)
        self.box.addStretch(1)

    def show_value(self, value: Any) -> None:
        self._choice.setCurrentIndex(self._choice.findData(value))


class OpenField(SettingField):
    """Choices that unfold, beside which other words can be typed."""

    def __init__(self, setting: Setting[str], offered: Sequence[tuple[str, str]]) -> None:
        super().__init__(setting)
        self._offered = dict(offered)
        self._choice = Unfolding()
        self._choice.setEditable(True)
        self._choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._choice.addItems(list(self._offered.values()))
        self._choice.activated.connect(lambda _: self._told())
        line = self._choice.lineEdit()
        assert line is not None
        # A name that is typed is not to become a longer one that was used before.
        line.setCompleter(None)  # type: ignore[arg-type]
        line.setMaxLength(setting.longest)
        line.setPlaceholderText(self._offered.get("", ""))
        line.editingFinished.connect(self._told)
        self.put(self._choice)

    def show_value(self, value: str) -> None:
        with QSignalBlocker(self._choice):
            self._choice.setEditText("" if value == self.setting.default else value)

    def _told(self) -> None:
        typed = one_line(self._choice.currentText(), self.setting.longest)
        self.tell(next((value for value, words in self._offered.items() if words == typed), typed))


class NameField(SettingField):
    """One of several names that are looked for elsewhere, or the one found by itself."""

    def __init__(self, setting: Setting[str]) -> None:
        super().__init__(setting)
        self._value = setting.default
        self._choice = Unfolding()
        self._choice.setEnabled(False)
        self._choice.addItem(self.tr("正在查找……"), setting.default)
        self._choice.activated.connect(lambda at: self.tell(self._choice.itemData(at)))
        self.put(self._choice)

    def offer(self, itself: str, names: Sequence[str], lost: str) -> None:
        """What there is to choose from: ``itself`` names what is taken by itself, ``lost`` a name that is not there."""
        self._choice.clear()
        self._choice.addItem(itself, self.setting.default)
        for name in names:
            self._choice.addItem(name, name)
        self._choice.setEnabled(True)
        self._lost = lost
        self.show_value(self._value)

    _lost = "{0}"

    def show_value(self, value: str) -> None:
        self._value = value
        at = self._choice.findData(value)
        if at < 0 and self._choice.isEnabled():
            self._choice.addItem(self._lost.format(value), value)
            at = self._choice.count() - 1
        self._choice.setCurrentIndex(max(at, 0))


class FolderField(SettingField):
    """Where a folder lies, and the way to another one. ``choose_wanted`` asks for it."""

    choose_wanted = Signal()

    def __init__(self, setting: Setting[str], theme: Theme) -> None:
        super().__init__(setting)
        self._path = Elided("")
        self._path.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(self._path)
        choose = button(self.tr("选择文件夹…"), "", self.choose_wanted.emit)
        self.box.addLayout(column)
        self.put(choose)
        choose.setAccessibleName(self.tr("{0}：选择文件夹").format(setting.title))

    def show_place(self, words: str) -> None:
        """Say where it lies."""
        self._path.setText(words)

    def show_value(self, value: str) -> None:
        """Where a value lies only the controller knows: see ``show_place``."""


def field_of(setting: Setting[Any], theme: Theme, offered: Sequence[tuple[str, str]] = ()) -> SettingField:
    """The field by which a setting is changed; ``offered`` are further words for one that can be typed."""
    match setting.field:
        case Field.NUMBER:
            return NumberField(setting, theme)
        case Field.CHOICE if len(setting.choices) <= FEW:
            return SegmentField(setting)
        case Field.CHOICE:
            return ChoiceField(setting, theme)
        case Field.OPEN:
            return OpenField(setting, (*setting.choices, *offered))
        case Field.FACE | Field.PRINTER:
            return NameField(setting)
        case Field.FOLDER:
            return FolderField(setting, theme)
        case _:
            return LineField(setting)

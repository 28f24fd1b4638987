"""One setting on its page: what it is, what it is now, whether that is the default and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefing.preferences.setting import Field, Setting
from briefing.preferences.values import Preferences
from briefing.ui.parts import button, label, row
from briefing.ui.preferences.fields import FolderField, NameField, SettingField, field_of
from briefing.ui.theme import Theme

TITLE, FIELD = 136, 440
"""Pixels at 100 %: the column of titles, and how wide a field becomes."""


def marked(text: str, words: Sequence[str]) -> str:
    """One of our own sentences as rich text, with what was sought bold and underlined."""
    lower, parts, at = text.lower(), [], 0
    while at < len(text):
        hits = [(found, len(word)) for word in words if word and (found := lower.find(word, at)) >= 0]
        if not hits or len(lower) != len(text):
            break
        start, length = min(hits, key=lambda hit: (hit[0], -hit[1]))
        parts.append(escape(text[at:start]))
        parts.append(f"<b><u>{escape(text[start : start + length])}</u></b>")
        at = start + length
    return "".join((*parts, escape(text[at:])))


class SettingRow(QWidget):
    """``changed`` carries the Setting and the value wanted, ``reset_wanted`` the Setting, ``folder_wanted`` as well."""

    changed = Signal(object, object)
    reset_wanted = Signal(object)
    folder_wanted = Signal(object)

    def __init__(
        self, setting: Setting[Any], theme: Theme, sought: Sequence[str], offered: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.setting, self._theme = setting, theme
        px = theme.px
        self.field: SettingField = field_of(setting, theme, offered)
        self.field.setMaximumWidth(px(FIELD))
        self.field.changed.connect(lambda value: self.changed.emit(setting, value))
        if isinstance(self.field, FolderField):
            self.field.choose_wanted.connect(lambda: self.folder_wanted.emit(setting))
        title = words_with(setting.title, "", sought)
        title.setMinimumHeight(px(32))
        self._mark = label(self.tr("已改动"), "muted")
        self._reset = button(self.tr("恢复默认"), "link", lambda: self.reset_wanted.emit(setting))
        self._reset.setAccessibleName(self.tr("{0}：恢复默认").format(setting.title))
        self._reset.setToolTip(self.tr("默认：{0}").format(_default(setting)))
        self._changed = QWidget()
        self._changed.setLayout(row(self._mark, self._reset, None, spacing=px(8)))
        names = QVBoxLayout()
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(title)
        names.addWidget(self._changed)
        names.addStretch(1)
        values = QVBoxLayout()
        values.setSpacing(px(4))
        values.addWidget(self.field)
        self._sample = QLabel()
        self._sample.setAccessibleName(self.tr("{0}的字样").format(setting.title))
        self._sample.setFixedHeight(px(32))
        self._sample.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Only ever hidden here: what is made visible before it has a parent is a window for a moment.
        if setting.field is not Field.FACE:
            self._sample.hide()
        values.addWidget(self._sample)
        if setting.says:
            says = words_with(setting.says, "second", sought)
            says.setMaximumWidth(px(FIELD))
            values.addWidget(says)
        self._remark = label("", "second", wrap=True)
        self._remark.setMaximumWidth(px(FIELD))
        self._remark.hide()
        values.addWidget(self._remark)
        values.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(8), 0, px(8))
        grid.setHorizontalSpacing(px(16))
        beside = QWidget()
        beside.setLayout(names)
        beside.setFixedWidth(px(TITLE))
        grid.setColumnStretch(1, FIELD)
        grid.setColumnStretch(2, 1)
        grid.addWidget(beside, 0, 0)
        grid.addLayout(values, 0, 1)

    def show_value(self, preferences: Preferences) -> None:
        """Show the value in force, and whether it is the default."""
        self.field.show_value(preferences.of(self.setting))
        other = preferences.differs(self.setting)
        for part in (self._mark, self._reset):
            kept = part.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            part.setSizePolicy(kept)
            if part.hasFocus() and not other:
                self.field.focus()
            part.setVisible(other)

    def offer(self, itself: str, names: Sequence[str], lost: str) -> None:
        """What a name can be chosen from."""
        if isinstance(self.field, NameField):
            self.field.offer(itself, names, lost)

    def show_place(self, words: str) -> None:
        """Where a folder lies."""
        if isinstance(self.field, FolderField):
            self.field.show_place(words)

    def show_sample(self, png: bytes) -> None:
        """A line in the face in force."""
        picture = QPixmap()
        picture.loadFromData(png)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sample.setPixmap(picture)

    def remark(self, sentence: str, *, caveat: bool = False) -> None:
        """A word about the value in force; empty takes it away."""
        self._remark.setProperty("role", "caveat" if caveat else "second")
        self._remark.style().polish(self._remark)
        self._remark.setText(sentence)
        self._remark.setVisible(bool(sentence))


def words_with(text: str, role: str, sought: Sequence[str]) -> QLabel:
    """A label of ours in which what was sought is marked."""
    made = label(text, role, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if sought:
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(marked(text, sought))
        made.setAccessibleName(text)
    return made


def _default(setting: Setting[Any]) -> str:
    if setting.field in (Field.FACE, Field.FOLDER):
        return "自动"
    if setting.field is Field.PRINTER:
        return "系统默认"
    return str(setting.words_of(setting.default)) or "不写"

"""A note's tags: a line of chips, each taken away with a key or a click, and a field with those used before."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefing.domain.annotation import TAG_LIMIT
from briefing.ui.annotate.flow import Flow
from briefing.ui.parts import button
from briefing.ui.theme import Theme

SHOWN = 10
"""Characters of a tag that its chip shows at 100 %; the whole is in its tooltip."""

_ENDS = ("，", "、", ",", "；", ";", " ", "　")


class TagsField(QWidget):
    """``changed`` follows every tag that is set or taken away. Enter or a comma ends one; Backspace takes the last."""

    changed = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, tags: Iterable[str], known: Iterable[str]) -> None:
        super().__init__()
        self._tags: list[str] = []
        self._most = round(SHOWN / max(1.0, theme.scale))
        self._chips = Flow(theme.px(4))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("加标签，回车确定"))
        self._field.setAccessibleName(self.tr("标签"))
        self._field.setMaxLength(TAG_LIMIT)
        self._model = QStringListModel(sorted(known), self)
        completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Qt writes the completion into the field after this signal: what it wrote is taken once it has.
        completer.activated.connect(lambda _: QTimer.singleShot(0, self, self._take))
        self._field.setCompleter(completer)
        self._field.textEdited.connect(self._edited)
        self._field.editingFinished.connect(self._take)
        self._field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addWidget(self._chips)
        layout.addWidget(self._field)
        for tag in tags:
            self._add(tag)
        self._chips.setVisible(bool(self._tags))
        self.setFocusProxy(self._field)

    @property
    def tags(self) -> tuple[str, ...]:
        """What is set, and what stands in the field not yet ended."""
        return (*self._tags, *(tag for tag in (_proper(self._field.text()),) if tag and tag not in self._tags))

    def add(self, tag: str) -> None:
        """Set a tag; one that is there already is not set twice."""
        tag = _proper(tag)
        if tag and tag not in self._tags:
            self._add(tag)
            self._chips.show()
            self.changed.emit()

    def remove(self, tag: str) -> None:
        """Take a tag away; the keyboard goes on to the next, or back into the field."""
        at = self._tags.index(tag)
        chip = self._chips.parts[at]
        focused = chip.hasFocus()
        self._tags.pop(at)
        self._chips.remove(chip)
        self._chips.setVisible(bool(self._tags))
        if focused:
            left = self._chips.parts
            (left[min(at, len(left) - 1)] if left else self._field).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add(self, tag: str) -> None:
        self._tags.append(tag)
        chip: QPushButton = button(
            f"{_short(tag, self._most)} ×", "", lambda: self.remove(tag), name=self.tr("去掉标签 {0}").format(tag)
        )
        chip.installEventFilter(self)
        chip.setToolTip(tag)
        self._chips.add(chip)
        chip.setProperty("tag", tag)
        before = self._chips.parts[-2] if len(self._tags) > 1 else None
        if before is not None:
            QWidget.setTabOrder(before, chip)

    def _edited(self, text: str) -> None:
        if text and text[-1] in _ENDS:
            self._take()
        else:
            self.changed.emit()

    def _take(self) -> None:
        tag = self._field.text()
        if tag:
            self._field.clear()
            self.add(tag)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self._field:
                return self._field_key(event)
            tag = watched.property("tag")
            if tag is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.remove(str(tag))
                return True
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
            self.save_wanted.emit()
            return True
        if enter:
            self._take()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self._field.text() and self._tags:
            self.remove(self._tags[-1])
            return True
        return False


def _short(tag: str, most: int) -> str:
    return tag if len(tag) <= most else f"{tag[: most - 1]}…"


def _proper(words: str) -> str:
    for end in _ENDS[:5]:
        words = words.replace(end, " ")
    return " ".join(words.split())[:TAG_LIMIT]

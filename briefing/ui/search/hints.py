"""What the palette says while there is nothing to list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.ui.theme import Theme

EXAMPLES = ("就业", "招商", "高标准农田", "jy")
"""Words that can be tried; the last is 就业 in pinyin initials."""


class Hints(QWidget):
    """A sentence, another, and buttons that fill in words. ``tried`` carries those words."""

    tried = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first, self._second = QLabel(), QLabel()
        self._first.setProperty("role", "heading")
        self._second.setProperty("role", "second")
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        for label in (self._first, self._second):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        self._words: tuple[str, ...] = ()
        self._buttons = [QPushButton() for _ in EXAMPLES]
        for at, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, at=at: self.tried.emit(self._words[at]))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.restyle()
        theme.changed.connect(self.restyle)

    @property
    def words(self) -> str:
        """Everything it says."""
        return f"{self._first.text()}{self._second.text()}"

    def invite(self) -> None:
        """Nothing was typed yet."""
        self._first.setText(self.tr("输入要找的词"))
        self._second.setText(self.tr("如就业、招商、高标准农田，或拼音首字母 jy。指标、章节、数据、条目和批注一起找。"))
        self._offer((words, words) for words in EXAMPLES)

    def miss(self, words: str) -> None:
        """Nothing was found for these words."""
        self._first.setText(self.tr("没有找到“{0}”").format(words))
        shorter = words.split()[0][:2] if len(words.split()) > 1 or len(words) > 3 else ""
        self._second.setText(self.tr("换一个短一点的词，少写一个词，或只输拼音首字母。"))
        offers = [(self.tr("只找“{0}”").format(shorter), shorter)] if shorter else []
        self._offer([*offers, (self.tr("清空"), "")])

    def _offer(self, offers: Iterable[tuple[str, str]]) -> None:
        """Name the first buttons by these labels, to fill in these words, and hide the others."""
        given = tuple(offers)
        self._words = tuple(words for _, words in given)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(given))
            button.setText(given[at][0] if at < len(given) else "")

    def restyle(self) -> None:
        """Take the measures anew."""
        px = self._theme.px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(8))
        self._row.setContentsMargins(0, px(4), 0, 0)
        self._row.setSpacing(px(8))

"""A sentence for the person, in the window and without a dialog, with a way out or two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.ui.parts import button, label
from briefing.ui.theme import Theme


class Notice(QWidget):
    """A strip above the page; hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[], object] | None = None
        self._act_too: Callable[[], object] | None = None
        self._words = label("", wrap=True, selectable=True)
        self._action = button("", "link", self._do)
        self._second = button("", "link", self._do_second)
        self._close = button(self.tr("知道了"), "link", self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(32), theme.px(8), theme.px(32), theme.px(8))
        layout.setSpacing(theme.px(16))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._second)
        layout.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being said; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say one sentence, perhaps with something to do about it; ``more`` is a second thing, words and work."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._act = act
        self._offer(*(more or ("", None)))
        self.show()

    def add(self, words: str, act: Callable[[], object]) -> None:
        """Offer a second thing to do about what is being said."""
        self._offer(words, act)

    def _offer(self, words: str, act: Callable[[], object] | None) -> None:
        self._act_too = act
        self._second.setText(words)
        self._second.setAccessibleName(words)
        self._second.setVisible(bool(words))

    def _do(self) -> None:
        self.hide()
        if self._act:
            self._act()

    def _do_second(self) -> None:
        self.hide()
        if self._act_too:
            self._act_too()

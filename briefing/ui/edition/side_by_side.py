"""An annotation's old passage beside the one proposed for it, the difference marked."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from briefing.domain.anchor import AnchorState
from briefing.ui.edition.passages import Passage
from briefing.ui.exchange.difference import differing
from briefing.ui.exchange.list_page import Quoted
from briefing.ui.exchange.marked_text import Mark, MarkedText, Marking, marks
from briefing.ui.parts import label
from briefing.ui.theme import Theme

FOLD = 560
"""Below this width, in pixels at 100 %, the passages stand one below the other."""


class SideBySide(QWidget):
    """``new`` is None where nothing was found."""

    def __init__(self, theme: Theme, old: Passage, new: Passage | None, state: AnchorState) -> None:
        super().__init__()
        self._theme = theme
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme.px(16))
        found = differing(old.text, new.text) if new is not None else None
        self.old = MarkedText(
            theme,
            old.text or self.tr("整份报告"),
            (*_quote(old), *(marks(Marking.REMOVED, found.removed) if found else ())),
            quoted=True,
            name=self.tr("原来的位置"),
        )
        self._halves.addWidget(self._half(self.tr("原来的位置"), self.old), 1)
        self.new: MarkedText | None = None
        heading = self.tr("建议的位置") if state is AnchorState.SUGGESTED else self.tr("新的位置")
        if new is not None:
            where = self.tr("{0} · 第 {1} 行").format(heading, new.line) if new.line else heading
            added = marks(Marking.ADDED, found.added) if found else ()
            self.new = MarkedText(theme, new.text, (*_quote(new), *added), quoted=True, name=heading)
            self._halves.addWidget(self._half(where, self.new), 1)
        elif old.text:
            words = label(
                self.tr("更正后的文字里没有这一段，也没有足够相近的。批注会保留，列在“找不到”里。"), wrap=True
            )
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            self._halves.addWidget(self._half(heading, words), 1)

    def _half(self, heading: str, part: QWidget) -> QWidget:
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(label(heading, "second", wrap=True))
        column.addWidget(Quoted(self._theme, part) if isinstance(part, MarkedText) else part)
        column.addStretch(1)
        return half

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(FOLD)
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _quote(passage: Passage) -> tuple[Mark, ...]:
    return (Mark(passage.quote, Marking.QUOTE),) if len(passage.quote) else ()

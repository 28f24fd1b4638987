"""What was begun and not saved, above the list: to be gone on with, or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.unfinished import Unfinished
from briefing.ui.annotate.card import day_words
from briefing.ui.notes.delegate import EDGE
from briefing.ui.parts import Elided, button, clear, label, row, rule
from briefing.ui.theme import Theme

MOST = 3
"""So many are shown; the rest are counted, and come when those are done with."""


class BegunList(QWidget):
    """``continue_wanted`` and ``drop_wanted`` carry the Unfinished. Hidden while there is none."""

    continue_wanted = Signal(object)
    drop_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_begun(self, begun: Sequence[tuple[Unfinished, str]], today: date) -> None:
        """Show these, each with the words for where it was begun."""
        clear(self._column)
        self.setVisible(bool(begun))
        if not begun:
            return
        px = self._theme.px
        head = row(label(self.tr("没写完的"), "heading"), label(str(len(begun)), "second"), None)
        if len(begun) > MOST:
            head.addWidget(label(self.tr("先列最近的 {0} 条").format(MOST), "muted"))
        head.setContentsMargins(px(EDGE), px(4), px(EDGE), px(4))
        self._column.addLayout(head)
        self._column.addWidget(rule())
        for one, where in begun[:MOST]:
            self._column.addWidget(self._line(one, where, today))
            self._column.addWidget(rule())

    def _line(self, one: Unfinished, where: str, today: date) -> QWidget:
        px = self._theme.px
        words = " ".join(one.text.split()) or self.tr("（还没有写字）")
        go_on = button(self.tr("继续写"), "", lambda: self.continue_wanted.emit(one))
        drop = button(self.tr("放弃"), "plain", lambda: self.drop_wanted.emit(one))
        go_on.setAccessibleName(self.tr("继续写：{0}").format(words[:20]))
        drop.setAccessibleName(self.tr("放弃没写完的：{0}").format(words[:20]))
        meta = f"{where} · {day_words(one.at, today)}"
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Elided(words))
        said.addWidget(Elided(meta, "muted"))
        holder = QWidget()
        line = row(said, None, go_on, drop)
        line.setContentsMargins(px(EDGE), px(6), px(EDGE) - px(8), px(6))
        holder.setLayout(line)
        return holder

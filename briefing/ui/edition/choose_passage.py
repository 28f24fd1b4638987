"""Choosing another passage of a report for an annotation: find the item, select the words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from briefing.domain.labels import caption, section_label
from briefing.domain.report import Report
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.ui.detail.item_text import ItemText
from briefing.ui.exchange.rows import Group, Row, RowList
from briefing.ui.parts import label
from briefing.ui.theme import Theme

LISTED = 200
"""More items than these are not listed: the words looked for say too little."""


class ChoosePassage(QWidget):
    """``selected`` follows every change of what is chosen; ``given_up`` follows Esc. At first the item is shown that is
    most like ``sought``, a Passage's text, with ``words`` selected where they stand in it."""

    selected = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, report: Report, words: str, sought: str) -> None:
        super().__init__()
        self._theme, self._report = theme, report
        self._items = {item.position: item for item in report.items()}
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(label(self.tr("换一段原文"), "heading"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("输入原文里的字，找到那一条"))
        self.field.setAccessibleName(self.tr("在这份报告里找"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._list())
        self.items = RowList(theme, self.tr("报告的条目"))
        self.items.setMinimumHeight(px(3 * 64))
        self.items.row_chosen.connect(lambda _: self._show())
        self.text = ItemText(theme, pixels=16, line=32, lead=False)
        self.text.passage_selected.connect(lambda _: self.selected.emit())
        layout.addWidget(self.field)
        layout.addWidget(self.items, 1)
        layout.addWidget(self.text)
        self._words = words
        self._list()
        self.items.choose(str(max(self._items.values(), key=lambda item: _alike(item.text, sought)).position))

    @property
    def item(self) -> int | None:
        """The position of the item in hand."""
        return int(self.items.current) if self.items.current else None

    @property
    def stretch(self) -> Span | None:
        """The words selected in it."""
        return self.text.selection if self.item is not None else None

    def focus(self) -> None:
        """Put the keyboard where the looking begins."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        wanted = shown(self.field.text()).split()
        found = [item for item in self._items.values() if all(word in shown(item.text) for word in wanted)]
        rows = tuple(
            Row(
                str(item.position),
                self.tr("第 {0} 行").format(item.line),
                shown(caption(item)),
                shown(section_label(self._report.section_of(item))),
            )
            for item in found[:LISTED]
        )
        self.items.show_groups([Group("", rows)], headings=False)
        self.text.setVisible(bool(rows))
        self._show()

    def _show(self) -> None:
        item = self._items.get(self.item) if self.item is not None else None
        if item is not None:
            self.text.set_item(item, ())
            at = item.text.find(self._words) if self._words else -1
            self.text.select(Span(at, at + len(self._words)) if at >= 0 else None)
        self.selected.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _alike(text: str, sought: str) -> float:
    """How much of what is sought stands in the text, by pairs of characters."""
    pairs = {sought[at : at + 2] for at in range(len(sought) - 1)}
    return sum(1 for pair in pairs if pair in text) / max(1, len(pairs))

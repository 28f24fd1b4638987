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
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

LISTED = 200
"""More items than these are not listed: the words looked for say too little."""


class ChoosePassage(QWidget):
    """``chosen(item, Span or None)`` carries where the annotation is to be; ``given_up`` follows 不换了 and Esc."""

    chosen = Signal(int, object)
    given_up = Signal()

    def __init__(self, theme: Theme, report: Report, words: str, at: int | None) -> None:
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
        self.text.passage_selected.connect(self._tell)
        self._hint = label("", "second", wrap=True)
        self._part = button(self.tr("用选中的文字"), "primary", self._use_part)
        self._whole = button(self.tr("用整条"), "", self._use_whole)
        self._leave = button(self.tr("不换了"), "plain", self.given_up.emit)
        layout.addWidget(self.field)
        layout.addWidget(self.items, 1)
        layout.addWidget(self.text)
        layout.addWidget(self._hint)
        layout.addLayout(row(self._leave, None, self._whole, self._part))
        self._words = words
        self._list()
        if at is not None:
            self.items.choose(str(at))
        self._tell(None)

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
        for part in (self._part, self._whole):
            part.setEnabled(bool(rows))
        self._show()

    def _show(self) -> None:
        item = self._items.get(int(self.items.current)) if self.items.current else None
        if item is not None:
            self.text.set_item(item, ())
            at = item.text.find(self._words) if self._words else -1
            self.text.select(Span(at, at + len(self._words)) if at >= 0 else None)
            self._tell(self.text.selection)

    def _tell(self, passage: object) -> None:
        chosen = isinstance(passage, Span) and len(passage) > 0
        self._part.setEnabled(chosen)
        self._hint.setText(
            self.tr("选中了 {0} 个字。").format(len(passage))
            if isinstance(passage, Span) and chosen
            else self.tr("在上面的原文里选中文字（拖动，或 Shift+→），或者用整条。")
        )

    def _use_part(self) -> None:
        if self.items.current and self.text.selection is not None:
            self.chosen.emit(int(self.items.current), self.text.selection)

    def _use_whole(self) -> None:
        if self.items.current:
            self.chosen.emit(int(self.items.current), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

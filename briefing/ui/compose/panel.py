"""What unfolds under the current entry: its options, how it stands to its source, its words to be edited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.domain.briefing import Entry, FreeText, HeadingText, ItemQuote, NotePick
from briefing.domain.briefing_sources import Freshness
from briefing.ui.compose.difference import DifferenceView
from briefing.ui.compose.rows import Option, Row
from briefing.ui.parts import Caveat, button, label, row
from briefing.ui.theme import Theme

INDENT = 82
"""Pixels at 100 % from the left, where titles begin."""


class EntryPanel(QWidget):
    """``changed`` carries the Entry as a person wants it, ``renew_wanted`` the id of one whose source is to be
    accepted; ``resized`` follows every change of its height, ``left`` the end of editing.
    """

    changed = Signal(object)
    renew_wanted = Signal(str)
    resized = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: Row | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._fresh = Caveat(theme, "")
        self._fresh_words = self._fresh.findChildren(QWidget)[0]
        self._see = button("", "link", self._toggle_difference)
        self._view = DifferenceView(theme)
        self._renew = button(self.tr("换成新的"), "", self._take_new)
        self._keep = button(self.tr("保留旧的"), "plain", self._keep_old)
        self._edited = label(self.tr("已改写，只在这份简报里。"), "second", wrap=True)
        self._original = button(self.tr("看原文"), "link", self._toggle_original)
        self._restore = button(self.tr("恢复原文"), "link", self._give_up_wording)
        self._remark = label("", "second", wrap=True)
        self._level = QComboBox()
        self._level.setAccessibleName(self.tr("标题级别"))
        names = self.tr("一、一级标题"), self.tr("（一）二级标题"), self.tr("1.三级标题"), self.tr("（1）四级标题")
        self._level.addItems(list(names))
        self._level.activated.connect(self._set_level)
        self._boxes = {option: self._box(option) for option in Option}
        self._edit = button(self.tr("改文字…"), "link", self.edit)
        self._edit.setToolTip("F2")
        self._editor = QPlainTextEdit()
        self._editor.setAccessibleName(self.tr("这份简报里的文字"))
        self._editor.setTabChangesFocus(True)
        self._editor.installEventFilter(self)
        self._save = button(self.tr("保存"), "primary", self._save_words)
        self._save.setToolTip("Ctrl+Enter")
        self._drop = button(self.tr("放弃"), "plain", self.stop_editing)
        self._lay_out()
        theme.changed.connect(self._space)
        self._space()
        self.hide()

    def high(self, width: int) -> int:
        """How high it is at a width, both in pixels."""
        self._column.activate()
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()

    @property
    def editing(self) -> bool:
        """Whether words are being edited."""
        return not self._editor.isHidden()

    @property
    def typed(self) -> bool:
        """Whether the editor holds words that are not kept yet."""
        return self.editing and self._row is not None and self._editor.toPlainText() != self._row.words

    def show_row(self, now: Row | None) -> None:
        """Show an entry's options; the editor stays open while it is the same entry."""
        same = now is not None and self._row is not None and now.entry.id == self._row.entry.id
        if self.typed and not same:
            self._save_words()
        was, self._row = self._row, now
        if not same:
            for part in (self._view, self._renew, self._keep, self._editor, self._save, self._drop):
                part.hide()
        elif self.editing and was is not None and now is not None and was.words != now.words:
            self.stop_editing()
        self._fill()

    def _lay_out(self) -> None:
        column = self._column
        column.addWidget(self._fresh)
        column.addLayout(row(self._see, None))
        column.addWidget(self._edited)
        column.addLayout(row(self._original, self._restore, None, spacing=16))
        column.addWidget(self._view)
        column.addLayout(row(self._renew, self._keep, None))
        column.addWidget(self._remark)
        column.addWidget(self._level)
        for box in self._boxes.values():
            column.addWidget(box)
        column.addWidget(self._editor)
        column.addLayout(row(self._save, self._drop, None))
        column.addLayout(row(self._edit, None))
        for part in (self._view, self._renew, self._keep, self._editor, self._save, self._drop):
            part.hide()

    def _space(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(INDENT), 0, px(16), px(8))
        self._editor.setFixedHeight(px(112))
        self._view.setFixedHeight(px(112))

    def _box(self, option: Option) -> QCheckBox:
        box = QCheckBox(_words(self, option, 0))
        box.toggled.connect(lambda on: self._set_option(option, on))
        return box

    def _fill(self) -> None:
        now = self._row
        if now is None:
            self.hide()
            return
        entry = now.entry
        for option, box in self._boxes.items():
            box.setVisible(option in now.options)
            with QSignalBlocker(box):
                box.setChecked(bool(getattr(entry.options, option.value)))
            box.setText(_words(self, option, now.beside))
        stale = now.freshness is not Freshness.CURRENT
        self._fresh.setVisible(bool(now.standing))
        self._fresh_words.setText(self._stale_words(now))  # type: ignore[attr-defined]
        self._fresh.setAccessibleName(self._stale_words(now))
        self._see.setVisible(stale and now.now is not None)
        if not stale:
            for part in (self._renew, self._keep):
                part.hide()
        own = now.edited and isinstance(entry.content, ItemQuote | NotePick)
        for mark in (self._edited, self._original, self._restore):
            mark.setVisible(own)
        if not stale and not own:
            self._view.hide()
        self._see.setText(self.tr("看新的") if self._view.isHidden() else self.tr("收起"))
        self._original.setText(self.tr("看原文") if self._view.isHidden() else self.tr("收起"))
        self._original.setVisible(own and not stale)
        self._remark.setText(now.remark)
        self._remark.setVisible(bool(now.remark) and not stale)
        heading = isinstance(entry.content, HeadingText)
        self._level.setVisible(heading)
        if isinstance(entry.content, HeadingText):
            self._level.setCurrentIndex(min(4, max(1, entry.content.level)) - 1)
        self._edit.setVisible(now.worded and not self.editing)
        self.resized.emit()

    def _stale_words(self, now: Row) -> str:
        match now.freshness:
            case Freshness.CURRENT:
                return self.tr("上次导出以后原文改过；再导出就是现在的内容。")
            case Freshness.CHANGED if now.edited:
                return self.tr("原文已改动；这里印的是改写过的文字。")
            case Freshness.CHANGED:
                return self.tr("原文已改动；印出来的是现在的内容。")
            case Freshness.UNSURE:
                return self.tr("原文位置待确认；印的是放入时的文字。")
        return self.tr("原文已不在；印的是放入时的文字。")

    def _set_option(self, option: Option, on: bool) -> None:
        if self._row is not None:
            entry = self._row.entry
            options = replace(entry.options, **{option.value: on})
            self.changed.emit(replace(entry, options=options))

    def _set_level(self, at: int) -> None:
        if self._row is not None and isinstance(self._row.entry.content, HeadingText):
            content = replace(self._row.entry.content, level=at + 1)
            self.changed.emit(replace(self._row.entry, content=content))

    def _toggle_difference(self) -> None:
        now = self._row
        if now is None:
            return
        opened = self._view.isHidden()
        for part in (self._view, self._renew, self._keep):
            part.setVisible(opened)
        self._renew.setVisible(opened and now.freshness is not Freshness.UNSURE)
        self._keep.setVisible(opened and isinstance(now.entry.content, ItemQuote))
        self._view.show_texts(now.entry.wording or now.entry.seen, now.now or "")
        self._fill()

    def _toggle_original(self) -> None:
        if self._row is not None:
            self._view.setVisible(self._view.isHidden())
            self._view.show_texts(self._row.source, self._row.entry.wording or "")
            self._fill()

    def _take_new(self) -> None:
        if self._row is not None:
            self._toggle_difference()
            self.renew_wanted.emit(self._row.entry.id)

    def _keep_old(self) -> None:
        """The old words become this briefing's own; the change is accepted, so that it is not told again."""
        if self._row is not None and self._row.now is not None:
            entry = self._row.entry
            self._toggle_difference()
            self.changed.emit(replace(entry, wording=entry.wording or entry.seen, seen=self._row.now))

    def _give_up_wording(self) -> None:
        if self._row is not None:
            self._view.hide()
            self.changed.emit(replace(self._row.entry, wording=None))

    def edit(self) -> None:
        """Open the editor under the entry."""
        if self._row is None or not self._row.worded:
            return
        self._editor.setPlainText(self._row.words)
        for part in (self._editor, self._save, self._drop):
            part.show()
        self._edit.hide()
        self.resized.emit()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.moveCursor(self._editor.textCursor().MoveOperation.End)

    def stop_editing(self) -> None:
        """Close the editor; what was typed since is given up."""
        for part in (self._editor, self._save, self._drop):
            part.hide()
        self._edit.setVisible(self._row is not None and self._row.worded)
        self.resized.emit()
        self.left.emit()

    def _save_words(self) -> None:
        if self._row is None:
            return
        words = self._editor.toPlainText()
        made = _with_words(self._row, words)
        self.stop_editing()
        if made != self._row.entry:
            self.changed.emit(made)

    def keep(self) -> None:
        """Keep what is typed, as when another page comes."""
        if self.typed:
            self._save_words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.stop_editing()
                return True
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save_words()
                return True
        return super().eventFilter(watched, event)


def _with_words(now: Row, words: str) -> Entry:
    """The entry with these words: one's own content, or a wording in place of the source's."""
    entry = now.entry
    if isinstance(entry.content, HeadingText):
        return replace(entry, content=replace(entry.content, text=" ".join(words.split())))
    if isinstance(entry.content, FreeText):
        return replace(entry, content=replace(entry.content, text=words), wording=None)
    return replace(entry, wording=None if words == now.source else words)


def _words(panel: QWidget, option: Option, beside: int) -> str:
    match option:
        case Option.RESULTS:
            return panel.tr("带 {0} 年实绩").format(beside) if beside else panel.tr("带实绩")
        case Option.DIFFERENCE:
            return panel.tr("带差额（测算）")
        case Option.SOURCES:
            return panel.tr("口径说明和来源作脚注")
        case Option.MARGIN:
            return panel.tr("页边批注")
    return panel.tr("从新的一页开始")

"""The page on which a person says where annotations belong whose words changed: one by one, both passages shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.report import Report
from briefing.domain.span import Span
from briefing.ui.edition.choose_passage import ChoosePassage
from briefing.ui.edition.passages import passage_before, passage_found, place_of
from briefing.ui.edition.side_by_side import SideBySide
from briefing.ui.exchange.list_page import ListPage, Quoted
from briefing.ui.exchange.marked_text import MarkedText
from briefing.ui.exchange.rows import Group, Row
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Waiting:
    """An annotation whose place a person has to say, and the report it belongs to."""

    note: Annotation
    report: Report


class ConfirmPage(ListPage):
    """``place_wanted(id, item or None, Span or None, path)`` follows 是这里 and 换一段; ``dismiss_wanted(id)`` 不是.

    Ctrl+Enter says 是这里, Delete 不是, F2 换一段….
    """

    place_wanted = Signal(str, object, object, object)
    dismiss_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", share=0.34)
        self.setAccessibleName(self.tr("确认位置"))
        self.title.setText(self.tr("确认位置"))
        self.list.setAccessibleName(self.tr("待确认的批注"))
        self._waiting: dict[str, Waiting] = {}
        self.choosing: ChoosePassage | None = None
        self._other = button(self.tr("换一段…"), "", self._choose)
        self._no = button(self.tr("不是"), "", self._dismiss)
        self._yes = button(self.tr("是这里"), "primary", self._accept)
        for part, keys in ((self._other, "F2"), (self._no, "Delete"), (self._yes, "Ctrl+Enter")):
            part.setToolTip(keys)
            self.foot.addWidget(part)
        self._leave = button(self.tr("不换了"), "", self._give_up)
        self._whole = button(self.tr("用整条"), "", lambda: self._take(None))
        self._part = button(self.tr("用选中的文字"), "primary", self._take_part)
        self._part.setToolTip("Ctrl+Enter")
        for part in (self._leave, self._whole, self._part):
            self.foot.addWidget(part)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys).activated.connect(self._confirm)
        self._shortcut("F2").activated.connect(self._choose)
        self._shortcut("Delete").activated.connect(self._dismiss)
        self._tell()

    def _shortcut(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def in_hand(self) -> Waiting | None:
        """The annotation being looked at."""
        return self._waiting.get(self.list.current)

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """List these: those with a place suggested first, then those without one."""
        self._waiting = {one.note.id: one for one in waiting}
        self.say("" if waiting else self.tr("没有待确认的位置：每条批注都找到了自己的原文。"))
        groups = [
            Group(state.label, tuple(_row(one) for one in waiting if one.note.state is state))
            for state in (AnchorState.SUGGESTED, AnchorState.ORPHAN)
        ]
        self.list.show_groups([group for group in groups if group.rows])
        self._tell()

    def show_detail(self) -> None:
        one = self.in_hand
        if one is None:
            return
        column, theme, note = self.begin_detail(), self.theme, one.note
        self.choosing = None
        about = label(f"{note.kind.label} · {note.status.label} · {note.author}", "second")
        column.addLayout(row(label(note.title or note.scope.label, "heading"), about, None))
        self.words(one.report.name, "second")
        column.addWidget(MarkedText(theme, note.text))
        column.addSpacing(theme.px(8))
        found = place_of(one.report, note)
        new = passage_found(one.report, found) if found else None
        column.addWidget(SideBySide(theme, passage_before(note), new, note.state))
        if new is not None:
            self.words(self.tr("加删除线的，新的文字里没有；加粗加下划线的，新的文字里才有。"), "muted")
        column.addStretch(1)
        self._tell()

    def show_again(self) -> None:
        """What was asked for could not be kept: it can be asked for again."""
        self.show_detail()

    def _tell(self) -> None:
        choosing = self.choosing
        for part in (self._leave, self._whole, self._part):
            part.setVisible(choosing is not None)
        if choosing is not None:
            self._whole.setEnabled(choosing.item is not None)
            self._part.setEnabled(choosing.stretch is not None)
        one, count = self.in_hand, len(self._waiting)
        suggested = one is not None and one.note.state is AnchorState.SUGGESTED
        self.meta.setText(self.tr("余 {0} 条").format(count) if count else "")
        for part in (self._yes, self._no, self._other):
            part.setVisible(one is not None and self.choosing is None)
        for part in (self._yes, self._no):
            part.setEnabled(suggested)
        self._other.setEnabled(one is not None and bool(one.note.quote) and one.note.section is None)
        if one is None:
            self.hint.setText("")
        elif choosing is not None:
            words = choosing.stretch
            self.hint.setText(
                self.tr("选中了 {0} 个字").format(len(words))
                if words
                else self.tr("在原文里选中文字（拖动，或 Shift+→），或者用整条")
            )
        elif suggested:
            self.hint.setText(self.tr("Ctrl+Enter 是这里　Delete 不是　F2 换一段"))
        else:
            self.hint.setText(self.tr("没有找到：可以换一段，也可以先留着。↓ 看下一条"))

    def _confirm(self) -> None:
        if self.choosing is None:
            self._accept()
        elif self._part.isEnabled():
            self._take_part()

    def _accept(self) -> None:
        one = self.in_hand
        if one is None or self.choosing is not None or not self._yes.isEnabled():
            return
        self._hold()
        note = one.note
        if note.section is not None:
            self.place_wanted.emit(note.id, None, None, note.section)
        else:
            self.place_wanted.emit(note.id, note.item, note.stretch, ())

    def _dismiss(self) -> None:
        one = self.in_hand
        if one is not None and self.choosing is None and self._no.isEnabled():
            self._hold()
            self.dismiss_wanted.emit(one.note.id)

    def _hold(self) -> None:
        """Until the library has answered, nothing is asked of it twice."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self._yes, self._no, self._other, self._whole, self._part):
            part.setEnabled(False)

    def _choose(self) -> None:
        one = self.in_hand
        if one is None or self.choosing is not None or not self._other.isEnabled():
            return
        column, theme, note = self.begin_detail(), self.theme, one.note
        column.addWidget(MarkedText(theme, note.text))
        column.addWidget(label(self.tr("原来的位置"), "second"))
        column.addWidget(Quoted(theme, MarkedText(theme, note.quote, quoted=True)))
        self.choosing = ChoosePassage(theme, one.report, note.quote, passage_before(note).text)
        self.choosing.selected.connect(self._tell)
        self.choosing.given_up.connect(self._give_up)
        column.addWidget(self.choosing, 1)
        self.choosing.focus()
        self._tell()

    def _take_part(self) -> None:
        if self.choosing is not None and self.choosing.stretch is not None:
            self._take(self.choosing.stretch)

    def _take(self, stretch: Span | None) -> None:
        one, choosing = self.in_hand, self.choosing
        if one is not None and choosing is not None and choosing.item is not None:
            item, self.choosing = choosing.item, None
            self._hold()
            self.place_wanted.emit(one.note.id, item, stretch, ())

    def _give_up(self) -> None:
        self.show_detail()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Waiting) -> Row:
    note = one.note
    return Row(note.id, note.kind.label, note.quote, note.title or note.text, one.report.name, note.author)

"""The page of conflicts: one annotation at a time, its fields, and what two people wrote of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from briefing.domain.revision import DELETED, Value
from briefing.ui.exchange.conflict_field import ConflictField
from briefing.ui.exchange.list_page import ListPage, Quoted
from briefing.ui.exchange.marked_text import MarkedText
from briefing.ui.exchange.rows import Group, Row
from briefing.ui.exchange.settling import Settling
from briefing.ui.exchange.words import fields_words
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

DIGITS = 9


class ConflictPage(ListPage):
    """``settle_wanted(id, mapping of fields to values)`` follows 就这样定.

    Digits choose among the offers of the first field that is open (or of the one that has the keyboard), Ctrl+Enter
    confirms. What was chosen for an annotation is remembered while others are looked at.
    """

    settle_wanted = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", share=0.28)
        self.setAccessibleName(self.tr("处理冲突"))
        self.title.setText(self.tr("处理冲突"))
        self.list.setAccessibleName(self.tr("有冲突的批注"))
        self._settlings: dict[str, Settling] = {}
        self._chosen: dict[str, dict[str, Value]] = {}
        self._fields: tuple[ConflictField, ...] = ()
        self._showing = False
        self.confirm = button(self.tr("就这样定"), "primary", self._confirm)
        self.confirm.setToolTip("Ctrl+Enter")
        self.foot.addWidget(self.confirm)
        self.list.opened.connect(lambda _: self._to_choices())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys).activated.connect(self._confirm)
        for number in range(1, DIGITS + 1):
            self._shortcut(str(number)).activated.connect(lambda number=number: self._choose(number))
        self._tell()

    def _shortcut(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def in_hand(self) -> Settling | None:
        """The annotation being looked at."""
        return self._settlings.get(self.list.current)

    @property
    def fields(self) -> tuple[ConflictField, ...]:
        """Its fields in conflict, in the order shown."""
        return self._fields

    def show_settlings(self, settlings: Sequence[Settling], choose: str = "") -> None:
        """List these; the one of the id ``choose`` is taken in hand, else the one that was stays there."""
        before = self._settlings
        self._settlings = {one.note.id: one for one in settlings}
        self._chosen = {
            key: values
            for key, values in self._chosen.items()
            if key in self._settlings and before.get(key) and self._settlings[key].conflicts == before[key].conflicts
        }
        self.say("" if settlings else self.tr("没有冲突：每条批注都只有一种写法。"))
        self.list.show_groups([Group("", tuple(_row(one) for one in settlings))], headings=False)
        if choose:
            self.list.choose(choose)
        self._tell()

    def show_detail(self) -> None:
        one = self.in_hand
        if one is None:
            return
        column, theme, note = self.begin_detail(), self.theme, one.note
        self._showing = True
        kind = label(f"{note.kind.label} · {note.status.label} · {note.author}", "second")
        column.addLayout(row(label(note.title or self.tr("批注"), "heading"), kind, None))
        self.words(one.report, "second")
        if note.quote:
            column.addWidget(Quoted(theme, MarkedText(theme, note.quote, quoted=True)))
        disputed = {conflict.field for conflict in one.conflicts}
        if not disputed & {"text", DELETED}:
            column.addWidget(MarkedText(theme, note.text))
        column.addSpacing(theme.px(8))
        found = []
        for conflict in one.conflicts:
            field = ConflictField(theme, one, conflict)
            values = self._chosen.get(note.id, {})
            if conflict.field in values:
                field.take_up(values[conflict.field])
            field.chosen.connect(self._took)
            found.append(field)
            column.addWidget(field)
        self._fields = tuple(found)
        marked = self.tr("加粗加下划线的，是新写的。") if disputed & {"text", "title", DELETED} else ""
        self.words(marked + self.tr("没有选定以前，两边写的都留着。"), "muted")
        column.addStretch(1)
        self._showing = False
        self._took()

    def _took(self) -> None:
        """Something was chosen, or is being written."""
        if self._showing or (one := self.in_hand) is None:
            return
        values = {field.conflict.field: field.value for field in self._fields if field.settled}
        self._chosen[one.note.id] = values
        for field in self._fields:
            field.setVisible(field.conflict.field == DELETED or not values.get(DELETED))
        self._tell()

    def _tell(self) -> None:
        one, count = self.in_hand, len(self._settlings)
        self.meta.setText(self.tr("余 {0} 条").format(count) if count else "")
        left = one.open_with(self._values) if one else ()
        self.confirm.setVisible(one is not None)
        self.confirm.setEnabled(one is not None and not left)
        if one is None:
            self.hint.setText("")
        elif left:
            names = fields_words(each.field for each in left)
            self.hint.setText(self.tr("还要选：{0}　按 1、2、3 选，Enter 到选项").format(names))
        else:
            self.hint.setText(self.tr("Ctrl+Enter 定下，接着处理下一条"))

    @property
    def _values(self) -> Mapping[str, Value]:
        return self._chosen.get(self.list.current, {})

    def _choose(self, number: int) -> None:
        focused = QApplication.focusWidget()
        within = [field for field in self._fields if focused is not None and field.isAncestorOf(focused)]
        seen = [field for field in self._fields if field.isVisible()]
        still = [field for field in seen if not field.settled]
        for field in (*within, *still[:1], *seen[-1:]):
            field.choose(number)
            return

    def _to_choices(self) -> None:
        if self._fields:
            self._fields[0].offers[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm(self) -> None:
        one = self.in_hand
        if one is not None and self.confirm.isEnabled():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.confirm.setEnabled(False)
            self.settle_wanted.emit(one.note.id, dict(self._values))

    def show_again(self) -> None:
        """What was to be settled could not be: it can be tried again."""
        self._tell()


def _row(one: Settling) -> Row:
    note = one.note
    return Row(note.id, note.kind.label, note.quote or one.report, note.title or note.text,
               one.report, fields_words(each.field for each in one.conflicts))  # fmt: skip

"""The left pane's 批注 tab: what to look for, of which kind, how far it may be trusted, where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.ui.counted import Check, ChoiceList
from briefing.ui.notes.catalogue import Counts
from briefing.ui.notes.choices import Fold
from briefing.ui.notes.editor import STATUSES
from briefing.ui.notes.query import Filter, Period, Position, Term
from briefing.ui.outline.field import FilterField
from briefing.ui.parts import button, label, row, rule
from briefing.ui.theme import Theme

BIN = "bin"
"""What the list of kinds holds for what was deleted."""


class NoteFilters(QWidget):
    """``filter_changed`` carries the Filter in force; ``merge_wanted`` and ``export_wanted`` follow their buttons,
    ``left_below`` the keys that lead from the field to the list.
    """

    filter_changed = Signal(object)
    merge_wanted = Signal()
    export_wanted = Signal()
    left_below = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filter = Filter()
        self._applying = False
        # After all keys that wait: those that come faster than the list follows are answered together.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        self._field = FilterField(theme)
        self._field.setPlaceholderText(self.tr("筛选批注"))
        self._field.setAccessibleName(self.tr("筛选批注"))
        self._field.textChanged.connect(lambda: self._soon.start())
        self._field.left_below.connect(self._go_below)
        self.kinds = ChoiceList(theme, self.tr("类别"))
        self.kinds.value_chosen.connect(lambda _: self._tell())
        self.statuses = {status: Check(theme, status.label) for status in STATUSES}
        self.positions = {position: Check(theme, position.label) for position in Position}
        self.conflicts = Check(theme, self.tr("只看有冲突的"), checked=False)
        self.conflicts.hide()
        self.authors = Fold(theme, self.tr("作者"), self.tr("全部"))
        self.tags = Fold(theme, self.tr("标签"), self.tr("全部"))
        self.periods = Fold(theme, self.tr("时间"), self.tr("全部"))
        self.terms = Fold(theme, self.tr("期限"), self.tr("不限"))
        self.periods.set_choices(
            [(self.tr("今天"), Period.TODAY), (self.tr("近 7 天"), Period.WEEK), (self.tr("近 30 天"), Period.MONTH)]
        )
        for check in (*self.statuses.values(), *self.positions.values(), self.conflicts):
            check.toggled.connect(self._tell)
        for fold in (self.authors, self.tags, self.periods, self.terms):
            fold.value_chosen.connect(lambda _: self._tell())
        self._lay_out()
        self.set_counts(Counts())

    def _lay_out(self) -> None:
        px = self._theme.px
        body = QWidget()
        body.setObjectName("list")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, px(4))
        layout.setSpacing(0)
        layout.addWidget(self._heading(self.tr("类别"), 6))
        layout.addWidget(self.kinds)
        layout.addWidget(self._heading(self.tr("状态"), 10))
        for check in self.statuses.values():
            layout.addWidget(check)
        layout.addWidget(self._heading(self.tr("在原文中的位置"), 10))
        for check in (*self.positions.values(), self.conflicts):
            layout.addWidget(check)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("list")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = row(self._field)
        top.setContentsMargins(px(16), px(8), px(16), 0)
        outer.addLayout(top)
        outer.addWidget(area, 1)
        outer.addWidget(rule())
        folds = QGridLayout()
        folds.setContentsMargins(px(8), px(2), px(8), px(2))
        folds.setSpacing(0)
        for number, fold in enumerate((self.authors, self.tags, self.periods, self.terms)):
            folds.addWidget(fold, number // 2, number % 2)
        outer.addLayout(folds)
        outer.addWidget(rule())
        merge = button(self.tr("并入批注…"), "", self.merge_wanted.emit)
        self.export = button(self.tr("导出批注…"), "", self.export_wanted.emit)
        foot = row(merge, self.export)
        foot.setContentsMargins(px(16), px(8), px(16), px(7))
        outer.addLayout(foot)

    def _heading(self, words: str, above: int) -> QWidget:
        made = label(words, "muted")
        made.setContentsMargins(self._theme.px(16), self._theme.px(above), 0, self._theme.px(2))
        return made

    @property
    def filter(self) -> Filter:
        """What is let through now."""
        return self._filter

    def set_counts(self, counts: Counts) -> None:
        """Say how many there are of each; what is chosen stays."""
        self._applying = True
        kinds = [(kind.label, kind, counts.kinds[kind]) for kind in AnnotationKind if counts.kinds[kind]]
        self.kinds.set_choices(
            [(self.tr("全部"), None, counts.whole), *kinds, (self.tr("回收站"), BIN, counts.deleted)]
        )
        for status, check in self.statuses.items():
            check.set_count(counts.statuses[status])
        for position, check in self.positions.items():
            check.set_count(counts.positions[position])
        self.conflicts.set_count(counts.conflicts)
        if not counts.conflicts:
            self.conflicts.set_checked(False)
        self.conflicts.setVisible(bool(counts.conflicts))
        self.authors.set_choices([(f"{name}  {count}", name) for name, count in counts.authors.most_common()])
        self.tags.set_choices([(f"{name}  {count}", name) for name, count in counts.tags.most_common()])
        self.terms.set_choices(
            [
                (self.tr("有期限  {0}").format(counts.due), Term.ANY),
                (self.tr("未到期  {0}").format(counts.due - counts.past), Term.AHEAD),
                (self.tr("已过期  {0}").format(counts.past), Term.PAST),
            ]
        )
        self._applying = False
        self._tell()

    def show_bin(self, shown: bool) -> None:
        """Ask for what was deleted, or for the rest again."""
        self.kinds.choose(BIN if shown else None)

    def clear(self) -> None:
        """Let everything through again that is of its sort."""
        self._applying = True
        self._field.clear()
        if self.kinds.value != BIN:
            self.kinds.choose(None)
        for check in (*self.statuses.values(), *self.positions.values()):
            check.set_checked(True)
        self.conflicts.set_checked(False)
        for fold in (self.authors, self.tags, self.periods, self.terms):
            fold.choose(None)
        self._applying = False
        self._tell()

    def focus(self) -> None:
        """Put the cursor into the filter field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _go_below(self) -> None:
        self._tell()
        self.left_below.emit()

    def _tell(self) -> None:
        if self._applying:
            return
        self._soon.stop()
        kind, period, term = self.kinds.value, self.periods.value, self.terms.value
        chosen = Filter(
            kind=kind if isinstance(kind, AnnotationKind) else None,
            words=self._field.text().strip(),
            statuses=frozenset(AnnotationStatus(one) for one, check in self.statuses.items() if check.checked),
            positions=frozenset(one for one, check in self.positions.items() if check.checked),
            author=str(self.authors.value or ""),
            tag=str(self.tags.value or ""),
            period=period if isinstance(period, Period) else Period.ALL,
            term=term if isinstance(term, Term) else Term.ALL,
            conflicts=self.conflicts.checked,
            deleted=kind == BIN,
        )
        if chosen != self._filter:
            self._filter = chosen
            self.filter_changed.emit(chosen)

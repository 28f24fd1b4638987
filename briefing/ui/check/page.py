"""The 校核 page: figures to look at, and findings of the check, of one report or of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.figure import FigureRef
from briefing.ui.check.doubtful import Doubt, DoubtfulPane
from briefing.ui.check.findings import FindingsPane, Judged
from briefing.ui.correct.segments import Segments
from briefing.ui.detail.trust import is_doubtful
from briefing.ui.parts import Elided, button, label, row, rule
from briefing.ui.theme import Theme

DOUBTFUL, FINDINGS = 0, 1


class CheckPage(QWidget):
    """``back_wanted`` follows 返回; ``keyboard_lost`` follows when the page went away with the keyboard on it."""

    back_wanted = Signal()
    keyboard_lost = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._findings: tuple[Judged, ...] | None = None
        self._library: tuple[ReportContents, ...] = ()
        self._said: Mapping[FigureRef, str] = {}
        # Every figure that was to be looked at since the program began: what progress is counted against.
        self._met: set[FigureRef] = set()
        self.setObjectName("page")
        self.setAccessibleName(self.tr("校核"))
        self._scope = QComboBox()
        self._scope.setAccessibleName(self.tr("校核哪份报告"))
        self._scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._scope.setMinimumContentsLength(8)
        self._scope.currentIndexChanged.connect(lambda _: self._show())
        self.parts = Segments(self.tr("校核什么"), [(self.tr("待核数据"), DOUBTFUL), (self.tr("前后核对"), FINDINGS)])
        self.parts.choose(DOUBTFUL)
        self.parts.chosen.connect(self.show_part)
        self._progress = Elided("", "second")
        self.doubtful = DoubtfulPane(theme)
        self.findings = FindingsPane(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.doubtful)
        self._stack.addWidget(self.findings)
        self._head = row(label(self.tr("校核"), "heading"), self.parts, self._progress, None, self._scope, spacing=16)
        self._hint = Elided("", "second")
        back = button(self.tr("返回"), "plain", self.back_wanted.emit)
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = row(back, self._hint, None)
        bar.setLayout(self._foot)
        self._bar = bar
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(rule("rule"))
        layout.addWidget(self._stack, 1)
        layout.addWidget(bar)
        theme.changed.connect(self._space)
        self._space()
        self._tell()

    @property
    def scope(self) -> str:
        """The key of the report to check; empty for all."""
        return str(self._scope.currentData() or "")

    @property
    def part(self) -> int:
        """Which part is in front."""
        return self._stack.currentIndex()

    def show_part(self, part: object) -> None:
        """Bring a part to the front."""
        if isinstance(part, int):
            self.parts.choose(part)
            focused = QApplication.focusWidget()
            if focused is not None and self._stack.isAncestorOf(focused):
                self.parts.segments[part].setFocus(Qt.FocusReason.OtherFocusReason)
            self._stack.setCurrentIndex(part)
            self._tell()

    def set_scope(self, report_key: str) -> None:
        """Check one report, or all for an empty key."""
        self._scope.setCurrentIndex(max(0, self._scope.findData(report_key)))

    def show_library(self, library: Sequence[ReportContents], said: Mapping[FigureRef, str]) -> None:
        """Walk through the figures of these; ``said`` tells who settled a figure and when."""
        self._library, self._said = tuple(library), said
        self._offer_scopes()
        self._show()

    def show_findings(self, findings: Sequence[Judged]) -> None:
        """Show what the check has found in all reports."""
        self._findings = tuple(findings)
        self._show()

    def show_again(self) -> None:
        """Show what is known once more: a choice that could not be kept is taken back."""
        if self._library:
            self._show()

    def focus(self) -> None:
        """Put the keyboard where the work is."""
        if self.part == DOUBTFUL and self.doubtful.list.count():
            self.doubtful.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.parts.segments[self.part].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_scopes(self) -> None:
        offered = [("", self.tr("全部报告")), *((one.report.key, one.report.name) for one in self._library)]
        if [(self._scope.itemData(at), self._scope.itemText(at)) for at in range(self._scope.count())] == offered:
            return
        before = self.scope
        blocked = self._scope.blockSignals(True)
        self._scope.clear()
        for key, words in offered:
            self._scope.addItem(words, key)
        self._scope.blockSignals(blocked)
        self.set_scope(before)

    def hideEvent(self, event: QHideEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.keyboard_lost.emit()
        super().hideEvent(event)

    def _show(self) -> None:
        chosen = [one for one in self._library if self.scope in ("", one.report.key)]
        doubts = [
            Doubt(one, item, figure)
            for one in chosen
            for figure in one.figures
            if is_doubtful(figure) and (item := one.report.item_at(figure.item)) is not None
        ]
        self._met |= {doubt.figure.ref for doubt in doubts}
        met = sum(1 for ref in self._met if self.scope in ("", ref.report_key))
        self._looked_at = met - len(doubts)
        self.doubtful.set_doubts(doubts, self._said, looked_at=self._looked_at)
        self._to_look_at = len(doubts)
        if self._findings is not None:
            self._mine = [pair for pair in self._findings if self._concerns(pair)]
            self.findings.set_findings(self._mine, {one.report.key: one for one in self._library})
        self._tell()

    _looked_at = 0
    _to_look_at = 0
    _mine: Sequence[Judged] = ()

    def _concerns(self, pair: Judged) -> bool:
        return not self.scope or any(place.report_key == self.scope for place in pair[0].places)

    def _tell(self) -> None:
        """Counts are of what is left to do."""
        judged = sum(1 for _, verdict in self._mine if verdict is not None)
        left = len(self._mine) - judged
        found = self.tr("前后核对 {0}").format(left) if self._findings is not None else self.tr("前后核对")
        self.parts.set_words([self.tr("待核数据 {0}").format(self._to_look_at), found])
        if self.part == DOUBTFUL:
            done, all_of_them = self._looked_at, self._looked_at + self._to_look_at
            hint = self.tr("Enter 或 ↓ 下一个　Ctrl+Enter 确认无误　F2 更正　Delete 移除")
        else:
            done, all_of_them = judged, len(self._mine)
            hint = self.tr("结论、备注和署名都记在这台电脑的资料库里")
        self._progress.setText(self.tr("已核 {0} / {1}").format(done, all_of_them) if all_of_them else "")
        self._hint.setText(hint)

    def _space(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(32), px(4), px(16), px(4))
        self._foot.setContentsMargins(px(24), 0, px(32), 0)
        self._bar.setFixedHeight(px(48))

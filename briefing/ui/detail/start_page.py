"""The first page of a new library: what is here, and what one can do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.ui.parts import button, clear, label, row, rule
from briefing.ui.theme import Theme

NUMERALS = "零一两三四五六七八九十"

Offer = tuple[str, str, str, Callable[[], object]]
"""A way on: its name, what it is good for, the words on its button, and what that does."""


class StartPage(QWidget):
    """Offers the reports and the next steps as rows. ``place_wanted`` carries a Place."""

    place_wanted = Signal(object)
    search_wanted = Signal()
    compare_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._refused: tuple[str, Sequence[Offer]] | None = None
        self._where = self.tr("批注只存在这台电脑上。")
        self.setObjectName("page")
        body = QWidget()
        body.setObjectName("page")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._outer = outer = QHBoxLayout(body)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(766))
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        outer.setAlignment(Qt.AlignmentFlag.AlignLeft)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Wide margins where there is room for them."""
        px = self._theme.px
        side = px(64) if self.width() >= px(640) else px(24)
        self._outer.setContentsMargins(side, px(32), side, px(32))

    def refuse(self, sentence: str, offers: Sequence[Offer]) -> None:
        """Say why the library did not open, and what can be done; nothing else is offered until ``admit``."""
        self._refused = sentence, offers
        clear(self._column)
        column, px = self._column, self._theme.px
        column.addWidget(label(self.tr("资料库没有打开"), "title"))
        column.addSpacing(px(8))
        column.addWidget(label(sentence, "second", wrap=True, selectable=True))
        if offers:
            self._heading(self.tr("可以"))
        for offer in offers:
            self._offer(*offer)
        column.addStretch(1)

    def say_where(self, sentence: str) -> None:
        """Where annotations are kept, when it is not the usual place."""
        self._where = sentence

    def admit(self) -> None:
        """The library has opened after all."""
        self._refused = None

    def show_library(self, library: Sequence[ReportContents], indicators: int) -> None:
        """Offer these reports."""
        if self._refused is not None:
            self.refuse(*self._refused)
            return
        clear(self._column)
        column, px = self._column, self._theme.px
        count = len(library)
        many = NUMERALS[count] if count < len(NUMERALS) else str(count)
        title = self.tr("{0}份报告已经读好").format(many) if count else self.tr("资料库里还没有报告")
        column.addWidget(label(title, "title"))
        column.addSpacing(px(8))
        column.addWidget(label(self.tr("数据都能点回原句。") + self._where, "second", wrap=True))
        if count:
            self._heading(self.tr("看报告"))
            for contents in library:
                self._report(contents)
        self._heading(self.tr("还可以"))
        if count:
            self._offer(
                self.tr("找数据"),
                self.tr("输入“就业”“招商”“高标准农田”，或拼音首字母"),
                self.tr("搜索  Ctrl+K"),
                self.search_wanted.emit,
            )
        if indicators:
            words = self.tr("实绩与目标并排，{0} 项指标").format(indicators)
            self._offer(self.tr("作对照"), words, self.tr("打开对照"), self.compare_wanted.emit)
        self._offer(
            self.tr("读报告"),
            self.tr("读入另一份报告：文本或 Word 文件"),
            self.tr("读入报告…"),
            self.import_wanted.emit,
        )
        column.addStretch(1)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(self._theme.px(32))
        self._column.addWidget(label(words, "heading"))
        self._column.addSpacing(self._theme.px(6))
        self._column.addWidget(rule("rule"))

    def _report(self, contents: ReportContents) -> None:
        report, px = contents.report, self._theme.px
        year = label(str(report.year) if report.year else "—", "year")
        year.setFixedWidth(px(80))
        title = label(shown(report.title), "rowtitle", wrap=True)
        words = [
            self.tr("实绩") if report.nature is Nature.ACTUAL else self.tr("目标"),
            self.tr("{0} 章").format(len(report.numbered())) if report.numbered() else "",
            self.tr("{0} 条").format(report.item_count()),
            self.tr("{0} 个数据").format(len(contents.figures)),
        ]
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.addWidget(title)
        text.addWidget(label("　".join(word for word in words if word), "second"))
        place = Place(report.key)
        opener = button(
            self.tr("打开"), "", lambda: self.place_wanted.emit(place), name=self.tr("打开 {0}").format(report.name)
        )
        line = row(year, 16, text, opener)
        line.setStretch(2, 1)
        line.setContentsMargins(0, px(14), 0, px(14))
        self._column.addLayout(line)
        self._column.addWidget(rule())

    def _offer(self, name: str, words: str, action: str, wanted: Callable[[], object]) -> None:
        px = self._theme.px
        heading = label(name, "heading")
        heading.setFixedWidth(px(80))
        line = row(heading, 16, label(words, wrap=True), button(action, "", wanted, name=f"{name}：{action}"))
        line.setStretch(2, 1)
        line.setContentsMargins(0, px(12), 0, px(12))
        self._column.addLayout(line)
        self._column.addWidget(rule())

"""The left pane's 简报 tab: which briefing, what stands on its first page, its entries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QMenu, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from briefing.domain.briefing import Briefing
from briefing.ui.compose.delegate import EDGE, KIND, ROW, TITLE
from briefing.ui.compose.details import DetailsForm
from briefing.ui.compose.listing import EntryList
from briefing.ui.compose.picks import PICK_TYPE, pick_from
from briefing.ui.parts import Clickable, button, label, row, rule
from briefing.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _HeadRow(Clickable):
    """The briefing's title as the first row, which unfolds what stands on the first page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._title, self._page, self.unfolded = "", 0, False
        self.setFixedHeight(theme.px(ROW))
        theme.changed.connect(lambda: self.setFixedHeight(theme.px(ROW)))

    def show_title(self, title: str, page: int) -> None:
        """The title, and the page it stands on, 0 while there is none."""
        self._title, self._page = title, page
        self.setAccessibleName(self.tr("题头，{0}").format(title))
        self.setToolTip(self.tr("题头：标题、会议、日期、密级、形式"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        if self.unfolded:
            painter.fillRect(self.rect(), theme.colour("selected"))
            painter.fillRect(0, 0, 3, self.height(), theme.colour("ink"))
        box = self.rect()
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.sans(13))
        painter.drawText(box.adjusted(px(KIND), 0, 0, 0), _LEFT, self.tr("题头"))
        painter.setFont(theme.sans(14))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if self._page:
            painter.drawText(box.adjusted(0, 0, -px(EDGE), 0), right, str(self._page))
        font = theme.sans(15, bold=self.unfolded)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        room = box.width() - px(TITLE) - px(EDGE) - px(26)
        words = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(px(TITLE), 0, 0, 0), _LEFT, words)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class ComposerPane(QWidget):
    """``briefing_chosen`` carries an id; ``add_wanted`` the name of what is to be added; the rest says what it asks."""

    briefing_chosen = Signal(str)
    new_wanted = Signal()
    add_wanted = Signal(str)
    remove_wanted = Signal()
    others_wanted = Signal()
    pick_dropped = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAcceptDrops(True)
        self._theme = theme
        self._combo = QComboBox()
        self._combo.setAccessibleName(self.tr("简报"))
        self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._combo.activated.connect(self._choose)
        self._new = button(self.tr("新建"), "", self.new_wanted.emit, name=self.tr("新建简报"))
        self._column_name = label("", "muted")
        self._head = _HeadRow(theme)
        self._head.clicked.connect(lambda: self.unfold_details(not self._head.unfolded))
        self.details = DetailsForm(theme)
        self._details_area = QScrollArea()
        self._details_area.setWidgetResizable(True)
        self._details_area.setObjectName("list")
        self._details_area.setWidget(self.details)
        self.details.setObjectName("list")
        self._details_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._details_area.hide()
        self.list = EntryList(theme)
        self.list.entries.pick_dropped.connect(self.pick_dropped)
        self._none = label(
            self.tr("还没有内容。\n在条目页点“加入简报”，\n或从右边选一种开头。"), "second", wrap=True
        )  # fmt: skip
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._none)
        self._add = button(self.tr("＋ 添加内容"), "", self._ask_what, name=self.tr("添加内容"))
        self._remove = button(self.tr("移除"), "plain", self.remove_wanted.emit)
        self._remove.setToolTip("Delete")
        self._lay_out()
        theme.changed.connect(self._space)
        self._space()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = row(self._combo, self._new)
        self._top.setStretch(0, 1)
        outer.addLayout(self._top)
        self._heads = row(self._column_name, None, label(self.tr("页"), "muted"))
        outer.addLayout(self._heads)
        outer.addWidget(rule("rule"))
        outer.addWidget(self._head)
        outer.addWidget(self._details_area, 3)
        outer.addWidget(self._body, 2)
        foot = QWidget()
        foot.setObjectName("actions")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = row(self._add, self._remove)
        self._foot.setStretch(0, 1)
        foot.setLayout(self._foot)
        self._foot_bar = foot
        outer.addWidget(foot)

    def _space(self) -> None:
        px = self._theme.px
        self._top.setContentsMargins(px(16), px(8), px(16), px(8))
        self._heads.setContentsMargins(px(16), px(4), px(16), px(4))
        self._foot.setContentsMargins(px(16), 0, px(16), 0)
        self._foot_bar.setFixedHeight(px(48))
        self._none.setContentsMargins(px(16), px(16), px(16), px(16))

    def show_briefings(self, briefings: Sequence[Briefing], current: Briefing | None) -> None:
        """Show these to choose from, and the current one's first page."""
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for briefing in briefings:
                self._combo.addItem(briefing.name, briefing.id)
            if not briefings:
                self._combo.addItem(self.tr("未命名简报"), "")
            self._combo.insertSeparator(self._combo.count())
            self._combo.addItem(self.tr("全部简报…"), "*")
            self._combo.setCurrentIndex(max(0, self._combo.findData(current.id if current else "")))
        filled = current is not None and bool(current.entries)
        self._column_name.setText(self.tr("内容，拖动可改次序") if filled else self.tr("内容"))
        self._body.setCurrentWidget(self.list if filled else self._none)
        self._remove.setVisible(filled)
        self._head.setVisible(current is not None)
        if current is None:
            self.unfold_details(False)
        else:
            self._head.show_title(current.name.replace("\n", ""), 1 if filled else 0)
            self.details.show_briefing(current)

    def unfold_details(self, unfold: bool, *, focus: bool = True) -> None:
        """Show or hide what stands on the first page."""
        if self._head.unfolded and not unfold:
            self.details.keep()
        self._head.unfolded = unfold
        self._head.update()
        self._details_area.setVisible(unfold)
        if unfold and focus:
            self.details.focus_title()

    @property
    def details_unfolded(self) -> bool:
        """Whether the first page's words are open."""
        return self._head.unfolded

    def keep(self) -> None:
        """Keep what is typed, as when another page comes."""
        self.list.panel.keep()
        if self._head.unfolded:
            self.details.keep()

    def _choose(self, at: int) -> None:
        chosen = str(self._combo.itemData(at) or "")
        if chosen == "*":
            self.others_wanted.emit()
        elif chosen:
            self.briefing_chosen.emit(chosen)

    def _ask_what(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in (
            ("heading", self.tr("标题")),
            ("text", self.tr("文字")),
            ("page", self.tr("分页")),
            ("comparison", self.tr("对照表（全部指标）")),
            ("chart", self.tr("对照图")),
            ("place", self.tr("打开着的条目或章节")),
        ):
            menu.addAction(words, lambda name=name: self.add_wanted.emit(name))
        menu.addSeparator()
        for words in (
            self.tr("条目、数据表、图：在它的页上按 Ctrl+J，或点右键"),
            self.tr("目录、搜索结果、对照和批注：拖到“简报”"),
        ):
            menu.addAction(words).setEnabled(False)
        menu.popup(self._add.mapToGlobal(self._add.rect().topLeft()))

    def dragEnterEvent(self, event: object) -> None:
        if event.mimeData().hasFormat(PICK_TYPE):  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        """Beside the list, or while there is none: at the end."""
        pick = pick_from(event.mimeData())  # type: ignore[attr-defined]
        if pick:
            event.acceptProposedAction()  # type: ignore[attr-defined]
            self.pick_dropped.emit(pick, "")

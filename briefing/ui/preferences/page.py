"""The page of settings: the list of its pages, a field that searches all of them, and the settings themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.preferences.catalogue import AUTHOR, found, on_page
from briefing.preferences.setting import Page, Setting
from briefing.preferences.values import Preferences
from briefing.ui.outline.field import FilterField
from briefing.ui.parts import button, clear, label, row, rule
from briefing.ui.preferences.contents import PageList
from briefing.ui.preferences.rows import SettingRow, words_with
from briefing.ui.theme import Theme

SIDE, PAD = 216, 32
"""Pixels at 100 %: the list of pages, and the room around settings."""


class SettingsPage(QWidget):
    """``changed`` carries a Setting and the value wanted; ``reset_wanted`` the settings that are to be the default
    again; ``folder_wanted`` a Setting; ``act_wanted`` the name of something to be done; ``shown`` follows any new rows.
    """

    changed = Signal(object, object)
    reset_wanted = Signal(object)
    folder_wanted = Signal(object)
    act_wanted = Signal(str)
    export_wanted = Signal()
    import_wanted = Signal()
    back_wanted = Signal()
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page = Page.GENERAL
        self._preferences = Preferences()
        self._names: Sequence[str] = ()
        self.rows: Mapping[str, SettingRow] = {}
        self.setObjectName("page")
        self._field = FilterField(theme)
        self._field.setPlaceholderText(self.tr("搜索设置"))
        self._field.setAccessibleName(self.tr("搜索设置"))
        self._field.textChanged.connect(lambda _: self._fill())
        self._field.left_below.connect(self._enter)
        self._pages = PageList(theme)
        self._pages.chosen.connect(self._go)
        self._side = QWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._side)
        self._search = row(self._field)
        self._column.addLayout(self._search)
        self._column.addWidget(self._pages, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("page")
        self._body = QVBoxLayout(body)
        self._area.setWidget(body)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(self._make_bar())
        # Not at once: what changed the text size may be one of our own fields, in the midst of telling so.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._dress)
        theme.changed.connect(self._again.start)
        self._space()

    def _make_bar(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("actions")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        back = button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回"))
        back.setToolTip("Esc")
        self._reset = button(self.tr("恢复本页默认"), "", self._reset_page)
        take_in = button(self.tr("导入设置…"), "", self.import_wanted.emit)
        hand_out = button(self.tr("导出设置…"), "", self.export_wanted.emit)
        self._foot = row(back, None, self._reset, take_in, hand_out)
        self._bar.setLayout(self._foot)
        return self._bar

    def _space(self) -> None:
        px = self._theme.px
        self._side.setFixedWidth(min(px(SIDE), 300))
        self._search.setContentsMargins(px(16), 0, px(16), 0)
        self._column.setContentsMargins(0, px(16), 0, 0)
        self._column.setSpacing(px(8))
        self._bar.setFixedHeight(px(48))
        self._foot.setContentsMargins(px(24), 0, px(24), 0)
        self._body.setContentsMargins(px(PAD), px(16), px(PAD), px(24))
        self._body.setSpacing(0)
        self._pages.measure()

    # What is shown.

    @property
    def page(self) -> Page:
        """The page in front, also behind a search."""
        return self._page

    @property
    def sought(self) -> str:
        """What is searched for."""
        return self._field.text().strip()

    def open_at(self, preferences: Preferences, names: Sequence[str], page: Page | None = None) -> None:
        """Show the settings as they are, perhaps at another page; ``names`` were written under before."""
        self._preferences, self._names = preferences, tuple(names)
        self._page = page or self._page
        blocked = self._field.blockSignals(True)
        self._field.clear()
        self._field.blockSignals(blocked)
        self._fill()

    def show_values(self, preferences: Preferences) -> None:
        """Show other values in the fields that are there."""
        self._preferences = preferences
        for one in self.rows.values():
            one.show_value(preferences)
        self._allow_reset()

    def focus_search(self) -> None:
        """Put the keyboard into the field that searches."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _fill(self) -> None:
        """Lay out the rows of the page, or of what was found on all of them."""
        clear(self._body)
        words = self.sought.lower().split()
        settings = found(self.sought) if words else on_page(self._page)
        self._pages.show_page(None if words else self._page)
        self.rows = {one.key: self._row(one, words) for one in settings}
        before: Page | None = None
        for setting in settings:
            if setting.page is not before:
                self._head(setting.page, gap=before is not None)
                before = setting.page
            self._body.addWidget(self.rows[setting.key])
            self._body.addWidget(rule())
        if not settings:
            self._body.addWidget(label(self.tr("没有找到“{0}”。换一个词试试。").format(self.sought), wrap=True))
        elif not words:
            self._foot_of(self._page)
        self._body.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
        self.show_values(self._preferences)
        self.shown.emit()

    def _row(self, setting: Setting[Any], words: Sequence[str]) -> SettingRow:
        offered = [(name, name) for name in self._names] if setting is AUTHOR else ()
        made = SettingRow(setting, self._theme, words, offered)
        made.changed.connect(self.changed)
        made.reset_wanted.connect(lambda one: self.reset_wanted.emit((one,)))
        made.folder_wanted.connect(self.folder_wanted)
        return made

    def _head(self, page: Page, *, gap: bool) -> None:
        px = self._theme.px
        if gap:
            self._body.addSpacing(px(24))
        self._body.addWidget(words_with(page.label, "object", self.sought.lower().split()))
        about = {
            Page.FACES: self.tr("预览、打印、PDF、Word 和图表都用这些字体。自动时按公文常用的字体依次去找。"),
            Page.PRINT: self.tr("纸张始终是 A4。打印对话框打开时就这样选好，仍可以改。"),
        }.get(page, "")
        if about:
            self._body.addSpacing(px(4))
            self._body.addWidget(label(about, "second", wrap=True))
        self._body.addSpacing(px(8))
        self._body.addWidget(rule("rule"))

    def _foot_of(self, page: Page) -> None:
        ways = {
            Page.BACKUP: (("backup", self.tr("立即备份")), ("backups", self.tr("资料库备份…"))),
            Page.FACES: (("doctor", self.tr("诊断")),),
        }.get(page, ())
        if ways:
            self._body.addSpacing(self._theme.px(16))
            links = [button(words, "link", partial(self.act_wanted.emit, name)) for name, words in ways]
            self._body.addLayout(row(*links, None, spacing=self._theme.px(24)))

    def _dress(self) -> None:
        """Make everything anew in the present text size and colours; the keyboard stays where it was."""
        focused = self.focusWidget()
        key = next((k for k, one in self.rows.items() if focused is not None and one.isAncestorOf(focused)), "")
        at = self._area.verticalScrollBar().value()
        self._space()
        self._fill()
        self._area.verticalScrollBar().setValue(at)
        if key in self.rows and self.isVisible():
            self.rows[key].field.focus()

    # What is asked for.

    def _go(self, page: Page) -> None:
        self._page = page
        if self.sought:
            blocked = self._field.blockSignals(True)
            self._field.clear()
            self._field.blockSignals(blocked)
        self._fill()

    def _enter(self) -> None:
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.field.focus()

    def _reset_page(self) -> None:
        self.reset_wanted.emit(on_page(self._page))

    def _allow_reset(self) -> None:
        """A page can be reset while it is in front and something on it is other than the default."""
        other = any(self._preferences.differs(one) for one in on_page(self._page))
        self._reset.setEnabled(other and not self.sought)
        self._reset.setToolTip(self.tr("“{0}”这一页").format(self._page.label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

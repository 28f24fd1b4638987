"""The page of a briefing: its real pages, thumbnails, and the ways out to paper and files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.export.briefing.document import Complaint
from briefing.export.preview import Layout
from briefing.ui.compose.empty import EmptyBriefing
from briefing.ui.compose.sheets import PageView, View
from briefing.ui.compose.thumbs import WIDTH as THUMB
from briefing.ui.compose.thumbs import Thumbs
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme


class ComposerPage(QWidget):
    """``export_wanted`` carries a format (``pdf``, ``docx``…), empty to be asked; ``draw_wanted`` a page from 0, its
    width in dots and whether it can wait; ``entry_wanted`` an entry's id.
    """

    export_wanted = Signal(str)
    print_wanted = Signal()
    cancel_wanted = Signal()
    draw_wanted = Signal(int, int, bool)
    entry_wanted = Signal(str)
    faces_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("page")
        self._complaints: tuple[Complaint, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._pages = label("", "heading")
        self._told = Elided("", "second")
        self._segments = self._make_segments()
        self._faces = button(self.tr("打印字体"), "link", self.faces_wanted.emit)
        self._faces.setToolTip(self.tr("在设置里选打印用的字体"))
        self._head = row(self._pages, self._told, self._faces, None, self._segments, spacing=theme.px(16))
        outer.addLayout(self._head)
        self.sheets = PageView(theme)
        self.sheets.wanted.connect(lambda page, dots: self.draw_wanted.emit(page, dots, False))
        self.sheets.page_changed.connect(self._show_number)
        self.sheets.entry_clicked.connect(self.entry_wanted)
        self.thumbs = Thumbs(theme)
        self.thumbs.wanted.connect(lambda page, dots: self.draw_wanted.emit(page, dots, True))
        self.thumbs.page_chosen.connect(self.sheets.go)
        self.empty = EmptyBriefing(theme)
        filled = QWidget()
        middle = QHBoxLayout(filled)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.sheets, 1)
        middle.addWidget(self.thumbs)
        self._body = QStackedWidget()
        self._body.addWidget(filled)
        self._body.addWidget(self.empty)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._bar())
        theme.changed.connect(self._space)
        self._space()

    def _make_segments(self) -> QWidget:
        holder = QWidget()
        layout = row(spacing=0)
        holder.setLayout(layout)
        self._group = QButtonGroup(holder)
        names = self.tr("整页"), self.tr("页宽"), self.tr("双页")
        for words, view in zip(names, View, strict=True):
            segment = button(words, "segment", name=self.tr("按{0}看").format(words))
            segment.setCheckable(True)
            segment.setChecked(view is View.WIDTH)
            segment.clicked.connect(lambda _=False, view=view: self.sheets.set_view(view))
            segment.setProperty("view", view.value)
            self._group.addButton(segment)
            layout.addWidget(segment)
        return holder

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("进度"))
        self._status = Elided(self.tr("已存入资料库"), "second")
        self._cancel = button(self.tr("停止"), "plain", self.cancel_wanted.emit)
        self._warn = button("", "link", self._list_complaints)
        self._word = button(self.tr("导出 Word…"), "", lambda: self.export_wanted.emit("docx"))
        self._pdf = button(self.tr("导出 PDF…"), "", lambda: self.export_wanted.emit("pdf"))
        self._print = button(self.tr("打印…"), "primary", self.print_wanted.emit)
        self._print.setToolTip("Ctrl+P")
        self._foot = row(
            self._progress, self._status, self._cancel, self._warn, None, self._word, self._pdf, self._print
        )  # fmt: skip
        bar.setLayout(self._foot)
        self._bar_widget = bar
        self.show_progress(1.0, "")
        self._warn.hide()
        return bar

    def _space(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(24), px(4), px(24), px(4))
        self._foot.setContentsMargins(px(24), 0, px(24), 0)
        self._bar_widget.setFixedHeight(px(48))
        self._progress.setFixedWidth(px(120))
        self._segments.setFixedHeight(px(32))
        for segment in self._group.buttons():
            segment.setMinimumWidth(px(54))
        self._pages.setMinimumHeight(px(32))

    # What is shown.

    def show_empty(self, title: str) -> None:
        """No entries: the sheet with the ways to begin."""
        self._body.setCurrentIndex(1)
        self._pages.setText(self.tr("空白简报"))
        self._told.setText("")
        self._segments.hide()
        self.empty.show_title(title)
        self.show_complaints(())
        for way in (self._word, self._pdf, self._print):
            way.setEnabled(False)

    def show_filled(self) -> None:
        """There are entries: their pages."""
        self._body.setCurrentIndex(0)
        self._segments.show()

    @property
    def is_empty(self) -> bool:
        """Whether the ways to begin are shown."""
        return self._body.currentIndex() == 1

    def show_layout(self, layout: Layout, *, duplex: bool, words: str, tip: str) -> None:
        """Pages laid out anew; ``words`` say how they stand to the print."""
        self.sheets.show_layout(layout, duplex=duplex)
        self.thumbs.show_pages(layout.pages, self.sheets.edition)
        self._told.setText(words)
        if tip:
            self._told.setToolTip(tip)
        for way in (self._word, self._pdf, self._print):
            way.setEnabled(layout.pages > 0)

    def show_image(self, page: int, dots: int, image: QImage) -> None:
        """A page as it was drawn, large or small."""
        pixmap = QPixmap.fromImage(image)
        if dots == round(self._theme.px(THUMB) * self.devicePixelRatioF()):
            self.thumbs.set_image(page, pixmap, self.sheets.edition)
        else:
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self.sheets.set_image(page, dots, pixmap, self.sheets.edition)

    def show_complaints(self, complaints: Sequence[Complaint]) -> None:
        """What a person should know before the pages leave the room."""
        self._complaints = tuple(complaints)
        self._warn.setVisible(bool(complaints))
        self._warn.setText(self.tr("{0} 处要核对").format(len(complaints)))
        self._warn.setAccessibleName(self._warn.text())

    def show_progress(self, share: float, words: str) -> None:
        """Something is under way (share 0 to 1); 1 ends it, and without words says that all is kept."""
        under_way = share < 1
        for widget in (self._progress, self._cancel):
            widget.setVisible(under_way)
        self._progress.setValue(round(share * 100))
        self._status.setText(words or self.tr("已存入资料库"))

    @property
    def status(self) -> str:
        """What the bar says."""
        return self._status.text()

    def _list_complaints(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._complaints[:20]:
            menu.addAction(one.sentence.replace("&", "&&"), lambda one=one: self.entry_wanted.emit(one.entry))
        menu.popup(self._warn.mapToGlobal(self._warn.rect().topLeft()))

    def _show_number(self, first: int, last: int) -> None:
        self.thumbs.set_current(first, last)
        count = self.sheets.pages
        if self.is_empty or not count:
            return
        which = str(first) if first == last else self.tr("{0}、{1}").format(first, last)
        self._pages.setText(self.tr("第 {0} 页，共 {1} 页").format(which, count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move among the views."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        views = self._group.buttons()
        focused = next((at for at, one in enumerate(views) if one.hasFocus()), -1)
        if step and focused >= 0:
            other = views[(focused + step) % len(views)]
            assert isinstance(other, QPushButton)
            other.setFocus(Qt.FocusReason.TabFocusReason)
            other.click()
        else:
            super().keyPressEvent(event)

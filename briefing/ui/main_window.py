"""The window: a tree that is the map, a page that is the place, a margin for notes. It lays out and connects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from briefing.ui.annotate.pane import NotesPane
from briefing.ui.detail.start_page import StartPage
from briefing.ui.exchange.drop import annotations_dropped
from briefing.ui.left_pane import LeftPane
from briefing.ui.menus import Menus
from briefing.ui.notice import Notice
from briefing.ui.outline.pane import OutlinePane
from briefing.ui.search_box import SearchBox
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.ui.check.page import CheckPage
    from briefing.ui.compare.filters import ComparisonFilters
    from briefing.ui.compare.page import ComparePage
    from briefing.ui.compose.page import ComposerPage
    from briefing.ui.compose.pane import ComposerPane
    from briefing.ui.detail.item_page import ItemPage
    from briefing.ui.detail.report_page import ReportPage
    from briefing.ui.detail.section_page import SectionPage
    from briefing.ui.edition.confirm_page import ConfirmPage
    from briefing.ui.edition.page import EditionPage
    from briefing.ui.exchange.conflict_page import ConflictPage
    from briefing.ui.exchange.export_page import ExportPage
    from briefing.ui.exchange.merge_page import MergePage
    from briefing.ui.help.guide import GuidePage
    from briefing.ui.notes.filters import NoteFilters
    from briefing.ui.notes.page import NotesPage
    from briefing.ui.notes.placing import PlacingStrip
    from briefing.ui.preview.page import PreviewPage
    from briefing.ui.search.palette import SearchPalette

REPORTS, COMPARISONS, NOTES, BRIEFINGS = 0, 1, 2, 3
"""The left pane's tabs."""

FOLD = 1200
"""Below this width, in pixels, the notes lie under the page instead of beside it."""


class MainWindow(QMainWindow):
    """``painted`` follows the first time anything is on the screen, ``closing`` the last.

    What the first paint does not show is made by ``furnish``, after it. ``file_dropped`` carries the Path of a file of
    annotations that was let fall on it.
    """

    painted = Signal()
    closing = Signal()
    file_dropped = Signal(object)
    comparisons: ComparisonFilters
    note_filters: NoteFilters
    report_page: ReportPage
    section_page: SectionPage
    item_page: ItemPage
    compare_page: ComparePage
    check_page: CheckPage
    notes_page: NotesPage
    composer: ComposerPane
    composer_page: ComposerPage
    placing: PlacingStrip
    merge_page: MergePage
    conflict_page: ConflictPage
    export_page: ExportPage
    edition_page: EditionPage
    confirm_page: ConfirmPage
    preview_page: PreviewPage
    guide_page: GuidePage
    palette_box: SearchPalette

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._was_painted = theme, False
        self._wide: tuple[QWidget, ...] = ()
        self.setWindowTitle(self.tr("简报台"))
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.menus = Menus(self)
        if (more := self.menuBar().findChild(QToolButton)) is not None:
            more.setAccessibleName(self.tr("更多菜单"))
        self.search_box = SearchBox(theme)
        self.menuBar().setCornerWidget(self.search_box, Qt.Corner.TopRightCorner)
        self.outline = OutlinePane(theme)
        self._second_tab, self._third_tab, self._fourth_tab = QWidget(), QWidget(), QWidget()
        self.left = LeftPane(theme)
        self.left.add_tab(self.tr("报告"), self.outline)
        self.left.add_tab(self.tr("对照"), self._second_tab)
        self.left.add_tab(self.tr("批注"), self._third_tab)
        self.left.add_tab(self.tr("简报"), self._fourth_tab)
        self.start_page = StartPage(theme)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.pages.addWidget(self.start_page)
        self.notes = NotesPane(theme)
        self.notes.hide()
        self.notes.standing_changed.connect(self._show_notes)
        self.notice = Notice(theme)
        self._lay_out()
        self._measure()
        theme.changed.connect(self._measure)

    def furnish(self) -> Iterator[object]:
        """Make every other page, one a step, and the search palette."""
        from briefing.ui.check.page import CheckPage
        from briefing.ui.compare.filters import ComparisonFilters
        from briefing.ui.compare.page import ComparePage
        from briefing.ui.compose.page import ComposerPage
        from briefing.ui.compose.pane import ComposerPane
        from briefing.ui.detail.item_page import ItemPage
        from briefing.ui.detail.report_page import ReportPage
        from briefing.ui.detail.section_page import SectionPage
        from briefing.ui.edition.confirm_page import ConfirmPage
        from briefing.ui.edition.page import EditionPage
        from briefing.ui.exchange.conflict_page import ConflictPage
        from briefing.ui.exchange.export_page import ExportPage
        from briefing.ui.exchange.merge_page import MergePage
        from briefing.ui.help.guide import GuidePage
        from briefing.ui.notes.filters import NoteFilters
        from briefing.ui.notes.page import NotesPage
        from briefing.ui.notes.placing import PlacingStrip
        from briefing.ui.preview.page import PreviewPage
        from briefing.ui.search.palette import SearchPalette

        theme = self._theme
        self.comparisons = ComparisonFilters(theme)
        yield _fill(self._second_tab, self.comparisons)
        self.note_filters = NoteFilters(theme)
        yield _fill(self._third_tab, self.note_filters)
        self.composer = ComposerPane(theme)
        yield _fill(self._fourth_tab, self.composer)
        self.report_page = ReportPage(theme)
        yield self.pages.addWidget(self.report_page)
        self.section_page = SectionPage(theme)
        yield self.pages.addWidget(self.section_page)
        self.item_page = ItemPage(theme)
        yield self.pages.addWidget(self.item_page)
        self.compare_page = ComparePage(theme)
        yield self.pages.addWidget(self.compare_page)
        self.check_page = CheckPage(theme)
        yield self.pages.addWidget(self.check_page)
        self.notes_page = NotesPage(theme)
        yield self.pages.addWidget(self.notes_page)
        self.composer_page = ComposerPage(theme)
        yield self.pages.addWidget(self.composer_page)
        self.merge_page = MergePage(theme)
        yield self.pages.addWidget(self.merge_page)
        self.conflict_page = ConflictPage(theme)
        yield self.pages.addWidget(self.conflict_page)
        self.export_page = ExportPage(theme)
        yield self.pages.addWidget(self.export_page)
        self.edition_page = EditionPage(theme)
        yield self.pages.addWidget(self.edition_page)
        self.confirm_page = ConfirmPage(theme)
        yield self.pages.addWidget(self.confirm_page)
        self.preview_page = PreviewPage(theme)
        yield self.pages.addWidget(self.preview_page)
        self.guide_page = GuidePage(theme)
        yield self.pages.addWidget(self.guide_page)
        self._wide = (
            self.merge_page,
            self.conflict_page,
            self.edition_page,
            self.confirm_page,
            self.preview_page,
            self.guide_page,
        )
        self.placing = PlacingStrip(theme)
        self._column.insertWidget(1, self.placing)
        self.palette_box = SearchPalette(theme, self)
        self.palette_box.set_page(self._inner.widget(0))

    def add_wide_page(self, page: QWidget) -> None:
        """Take in a page that has the whole width, made after all the others."""
        self._wide = (*self._wide, page)
        self.pages.addWidget(page)

    def _lay_out(self) -> None:
        self._middle = middle = QWidget()
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        self._inner.addWidget(middle)
        self._inner.addWidget(self.notes)
        self._inner.setStretchFactor(0, 1)
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._outer.addWidget(self.left)
        self._outer.addWidget(self._inner)
        self._outer.setStretchFactor(1, 1)
        for splitter in (self._outer, self._inner):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._outer.setSizes([320, 1046])
        self._inner.setSizes([766, 280])
        self.setCentralWidget(self._outer)

    def _measure(self) -> None:
        """Panes grow with the text, as far as the smallest window lets them."""
        scale = min(self._theme.scale, 1.25)
        self.menuBar().setFixedHeight(self._theme.px(40))
        self.left.setMinimumWidth(round(280 * scale))
        self.left.setMaximumWidth(round(520 * scale))
        self.notes.setMinimumWidth(round(260 * scale))
        self._middle.setMinimumWidth(480)
        self._fold()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; some have the whole width."""
        self.pages.setCurrentWidget(page)
        self._show_notes()
        self.left.setVisible(page not in self._wide)
        self._fold()

    def _show_notes(self) -> None:
        """Notes stand beside an item, and beside a section or a report about which there are any."""
        beside = self.page in (self.section_page, self.report_page) and self.notes.stands
        self.notes.setVisible(self.page is self.item_page or beside)

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return self.pages.currentWidget()

    def state(self) -> tuple[QByteArray, QByteArray, QByteArray]:
        """Geometry and the two splitters, to be remembered."""
        return self.saveGeometry(), self._outer.saveState(), self._inner.saveState()

    def restore(self, geometry: QByteArray, outer: QByteArray, inner: QByteArray) -> None:
        """Take up a remembered state; what is empty is passed over."""
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1366, 728)
        if not outer.isEmpty():
            self._outer.restoreState(outer)
        if not inner.isEmpty() and self._inner.orientation() == Qt.Orientation.Horizontal:
            self._inner.restoreState(inner)

    def _fold(self) -> None:
        folded = self.width() < FOLD * min(self._theme.scale, 1.25)
        wanted = Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal
        if self._inner.orientation() != wanted:
            self._inner.setOrientation(wanted)
            self.notes.setMaximumWidth(16777215 if folded else 600)
            self._inner.setSizes([400, 240] if folded else [self.width() - 600, 280])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if annotations_dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = annotations_dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _fill(tab: QWidget, content: QWidget) -> QWidget:
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    return content

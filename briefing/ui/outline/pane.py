"""The left pane's 报告 tab: a filter field, the outline, and the way to read in another report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.ui.outline.field import FilterField
from briefing.ui.outline.filter import OutlineFilter
from briefing.ui.outline.model import OutlineModel
from briefing.ui.outline.node import Node
from briefing.ui.outline.tree import OutlineTree
from briefing.ui.theme import Theme


class OutlinePane(QWidget):
    """``place_chosen`` carries the Place to open; ``import_wanted`` asks for a file to read in.

    What is unfolded and which row is current are kept as places, so they outlive filtering, another set of reports
    and, through ``state`` and ``restore``, the program itself.
    """

    place_chosen = Signal(object)
    import_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._theme = theme
        self._open: set[Place] = set()
        self._current: Place | None = None
        self._applying = False
        self._model = OutlineModel(self)
        self._filter = OutlineFilter(self._model, self)
        self._field = FilterField(theme)
        self._tree = OutlineTree(theme, self._model, self._filter)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "second")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._body = QStackedWidget()
        self._body.addWidget(self._tree)
        self._body.addWidget(self._nothing)
        self._button = QPushButton(self.tr("读入报告…"))
        self._button.setEnabled(False)
        self._waiting = True
        self._line = QFrame()
        self._line.setProperty("role", "hairline")
        self._lay_out()
        self._connect()
        self._show_body()

    def set_contents(self, contents: tuple[ReportContents, ...], nodes: Mapping[str, Node] | None = None) -> None:
        """Show these reports, the newest first as given; what was unfolded and current stays so.

        ``nodes`` are those of ``report_nodes`` by the key of their report, where they were made before.
        """
        self._applying = True
        another = self._model.set_contents(contents, nodes)
        self._applying = False
        if another:
            self._arrange()

    def set_initials(self, initials: Mapping[str, str] | None) -> None:
        """Pinyin initials of ``names()``, lower case, computed elsewhere; None while there are none."""
        known = self._model.set_initials(initials)
        if self._filter.active and not known:
            self._filter.refresh()
            self._arrange()

    def names(self) -> tuple[str, ...]:
        """The headings and captions that initials are wanted for."""
        return self._model.names()

    def select(self, place: Place) -> None:
        """Make a place's row current and bring it into view, without opening it. A filter that hides it is emptied."""
        source = self._model.index_of(place)
        self._current = place
        if not source.isValid():
            return
        if self._filter.active and not self._filter.mapFromSource(source).isValid():
            self._field.clear()
        self._mark(source)
        if not place.section and place.item is None:
            # A report that is opened shows its parts: one sees where one can go.
            self._tree.expand(self._filter.mapFromSource(source))

    @property
    def tree(self) -> OutlineTree:
        """The tree itself."""
        return self._tree

    def focus_tree(self) -> None:
        """Put the keyboard on the tree."""
        # Nobody pressed a key: the focus ring stays away until somebody does.
        self._tree.setFocus(Qt.FocusReason.MouseFocusReason)

    def allow_import(self, allowed: bool) -> None:
        """Whether a report can be read in now: not before the library is open, nor in one that did not open."""
        self._waiting = False
        self._button.setEnabled(allowed)
        self._show_body()

    def focus_filter(self) -> None:
        """Put the cursor into the filter field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def state(self) -> dict[str, Any]:
        """What is unfolded and which row is current, as strings for the settings."""
        return {
            "expanded": sorted(str(place) for place in self._open),
            "current": "" if self._current is None else str(self._current),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up a ``state``; what is no place any more, or no state at all, is passed over."""
        wanted = state.get("expanded", ())
        texts = wanted if isinstance(wanted, Iterable) and not isinstance(wanted, str) else ()
        places = (Place.parse(text) for text in texts if isinstance(text, str))
        self._open = {place for place in places if place is not None}
        current = state.get("current", "")
        self._current = Place.parse(current) if isinstance(current, str) else None
        self._arrange()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        self._around_field = QVBoxLayout()
        self._around_field.addWidget(self._field)
        column.addLayout(self._around_field)
        column.addWidget(self._body, 1)
        column.addWidget(self._line)
        self._around_button = QVBoxLayout()
        self._around_button.addWidget(self._button)
        column.addLayout(self._around_button)
        self._measure()

    def _measure(self) -> None:
        px = self._theme.px
        self._around_field.setContentsMargins(px(16), px(8), px(16), 0)
        self._around_button.setContentsMargins(px(16), px(8), px(16), px(7))
        self._nothing.setContentsMargins(px(16), px(16), px(16), 0)

    def _connect(self) -> None:
        self._theme.changed.connect(self._measure)
        self._field.textChanged.connect(self._narrow)
        self._field.left_below.connect(self._go_to_tree)
        self._tree.opened.connect(self._choose)
        self._tree.expanded.connect(self._note_expanded)
        self._tree.collapsed.connect(self._note_collapsed)
        self._tree.selectionModel().currentChanged.connect(self._note_current)
        self._button.clicked.connect(self.import_wanted)

    def _narrow(self, text: str) -> None:
        self._applying = True
        self._filter.set_words(text)
        self._applying = False
        self._arrange()

    def _arrange(self) -> None:
        """Unfold what belongs unfolded (while filtering: whatever holds a match) and mark the current row."""
        self._applying = True
        self._tree.collapseAll()
        # While a layout is pending rows are only noted as unfolded; else each would lay the whole tree out.
        self._tree.scheduleDelayedItemsLayout()
        if self._filter.active:
            for index in self._filter.above_found():
                self._tree.expand(index)
        else:
            for place in self._open:
                self._tree.expand(self._filter.mapFromSource(self._model.index_of(place)))
        self._tree.setCurrentIndex(QModelIndex())
        self._applying = False
        if self._current is not None:
            self._mark(self._model.index_of(self._current))
        self._show_body()

    def _mark(self, source: QModelIndex) -> None:
        index = self._filter.mapFromSource(source)
        if not index.isValid():
            return
        above = index
        while (above := above.parent()).isValid():
            self._tree.expand(above)
        self._applying = True
        self._tree.setCurrentIndex(index)
        self._applying = False
        self._tree.scrollTo(index)

    def _show_body(self) -> None:
        if not self._model.rowCount():
            self._nothing.setText(self._why_empty())
        elif not self._filter.rowCount():
            self._nothing.setText(
                self.tr("没有标题或条目含有“{0}”。按 Esc 清空筛选。").format(self._field.text().strip())
            )
        else:
            self._body.setCurrentWidget(self._tree)
            return
        self._body.setCurrentWidget(self._nothing)

    def _why_empty(self) -> str:
        if self._waiting:
            return self.tr("正在打开资料库……")
        if not self._button.isEnabled():
            return self.tr("资料库没有打开。")
        return self.tr("还没有报告。读入一份政府工作报告，目录就列在这里。")

    def _go_to_tree(self) -> None:
        """To the first match, or to the current row."""
        if self._body.currentWidget() is not self._tree:
            return
        if self._filter.active:
            self._tree.setCurrentIndex(self._filter.first_found())
        self._tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, place: Place) -> None:
        self._current = place
        self.place_chosen.emit(place)

    def _note_expanded(self, index: QModelIndex) -> None:
        place = self._tree.place_at(index)
        if place is not None and not self._applying and not self._filter.active:
            self._open.add(place)

    def _note_collapsed(self, index: QModelIndex) -> None:
        place = self._tree.place_at(index)
        if place is not None and not self._applying and not self._filter.active:
            self._open.discard(place)

    def _note_current(self, index: QModelIndex) -> None:
        place = self._tree.place_at(index)
        if place is not None and not self._applying:
            self._current = place

"""The figures' table as a view: paper, a rule under the header, a hairline under each row, and nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.domain.figure import FigureRef
from briefing.ui.detail.figure_table import Column, FigureModel, FigureRow
from briefing.ui.detail.trust import paint_trust, trust_words
from briefing.ui.quantity_paint import QuantityWords, paint_computed_tag, paint_quantity
from briefing.ui.ruled_table import LEFT, RIGHT, RuledHeader, RuledTable, paint_focus, paint_ground, paint_line
from briefing.ui.theme import Theme

LEAST_UNIT = 40
"""The narrowest sub-column for units, in pixels at 100 %; the widest unit of a column makes it wider."""


def unit_room(theme: Theme, model: FigureModel, column: int) -> float:
    """How wide the units of a column are, so that its digits line up and no unit is cut; the tag's room in a header."""
    metrics = QFontMetricsF(theme.sans(14))
    units = {words.unit for row in model.rows if (words := row.words(model.columns[column]))}
    widest = max((metrics.horizontalAdvance(unit) for unit in units), default=0.0)
    return max(float(theme.px(LEAST_UNIT)), widest + theme.px(8))


def sort_sign(model: FigureModel, column: Column) -> str:
    """An arrow before the words of the column that the rows are sorted by."""
    if model.sorting is None or model.sorting[0] is not column:
        return ""
    return "↓ " if model.sorting[1] is Qt.SortOrder.DescendingOrder else "↑ "


class _Header(RuledHeader):
    """Header words end where the digits end; the difference carries its 测算 tag."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("点一下排序，点第三下回到原文顺序"))

    def paint_words(self, painter: QPainter, box: QRectF, section: int, words: str) -> None:
        model = self.model()
        assert isinstance(model, FigureModel)
        column = model.columns[section]
        words = sort_sign(model, column) + words
        if column in (Column.SUBJECT, Column.MEASURE):
            painter.drawText(box, LEFT, words)
        else:
            right = box.right() - unit_room(self._theme, model, section)
            number = QRectF(box.left(), box.top(), right - box.left(), box.height())
            painter.drawText(number, RIGHT, words)
            if column is Column.DIFFERENCE:
                paint_computed_tag(painter, self._theme, right + self._theme.px(4), box)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        view = option.widget  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, theme, box, state)
        paint_line(painter, theme, box)
        model = index.model()
        assert isinstance(model, FigureModel)
        column = model.columns[index.column()]
        words = index.data(FigureModel.WordsRole)
        if isinstance(words, QuantityWords):
            paint_quantity(painter, theme, box, words, unit_room=unit_room(theme, model, index.column()))
        else:
            if column is Column.SUBJECT:
                box = self._paint_trust(painter, box, model.rows[index.row()])
            self._paint_words(painter, box, column, str(index.data() or ""))
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus() and view.keyboard_focus:
            paint_focus(painter, theme, box)
        painter.restore()

    def _paint_trust(self, painter: QPainter, box: QRectF, row: FigureRow) -> QRectF:
        """Paint whose word the figure is at the end of its name's room, and return the room that is left."""
        if not trust_words(row.figure):
            return box
        size = self._theme.px(10)
        mark = QRectF(box.right() - size - self._theme.px(8), box.center().y() - size / 2, size, size)
        paint_trust(painter, self._theme, row.figure, mark)
        return box.adjusted(0, 0, -size - self._theme.px(8), 0)

    def _paint_words(self, painter: QPainter, box: QRectF, column: Column, words: str) -> None:
        theme = self._theme
        small = column in (Column.MEASURE, Column.DIFFERENCE)
        painter.setFont(theme.sans(14 if small else 15))
        role = "caveat" if column is Column.DIFFERENCE else "ink2" if small else "ink"
        painter.setPen(theme.colour(role))
        side = Qt.AlignmentFlag.AlignLeft
        if column is Column.DIFFERENCE:
            side = Qt.AlignmentFlag.AlignRight
        metrics = QFontMetricsF(painter.font())
        room = box.adjusted(0, 0, -theme.px(8), 0)
        painter.drawText(
            room,
            side | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )


class FigureView(RuledTable):
    """The table at its full height (the page scrolls, not the table).

    ``figure_chosen`` carries the FigureRef of the row a person chose; ``figure_opened`` that of a row opened with
    Enter or a double click, ``figure_refused`` that of a row on which Delete was pressed.
    """

    figure_chosen = Signal(object)
    figure_opened = Signal(object)
    figure_refused = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._model = FigureModel(self)
        self.setModel(self._model)
        self.setHorizontalHeader(_Header(theme, self))
        self.setItemDelegate(_Delegate(theme, self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("数据表"))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.horizontalHeader().sectionClicked.connect(lambda at: self.sort(self._model.columns[at]))
        self.doubleClicked.connect(lambda index: self._open(index))
        theme.changed.connect(self._measure)

    def set_rows(self, rows: tuple[FigureRow, ...]) -> None:
        """Show these rows; nothing is selected."""
        self._model.set_rows(rows)
        self._measure()

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """The rows, in the order in which they stand."""
        return self._model.rows

    def set_current(self, ref: FigureRef | None) -> None:
        """Select a figure's row without telling anybody."""
        blocked = self.selectionModel().blockSignals(True)
        at = next((i for i, row in enumerate(self._model.rows) if row.figure.ref == ref), -1)
        if at >= 0:
            self.selectRow(at)
        else:
            self.clearSelection()
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def sort(self, column: Column | None) -> None:
        """Sort by a column as a click on its header does; None gives back the order of the text."""
        if column is None:
            self._model.sort_by(None)
        else:
            self._model.step_sorting(column)
        self._share_width()
        self.horizontalHeader().viewport().update()

    def menu(self) -> QMenu:
        """What can be done with the table, for the keyboard as well: copy it, sort it."""
        menu = QMenu(self)
        menu.addAction(self.tr("复制数据表"), self.copy)
        menu.addSeparator()
        for column in self._model.columns:
            words = str(self._model.headerData(self._model.columns.index(column), Qt.Orientation.Horizontal))
            menu.addAction(self.tr("按“{0}”排序").format(words), partial(self.sort, column))
        back = menu.addAction(self.tr("回到原文顺序"), partial(self.sort, None))
        back.setEnabled(self._model.sorting is not None)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy(self) -> None:
        """Put the table on the clipboard, tab-separated, as a spreadsheet takes it."""
        model = self._model
        lines = [[str(model.headerData(c, Qt.Orientation.Horizontal)) for c in range(model.columnCount())]]
        lines += [
            [str(model.index(r, c).data() or "") for c in range(model.columnCount())] for r in range(model.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and (row := self._row_at(self.currentIndex())):
            self.figure_refused.emit(row.figure.ref)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            reason = event.reason()  # type: ignore[attr-defined]
            self.keyboard_focus = reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _measure(self) -> None:
        row = self._theme.px(40)
        self.verticalHeader().setDefaultSectionSize(row)
        self._share_width()
        self.viewport().update()
        self.updateGeometry()

    def _share_width(self) -> None:
        """Numbers get what they need, the subject the rest.

        On a narrow page the measure gives way first; where even that is not enough the table scrolls sideways.
        """
        columns = self._model.columns
        wants = {at: self._wanted(at) for at, column in enumerate(columns) if column is not Column.SUBJECT}
        room = self.viewport().width() - sum(wants.values())
        if Column.MEASURE in columns:
            at = columns.index(Column.MEASURE)
            narrow = room < self._theme.px(120)
            self.setColumnHidden(at, narrow)
            room += wants.pop(at) if narrow else 0
        self._scroll_sideways(room < self._theme.px(120))
        # Where there is room to spare the subject takes no more than two thirds of it: eyes must cross the gap.
        least = min(self._theme.px(300), max(self._theme.px(120), self._widest_subject()))
        spare = max(0, room - least)
        numbers = [at for at in wants if columns[at] is not Column.MEASURE]
        share = spare // (len(numbers) + 2) if numbers else 0
        for at, column in enumerate(columns):
            if column is Column.SUBJECT:
                self.setColumnWidth(at, max(self._theme.px(120), room - share * len(numbers)))
            elif at in wants:
                self.setColumnWidth(at, wants[at] + (share if at in numbers else 0))

    def _scroll_sideways(self, on: bool) -> None:
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if on else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        rows = self._theme.px(32) + self._theme.px(40) * self._model.rowCount() + 1
        self.setFixedHeight(rows + (self.horizontalScrollBar().sizeHint().height() if on else 0))

    def _widest_subject(self) -> int:
        metrics = QFontMetricsF(self._theme.sans(15))
        texts = [str(self._model.index(at, 0).data()) for at in range(self._model.rowCount())]
        return round(max((metrics.horizontalAdvance(text) for text in texts), default=0.0)) + self._theme.px(16)

    def _wanted(self, at: int) -> int:
        """What a column needs: its widest number with sign and mark, its units, its header."""
        model, px = self._model, self._theme.px
        if model.columns[at] is Column.MEASURE:
            return px(60)
        digits, small = QFontMetricsF(self._theme.sans(18, bold=True)), QFontMetricsF(self._theme.sans(14))
        numbers = [words for row in model.rows if (words := row.words(model.columns[at]))]
        widest = max((digits.horizontalAdvance(w.number + w.sign) for w in numbers), default=0.0) + px(12)
        if any(words.caveat for words in numbers):
            widest += px(20)
        sign = sort_sign(model, model.columns[at])
        header = small.horizontalAdvance(sign + str(model.headerData(at, Qt.Orientation.Horizontal)))
        refused = max((small.horizontalAdvance(row.refused) for row in model.rows), default=0.0) + px(12)
        needed = max(widest, header) + unit_room(self._theme, model, at) + px(16)
        return round(max(needed, refused) if model.columns[at] is Column.DIFFERENCE else needed)

    def _row_at(self, index: QModelIndex) -> FigureRow | None:
        return self._model.rows[index.row()] if index.isValid() else None

    def _tell(self, now: QModelIndex) -> None:
        if row := self._row_at(now):
            self.figure_chosen.emit(row.figure.ref)

    def _open(self, index: QModelIndex) -> None:
        if row := self._row_at(index):
            self.figure_opened.emit(row.figure.ref)

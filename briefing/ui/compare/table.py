"""The table of indicators: numbers in columns, two bars a row on its own axis, the difference marked as computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.domain.comparison import Indicator, Terms
from briefing.ui.compare.bars import paint_bars
from briefing.ui.compare.rows import Column, ComparisonModel, words_of
from briefing.ui.parts import paint_caveat_mark
from briefing.ui.quantity_paint import QuantityWords, paint_computed_tag, paint_quantity
from briefing.ui.ruled_table import (
    LEFT,
    RIGHT,
    RuledHeader,
    RuledTable,
    paint_bar,
    paint_focus,
    paint_ground,
    paint_line,
)
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.ui.compare.rows import Index

_COLUMNS = list(Column)


def unit_room(theme: Theme, model: ComparisonModel, column: Column) -> float:
    """How wide the units of a column are, so that its digits line up and no unit is cut."""
    metrics = QFontMetricsF(theme.sans(14))
    rows = [row for row in model.rows if isinstance(row, Indicator)]
    units = {words.unit for row in rows if (words := words_of(row, column))}
    widest = max((metrics.horizontalAdvance(unit) for unit in units), default=0.0)
    return max(float(theme.px(32)), widest + theme.px(8))


class _Header(RuledHeader):
    def paint_words(self, painter: QPainter, box: QRectF, section: int, words: str) -> None:
        theme, column, model = self._theme, _COLUMNS[section], self.model()
        assert isinstance(model, ComparisonModel)
        if column in (Column.NAME, Column.BARS):
            painter.drawText(box.adjusted(theme.px(8 if column is Column.NAME else 10), 0, 0, 0), LEFT, words)
        else:
            right = box.right() - unit_room(theme, model, column)
            painter.drawText(QRectF(box.left(), box.top(), right - box.left(), box.height()), RIGHT, words)
            if column is Column.DIFFERENCE:
                paint_computed_tag(painter, theme, right + theme.px(4), box)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, QRectF(option.rect)  # type: ignore[attr-defined]
        state, view = option.state, option.widget  # type: ignore[attr-defined]
        model = index.model()
        assert isinstance(model, ComparisonModel)
        indicator, column = model.indicator_at(index.row()), _COLUMNS[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if indicator is None:
            if column is Column.NAME:
                painter.setFont(theme.sans(15, bold=True))
                painter.setPen(theme.colour("ink"))
                painter.drawText(box.adjusted(theme.px(8), 0, 0, 0), LEFT, str(index.data() or ""))
        else:
            self._row(painter, box, index, indicator, column, state)
            if column is Column.NAME and state & QStyle.StateFlag.State_Selected:
                paint_bar(painter, theme, box)
        paint_line(painter, theme, box)
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus() and view.keyboard_focus:
            paint_focus(painter, theme, box)
        painter.restore()

    def _row(
        self,
        painter: QPainter,
        box: QRectF,
        index: Index,
        indicator: Indicator,
        column: Column,
        state: QStyle.StateFlag,
    ) -> None:
        theme, px = self._theme, self._theme.px
        paint_ground(painter, theme, box, state)
        model = index.model()
        assert isinstance(model, ComparisonModel)
        words = index.data(ComparisonModel.WordsRole)
        if column is Column.NAME:
            self._name(painter, box, str(index.data()), caveat=indicator.terms is not Terms.SAME)
        elif column is Column.BARS:
            paint_bars(painter, theme, box.adjusted(px(10), px(10), -px(14), -px(8)), indicator)
        elif isinstance(words, QuantityWords):
            paint_quantity(painter, theme, box, words, unit_room=unit_room(theme, model, column), pixels=16)
        else:
            painter.setFont(theme.sans(14))
            painter.setPen(theme.colour("caveat"))
            painter.drawText(box.adjusted(0, 0, -px(8), 0), RIGHT, str(index.data() or ""))

    def _name(self, painter: QPainter, box: QRectF, name: str, *, caveat: bool) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.sans(15))
        painter.setPen(theme.colour("ink"))
        room = box.width() - px(8) - px(22 if caveat else 4)
        elided = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(px(8), 0, 0, 0), LEFT, elided)
        if caveat:
            size = px(11)
            paint_caveat_mark(painter, theme, box.right() - px(18), box.center().y() - size / 2, size)


class ComparisonView(RuledTable):
    """``indicator_chosen`` carries the Indicator of the current row, ``indicator_opened`` that of one entered."""

    indicator_chosen = Signal(object)
    indicator_opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._model = ComparisonModel(self)
        self.setModel(self._model)
        self.setHorizontalHeader(_Header(theme, self))
        self.setItemDelegate(_Delegate(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("对照表"))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now))
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._measure)

    def set_rows(self, rows: tuple[Indicator | str, ...]) -> None:
        """Show these rows; the current indicator stays current where it is still among them."""
        before = self.current
        self._model.set_rows(rows)
        self._measure()
        at = self._model.row_of(before.key) if before else -1
        if at < 0:
            at = next((i for i, row in enumerate(rows) if isinstance(row, Indicator)), -1)
        if at >= 0:
            self.selectRow(at)
        else:
            self.indicator_chosen.emit(None)

    def choose(self, key: str) -> None:
        """Make an indicator's row current."""
        at = self._model.row_of(key)
        if at >= 0:
            self.selectRow(at)
            self.scrollTo(self._model.index(at, 0))

    @property
    def current(self) -> Indicator | None:
        """The indicator of the current row."""
        return self._model.indicator_at(self.currentIndex().row())

    def indicator_at(self, index: QModelIndex) -> Indicator | None:
        """The indicator of a row."""
        return self._model.indicator_at(index.row()) if index.isValid() else None

    def copy(self) -> None:
        """Put the table on the clipboard, tab-separated, themes left out."""
        columns = [column for column in range(len(_COLUMNS)) if _COLUMNS[column] is not Column.BARS]
        lines = [[str(self._model.headerData(c, Qt.Orientation.Horizontal, 0)) for c in columns]]
        rows = [row for row in range(self._model.rowCount()) if self._model.indicator_at(row)]
        lines += [[str(self._model.index(row, c).data() or "") for c in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_focus = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _measure(self) -> None:
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, self._theme.px(40 if self._model.indicator_at(row) else 32))
        self._share_width()
        self.viewport().update()

    def _share_width(self) -> None:
        px = self._theme.px
        digits = QFontMetricsF(self._theme.sans(16, bold=True))
        widths: dict[Column, float] = {}
        rows = [row for row in self._model.rows if isinstance(row, Indicator)]
        for at, column in enumerate(_COLUMNS):
            if column in (Column.NAME, Column.BARS):
                continue
            numbers = [w for row in rows if (w := words_of(row, column))]
            widest = max((digits.horizontalAdvance(w.sign + w.number) for w in numbers), default=0.0) + px(8)
            words = str(self._model.headerData(at, Qt.Orientation.Horizontal))
            header = QFontMetricsF(self._theme.sans(14)).horizontalAdvance(words)
            widths[column] = max(widest, header) + unit_room(self._theme, self._model, column) + px(10)
        room = self.viewport().width() - sum(widths.values())
        names = QFontMetricsF(self._theme.sans(15))
        longest = max((names.horizontalAdvance(row.name) for row in rows), default=0.0) + px(36)
        widths[Column.BARS] = max(px(94), min(px(220), room - longest))
        widths[Column.NAME] = max(px(120), room - widths[Column.BARS])
        for at, column in enumerate(_COLUMNS):
            self.setColumnWidth(at, round(widths[column]))

    def _tell(self, now: QModelIndex) -> None:
        self.indicator_chosen.emit(self._model.indicator_at(now.row()))

    def _open(self, index: QModelIndex) -> None:
        if indicator := self._model.indicator_at(index.row()):
            self.indicator_opened.emit(indicator)

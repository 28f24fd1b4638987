"""An item's words on the page: figures in their boxes, annotations underlined, both ways clickable."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Item, Nature
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.ui.detail.marks import NoteMark, lead_of
from briefing.ui.detail.note_paint import discs, paint_chosen, paint_notes
from briefing.ui.detail.text_layout import SetText, Stretch
from briefing.ui.detail.tints import dot_room, paint_tints
from briefing.ui.detail.trust import is_marked, plain_tip, trust_words
from briefing.ui.theme import Theme


class ItemText(QWidget):
    """Shows one item; give it a new one with ``set_item``.

    ``figure_chosen`` carries a FigureRef, ``note_chosen`` an annotation's id, ``passage_selected`` a Span of the
    item's text (empty when nothing is selected any more). Where ``settles`` is set, the menu asks with ``add_wanted``
    that the selected passage be a figure and with ``correct_wanted`` (a FigureRef) that one be corrected. ``pixels``
    and ``line`` are the design's sizes at 100 %.
    """

    figure_chosen = Signal(object)
    note_chosen = Signal(str)
    passage_selected = Signal(object)
    annotate_wanted = Signal()
    add_wanted = Signal()
    correct_wanted = Signal(object)

    def __init__(self, theme: Theme, *, pixels: float = 20, line: float = 40, lead: bool = True) -> None:
        super().__init__()
        self._theme, self._pixels, self._line, self._lead = theme, pixels, line, lead
        self.settles = False
        self._item: Item | None = None
        self._figures: tuple[Figure, ...] = ()
        self._notes: tuple[NoteMark, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._said: Mapping[FigureRef, str] = {}
        self._current: FigureRef | None = None
        self._current_note = ""
        self._selected: Span | None = None
        self._writing: Span | None = None
        self._pressed_at: int | None = None
        self._set: SetText | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(self.tr("条目原文"))
        theme.changed.connect(self._relayout)

    def set_item(
        self,
        item: Item,
        figures: tuple[Figure, ...],
        notes: tuple[NoteMark, ...] = (),
        *,
        said: Mapping[FigureRef, str] | None = None,
    ) -> None:
        """Show this item with the figures and annotations that stand in it; ``said`` tells who settled a figure."""
        if self._item is not item:
            self._selected, self._writing, self._hits, self._current = None, None, (), None
        self._item, self._figures, self._notes, self._said = item, figures, notes, said or {}
        self.setAccessibleDescription(shown(item.text))
        self._relayout()

    def set_notes(self, notes: tuple[NoteMark, ...]) -> None:
        """Mark these annotations instead of those marked so far."""
        self._notes = notes
        self._relayout()

    def set_writing(self, span: Span | None) -> None:
        """Mark the stretch that a note is being written about, whatever is selected meanwhile."""
        self._writing = span
        self.update()

    def set_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark the words a search looked for."""
        self._hits = hits
        self._relayout()

    def set_current(self, figure: FigureRef | None) -> None:
        """Frame one figure, as the table's current row."""
        self._current = figure
        self.update()

    def set_current_note(self, note_id: str) -> None:
        """Strengthen one annotation's underline."""
        self._current_note = note_id
        self.update()

    @property
    def passage(self) -> Span | None:
        """What a note would be about: the selected stretch, else the figure in hand; None for the whole item."""
        figure = next((figure for figure in self._figures if figure.ref == self._current), None)
        return self._selected or (figure.text_span if figure else None)

    @property
    def selection(self) -> Span | None:
        """The selected stretch of the item's text, if any."""
        return self._selected

    def select(self, span: Span | None) -> None:
        """Select a stretch, or nothing."""
        selected = span if span is not None and len(span) else None
        if selected != self._selected:
            self._selected = selected
            self.passage_selected.emit(selected)
            self.update()

    def box_of(self, span: Span) -> QRectF:
        """Where a stretch stands, in this widget's coordinates."""
        boxes = self._laid(self.width()).rects(span) if self._item else []
        box = QRectF()
        for part in boxes:
            box = box.united(part)
        return box.translated(4, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid(width).height) + (self._theme.px(12) if self._notes else 2) if self._item else 0

    def sizeHint(self) -> QSize:
        width = self.width() or 640
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(self._line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set = None
        super().resizeEvent(event)

    def _relayout(self) -> None:
        self._set = None
        self.updateGeometry()
        self.update()

    def _laid(self, width: int) -> SetText:
        if self._set is None or self._width != width:
            self._set, self._width = self._lay(width), width
        return self._set

    _width = -1

    def _lay(self, width: int) -> SetText:
        assert self._item is not None
        colours, stretches = self._theme.colours, []
        lead = lead_of(self._item.text) if self._lead else None
        if lead:
            stretches.append(Stretch(lead, bold=True))
        stretches += [Stretch(hit, bold=True) for hit in self._hits]
        for figure in self._figures:
            colour = colours.result if figure.nature is Nature.ACTUAL else colours.target
            room = dot_room(self._theme, self._pixels) if is_marked(figure) else 0.0
            stretches.append(Stretch(figure.text_span, bold=True, colour=colour, whole=True, room=room))
            stretches += [Stretch(cue, colour=colour) for cue in figure.cues]
        font = self._theme.serif(self._pixels)
        return SetText(
            self._item.text, font, self._theme.px(self._line), max(60, width - 8), stretches, self._item.breaks
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._item is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(4, 0)
        text = self._laid(self.width())
        for span in (self._writing, self._selected):
            if span is not None:
                paint_chosen(painter, self._theme, text, span)
        paint_tints(painter, self._theme, text, self._figures, current=self._current, pixels=self._pixels)
        painter.setPen(self._theme.colour("ink"))
        text.layout.draw(painter, QPointF(0, 0))
        self._paint_hits(painter, text)
        paint_notes(painter, self._theme, text, self._notes, self._discs(text), current=self._current_note)
        if self.hasFocus() and self._keyboard:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-3, 1, -5, -1), 3, 3)

    _keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_hits(self, painter: QPainter, text: SetText) -> None:
        painter.setPen(QPen(self._theme.colour("ink"), 2))
        for hit in self._hits:
            for box in text.rects(hit):
                _, bottom = text.ink(box, 0)
                painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))

    def _point(self, event: QMouseEvent) -> int:
        return self._laid(self.width()).point_at(event.position() - QPointF(4, 0))

    def _figure_under(self, position: QPointF) -> Figure | None:
        text = self._laid(self.width())
        at = position - QPointF(4, 0)
        return next((f for f in self._figures if any(box.contains(at) for box in text.rects(f.text_span))), None)

    def _note_under(self, position: QPointF) -> NoteMark | None:
        discs = self._discs(self._laid(self.width()))
        at = position - QPointF(4, 0)
        return next((note for note in self._notes if note.id in discs and discs[note.id].contains(at)), None)

    def _discs(self, text: SetText) -> dict[str, QRectF]:
        if self._placed is None or self._placed[0] is not text:
            self._placed = (text, discs(self._theme, text, self._notes))
        return self._placed[1]

    _placed: tuple[SetText, dict[str, QRectF]] | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._item:
            self._keyboard = False
            self._pressed_at = self._point(event)
            self._moved = False

    _moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._item:
            return
        if self._pressed_at is not None:
            here = self._point(event)
            self._moved = self._moved or here != self._pressed_at
            self.select(Span(min(here, self._pressed_at), max(here, self._pressed_at)))
            return
        over = self._figure_under(event.position()) or self._note_under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        self._pressed_at = None
        if self._moved:
            return
        self.select(None)
        if note := self._note_under(event.position()):
            self.note_chosen.emit(note.id)
        elif figure := self._figure_under(event.position()):
            self.figure_chosen.emit(figure.ref)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._item:
            self.select(_clause(self._item.text, self._point(event)))
            self._moved, self._pressed_at = True, None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("复制"), self.copy)
        menu.addAction(self.tr("全选"), self._select_all)
        menu.addSeparator()
        figure = self._figure_under(QPointF(event.pos())) if self._item else None
        if figure is not None and self._selected is None:
            self.figure_chosen.emit(figure.ref)
        menu.addAction(self._annotate_words(), self.annotate_wanted.emit)
        if self.settles:
            add = menu.addAction(self.tr("添加为数据…"), self.add_wanted.emit)
            add.setEnabled(self._selected is not None)
            correct = menu.addAction(self.tr("更正数据…"))
            correct.setEnabled(figure is not None)
            if figure is not None:
                ref = figure.ref
                correct.triggered.connect(lambda: self.correct_wanted.emit(ref))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _annotate_words(self) -> str:
        if self._selected is not None:
            return self.tr("给选中的文字写批注")
        return self.tr("给这个数据写批注") if self.passage else self.tr("给整条写批注")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_all()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._item:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._extend(step)
            else:
                self._step_figure(step)
        elif event.key() == Qt.Key.Key_Escape and self._selected:
            self.select(None)
        else:
            super().keyPressEvent(event)

    def _extend(self, step: int) -> None:
        assert self._item is not None
        at = self._selected or Span(0, 0)
        end = max(at.start, min(at.end + step, len(self._item.text)))
        self.select(Span(at.start, end))

    def _step_figure(self, step: int) -> None:
        """Left and right walk the figures, so that the table can be reached without a mouse."""
        if not self._figures:
            return
        refs = [figure.ref for figure in self._figures]
        at = refs.index(self._current) + step if self._current in refs else (0 if step > 0 else -1)
        self.figure_chosen.emit(refs[at % len(refs)])

    def _select_all(self) -> None:
        if self._item:
            self.select(Span(0, len(self._item.text)))

    def copy(self) -> None:
        """Put the selected words, or all of them, on the clipboard in the form shown."""
        if self._item:
            words = self._selected.of(self._item.text) if self._selected else self._item.text
            QGuiApplication.clipboard().setText(shown(words))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._item:
            figure = self._figure_under(QPointF(event.pos()))
            if figure:
                QToolTip.showText(event.globalPos(), self.tip(figure), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip(self, figure: Figure) -> str:
        """What hovering a figure tells: what it says, and whose word that is."""
        year = self.tr("{0} 年").format(figure.year) if figure.year else ""
        nature = self.tr("实绩") if figure.nature is Nature.ACTUAL else self.tr("目标")
        lines = [f"{shown(figure.label)}  {figure.quantity.words}", f"{year}{nature} · {figure.measure.label}"]
        return plain_tip(
            "\n".join(line for line in (*lines, trust_words(figure), self._said.get(figure.ref, "")) if line)
        )


def _clause(text: str, at: int) -> Span:
    """The clause around a code point, its closing mark left out: what a double click selects."""
    # In the form shown a comma that groups thousands differs from one that ends a clause.
    words, stops = shown(text), "。；，！？"
    start = max((words.rfind(stop, 0, at) for stop in stops), default=-1) + 1
    ends = [end for stop in stops if (end := words.find(stop, at)) >= 0]
    return Span(start, max(start, min(ends, default=len(text))))

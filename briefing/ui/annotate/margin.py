"""The margin's own layout: cards and the editor at the heights of their passages, moving with the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from briefing.ui.annotate.stacking import stack
from briefing.ui.theme import Theme


@dataclass(slots=True)
class Slot:
    """Something that stands in the margin. ``top`` is the height of its passage in pixels from the top of the page's
    column, None for what follows the one before; ``inset`` is what is left free at either side.
    """

    widget: QWidget
    top: int | None = None
    inset: int = 0


class Margin(QScrollArea):
    """Give it slots with ``set_slots``; ``measure_wanted`` asks for their heights anew before each laying out."""

    measure_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slots: list[Slot] = []
        self._fixed: QWidget | None = None
        self._page = 0
        self._room = 0
        self.in_step = True
        self._sheet = QWidget()
        self._sheet.setObjectName("page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._sheet)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.lay_out)

    def set_slots(self, slots: Sequence[Slot]) -> None:
        """Show these, in this order. What is gone is deleted; the keyboard walks them as they stand."""
        kept = {slot.widget for slot in slots}
        for slot in self._slots:
            if slot.widget not in kept:
                slot.widget.removeEventFilter(self)
                slot.widget.hide()
                slot.widget.deleteLater()
        for slot in slots:
            if slot.widget.parent() is not self._sheet:
                slot.widget.setParent(self._sheet)
                slot.widget.installEventFilter(self)
                slot.widget.show()
        self._slots = list(slots)
        if self._fixed not in kept:
            self._fixed = None
        self.later()

    @property
    def standing(self) -> tuple[Slot, ...]:
        """What stands in it, in order."""
        return tuple(self._slots)

    def fix(self, widget: QWidget | None) -> None:
        """Let one stand exactly at the height of its passage, and come into view; the others make room."""
        self._fixed = widget
        self.lay_out()
        if widget is not None:
            self._align()
            self.ensureWidgetVisible(widget, 0, self._theme.px(8))

    def later(self) -> None:
        """Lay out once the event loop comes round."""
        self._soon.start()

    def follow(self, page: int, most: int) -> None:
        """The page was scrolled to ``page`` of ``most``: go with it."""
        moved, self._page = page - self._page, page
        if not self.in_step:
            return
        if most != self._room:
            self._room = most
            self._extend()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + moved)

    def lay_out(self) -> None:
        """Put everything in its place now."""
        self._soon.stop()
        self.measure_wanted.emit()
        width = self.viewport().width()
        heights = [self._height(slot, width) for slot in self._slots]
        wanted = [slot.top if self.in_step else (0 if at == 0 else None) for at, slot in enumerate(self._slots)]
        at = next((at for at, slot in enumerate(self._slots) if slot.widget is self._fixed), None)
        tops = stack(wanted, heights, self._theme.px(10), at if self.in_step else None)
        lead, self._lead = self._lead, max(0, -min(tops, default=0))
        for slot, top, height in zip(self._slots, tops, heights, strict=True):
            slot.widget.setGeometry(slot.inset, top + self._lead, width - 2 * slot.inset, height)
        self._bottom = max((top + height for top, height in zip(tops, heights, strict=True)), default=0) + self._lead
        self._extend()
        if lead != self._lead:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self._lead - lead)

    _lead, _bottom = 0, 0

    def _extend(self) -> None:
        """As long as what stands in it, and as long as the page, so that it can go with the page to its end."""
        view = self.viewport()
        least = self._lead + (self._room + view.height() if self.in_step else 0)
        self._sheet.resize(view.width(), max(self._bottom + self._theme.px(16), least, view.height()))

    def _align(self) -> None:
        if self.in_step:
            self.verticalScrollBar().setValue(self._lead + self._page)

    def _height(self, slot: Slot, width: int) -> int:
        inner = width - 2 * slot.inset
        widget = slot.widget
        return widget.heightForWidth(inner) if widget.hasHeightForWidth() else widget.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.later()
        return super().eventFilter(watched, event)

"""Printed pages on a desk, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.ui.parts import clear
from briefing.ui.theme import Theme


class _Sheet(QWidget):
    """One page; a sheet is white in both themes. ``page`` is its PNG image, drawn when it comes into view: hundreds
    of pages would take more memory than an old office machine has.
    """

    def __init__(self, theme: Theme, page: bytes, number: int) -> None:
        super().__init__()
        self._theme, self._page = theme, page
        self._scaled = QPixmap()
        # Width and height stand at bytes 16 to 24 (PNG specification, 11.2.1).
        width, height = (int.from_bytes(page[at : at + 4], "big") for at in (16, 20))
        self._ratio = height / max(1, width)
        self.setAccessibleName(self.tr("第 {0} 页").format(number))

    def set_width(self, width: int) -> None:
        """Fit the page into this width, in logical pixels."""
        self.setFixedSize(width, round(width * self._ratio))
        self.release()
        self.update()

    def release(self) -> None:
        """Forget the drawing until the page is seen again."""
        self._scaled = QPixmap()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._scaled = QPixmap.fromImage(
            QImage.fromData(self._page).scaled(
                round(self.width() * ratio),
                round(self.height() * ratio),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self._scaled.setDevicePixelRatio(ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scaled.isNull():
            self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._scaled)
        painter.setPen(self._theme.colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Sheets(QScrollArea):
    """``page_changed`` carries the number of the page in view, from 1."""

    page_changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheets: list[_Sheet] = []
        self._whole = False
        self._desk = QWidget()
        self._desk.setObjectName("desk")
        self._column = QVBoxLayout(self._desk)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(24)
        self.setWidget(self._desk)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("预览"))
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def set_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show these pages (PNG images); the place in the pages is kept where it can be."""
        at = self.verticalScrollBar().value()
        clear(self._column)
        self._sheets = [_Sheet(self._theme, page, number) for number, page in enumerate(pages, start=1)]
        for sheet in self._sheets:
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._fit()
        self._column.activate()
        self.verticalScrollBar().setValue(at)
        self._tell()

    def set_whole(self, whole: bool) -> None:
        """Whole pages (True), or as wide as reads well (False)."""
        self._whole = whole
        self._fit()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().size()
        width = min(room.width() - 48, self._theme.px(760))
        if self._whole:
            width = min(width, round((room.height() - 48) * 210 / 297))
        for sheet in self._sheets:
            sheet.set_width(max(200, width))

    def _tell(self) -> None:
        height = self.viewport().height()
        middle = self.verticalScrollBar().value() + height // 3
        # Counted up from the heights: new sheets lie on each other until the event loop lays them out.
        current, top = 1, self._column.contentsMargins().top()
        for number, sheet in enumerate(self._sheets, start=1):
            if top <= middle:
                current = number
            if abs(top - middle) > 2 * height + sheet.height():
                sheet.release()
            top += sheet.minimumHeight() + self._column.spacing()
        self.page_changed.emit(current)

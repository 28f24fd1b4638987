"""The full screen: one slide at a time, stepped through with keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from briefing.charts.colours import ChartColours
from briefing.charts.screen import ChartView
from briefing.charts.screen_paint import Kit, paint
from briefing.export.show.layout import Laid, lay_counter, lay_slide
from briefing.export.show.slide import Slide, Stage
from briefing.ui.theme import Theme

_IDLE_MS = 2000
"""After so long without a movement the pointer is out of the way."""
_MOST_DIGITS = 3

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
}


class ShowView(QWidget):
    """Shows slides. ``ended`` follows when it is left. Made once, then shown again and again.

    Right, down, Page Down, Space, Enter and a click go on; left, up, Page Up, Shift+Space, Backspace and the right
    button go back; Home and End to the first and the last; digits and Enter to that number. B makes the screen black
    until the next key; Esc ends. Its chart is one ``ChartView`` that is given one spec after the other.
    """

    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self._slides: tuple[Slide, ...] = ()
        self._stage = Stage()
        self._at = 0
        self._typed = ""
        self._black = False
        self._laid: dict[int, Laid] = {}
        self._sans, self._serif = Kit(theme.sans_family), Kit(theme.serif_family)
        self.setWindowTitle(self.tr("演示"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._chart = ChartView(self)
        self._chart.setFont(theme.sans(15))
        self._chart.set_notes_visible(False)
        # A click on a chart goes on as one beside it does.
        self._chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chart.hide()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._lay_next)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def slides(self) -> tuple[Slide, ...]:
        """What is shown, in its order."""
        return self._slides

    @property
    def at(self) -> int:
        """The number of the slide on the screen, from 0."""
        return self._at

    @property
    def black(self) -> bool:
        """Whether the screen is black."""
        return self._black

    @property
    def typed(self) -> str:
        """The number that is being typed."""
        return self._typed

    @property
    def chart(self) -> ChartView:
        """What draws charts."""
        return self._chart

    def begin(self, slides: tuple[Slide, ...], stage: Stage, screen: QScreen, at: int = 0) -> None:
        """Fill a screen with these, which were made for that stage, from number ``at`` on."""
        # All at once: moving the window asks for the slide of the present number.
        self._slides, self._stage, self._at = slides, stage, 0
        self._laid.clear()
        self._typed, self._black = "", False
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.go(at)
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, at: int) -> None:
        """Show the slide of that number, from 0; beyond the ends the first or the last."""
        self._at = max(0, min(at, len(self._slides) - 1))
        self._typed = ""
        self._place_chart()
        self._tell()
        self.update()
        self._ahead.start()

    def end(self) -> None:
        """Leave."""
        self.close()

    # What is on the screen

    def laid(self, at: int) -> Laid:
        """Where everything of a slide stands."""
        if at not in self._laid:
            self._laid[at] = lay_slide(self._slides[at], self._stage, self._sans.measure, self._serif.measure)
        return self._laid[at]

    @property
    def unit(self) -> float:
        """Pixels of the screen for one of the stage."""
        return self._stage.unit(max(1, self.width()), max(1, self.height()))

    def _origin(self) -> QPointF:
        """Where the stage begins; a window of another shape leaves room on two sides."""
        unit = self.unit
        return QPointF((self.width() - self._stage.width * unit) / 2, (self.height() - self._stage.height * unit) / 2)

    def _place_chart(self) -> None:
        slide = self._slides[self._at] if self._slides else None
        if slide is None or slide.chart is None or self._black:
            self._chart.hide()
            return
        self._give_chart(self._at)
        self._chart.show()

    def _give_chart(self, at: int) -> None:
        """Lay the chart of a slide out in its room."""
        slide, room, unit, origin = self._slides[at], self.laid(at).room, self.unit, self._origin()
        view, width = self._chart, round(room.w * unit)
        fresh = view.spec is not slide.chart
        if fresh:
            # An empty chart takes its measures for nothing: the new one is laid out once, at its size.
            view.set_spec(None)
        view.set_scale(slide.scale * unit)
        view.resize(width, max(1, view.height()))
        if fresh:
            view.set_spec(slide.chart)
        height = min(view.heightForWidth(width), round(room.h * unit))
        top = origin.y() + room.y * unit + max(0.0, room.h * unit - height) / 3
        view.setGeometry(QRect(round(origin.x() + room.x * unit), round(top), width, height))

    def _lay_next(self) -> None:
        """The next slide is laid out while this one is looked at: its words, and its chart where there is none now."""
        at = self._at + 1
        if at < len(self._slides):
            self.laid(at)
            if self._slides[at].chart is not None and self._chart.isHidden():
                self._give_chart(at)

    def _tell(self) -> None:
        slide = self._slides[self._at]
        name = self.tr("演示，第 {0} 张，共 {1} 张：{2}").format(self._at + 1, len(self._slides), slide.title)
        self.setAccessibleName(name)
        self.setAccessibleDescription(slide.spoken)
        for what in (QAccessible.Event.NameChanged, QAccessible.Event.DescriptionChanged):
            QAccessible.updateAccessibility(QAccessibleEvent(self, what))

    @property
    def counter(self) -> str:
        """What stands at the lower right."""
        if self._typed:
            return self.tr("到第 {0} 张，按 Enter").format(self._typed)
        return f"{self._at + 1} / {len(self._slides)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._black or not self._slides:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.translate(self._origin())
        painter.scale(self.unit, self.unit)
        colours, laid = self._chart.colours, self.laid(self._at)
        paint(painter, laid.said.primitives, colours, self._sans)
        paint(painter, laid.quoted.primitives, colours, self._serif)
        counter = lay_counter(self.counter, self._stage, self._sans.measure, asked=bool(self._typed))
        paint(painter, counter.primitives, colours, self._sans)

    def _dress(self) -> None:
        self._chart.set_colours(ChartColours.of(self._theme.colours))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._slides:
            self._place_chart()

    # Keys and hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif self._black:
            self._set_black(False)
        elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif typed.isascii() and typed.isdigit() and len(self._typed) < _MOST_DIGITS:
            self._type(self._typed + typed)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(int(self._typed) - 1 if self._typed else self._at + 1)
        elif key == Qt.Key.Key_Backspace:
            self._type(self._typed[:-1]) if self._typed else self.go(self._at - 1)
        elif key in _STEPS:
            back = key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.go(self._at + (-1 if back else _STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else len(self._slides) - 1)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):
            self._set_black(True)
        else:
            super().keyPressEvent(event)

    def _type(self, digits: str) -> None:
        self._typed = digits.lstrip("0")
        self.update()

    def _set_black(self, black: bool) -> None:
        self._black = black
        self._typed = ""
        self._place_chart()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._black:
            self._set_black(False)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.go(self._at + 1)
        elif event.button() == Qt.MouseButton.RightButton:
            self.go(self._at - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._idle.start()

    def hideEvent(self, event: QEvent) -> None:
        self._idle.stop()
        self._ahead.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()

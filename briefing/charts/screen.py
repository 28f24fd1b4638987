"""The screen painter: a widget that shows a ChartSpec with pyqtgraph, and answers to mouse and keyboard.

It brings pyqtgraph with it: import it after the first paint.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from briefing.charts.colours import LIGHT, ChartColours
from briefing.charts.geometry import lay_out
from briefing.charts.scene import Primitive, Scene, Text
from briefing.charts.screen_files import ChartMenu, write_file
from briefing.charts.screen_paint import Kit, picture
from briefing.charts.screen_plot import Mark, Plot, Words, qrect
from briefing.charts.spec import Bar, ChartSpec
from briefing.charts.svg import write_svg

_INCH = 25.4 / 96
_LEAST = 240
_KEPT = 8


class ChartView(QWidget):
    """Shows one chart. Its height follows from its width, so that it can lie in a scrolling page.

    Hovering or moving with the arrow keys lights a bar up, emits its figure and its sentence; a click or
    Enter emits ``figure_clicked``. ``figure_*`` carry a FigureRef (``figure_hovered`` None on leaving).
    """

    figure_clicked = Signal(object)
    figure_hovered = Signal(object)
    sentence_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._scene: Scene | None = None
        self._colours = LIGHT
        self._scale = 1.0
        self._notes = True
        self._kit = Kit(self.font().family())
        self._scenes: dict[int, Scene] = {}
        self._words: list[Words] = []
        self._marks: list[Mark] = []
        self._hovered: int | None = None
        self._current: int | None = None
        self._ringed = False
        self._plot = Plot(self, self._colours.paper)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def spec(self) -> ChartSpec | None:
        """What is shown."""
        return self._spec

    @property
    def colours(self) -> ChartColours:
        """The colours in force."""
        return self._colours

    @property
    def kit(self) -> Kit:
        """The face in force: the widget's font."""
        return self._kit

    @property
    def scene(self) -> Scene | None:
        """What is painted at the present width."""
        return self._scene

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Show a chart, or nothing."""
        self._spec = spec
        self._current = None
        self.setAccessibleName(spec.alt if spec else "")
        self.setAccessibleDescription("")
        self._renew()

    def set_colours(self, colours: ChartColours) -> None:
        """Show it in other colours."""
        self._colours = colours
        self._plot.setBackground(colours.paper)
        self._lay_out()

    def set_scale(self, scale: float) -> None:
        """Scale texts and bars together; 1.0 is 100 %."""
        self._scale = max(0.25, scale)
        self._renew()

    def set_notes_visible(self, visible: bool) -> None:
        """Whether caption and caveats stand below on the screen; copies and files always have them."""
        self._notes = visible
        self._renew()

    # Pictures of it

    def to_image(self, scale: float = 2.0) -> QImage:
        """The whole chart at its present width, ``scale`` image pixels a screen pixel."""
        return picture(self._whole(), self._colours, self._kit, scale * self._scale)

    def to_png(self, scale: float = 2.0) -> bytes:
        """The same as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.to_image(scale).save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def to_svg(self) -> str:
        """The same as an SVG document, written by the print painter."""
        assert self._spec is not None
        fonts = (self._kit.family, "Noto Sans SC", "sans-serif")
        return write_svg(
            self._whole(),
            self._spec,
            fonts=fonts,
            colours=self._colours,
            pixel_mm=_INCH * self._scale,
            embolden=False,
        )

    def copy(self) -> None:
        """Put the picture on the clipboard, and its words beside it."""
        if self._spec is None:
            return
        data = QMimeData()
        data.setImageData(self.to_image())
        data.setText(self._spec.alt)
        QGuiApplication.clipboard().setMimeData(data)

    def save(self, path: str) -> None:
        """Write ``.svg`` as SVG and anything else as PNG; an existing file is replaced only by a whole one.

        Raises ExportError when it cannot be written.
        """
        data = self.to_svg().encode("utf-8") if path.lower().endswith(".svg") else self.to_png()
        write_file(path, data)

    def menu(self) -> QMenu:
        """What the right button offers: 复制图, 另存为 PNG…, 另存为 SVG…."""
        menu = ChartMenu(self, self._spec.title if self._spec else "", self.copy, self.save)
        menu.setEnabled(self._spec is not None)
        return menu

    # Bars and hands

    def point_at(self, index: int | None, *, left: int | None = None) -> None:
        """Light a bar up as the mouse does; None (leaving ``left``) puts the light out."""
        if index is None and self._hovered != left:
            return
        before, self._hovered = self._hovered, index
        if before != index:
            self._repaint(before, index)
            self._tell(index)

    def open_bar(self, index: int) -> None:
        """Follow a bar to its figure."""
        figures = self._bar(index).figures
        if figures:
            self.figure_clicked.emit(figures[0])

    def tip_of(self, index: int) -> str:
        """The tooltip of a bar, rich text with every word of the report escaped."""
        return str(self._marks[index].toolTip())

    def ring_of(self, index: int) -> float:
        """Width of the frame around a bar: 2 for the keyboard's, 1 under the mouse, else 0."""
        if self._ringed and self.hasFocus() and index == self._current:
            return 2.0
        return 1.0 if index == self._hovered else 0.0

    def inside(self, margin: float) -> QRectF:
        """The whole scene less a margin."""
        assert self._scene is not None
        return QRectF(0, 0, self._scene.width, self._scene.height).adjusted(margin, margin, -margin, -margin)

    @property
    def _count(self) -> int:
        return len(self._scene.hits) if self._scene else 0

    def _bar(self, index: int) -> Bar:
        assert self._scene is not None
        return self._scene.hits[index].bar

    def _tell(self, index: int | None) -> None:
        bar = None if index is None else self._bar(index)
        self.figure_hovered.emit(bar.figures[0] if bar and bar.figures else None)
        self.sentence_hovered.emit(bar.sentence if bar else "")

    def _repaint(self, *indexes: int | None) -> None:
        for index in indexes:
            if index is not None and index < len(self._marks):
                self._marks[index].update()

    def _step(self, to: int) -> None:
        before = self._current
        self._current = max(0, min(to, self._count - 1))
        self._ringed = True
        self._repaint(before, self._current)
        bar = self._bar(self._current)
        self.setAccessibleDescription("。".join(part for part in (f"{bar.label} {bar.words}", bar.sentence) if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._tell(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, at = self._count, self._current
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self._step(0 if at is None else at + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and at is not None:
            self.open_bar(at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and self._count:
            self._step(self._current or 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ringed = False
        self._repaint(self._current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    # Sizes

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._spec is None:
            return 0
        return round(self._scene_at(width).height * self._scale)

    def sizeHint(self) -> QSize:
        width = max(self.width(), _LEAST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # No layout of its own: a widget that has one is asked for its layout's height, not for heightForWidth.
        self._plot.setGeometry(self.rect())
        if event.size().width() != event.oldSize().width():
            self._lay_out()
            self.updateGeometry()
        else:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.font().family() != self._kit.family:
            self._kit = Kit(self.font().family())
            self._renew()

    def _renew(self) -> None:
        self._scenes.clear()
        self._lay_out()
        self.updateGeometry()

    def _scene_at(self, width: int) -> Scene:
        """The layout at a width of the widget; the last few are kept, since Qt asks for heights again and again."""
        assert self._spec is not None
        if width not in self._scenes:
            if len(self._scenes) >= _KEPT:
                self._scenes.clear()
            self._scenes[width] = lay_out(self._spec, width / self._scale, self._kit.measure, notes=self._notes)
        return self._scenes[width]

    def _whole(self) -> Scene:
        assert self._spec is not None
        return lay_out(self._spec, self.width() / self._scale, self._kit.measure)

    def _lay_out(self) -> None:
        """Lay the chart out for the present width. Objects are kept and moved: making them costs more than all else."""
        self._hovered = None
        if self._spec is None:
            self._scene = None
            self._keep(0, 0)
            return
        self._scene = scene = self._scene_at(max(self.width(), 1))
        owned: dict[int, list[Primitive]] = {}
        elided = []
        for primitive in scene.primitives:
            if isinstance(primitive, Text) and primitive.whole and primitive.owner < 0:
                elided.append(primitive)
            else:
                owned.setdefault(primitive.owner, []).append(primitive)
        self._keep(1 + len(elided), len(scene.hits))
        self._words[0].renew(tuple(owned.get(-1, ())), QRectF(0, 0, scene.width, scene.height))
        for words, text in zip(self._words[1:], elided, strict=False):
            words.renew((text,), qrect(text.rect), text.whole)
        for index, hit in enumerate(scene.hits):
            self._marks[index].renew(tuple(owned.get(index, ())), qrect(hit.rect), hit.bar)
        if self._current is not None:
            self._current = min(self._current, len(scene.hits) - 1) if scene.hits else None
        self._fit()

    def _keep(self, words: int, marks: int) -> None:
        """Have at least so many objects in the plot, and show exactly so many.

        None is ever taken out: taking them out one by one left PySide 6.9 with a dead wrapper in its books, over
        which the process fell when it ended.
        """
        plot = self._plot.getPlotItem()
        while len(self._words) < words:
            self._words.append(Words(self))
            plot.addItem(self._words[-1])
        while len(self._marks) < marks:
            self._marks.append(Mark(self, len(self._marks)))
            plot.addItem(self._marks[-1])
        for index, shown in enumerate(self._words):
            shown.setVisible(index < words)
        for index, mark in enumerate(self._marks):
            mark.setVisible(index < marks)

    def _fit(self) -> None:
        self._plot.show_range(self.width() / self._scale, self.height() / self._scale)

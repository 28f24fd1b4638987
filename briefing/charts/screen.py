"""The screen painter: a widget that shows a ChartSpec with pyqtgraph, and answers to mouse and keyboard.

This is the only module that imports pyqtgraph; import it after the first paint.
"""

from __future__ import annotations

from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QRectF, QSaveFile, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QSizePolicy, QWidget

from briefing.charts.colours import LIGHT, ChartColours
from briefing.charts.geometry import lay_out
from briefing.charts.scene import Primitive, Rect, Scene, Text
from briefing.charts.screen_paint import Faces, paint, picture
from briefing.charts.spec import Bar, ChartSpec
from briefing.charts.svg import write_svg
from briefing.domain.errors import ExportError

_INCH = 25.4 / 96
_LEAST = 240
_RING = 3.0


class _Words(pg.GraphicsObject):  # type: ignore[misc]
    """What belongs to no bar: titles, axes, labels; or one elided label, which tells its whole on hover."""

    def __init__(self, view: ChartView, primitives: tuple[Primitive, ...], bounds: QRectF, whole: str = "") -> None:
        super().__init__()
        self._view = view
        self._primitives = primitives
        self._bounds = bounds
        if whole:
            self.setToolTip(_tip(whole))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: object) -> None:
        paint(painter, self._primitives, self._view.colours, self._view.faces)


class _Mark(pg.GraphicsObject):  # type: ignore[misc]
    """One bar with its value: lights up under the mouse, leads to its figure on a click."""

    def __init__(self, view: ChartView, index: int, rect: QRectF, primitives: tuple[Primitive, ...], bar: Bar) -> None:
        super().__init__()
        self._view = view
        self._index = index
        self._rect = rect
        self._primitives = primitives
        self.setZValue(1 + index)
        if bar.sentence or bar.caveat:
            self.setToolTip(_tip(bar.sentence, bar.caveat))
        if bar.figures:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def boundingRect(self) -> QRectF:
        bounds = self._rect
        for primitive in self._primitives:
            bounds = bounds.united(_bounds(primitive))
        return bounds.adjusted(-_RING - 2, -_RING - 2, _RING + 2, _RING + 2)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._rect)
        return path

    def paint(self, painter: QPainter, *_: object) -> None:
        paint(painter, self._primitives, self._view.colours, self._view.faces)
        width = self._view.ring_of(self._index)
        if width:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            colours = self._view.colours
            painter.setPen(QPen(QColor(colours.ink if width > 1 else colours.field), width))
            grown = _RING - width / 2
            frame = self._rect.adjusted(-grown, -grown, grown, grown)
            # At the widget's edge the ring stays inside, or it would be cut.
            painter.drawRoundedRect(frame.intersected(self._view.inside(width / 2)), 2, 2)

    def hoverEvent(self, event: object) -> None:
        leaving = event.isExit()  # type: ignore[attr-defined]
        if not leaving:
            event.acceptClicks(Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        self._view.point_at(None if leaving else self._index, left=self._index)

    def mouseClickEvent(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            event.accept()  # type: ignore[attr-defined]
            self._view.open_bar(self._index)


class _Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without axes, menus and zoom, one scene pixel a pixel; wheel, menu and keys are its parent's."""

    def __init__(self, parent: QWidget, paper: str) -> None:
        super().__init__(parent, background=paper, enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        plot = self.getPlotItem()
        for side in ("left", "bottom"):
            plot.hideAxis(side)
        plot.hideButtons()
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.layout.setSpacing(0)
        box = plot.getViewBox()
        box.setMouseEnabled(False, False)
        box.setDefaultPadding(0)
        box.invertY(True)
        box.disableAutoRange()

    def show_range(self, width: float, height: float) -> None:
        self.getPlotItem().getViewBox().setRange(QRectF(0, 0, width, height), padding=0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


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
        self._faces = Faces(self.font().family())
        self._heights: dict[int, int] = {}
        self._marks: list[_Mark] = []
        self._hovered: int | None = None
        self._current: int | None = None
        self._ringed = False
        self._plot = _Plot(self, self._colours.paper)
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
    def faces(self) -> Faces:
        """The face in force: the widget's font."""
        return self._faces

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
        return picture(self._whole(), self._colours, self._faces, scale * self._scale)

    def to_png(self, scale: float = 2.0) -> bytes:
        """The same as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.to_image(scale).save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def to_svg(self) -> str:
        """The same as an SVG document, written by the print painter."""
        assert self._spec is not None
        fonts = (self._faces.family, "Noto Sans SC", "sans-serif")
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
        file = QSaveFile(path)
        if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
            raise ExportError(f"图没有存下：{path} 无法写入，请换一个位置再存。", detail=file.errorString())

    def menu(self) -> QMenu:
        """What the right button offers."""
        menu = QMenu(self)
        menu.addAction(self.tr("复制图"), self.copy)
        menu.addAction(self.tr("另存为 PNG…"), lambda: self._ask("png"))
        menu.addAction(self.tr("另存为 SVG…"), lambda: self._ask("svg"))
        menu.setEnabled(self._spec is not None)
        return menu

    def _ask(self, suffix: str) -> None:
        assert self._spec is not None
        dialog = QFileDialog(self, self.tr("保存图"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("图（*.%1）").replace("%1", suffix))
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{_file_name(self._spec.title)}.{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_or_say)
        dialog.open()

    def _save_or_say(self, path: str) -> None:
        try:
            self.save(path)
        except ExportError as error:
            box = QMessageBox(QMessageBox.Icon.Warning, self.tr("保存图"), str(error), parent=self)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

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
        self._current = max(0, min(to, len(self._marks) - 1))
        self._ringed = True
        self._repaint(before, self._current)
        bar = self._bar(self._current)
        self.setAccessibleDescription("。".join(part for part in (f"{bar.label} {bar.words}", bar.sentence) if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._tell(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, at = len(self._marks), self._current
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
        if keyboard and self._marks:
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
        if width not in self._heights:
            scene = lay_out(self._spec, width / self._scale, self._faces.measure, notes=self._notes)
            self._heights[width] = round(scene.height * self._scale)
        return self._heights[width]

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
        if event.type() == QEvent.Type.FontChange and self.font().family() != self._faces.family:
            self._faces = Faces(self.font().family())
            self._renew()

    def _renew(self) -> None:
        self._heights.clear()
        self._lay_out()
        self.updateGeometry()

    def _whole(self) -> Scene:
        assert self._spec is not None
        return lay_out(self._spec, self.width() / self._scale, self._faces.measure)

    def _lay_out(self) -> None:
        plot = self._plot.getPlotItem()
        plot.clear()
        self._marks, self._hovered = [], None
        if self._spec is None:
            self._scene = None
            return
        width = max(self.width(), 1)
        self._scene = scene = lay_out(self._spec, width / self._scale, self._faces.measure, notes=self._notes)
        loose = tuple(p for p in scene.primitives if p.owner < 0)
        plain = tuple(p for p in loose if not (isinstance(p, Text) and p.whole))
        plot.addItem(_Words(self, plain, QRectF(0, 0, scene.width, scene.height)))
        for text in loose:
            if isinstance(text, Text) and text.whole:
                plot.addItem(_Words(self, (text,), _qrect(text.rect), text.whole))
        for index, hit in enumerate(scene.hits):
            owned = tuple(p for p in scene.primitives if p.owner == index)
            self._marks.append(_Mark(self, index, _qrect(hit.rect), owned, hit.bar))
            plot.addItem(self._marks[-1])
        if self._current is not None:
            self._current = min(self._current, len(self._marks) - 1) if self._marks else None
        self._fit()

    def _fit(self) -> None:
        self._plot.show_range(self.width() / self._scale, self.height() / self._scale)


def _tip(*sentences: str) -> str:
    """A tooltip that wraps: rich text in which every word of the report is escaped."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)


def _file_name(title: str) -> str:
    return "".join("_" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in title) or "图"


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.w, rect.h)


def _bounds(primitive: Primitive) -> QRectF:
    if isinstance(primitive, Text):
        return _qrect(primitive.rect)
    xs, ys = [p[0] for p in primitive.points], [p[1] for p in primitive.points]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-1, -1, 1, 1)

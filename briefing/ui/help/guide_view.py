"""The guide's text: one part, its pictures as they come, what was searched for marked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QTextBrowser, QTextEdit

from briefing.ui.help.guide_document import PAGE_MARGIN, Measure, PartDocument
from briefing.ui.help.guide_pictures import size_of
from briefing.ui.help.guide_text import Part
from briefing.ui.theme import Theme

_MOST_MARKS = 400
_TURN_MS = 8
"""Of building in one turn of the event loop; laying out what was built takes about as long again."""


class GuideView(QTextBrowser):
    """``followed`` carries a link's target; ``picture_wanted`` the name of a picture and its QSize in the window."""

    followed = Signal(str)
    picture_wanted = Signal(str, object)

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme, self._folder = theme, folder
        self._part: Part | None = None
        self._made: PartDocument | None = None
        self._document: QTextDocument | None = None
        self._wanted: float | int | None = None
        self._measure = Measure(0, 0)
        self._words: tuple[str, ...] = ()
        self._sizes: dict[str, QSize] = {}
        self.setObjectName("guide")
        self.setAccessibleName(self.tr("使用说明"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def part(self) -> Part | None:
        """What is shown."""
        return self._part

    @property
    def scrolled(self) -> float:
        """How far down one is, of 1."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    @property
    def _here(self) -> float | int:
        """Where one is, or is to be once that is there."""
        return self.scrolled if self._wanted is None else self._wanted

    @property
    def ready(self) -> bool:
        """Whether all of the part is there."""
        return self._made is None or self._made.done

    def show_part(self, part: Part, *, scrolled: float = 0.0) -> None:
        """Show a part from its beginning, or from where one was."""
        self._part = part
        self._build(scrolled)

    def show_block(self, number: int) -> None:
        """Bring a block to the top, as far as there is text below."""
        self._wanted = number
        self._scroll()

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark every place of these words; none takes the marks away."""
        self._words = words
        found: list[QTextEdit.ExtraSelection] = []
        for word in words:
            cursor = self.document().find(word, 0)
            while not cursor.isNull() and len(found) < _MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                form = QTextCharFormat()
                form.setBackground(self._theme.colour("selected"))
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                form.setForeground(self._theme.colour("ink"))
                mark.cursor, mark.format = cursor, form  # type: ignore[attr-defined]
                found.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)

    def give_picture(self, name: str, image: QImage) -> None:
        """A picture has come."""
        document = self.document()
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        self.viewport().update()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Until a picture comes there is paper; nothing is read from anywhere but the guide's own pictures."""
        blank = QImage(1, 1, QImage.Format.Format_RGB32)
        blank.fill(self._theme.colour("side"))
        return blank

    def _size_of(self, picture: str) -> QSize:
        if picture not in self._sizes:
            self._sizes[picture] = size_of(self._folder / picture)
        return self._sizes[picture]

    def _room(self) -> int:
        return max(200, self.viewport().width() - 2 * self._theme.px(PAGE_MARGIN))

    def _build(self, wanted: float | int) -> None:
        """Begin to lay the part out; ``wanted`` is a share of the whole, or the number of a block."""
        if self._part is None:
            return
        self._wanted = wanted
        self._measure = Measure.of(self._theme, self._room())
        # A document of its own: the one before would be laid out once more before it goes.
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        before, self._document = self._document, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self.setLineWrapColumnOrWidth(self._measure.wide + 2 * self._theme.px(PAGE_MARGIN))
        self._made = PartDocument(self._theme, document, self._measure, self._size_of, self._part)
        for name, size in self._made.pictures():
            self.picture_wanted.emit(name, size)
        self._go_on()

    def _go_on(self) -> None:
        """Some blocks more; the window is let to its other work in between."""
        made = self._made
        if made is None or made.done:
            return
        done = made.more(_TURN_MS)
        if done:
            # Qt leaves what is not seen yet for later: then the end would not be known.
            self.document().documentLayout().documentSize()
            self.mark(self._words)
        else:
            self._turn.start()
        self._scroll()

    def _fit(self) -> None:
        """Lay out anew when another width allows other lines."""
        if self._part is not None and Measure.of(self._theme, self._room()) != self._measure:
            self._build(self._here)

    def _scroll(self) -> None:
        """Go where one wants to be, once that is there; what is built later must not move it."""
        bar, wanted, made = self.verticalScrollBar(), self._wanted, self._made
        if wanted is None or made is None:
            return
        if isinstance(wanted, float):
            bar.setValue(round(wanted * bar.maximum()))
        elif wanted < len(made.starts):
            cursor = QTextCursor(self.document())
            cursor.setPosition(made.starts[wanted])
            self.setTextCursor(cursor)
            top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
            bar.setValue(round(top) - self._theme.px(24))
        if made.done:
            self._wanted = None

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("paper"))
        self.setPalette(palette)
        paper = self._theme.colours.paper
        self.setStyleSheet(f"QTextBrowser#guide {{ background: {paper}; border: none; padding: 0; }}")
        self._build(self._here)

    def changeEvent(self, event: QEvent) -> None:
        """The document has fonts of its own: Qt would give it the widget's, and move what one reads."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QAbstractScrollArea.changeEvent(self, event)
        else:
            super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys with Alt and Esc are the page's; Home and End lead to the ends."""
        key, bar = event.key(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

"""The guide's text: one part, its pictures as they come, what was searched for marked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from briefing.ui.help.guide_document import PAGE_MARGIN, Measure, PartDocument
from briefing.ui.help.guide_pictures import size_of
from briefing.ui.help.guide_text import Part
from briefing.ui.theme import Theme

_MOST_MARKS = 400


class GuideView(QTextBrowser):
    """``followed`` carries a link's target; ``picture_wanted`` the name of a picture and its QSize in the window."""

    followed = Signal(str)
    picture_wanted = Signal(str, object)

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme, self._folder = theme, folder
        self._part: Part | None = None
        self._starts: list[int] = []
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
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString(QUrl.ComponentFormattingOption.None_)))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
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

    def show_part(self, part: Part, *, scrolled: float = 0.0) -> None:
        """Show a part from its beginning, or from where one was."""
        self._part = part
        self._build()
        self._scroll(scrolled)

    def show_block(self, number: int) -> None:
        """Bring a block to the top, as far as there is text below."""
        if number < len(self._starts):
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._starts[number])
            self.setTextCursor(cursor)
            top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
            self.verticalScrollBar().setValue(round(top) - self._theme.px(24))

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
        document.markContentsDirty(0, document.characterCount())
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

    def _build(self) -> None:
        if self._part is None:
            return
        self._measure = Measure.of(self._theme, self._room())
        margins = 2 * self._theme.px(PAGE_MARGIN)
        self.setLineWrapColumnOrWidth(self._measure.wide + margins)
        made = PartDocument(self._theme, self.document(), self._measure, self._size_of)
        made.fill(self._part)
        self._starts = made.starts
        self.mark(self._words)
        self._ask()

    def _ask(self) -> None:
        """Ask for the pictures of this part."""
        block = self.document().begin()
        while block.isValid():
            for form in block.textFormats():
                image = QTextImageFormat(form.format.toImageFormat())  # type: ignore[attr-defined]
                if image.isValid():
                    self.picture_wanted.emit(image.name(), QSize(round(image.width()), round(image.height())))
            block = block.next()

    def _fit(self) -> None:
        """Lay out anew when another width allows other lines."""
        if self._part is not None and Measure.of(self._theme, self._room()) != self._measure:
            at = self.scrolled
            self._build()
            self._scroll(at)

    def _scroll(self, share: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("paper"))
        self.setPalette(palette)
        self.setStyleSheet(f"QTextBrowser#guide {{ background: {self._theme.colours.paper}; border: none; padding: 0; }}")
        at = self.scrolled
        self._build()
        self._scroll(at)

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



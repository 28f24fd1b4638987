"""What people wrote, set as text: Markdown by its blocks, differences by their pieces; none of it markup to Qt."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.domain.markup import Block, blocks
from briefing.domain.story import Fate, Piece
from briefing.ui.theme import Theme

_LINE = "\u2028"
"""Qt's line break inside a paragraph."""


class Setting:
    """Builds a document line by line, in the theme's faces and colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(theme.sans(15))
        self.document.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self.document)
        self._empty = True
        self._styles: dict[tuple[float, str, bool], QTextCharFormat] = {}

    def line(self, text: str, *, pixels: float = 15, colour: str = "ink", bold: bool = False) -> None:
        """One paragraph in one style."""
        self._paragraph(QTextBlockFormat(), 24 if pixels > 13 else 20)
        self._cursor.insertText(_within(text), self._style(pixels, colour, bold))

    def markdown(self, text: str) -> None:
        """What a person wrote: paragraphs, lists, bold."""
        self.blocks(blocks(text))

    def blocks(self, found: Iterable[Block]) -> None:
        """The same, read already."""
        for block in found:
            self._block(block)

    def pieces(self, pieces: Iterable[Piece]) -> None:
        """A difference: what was removed struck through, what was added underlined, neither by colour alone."""
        self._paragraph(QTextBlockFormat(), 26)
        for piece in pieces:
            style = self._style(15, "muted" if piece.fate is Fate.REMOVED else "ink", piece.fate is Fate.ADDED)
            style.setFontStrikeOut(piece.fate is Fate.REMOVED)
            style.setFontUnderline(piece.fate is Fate.ADDED)
            self._cursor.insertText(_within(piece.text), style)

    def _block(self, block: Block) -> None:
        form = QTextBlockFormat()
        if block.mark:
            hang = self._theme.px(18 if len(block.mark) < 3 else 26)
            form.setLeftMargin(hang + self._theme.px(16) * min(block.depth, 3))
            form.setTextIndent(-hang)
            tab = QTextOption.Tab(hang, QTextOption.TabType.LeftTab)
            form.setTabPositions([tab])
        elif block.depth:
            form.setLeftMargin(self._theme.px(18) * min(block.depth, 3))
        self._paragraph(form, 24)
        if block.mark:
            self._cursor.insertText(f"{block.mark}\t", self._style(15, "ink", False))
        for run in block.runs:
            self._cursor.insertText(_within(run.text), self._style(15, "ink", run.bold))

    def _paragraph(self, form: QTextBlockFormat, line: float) -> None:
        form.setLineHeight(self._theme.px(line), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        if self._empty:
            self._cursor.setBlockFormat(form)
            self._empty = False
        else:
            self._cursor.insertBlock(form)

    def _style(self, pixels: float, colour: str, bold: bool) -> QTextCharFormat:
        key = (pixels, colour, bold)
        if key not in self._styles:
            style = QTextCharFormat()
            if pixels != 15:
                style.setFont(self._theme.sans(pixels))
            style.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
            style.setForeground(self._theme.colour(colour))
            self._styles[key] = style
        return QTextCharFormat(self._styles[key])


class Words(QWidget):
    """Set words at the width it is given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document = QTextDocument()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, setting: Setting, name: str) -> None:
        """Show what was set; ``name`` is what a screen reader says."""
        self._document = setting.document
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return height_at(self._document, width)

    def sizeHint(self) -> QSize:
        width = self.width() or self._theme.px(248)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._document.setTextWidth(self.width())
        draw(QPainter(self), self._document)


def height_at(document: QTextDocument, width: int) -> int:
    """How high a document is at a width."""
    if document.textWidth() != width:
        document.setTextWidth(width)
    return round(document.size().height())


def draw(painter: QPainter, document: QTextDocument) -> None:
    """Draw it at the painter's origin, in its own colours whatever the widget's palette."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = QPalette()  # type: ignore[attr-defined]
    document.documentLayout().draw(painter, context)


def _within(text: str) -> str:
    """Line breaks that stay inside their paragraph."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _LINE)

"""A part of the guide as a document: type, rhythm and measure of LOOK, built block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from briefing.ui.help.guide_text import Block, Manner, Part, Role, Run, words_of
from briefing.ui.theme import Theme

CHARACTERS, SIZE = 42, 16
"""The longest line in Chinese characters, and their size at 100 %."""

WIDEST_PICTURE = 960
"""Pixels at 100 %: a picture of the window may be wider than a line."""

PAGE_MARGIN = 32
_LINE, _CELL_LINE = 28, 24
_HEADINGS = {1: (24, 0, 16), 2: (18, 32, 8), 3: (16, 20, 4)}
"""Size, room above and below of a heading by its level."""

_STEP = 28
_BORDER = re.compile(r"(?<=[㐀-鿿])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%+])(?=[㐀-鿿])")
"""Between Han and Latin stands an eighth of an em."""

Size = Callable[[str], QSize]
"""The size of a picture of the guide in pixels of the window at 100 %."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide lines and pictures are, in pixels."""

    line: int
    picture: int

    @classmethod
    def of(cls, theme: Theme, room: int) -> Measure:
        """What the room between the margins allows."""
        return cls(min(theme.px(CHARACTERS * SIZE), room), min(theme.px(WIDEST_PICTURE), room))

    @property
    def wide(self) -> int:
        """The width of the document between its margins."""
        return max(self.line, self.picture)


class PartDocument:
    """Fills an empty document with a part, some blocks at a time. ``starts`` holds where each begins that is there."""

    def __init__(self, theme: Theme, document: QTextDocument, measure: Measure, size: Size, part: Part) -> None:
        self._theme, self._document, self._measure, self._size, self._part = theme, document, measure, size, part
        self._fresh = True
        self.starts: list[int] = []
        document.setDefaultFont(theme.sans(SIZE))
        document.setDocumentMargin(theme.px(PAGE_MARGIN))
        document.setUseDesignMetrics(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)

    def pictures(self) -> list[tuple[str, QSize]]:
        """Every picture of the part with its size in pixels of the window."""
        names = [block.picture for block in self._part.blocks if block.role is Role.PICTURE]
        return [(name, self._shown_size(name)) for name in names]

    @property
    def done(self) -> bool:
        """Whether all of the part is there."""
        return len(self.starts) == len(self._part.blocks)

    def more(self, milliseconds: int) -> bool:
        """Put in further blocks for about so long, at least one. Whether all are there then."""
        clock = QElapsedTimer()
        clock.start()
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        while not self.done:
            self._block(cursor, self._part.blocks[len(self.starts)])
            if clock.hasExpired(milliseconds):
                break
        cursor.endEditBlock()
        return self.done

    def _block(self, cursor: QTextCursor, block: Block) -> None:
        match block.role:
            case Role.HEADING:
                size, above, below = _HEADINGS.get(block.level, _HEADINGS[3])
                form = self._paragraph(above if self.starts else 0, below, line=round(size * 1.5))
                form.setHeadingLevel(block.level)
                self._open(cursor, form)
                self._write(cursor, block.runs, self._theme.sans(size, bold=True))
            case Role.PICTURE:
                self._picture(cursor, block)
            case Role.TABLE:
                self._table(cursor, block)
            case Role.STEP:
                form = self._paragraph(0, 8)
                form.setLeftMargin(self._theme.px(_STEP * block.depth))
                form.setTextIndent(-self._theme.px(_STEP) if block.mark else 0)
                stop = QTextOption.Tab(self._theme.px(_STEP), QTextOption.TabType.LeftTab)
                form.setTabPositions([stop])
                self._open(cursor, form)
                if block.mark:
                    cursor.insertText(f"{block.mark}\t", self._character(Run("")))
                self._write(cursor, block.runs)
            case Role.HINT:
                form = self._paragraph(4, 12)
                form.setLeftMargin(self._theme.px(16))
                self._open(cursor, form)
                self._write(cursor, block.runs, colour="ink2")
            case Role.TEXT:
                self._open(cursor, self._paragraph(0, 12))
                self._write(cursor, block.runs)

    def _open(self, cursor: QTextCursor, form: QTextBlockFormat) -> None:
        """Begin a paragraph; the first is there already."""
        if self._fresh:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        cursor.setBlockCharFormat(self._character(Run("")))
        self._fresh = False
        self.starts.append(cursor.position())

    def _paragraph(self, above: float, below: float, *, line: float = _LINE) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setTopMargin(self._theme.px(above))
        form.setBottomMargin(self._theme.px(below))
        form.setRightMargin(self._measure.wide - self._measure.line)
        form.setLineHeight(self._theme.px(line), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return form

    def _write(
        self, cursor: QTextCursor, runs: Sequence[Run], font: QFont | None = None, *, colour: str = "ink"
    ) -> None:
        """Write runs, with an eighth of an em between Han and Latin."""
        whole, at = words_of(runs), 0
        borders = {found.start() for found in _BORDER.finditer(whole)}
        for run in runs:
            form = self._character(run, font, colour)
            aired = QTextCharFormat(form)
            aired.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            aired.setFontLetterSpacing(form.font().pixelSize() / 8)
            begun = 0
            for number in range(1, len(run.text) + 1):
                if at + number in borders:
                    cursor.insertText(run.text[begun : number - 1], form)
                    cursor.insertText(run.text[number - 1 : number], aired)
                    begun = number
            cursor.insertText(run.text[begun:], form)
            at += len(run.text)

    def _character(self, run: Run, font: QFont | None = None, colour: str = "ink") -> QTextCharFormat:
        form = QTextCharFormat()
        set_in = QFont(font or self._theme.sans(SIZE))
        if run.manner in (Manner.NAME, Manner.KEY):
            set_in.setBold(True)
        form.setFont(set_in)
        form.setForeground(self._theme.colour(colour))
        if run.manner is Manner.KEY:
            form.setForeground(self._theme.colour("ink2"))
        if run.manner is Manner.LINK:
            form.setAnchor(True)
            form.setAnchorHref(run.target)
            form.setFontUnderline(True)
        return form

    def _picture(self, cursor: QTextCursor, block: Block) -> None:
        size = self._shown_size(block.picture)
        image = QTextImageFormat()
        image.setName(block.picture)
        image.setWidth(size.width())
        image.setHeight(size.height())
        image.setProperty(QTextFormat.Property.ImageAltText, block.text)
        frame = QTextBlockFormat()
        frame.setTopMargin(self._theme.px(8))
        frame.setBottomMargin(self._theme.px(4))
        self._open(cursor, frame)
        cursor.insertImage(image)
        cursor.insertBlock(self._paragraph(0, 20, line=22))
        self._write(cursor, block.runs, self._theme.sans(13), colour="muted")

    def _shown_size(self, picture: str) -> QSize:
        size = self._size(picture)
        width = min(round(size.width() * self._theme.scale), self._measure.picture)
        return QSize(width, round(size.height() * width / max(1, size.width())))

    def _table(self, cursor: QTextCursor, block: Block) -> None:
        px, columns = self._theme.px, max(len(row) for row in block.rows)
        form = QTextTableFormat()
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setCellPadding(0)
        form.setCellSpacing(0)
        form.setHeaderRowCount(1)
        form.setWidth(QTextLength(QTextLength.Type.FixedLength, self._measure.line))
        form.setTopMargin(px(4))
        form.setBottomMargin(px(24))
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, share) for share in _shares(block)]
        )
        self.starts.append(cursor.position())
        table = cursor.insertTable(len(block.rows), columns, form)
        for at, row in enumerate(block.rows):
            look = QTextTableCellFormat()
            look.setTopPadding(px(6))
            look.setBottomPadding(px(6))
            look.setRightPadding(px(12))
            look.setBottomBorder(1)
            look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setBottomBorderBrush(QBrush(self._theme.colour("line" if at else "line2")))
            for column, runs in enumerate(row):
                cell = table.cellAt(at, column)
                cell.setFormat(look)
                inside = cell.firstCursorPosition()
                line = QTextBlockFormat()
                line.setLineHeight(px(_CELL_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
                line.setAlignment(Qt.AlignmentFlag.AlignLeft)
                inside.setBlockFormat(line)
                self._write(inside, runs, self._theme.sans(15 if at else 13), colour="ink" if at else "muted")
        cursor.movePosition(QTextCursor.MoveOperation.End)
        # After a table Qt keeps an empty paragraph: the next one takes it.
        self._fresh = True


def _shares(block: Block) -> list[float]:
    """Hundredths of the width by how much stands in each column, within reason."""
    columns = max(len(row) for row in block.rows)
    longest = [
        min(26, max((len(words_of(row[column])) for row in block.rows if column < len(row)), default=1)) + 2
        for column in range(columns)
    ]
    return [100 * length / sum(longest) for length in longest]

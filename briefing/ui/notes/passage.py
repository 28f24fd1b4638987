"""The report's words that an annotation is about, as the list and the column beside it quote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure
from briefing.domain.report import Item
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.domain.story import Fate, Piece
from briefing.ui.check.excerpt import excerpt
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.text_layout import SetText, Stretch
from briefing.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Passage:
    """An item (or a piece of one) with its figures and the stretch of it that is meant, if not all."""

    item: Item
    figures: tuple[Figure, ...]
    stretch: Span | None = None
    dashed: bool = False


def passage_of(contents: ReportContents | None, note: Annotation) -> Passage | None:
    """The whole item an annotation stands in, or seems to; None for one about a section, a report or nothing known."""
    item = contents.report.item_at(note.item) if contents is not None and note.item is not None else None
    if contents is None or item is None:
        return None
    dashed = note.state in (AnchorState.MOVED, AnchorState.SUGGESTED)
    return Passage(item, contents.figures_of((item,)), note.stretch, dashed)


def sentence_of(passage: Passage) -> Passage:
    """The sentence around the stretch, from the clause on in which that begins."""
    if passage.stretch is None:
        return passage
    item, figures, stretch = excerpt(passage.item, passage.figures, passage.stretch)
    before = shown(item.text)[: stretch.start]
    start = max(before.rfind(stop) for stop in "，；。！？") + 1
    if start:
        whole = Span(start, len(item.text))
        item, figures, stretch = _from(item, figures, stretch, whole)
    return Passage(item, figures, stretch, passage.dashed)


LONG = 150
"""Characters up to which an item is quoted whole in the column beside the list; its history is to be seen, too."""


def near_of(passage: Passage) -> Passage:
    """What of a long item stands around the stretch."""
    if len(passage.item.text) <= LONG or passage.stretch is None:
        return passage
    item, figures, stretch = excerpt(passage.item, passage.figures, passage.stretch)
    if len(item.text) > LONG and stretch.start > LONG // 2:
        return sentence_of(passage)
    return Passage(item, figures, stretch, passage.dashed)


def _from(item: Item, figures: Sequence[Figure], stretch: Span, whole: Span) -> tuple[Item, tuple[Figure, ...], Span]:
    def moved(span: Span) -> Span:
        return Span(span.start - whole.start, span.end - whole.start)

    shorter = replace(item, text=whole.of(item.text), pieces=(Span(0, len(whole)),), breaks=())
    kept = tuple(
        replace(one, text_span=moved(one.text_span), cues=tuple(moved(c) for c in one.cues if c.start >= whole.start))
        for one in figures
        if one.text_span.start >= whole.start
    )
    return shorter, kept, moved(stretch)


class PassageText(ItemText):
    """An item's words with one stretch underlined in pencil, without a number; ``lines`` limits how many are shown."""

    def __init__(
        self, theme: Theme, *, pixels: float = 16, line: float = 32, lead: bool = False, lines: int = 0
    ) -> None:
        super().__init__(theme, pixels=pixels, line=line, lead=lead)
        self._lines, self._high = lines, line
        self._passage: Passage | None = None
        if lines == 1:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_passage(self, passage: Passage) -> None:
        """Show these words."""
        self._passage = passage
        self.set_item(passage.item, passage.figures)

    def heightForWidth(self, width: int) -> int:
        high = super().heightForWidth(width)
        return min(high, self._lines * self._theme.px(self._high) + 2) if self._lines else high

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._passage is None:
            return
        painter = QPainter(self)
        painter.translate(4, 0)
        text = self._laid(self.width())
        if self._passage.stretch is not None:
            pen = QPen(self._theme.colour("ink2"), 1.5)
            if self._passage.dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            for box in text.rects(self._passage.stretch):
                y = text.ink(box, 0)[1] + 2
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right() - 2, y))
        if self._lines and text.height > self._lines * text.line_height + 1:
            self._paint_more(painter)

    def _paint_more(self, painter: QPainter) -> None:
        """… over the end of the last line there is room for."""
        painter.setFont(self._theme.serif(16))
        wide = painter.fontMetrics().horizontalAdvance("…") + self._theme.px(4)
        box = QRectF(
            self.width() - 8 - wide, self.height() - self._theme.px(self._high), wide + 8, self._theme.px(self._high)
        )
        painter.fillRect(box, self._theme.colour("raised" if self._lines == 1 else "paper"))
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "…")


class PiecesText(QWidget):
    """Words with what was taken out struck through and what was put in underlined: never told by colour.

    ``before`` and ``after`` stand around them in the second ink. ``serif`` is for the report's own words.
    """

    def __init__(
        self,
        theme: Theme,
        pieces: Sequence[Piece],
        *,
        serif: bool,
        before: str = "",
        after: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._serif = theme, serif
        self._set: tuple[int, SetText] | None = None
        self._pieces: list[tuple[Span, Fate]] = []
        self._text = before
        self._around = [Span(0, len(before))] if before else []
        for piece in pieces:
            self._pieces.append((Span(len(self._text), len(self._text) + len(piece.text)), piece.fate))
            self._text += piece.text
        if after:
            self._around.append(Span(len(self._text), len(self._text) + len(after)))
            self._text += after
        # What QTextLayout breaks a line at; one code point for one.
        self._text = self._text.replace("\r", " ").replace("\n", "\u2028")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self._spoken())
        theme.changed.connect(self._relayout)

    def _spoken(self) -> str:
        words = {Fate.SAME: "{0}", Fate.REMOVED: self.tr("（删去：{0}）"), Fate.ADDED: self.tr("（加上：{0}）")}
        return "".join(words[fate].format(span.of(self._text)) for span, fate in self._pieces)

    def heightForWidth(self, width: int) -> int:
        return round(self._laid(width).height) + 2

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 60 else 300
        return QSize(200, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(26))

    def _relayout(self) -> None:
        self._set = None
        self.updateGeometry()
        self.update()

    def _laid(self, width: int) -> SetText:
        if self._set is None or self._set[0] != width:
            ink2 = self._theme.colour("ink2").name()
            stretches = [Stretch(span, colour=ink2) for span in self._around]
            stretches += [Stretch(span, bold=True) for span, fate in self._pieces if fate is Fate.ADDED]
            stretches += [Stretch(span, colour=ink2) for span, fate in self._pieces if fate is Fate.REMOVED]
            font = self._theme.serif(16) if self._serif else self._theme.sans(14)
            self._set = width, SetText(self._text, font, self._theme.px(26), max(60, width), stretches, ())
        return self._set[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self._laid(self.width())
        painter.setPen(self._theme.colour("ink"))
        text.layout.draw(painter, QPointF(0, 0))
        for span, fate in self._pieces:
            if fate is Fate.SAME:
                continue
            painter.setPen(QPen(self._theme.colour("ink" if fate is Fate.ADDED else "ink2"), 1.5))
            for box in text.rects(span):
                top, bottom = text.ink(box, 0)
                y = (top + bottom) / 2 + 1 if fate is Fate.REMOVED else bottom
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

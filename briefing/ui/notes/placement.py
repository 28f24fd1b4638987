"""Where an opened annotation stands in the text: its words, or what was found in their stead, or what was lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.domain.story import Fate, Piece, difference
from briefing.ui.check.excerpt import excerpt
from briefing.ui.notes.passage import Passage, PassageText, PiecesText, passage_of, sentence_of
from briefing.ui.notes.words import about
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme


class Placement(QWidget):
    """``another_wanted`` asks for other words, ``confirmed`` and ``refused`` answer a suggestion."""

    another_wanted = Signal()
    confirmed = Signal()
    refused = Signal()

    def __init__(self, theme: Theme, note: Annotation, contents: ReportContents | None) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        passage = passage_of(contents, note)
        if note.state is AnchorState.SUGGESTED and passage is not None:
            self._suggest(layout, note, passage)
        elif note.state is AnchorState.ORPHAN:
            self._lost(layout, note)
        else:
            self._found(layout, note, passage)

    def _another(self) -> QWidget:
        return button(self.tr("换一段原文…"), "link", self.another_wanted.emit)

    def _found(self, layout: QVBoxLayout, note: Annotation, passage: Passage | None) -> None:
        if passage is None:
            line = row(Elided(about(note)), None)
            if note.scope not in (Scope.SECTION, Scope.REPORT):
                line.addWidget(self._another())
            layout.addLayout(line)
            return
        quoted = PassageText(self._theme, lines=1)
        quoted.show_passage(sentence_of(passage))
        line = row(quoted, self._another(), spacing=self._theme.px(16))
        line.setStretch(0, 1)
        layout.addLayout(line)

    def _suggest(self, layout: QVBoxLayout, note: Annotation, passage: Passage) -> None:
        stretch = passage.stretch or Span(0, len(passage.item.text))
        words = stretch.of(passage.item.text)
        pieces = difference(shown(note.quote), shown(words))
        anchor = note.placement or note.anchor
        old = [piece for piece in pieces if piece.fate is not Fate.ADDED]
        new = [piece for piece in pieces if piece.fate is not Fate.REMOVED]
        around, _, inside = excerpt(passage.item, (), stretch)
        text = shown(around.text)
        for heading, part in (
            (
                self.tr("批注时的原文"),
                PiecesText(self._theme, old, serif=True, before=_tail(anchor.prefix), after=_head(anchor.suffix)),
            ),
            (
                self.tr("现在的原文，可能是这里"),
                PiecesText(self._theme, new, serif=True, before=text[: inside.start], after=text[inside.end :]),
            ),
        ):
            layout.addWidget(label(heading, "muted"))
            layout.addWidget(part)
        yes = button(self.tr("是这里"), "", self.confirmed.emit)
        no = button(self.tr("不是"), "", self.refused.emit)
        layout.addLayout(row(yes, no, None, self._another()))

    def _lost(self, layout: QVBoxLayout, note: Annotation) -> None:
        anchor = note.placement or note.anchor
        said = label(self.tr("现在的原文里找不到这一段。批注时它是这样的："), "muted")
        line: QLayout = row(said, None, self._another())
        layout.addLayout(line)
        pieces = [Piece(shown(note.quote), Fate.SAME)]
        before, after = _tail(anchor.prefix), _head(anchor.suffix)
        layout.addWidget(PiecesText(self._theme, pieces, serif=True, before=before, after=after))


def _tail(prefix: str) -> str:
    """What stood before, of its own line only."""
    return shown(prefix.rpartition("\n")[2])


def _head(suffix: str) -> str:
    return shown(suffix.partition("\n")[0])

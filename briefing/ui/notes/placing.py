"""A strip above the item: an annotation is in hand and looks for its words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.anchor import Scope
from briefing.domain.annotation import Annotation
from briefing.domain.span import Span
from briefing.ui.notes.words import about
from briefing.ui.parts import Elided, button, label, row, rule
from briefing.ui.theme import Theme


class PlacingStrip(QWidget):
    """``placed`` carries the annotation's id and the Span that was selected, None for the whole item that is open;
    ``given_up`` follows 不换了 and Esc.
    """

    placed = Signal(str, object)
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._note: Annotation | None = None
        self._stretch: Span | None = None
        self._about = Elided("", "second")
        self._here = button(self.tr("就是这段"), "primary", self._place)
        stop = button(self.tr("不换了"), "plain", self._stop)
        self._said = label("", "heading")
        line = row(self._said, self._about, None, self._here, stop)
        line.setContentsMargins(theme.px(32), theme.px(6), theme.px(24), theme.px(6))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(line)
        outer.addWidget(rule())
        self.hide()

    @property
    def note(self) -> Annotation | None:
        """The annotation in hand."""
        return self._note

    def begin(self, note: Annotation) -> None:
        """Take an annotation in hand."""
        self._note = note
        self._about.setText(about(note))
        whole = note.scope is Scope.ITEM
        self._said.setText(self.tr("打开批注说的那一条：") if whole else self.tr("在下面选中批注说的那一段："))
        self._here.setText(self.tr("就是这一条") if whole else self.tr("就是这段"))
        self._here.setAccessibleName(self._here.text())
        self.set_passage(None, in_item=False)
        self.show()

    def end(self) -> None:
        """Let go of it."""
        self._note = None
        self.hide()

    def set_passage(self, stretch: object, *, in_item: bool) -> None:
        """What is selected, and whether an item of the annotation's report is open at all."""
        self._stretch = stretch if isinstance(stretch, Span) and len(stretch) else None
        whole = self._note is not None and self._note.scope is Scope.ITEM
        self._here.setEnabled(in_item and (whole or self._stretch is not None))
        self._here.setToolTip("" if self._here.isEnabled() else self.tr("先在这份报告的原文里选中一段"))

    def _place(self) -> None:
        if self._note is not None:
            self.placed.emit(self._note.id, None if self._note.scope is Scope.ITEM else self._stretch)

    def _stop(self) -> None:
        self.end()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)

"""What can be done with the figure in hand: correct, confirm or remove it, or make one of the selected words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.correction import FigureFields
from briefing.domain.figure import Figure, FigureRef, Trust
from briefing.domain.report import Item, Report
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.ui.correct.editor import FigureEditor
from briefing.ui.correct.prefill import prefill
from briefing.ui.correct.typed import Typed
from briefing.ui.detail.trust import trust_words
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme

Subject = FigureRef | Span
"""What the editor is about: a figure there is, or a stretch of the item's text that is to be one."""


class CorrectionBar(QWidget):
    """Speaks of one item; asks for changes by signal and makes none itself.

    ``correct_wanted(FigureRef, FigureFields)``; ``confirm_wanted(FigureRef)``; ``remove_wanted(FigureRef)``;
    ``add_wanted(Span, FigureFields)``; ``editing_changed(bool)``.
    """

    correct_wanted = Signal(object, object)
    confirm_wanted = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal(object, object)
    editing_changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._report: Report | None = None
        self._item: Item | None = None
        self._figures: tuple[Figure, ...] = ()
        self._said: Mapping[FigureRef, str] = {}
        self._figure: Figure | None = None
        self._passage: Span | None = None
        self._editor: FigureEditor | None = None
        self._about: Subject | None = None
        px = theme.px
        self.setAccessibleName(self.tr("更正数据"))
        self._name = Elided("", "heading")
        self._trust = label("", "second", wrap=True)
        self._correct = button(self.tr("更正…"), "", self.correct, name=self.tr("更正这个数据"))
        self._confirm = button(self.tr("确认无误"), "", self.confirm)
        self._remove = button(self.tr("移除"), "", self.remove, name=self.tr("移除这个数据"))
        self._correct.setToolTip(self.tr("Ctrl+E，或在表里按 Enter"))
        self._confirm.setToolTip(self.tr("Ctrl+Enter"))
        self._remove.setToolTip(self.tr("Delete；可以撤销"))
        self._choice = QWidget()
        line = row(self._name, None, self._correct, self._confirm, self._remove)
        chosen = QVBoxLayout(self._choice)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(px(4))
        chosen.addLayout(line)
        chosen.addWidget(self._trust)
        self._about_passage = Elided("", "second")
        self._add = button(self.tr("添加为数据…"), "", self.add)
        self._selection = QWidget()
        self._selection.setLayout(row(self._about_passage, None, self._add))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._choice)
        layout.addWidget(self._selection)
        self._show()

    def set_item(
        self, report: Report, item: Item, figures: Sequence[Figure], said: Mapping[FigureRef, str] | None = None
    ) -> None:
        """Speak of this item. ``said`` tells who settled a figure and when, in words.

        What is chosen stays while the item is the same; an editor stays while what it is about is there.
        """
        if self._item is None or self._report is None or (report.key, item) != (self._report.key, self._item):
            self.close_editor()
            self._figure = self._passage = None
        self._report, self._item, self._figures, self._said = report, item, tuple(figures), said or {}
        self._figure = self._find(self._figure.ref) if self._figure else None
        if isinstance(self._about, FigureRef) and self._find(self._about) is None:
            self.close_editor()
        self._show()

    def choose(self, ref: FigureRef | None) -> None:
        """Take a figure of the item in hand, or none. An editor that is open stays with its own."""
        self._figure = self._find(ref) if ref else None
        self._show()

    def set_passage(self, passage: Span | None) -> None:
        """The selected stretch of the item's text that could become a figure."""
        self._passage = passage
        self._show()

    @property
    def figure(self) -> Figure | None:
        """The figure in hand."""
        return self._figure

    @property
    def editing(self) -> Subject | None:
        """What is being written about, if anything is."""
        return self._about

    @property
    def typed(self) -> Typed | None:
        """What closing the editor would lose; None for nothing."""
        return self._editor.typed if self._editor and self._editor.changed else None

    def correct(self, typed: Typed | None = None) -> None:
        """Open the editor for the figure in hand, with ``typed`` in its fields if given."""
        figure = self._figure
        if figure is None:
            return
        if self._about != figure.ref:
            heading = self.tr("更正“{0}”").format(shown(figure.raw.strip()))
            self._open(figure.ref, heading, Typed.of(FigureFields.of(figure)), typed, self._save_correction(figure.ref))
        elif self._editor:
            self._editor.focus()

    def add(self) -> None:
        """Open the editor for a figure made of the selected words."""
        if self._passage is None or self._report is None or self._item is None:
            return
        span, typed = prefill(self._report, self._item, self._passage, self._figures)
        heading = self.tr("添加“{0}”").format(shown(span.of(self._item.text)))
        self._open(span, heading, typed, None, lambda fields: self.add_wanted.emit(span, fields))

    def confirm(self) -> None:
        """Ask that the figure in hand be held right."""
        if self._figure and self._figure.trust is Trust.READ:
            self.confirm_wanted.emit(self._figure.ref)

    def remove(self) -> None:
        """Ask that the figure in hand be held to be none."""
        if self._figure:
            self.remove_wanted.emit(self._figure.ref)

    def close_editor(self) -> None:
        """Put the editor away."""
        editor, self._editor, self._about = self._editor, None, None
        if editor is not None:
            # Whoever listens may put the keyboard elsewhere before the editor is gone.
            self.editing_changed.emit(False)
            editor.hide()
            editor.deleteLater()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            super().keyPressEvent(event)

    def _open(
        self,
        about: Subject,
        heading: str,
        before: Typed,
        typed: Typed | None,
        save: Callable[[FigureFields], object],
    ) -> None:
        self.close_editor()
        editor = FigureEditor(self._theme, heading, before, typed)
        editor.saved.connect(save)
        editor.given_up.connect(self.close_editor)
        self._editor, self._about = editor, about
        layout = self.layout()
        assert layout is not None
        layout.addWidget(editor)
        self._show()
        editor.focus()
        self.editing_changed.emit(True)

    def _save_correction(self, ref: FigureRef) -> Callable[[FigureFields], object]:
        def save(fields: FigureFields) -> None:
            figure = self._find(ref)
            if figure is not None and not fields.differing(FigureFields.of(figure)):
                self.close_editor()
                return
            self.correct_wanted.emit(ref, fields)

        return save

    def _find(self, ref: FigureRef) -> Figure | None:
        return next((figure for figure in self._figures if figure.ref == ref), None)

    def _show(self) -> None:
        figure, item = self._figure, self._item
        correcting = figure is not None and self._about == figure.ref
        self._choice.setVisible(figure is not None and not correcting)
        if figure is not None:
            self._name.setText(f"{shown(figure.label)}　{figure.quantity.words}")
            words = " · ".join(part for part in (trust_words(figure), self._said.get(figure.ref, "")) if part)
            self._trust.setText(words)
            self._trust.setVisible(bool(words))
            self._confirm.setEnabled(figure.trust is Trust.READ)
        passage = self._passage
        offered = passage is not None and item is not None and not isinstance(self._about, Span)
        self._selection.setVisible(offered)
        if offered and passage is not None and item is not None:
            self._about_passage.setText(self.tr("选中“{0}”").format(shown(passage.of(item.text))))
        self.setVisible(figure is not None or offered or self._editor is not None)

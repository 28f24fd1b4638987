"""The chosen annotation beside the list: where it stands, what the other report says there, what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.labels import section_title
from briefing.domain.revision import Version
from briefing.domain.shown import shown
from briefing.ui.detail.evidence import Evidence
from briefing.ui.notes.history import History
from briefing.ui.notes.passage import Passage, PassageText, near_of, passage_of
from briefing.ui.notes.words import about, first_words
from briefing.ui.parts import Caveat, Elided, button, clear, label, row
from briefing.ui.theme import Theme


class NoteDetail(QWidget):
    """``open_wanted`` carries the Annotation whose place shall be opened, ``place_wanted`` a Place, ``figure_wanted``
    a FigureRef, ``restore_wanted`` the id of a revision.
    """

    open_wanted = Signal(object)
    place_wanted = Signal(object)
    figure_wanted = Signal(object)
    restore_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._note: Annotation | None = None
        px = theme.px
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(8), px(24), px(16))
        column.setSpacing(px(8))
        self._opener = button(self.tr("打开条目"), "link", self._open)
        self._opener.setToolTip("Ctrl+Enter")
        self._heading = label(self.tr("所在条目"), "heading")
        column.addLayout(row(self._heading, None, self._opener))
        self._where = Elided("", "second")
        column.addWidget(self._where)
        self._text = PassageText(theme, pixels=16, line=32, lead=True, lines=8)
        self._text.figure_chosen.connect(self.figure_wanted)
        column.addWidget(self._text)
        self._said = label("", "second", wrap=True, selectable=True)
        column.addWidget(self._said)
        self._others = QVBoxLayout()
        self._others.setSpacing(px(12))
        column.addLayout(self._others)
        column.addSpacing(px(8))
        self.history = History(theme)
        self.history.restore_wanted.connect(self.restore_wanted)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        self._area = area
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.show_note(None, None, (), ())

    @property
    def note(self) -> Annotation | None:
        """What is shown."""
        return self._note

    def show_note(
        self,
        note: Annotation | None,
        contents: ReportContents | None,
        library: Sequence[ReportContents],
        indicators: Sequence[Indicator],
    ) -> None:
        """Show one, or nothing; its history follows when it is known."""
        fresh = note is None or self._note is None or note.id != self._note.id
        self._note = note
        passage = passage_of(contents, note) if note is not None else None
        clear(self._others)
        self._opener.setVisible(note is not None and contents is not None)
        self._opener.setText(self.tr("打开条目") if note is None or note.item is not None else self.tr("打开报告"))
        self._heading.setVisible(note is not None)
        self._where.setVisible(note is not None)
        self._text.setVisible(passage is not None)
        self._said.setVisible(note is not None and passage is None)
        if fresh:
            self.history.hide()
            self._area.verticalScrollBar().setValue(0)
        if note is None:
            return
        self._where.setText(_where(note, contents))
        self._said.setText(
            f"{about(note)}\n{first_words(note)}" if note.state is not AnchorState.ORPHAN else about(note)
        )
        if passage is not None:
            self._text.show_passage(near_of(passage))
            if contents is not None:
                self._show_others(passage, contents, library, indicators)

    def show_history(self, note_id: str, versions: Sequence[Version], today: date) -> None:
        """Show the history of an annotation, if it is still the one shown."""
        if self._note is not None and self._note.id == note_id:
            self.history.show_versions(versions, today)
            self.history.show()

    def _open(self) -> None:
        if self._note is not None:
            self.open_wanted.emit(self._note)

    def _show_others(
        self,
        passage: Passage,
        contents: ReportContents,
        library: Sequence[ReportContents],
        indicators: Sequence[Indicator],
    ) -> None:
        """The other report's sentence on what the passage's figures measure, with what keeps the two apart."""
        stretch = passage.stretch
        meant = {one.ref for one in passage.figures if stretch is None or one.text_span.overlaps(stretch)}
        by_key = {one.report.key: one for one in library}
        seen: set[tuple[str, int]] = set()
        for indicator in indicators:
            figures = (*indicator.results, indicator.target)
            if not any(figure.ref in meant for figure in figures):
                continue
            for figure in figures:
                other = by_key.get(figure.report_key)
                item = other.report.item_at(figure.item) if other else None
                key = (figure.report_key, figure.item)
                if other is None or item is None or other is contents or key in seen:
                    continue
                seen.add(key)
                evidence = Evidence(self._theme, other, item, figure.nature)
                evidence.open_wanted.connect(self.place_wanted)
                evidence.figure_wanted.connect(self.figure_wanted)
                self._others.addWidget(evidence)
            if indicator.caveat and indicator.terms is not Terms.SAME:
                self._others.addWidget(Caveat(self._theme, self.tr("口径：{0}").format(indicator.caveat)))


def _where(note: Annotation, contents: ReportContents | None) -> str:
    """The report, and the line or the section in it."""
    if contents is None:
        return ""
    report = contents.report
    item = report.item_at(note.item) if note.item is not None else None
    if item is not None:
        return f"{shown(report.name)} 第 {item.line} 行"
    section = report.section_at(note.section) if note.section else None
    return f"{shown(report.name)} · {shown(section_title(section))}" if section else shown(report.name)

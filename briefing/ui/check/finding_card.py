"""One finding: what seems wrong, every place it concerns, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.finding import Finding, FindingPlace
from briefing.domain.place import Place
from briefing.domain.shown import shown
from briefing.domain.verdict import Judgement, Verdict
from briefing.ui.annotate.card import day_words
from briefing.ui.check.excerpt import excerpt
from briefing.ui.correct.segments import Segments
from briefing.ui.detail.item_text import ItemText
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme


class _Quote(QWidget):
    """A place's sentence with the words in question marked, and the way there."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme, contents: ReportContents, place: FindingPlace) -> None:
        super().__init__()
        self._theme = theme
        report = contents.report
        item = report.item_at(place.item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, 0, 0)
        layout.setSpacing(0)
        if item is None:
            layout.addWidget(label(shown(place.quote), wrap=True))
            return
        cut, figures, span = excerpt(item, contents.figures_of((item,)), place.span)
        text = ItemText(theme, pixels=16, line=32, lead=False)
        text.set_item(cut, figures)
        text.set_hits((span,) if len(span) else ())
        where = Elided(self.tr("{0} 第 {1} 行").format(report.name, item.line), "second")
        target = Place(report.key, report.section_of(item).path, item.position)
        opener = button(
            self.tr("打开这一条"),
            "link",
            lambda: self.place_wanted.emit(target),
            name=self.tr("打开第 {0} 行这一条").format(item.line),
        )
        layout.addLayout(row(where, None, opener))
        layout.addWidget(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(4, 0, 2, self.height(), self._theme.colour("line2"))


class FindingCard(QWidget):
    """``judge_wanted(key, Judgement or None, note)``; ``place_wanted`` carries a Place."""

    judge_wanted = Signal(str, object, str)
    place_wanted = Signal(object)

    def __init__(
        self, theme: Theme, finding: Finding, verdict: Verdict | None, library: Mapping[str, ReportContents]
    ) -> None:
        super().__init__()
        self._finding, self._verdict = finding, verdict
        px = theme.px
        self.setAccessibleName(f"{finding.kind.label}：{shown(finding.sentence)}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(12), 0, px(12))
        layout.setSpacing(px(8))
        sentence = label(shown(finding.sentence), wrap=True, selectable=True)
        sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        layout.addWidget(sentence)
        for place in finding.places:
            contents = library.get(place.report_key)
            if contents is not None:
                quote = _Quote(theme, contents, place)
                quote.place_wanted.connect(self.place_wanted)
                layout.addWidget(quote)
        self._segments = Segments(self.tr("结论"), [(one.label, one) for one in Judgement])
        self._segments.chosen.connect(lambda judgement: self._judge(judgement))
        self._note = QLineEdit(verdict.note if verdict else "")
        self._note.setPlaceholderText(self.tr("备注：向谁核实、以哪处为准"))
        self._note.setAccessibleName(self.tr("备注"))
        self._note.setMinimumWidth(px(120))
        self._note.returnPressed.connect(self._keep_note)
        self._note.textChanged.connect(lambda _: self._show())
        self._keep = button(self.tr("记下备注"), "", self._keep_note)
        self._said = Elided("", "second")
        self._back = button(self.tr("收回结论"), "link", lambda: self.judge_wanted.emit(finding.key, None, ""))
        layout.addWidget(self._segments)
        noted = row(self._note, self._keep)
        noted.setStretch(0, 1)
        layout.addLayout(noted)
        last = row(self._said, self._back, None, spacing=px(12))
        layout.addLayout(last)
        self.set_verdict(verdict)

    @property
    def finding(self) -> Finding:
        """What it is about."""
        return self._finding

    @property
    def half_written(self) -> str:
        """A note that nobody has kept yet; empty for none."""
        note = self._note.text().strip()
        return note if note != self._kept_note else ""

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Show what stands now; a note being written stays."""
        half = self.half_written
        self._verdict = verdict
        self._segments.choose(verdict.judgement if verdict else None)
        if not half:
            self._note.setText(self._kept_note)
        self._show()

    def write(self, note: str) -> None:
        """Put a note that was half written back into its field."""
        self._note.setText(note)

    @property
    def _kept_note(self) -> str:
        return self._verdict.note if self._verdict else ""

    def _show(self) -> None:
        verdict = self._verdict
        self._said.setVisible(verdict is not None)
        self._back.setVisible(verdict is not None)
        changed = self._note.text().strip() != self._kept_note
        self._keep.setEnabled(changed and verdict is not None)
        self._keep.setToolTip("" if verdict else self.tr("先选结论，备注随结论一起记下"))
        if verdict is not None:
            today = datetime.now(UTC).astimezone().date()
            self._said.setText(f"{verdict.judgement.label} · {verdict.author} · {day_words(verdict.at, today)}")

    def _judge(self, judgement: Judgement) -> None:
        # What stands in the library decides what is chosen; it comes back with the answer.
        self.judge_wanted.emit(self._finding.key, judgement, self._note.text().strip())

    def _keep_note(self) -> None:
        if self._verdict is not None:
            self._judge(self._verdict.judgement)
        else:
            self._segments.segments[0].setFocus(Qt.FocusReason.TabFocusReason)

"""Places where reports contradict themselves or slip, by kind, each with a verdict to record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.finding import Finding, FindingKind
from briefing.domain.verdict import Verdict
from briefing.ui.check.finding_card import FindingCard
from briefing.ui.parts import clear, inset, label, row, rule
from briefing.ui.theme import Theme

WIDEST = 840

Judged = tuple[Finding, Verdict | None]


class FindingsPane(QWidget):
    """``judge_wanted(key, Judgement or None, note)``; ``place_wanted`` carries a Place."""

    judge_wanted = Signal(str, object, str)
    place_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: dict[str, FindingCard] = {}
        self._shown: tuple[object, ...] | None = None
        px = theme.px
        body = QWidget()
        body.setObjectName("page")
        inner = QWidget()
        inner.setMaximumWidth(px(WIDEST))
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, px(24))
        self._column.setSpacing(0)
        outer = row(inner, spacing=0)
        outer.setStretch(0, 1)
        outer.addStretch(0)
        outer.setContentsMargins(px(32), px(8), px(32), 0)
        body.setLayout(outer)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.say(self.tr("正在核对……"))

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The findings shown, in their order."""
        return tuple(self._cards.values())

    def say(self, sentence: str) -> None:
        """Say one sentence in place of findings."""
        self._shown = None
        self._cards = {}
        clear(self._column)
        words = label(sentence, "second", wrap=True)
        words.setContentsMargins(0, self._theme.px(16), 0, 0)
        self._column.addWidget(words)
        self._column.addStretch(1)

    def set_findings(self, judged: Sequence[Judged], library: Mapping[str, ReportContents]) -> None:
        """Show these by kind. Cards of findings already shown stay, with what was half written in them."""
        if not judged:
            self.say(
                self.tr(
                    "没有发现前后不一、合计不符、缺少单位或用字有误的地方。"
                    "这里只拿资料库里的文字互相核对，没有发现不等于数据无误。"
                )
            )
            return
        wanted = tuple((finding, _quoted(finding, library)) for finding, _ in judged)
        if wanted == self._shown:
            for finding, verdict in judged:
                self._cards[finding.key].set_verdict(verdict)
            return
        half = {key: card.half_written for key, card in self._cards.items() if card.half_written}
        self._shown, self._cards = wanted, {}
        clear(self._column)
        for kind in FindingKind:
            group = [pair for pair in judged if pair[0].kind is kind]
            if group:
                self._group(kind, group, library)
        self._column.addStretch(1)
        for key, note in half.items():
            if key in self._cards:
                self._cards[key].write(note)

    def _group(self, kind: FindingKind, group: Sequence[Judged], library: Mapping[str, ReportContents]) -> None:
        px = self._theme.px
        head = row(label(kind.label, "heading"), label(str(len(group)), "second"), None)
        head.setContentsMargins(0, px(16), 0, px(6))
        self._column.addLayout(head)
        self._column.addWidget(rule("rule"))
        for finding, verdict in group:
            card = FindingCard(self._theme, finding, verdict, library)
            card.judge_wanted.connect(self.judge_wanted)
            card.place_wanted.connect(self.place_wanted)
            self._cards[finding.key] = card
            self._column.addWidget(card)
            self._column.addLayout(inset(rule(), 0))


def _quoted(finding: Finding, library: Mapping[str, ReportContents]) -> tuple[object, ...]:
    """What its quotes show: while that stays, so does its card."""
    found: list[object] = []
    for place in finding.places:
        contents = library.get(place.report_key)
        item = contents.report.item_at(place.item) if contents else None
        if contents is not None and item is not None:
            found.append((item, contents.figures_of((item,))))
    return tuple(found)

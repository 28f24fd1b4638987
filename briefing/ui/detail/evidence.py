"""The other report's sentence, quoted as evidence beside a rule in its colour."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.labels import section_label
from briefing.domain.place import Place
from briefing.domain.report import Item, Nature
from briefing.domain.shown import shown
from briefing.ui.detail.item_text import ItemText
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme


class Evidence(QWidget):
    """``open_wanted`` carries the Place of the quoted item, ``figure_wanted`` a FigureRef that was clicked."""

    open_wanted = Signal(object)
    figure_wanted = Signal(object)

    def __init__(self, theme: Theme, contents: ReportContents, item: Item, nature: Nature) -> None:
        super().__init__()
        self._theme, self._nature = theme, nature
        report, section = contents.report, contents.report.section_of(item)
        kind = self.tr("实绩原句") if nature is Nature.ACTUAL else self.tr("目标原句")
        title = f"{report.year} {kind}" if report.year else kind
        where = self.tr("第 {0} 行").format(item.line) + f" · {shown(section_label(section))}"
        text = ItemText(theme, pixels=16, line=32, lead=False)
        text.set_item(item, contents.figures_of((item,)))
        text.figure_chosen.connect(self.figure_wanted)
        opener = button(
            self.tr("打开这一条"), "link", lambda: self.open_wanted.emit(Place(report.key, section.path, item.position))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, 0, theme.px(4))
        layout.setSpacing(theme.px(2))
        layout.addLayout(row(label(title, "heading"), Elided(where, "second"), None, opener))
        layout.addWidget(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "result" if self._nature is Nature.ACTUAL else "target"
        painter.fillRect(4, 0, 2, self.height(), self._theme.colour(role))

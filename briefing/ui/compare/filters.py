"""The left pane's 对照 tab: themes, how targets stand to results, on which terms they compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.comparison import Direction, Indicator, Terms
from briefing.ui.compare.rows import Filter
from briefing.ui.compare.themes import ThemeList
from briefing.ui.counted import Check
from briefing.ui.outline.field import FilterField
from briefing.ui.parts import label
from briefing.ui.theme import Theme


class ComparisonFilters(QWidget):
    """``filter_changed`` carries the Filter in force."""

    filter_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._filter = Filter()
        self._field = FilterField(theme)
        self._field.setPlaceholderText(self.tr("筛选指标"))
        self._field.setAccessibleName(self.tr("筛选指标"))
        self._field.textChanged.connect(lambda: self._tell())
        self.themes = ThemeList(theme)
        self.themes.theme_chosen.connect(lambda _: self._tell())
        self._directions = {
            Direction.HIGHER: Check(theme, self.tr("高于实绩"), counted=self.tr("项")),
            Direction.LEVEL: Check(theme, self.tr("持平"), counted=self.tr("项")),
            Direction.LOWER: Check(theme, self.tr("低于实绩"), counted=self.tr("项")),
            Direction.NOT_SUBTRACTABLE: Check(theme, self.tr("不可相减"), counted=self.tr("项")),
        }
        self._terms = {
            False: Check(theme, self.tr("口径一致"), counted=self.tr("项")),
            True: Check(theme, self.tr("口径有别"), counted=self.tr("项")),
        }
        body = QWidget()
        body.setObjectName("list")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        top.addWidget(self._field)
        layout.addLayout(top)
        layout.addWidget(self.themes)
        for words, boxes in (
            (self.tr("目标与实绩相比"), list(self._directions.values())),
            (self.tr("口径"), list(self._terms.values())),
        ):
            heading = label(words, "muted")
            heading.setContentsMargins(theme.px(16), theme.px(16), 0, theme.px(4))
            layout.addWidget(heading)
            for box in boxes:
                box.toggled.connect(self._tell)
                layout.addWidget(box)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("list")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    @property
    def filter(self) -> Filter:
        """What is let through now."""
        return self._filter

    def set_indicators(self, indicators: Sequence[Indicator]) -> None:
        """Count these."""
        self.themes.set_indicators(indicators)
        for direction, box in self._directions.items():
            box.set_count(sum(1 for i in indicators if i.direction is direction))
        for caveat, box in self._terms.items():
            box.set_count(sum(1 for i in indicators if (i.terms is not Terms.SAME) is caveat))

    def focus(self) -> None:
        """Put the cursor into the filter field."""
        self._field.setFocus()
        self._field.selectAll()

    def _tell(self) -> None:
        self._filter = replace(
            self._filter,
            theme=self.themes.current,
            words=self._field.text().strip(),
            directions=frozenset(d for d, box in self._directions.items() if box.checked),
            caveats=frozenset(c for c, box in self._terms.items() if box.checked),
        )
        self.filter_changed.emit(self._filter)

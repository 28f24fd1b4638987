"""Choosing what a note is for: the five kinds written most, and behind 更多 the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from briefing.domain.annotation import AnnotationKind
from briefing.ui.annotate.flow import Flow
from briefing.ui.parts import button
from briefing.ui.theme import Theme

OFFERED = (
    AnnotationKind.BACKGROUND,
    AnnotationKind.WORDING,
    AnnotationKind.QUESTION,
    AnnotationKind.PROGRESS,
    AnnotationKind.RISK,
)
FURTHER = (AnnotationKind.RESPONSIBLE, AnnotationKind.INSTRUCTION)


class KindField(QWidget):
    """Segments in two lines, the second unfolded by 更多 or by a note that has such a kind; arrow keys move in each."""

    changed = Signal()

    def __init__(self, theme: Theme, kind: AnnotationKind) -> None:
        super().__init__()
        further = FURTHER if kind in (*OFFERED, *FURTHER) else (kind, *FURTHER)
        self._group = QButtonGroup(self)
        self._first, self._second = Flow(0, stretched=True), Flow(0)
        # Six of them have to stand beside each other in the narrowest margin.
        self._first.setStyleSheet(f"QPushButton {{ padding: 0 {theme.px(4)}px; margin-left: 0; }}")
        for offered, holder in ((OFFERED, self._first), (further, self._second)):
            for one in offered:
                holder.add(self._segment(one, checked=one is kind))
        self._more = button("…", "segment", self._unfold, name=self.tr("更多类别"))
        self._more.setToolTip(self.tr("更多类别：责任单位、批示"))
        self._first.add(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addWidget(self._first)
        layout.addWidget(self._second)
        self._second.setVisible(kind not in OFFERED)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def kind(self) -> AnnotationKind:
        """The one chosen."""
        return AnnotationKind(self._group.checkedButton().property("kind"))

    def _segment(self, kind: AnnotationKind, *, checked: bool) -> QPushButton:
        made = button(kind.label, "segment", name=self.tr("类别：{0}").format(kind.label))
        made.setCheckable(True)
        made.setProperty("kind", kind)
        made.setChecked(checked)
        self._group.addButton(made)
        return made

    def _unfold(self) -> None:
        self._second.setVisible(self._second.isHidden() or self.kind not in OFFERED)

    def _toggled(self, _: object, checked: bool) -> None:
        if checked:
            self.changed.emit()

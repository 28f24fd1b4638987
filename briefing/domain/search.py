"""What a search finds: hits that can be shown in a row and opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.span import Span


class HitKind(StrEnum):
    """Where the words were found; the order is that of the groups in the palette."""

    INDICATOR = "indicator"
    HEADING = "heading"
    FIGURE = "figure"
    ITEM = "item"
    ANNOTATION = "annotation"

    @property
    def label(self) -> str:
        """The name of its group."""
        return _LABELS[self]


_LABELS = {
    HitKind.INDICATOR: "指标",
    HitKind.HEADING: "章节",
    HitKind.FIGURE: "数据",
    HitKind.ITEM: "条目",
    HitKind.ANNOTATION: "批注",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand.

    ``text`` is the whole text that was searched (an item's text, a heading, a name, an annotation's body) and
    ``marks`` the stretches of it that match, empty when it was found by pinyin initials. ``trail`` says where it
    is: ``2026 · 8 坚持民生为大、共同富裕 · 第125行``. ``figures`` are those worth showing in the row.
    """

    kind: HitKind
    place: Place
    text: str
    marks: tuple[Span, ...]
    trail: str
    figures: tuple[Figure, ...] = ()
    indicator: Indicator | None = None
    annotation: Annotation | None = None

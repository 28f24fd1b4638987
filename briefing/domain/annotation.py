"""Annotations: what people wrote about an item or a passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefing.domain.anchor import Anchor
from briefing.domain.span import Span


class AnnotationKind(StrEnum):
    """What an annotation is for."""

    BACKGROUND = "background"
    WORDING = "wording"
    QUESTION = "question"
    PROGRESS = "progress"
    RISK = "risk"
    COMPARISON = "comparison"
    SLIP = "slip"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _KIND_LABELS[self]


class AnnotationStatus(StrEnum):
    """How far an annotation may be trusted."""

    DRAFT = "draft"
    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _STATUS_LABELS[self]


_KIND_LABELS = {
    AnnotationKind.BACKGROUND: "背景",
    AnnotationKind.WORDING: "口径",
    AnnotationKind.QUESTION: "问答",
    AnnotationKind.PROGRESS: "进展",
    AnnotationKind.RISK: "风险",
    AnnotationKind.COMPARISON: "对照",
    AnnotationKind.SLIP: "勘误",
}
_STATUS_LABELS = {
    AnnotationStatus.DRAFT: "草稿",
    AnnotationStatus.PENDING: "待核",
    AnnotationStatus.VERIFIED: "已核",
    AnnotationStatus.REJECTED: "不采用",
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation with its anchor and where that resolves today.

    ``id`` is a UUIDv7. ``source`` cites the public source of a seed annotation, empty for what staff wrote.
    ``computed`` marks that a number in ``text`` was calculated (测算). ``item`` is the position of the item
    it resolves to and ``stretch`` the words there; both None while it is an orphan; ``stretch`` None when it
    is about the whole item. Times are aware (UTC).
    """

    id: str
    report_key: str
    kind: AnnotationKind
    status: AnnotationStatus
    title: str
    text: str
    author: str
    created: datetime
    changed: datetime
    anchor: Anchor
    item: int | None
    stretch: Span | None
    source: str = ""
    computed: bool = False
    deleted: bool = False

"""Annotations: what people wrote about a passage, an item, a section or a report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefing.domain.anchor import Anchor, AnchorState, Scope
from briefing.domain.span import Span

SEED_AUTHOR = "随库批注"
"""Whose name stands under what came with the program; it belongs to nobody, so everyone may work on it."""

ATTACHMENT_LIMIT = 20 * 1024 * 1024
"""Bytes up to which a file is kept with an annotation."""

TAG_LIMIT = 32
"""Characters up to which a tag is one."""


class AnnotationKind(StrEnum):
    """What an annotation is for."""

    BACKGROUND = "background"
    WORDING = "wording"
    QUESTION = "question"
    PROGRESS = "progress"
    RISK = "risk"
    RESPONSIBLE = "responsible"
    INSTRUCTION = "instruction"
    ANSWER = "answer"
    COMPARISON = "comparison"
    SLIP = "slip"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _KIND_LABELS[self]

    @property
    def is_task(self) -> bool:
        """Whether something is to be done by a date."""
        return self in (AnnotationKind.PROGRESS, AnnotationKind.RESPONSIBLE, AnnotationKind.INSTRUCTION)


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
    AnnotationKind.RESPONSIBLE: "责任单位",
    AnnotationKind.INSTRUCTION: "批示",
    AnnotationKind.ANSWER: "答复",
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
class Attachment:
    """A file kept with an annotation, by its content. ``size`` is in bytes, ``type`` an Internet media type."""

    sha256: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation with its anchor and where that resolves today.

    ``id`` is a UUIDv7. ``source`` cites the public source of a seed annotation, empty for what staff wrote.
    ``computed`` marks that a number in ``text`` was calculated (测算). ``text`` is Markdown as ``domain.markup`` reads
    it. ``answers`` is the id of the annotation that this one answers.

    ``anchor`` is as it was made; ``placement`` is the passage that a person chose or confirmed since, if any.
    ``state`` says how it was found, ``item`` is the position of the item and ``stretch`` the words there (None when it
    is about the whole item); ``section`` is the path of the section it is about. All None while it is an orphan; a
    suggested place is a proposal only (``placed`` is False). Times are aware (UTC).

    ``conflicts`` names the fields that two people wrote without knowing of each other and nobody has settled.
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
    scope: Scope = Scope.PASSAGE
    state: AnchorState = AnchorState.EXACT
    section: tuple[int, ...] | None = None
    placement: Anchor | None = None
    tags: tuple[str, ...] = ()
    due: date | None = None
    attachments: tuple[Attachment, ...] = ()
    answers: str = ""
    conflicts: tuple[str, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether it is known where it belongs, without anybody's confirming it."""
        return self.state in (AnchorState.EXACT, AnchorState.MOVED)

    @property
    def quote(self) -> str:
        """The words it is about, as last made or confirmed; empty when it is about a whole report."""
        return (self.placement or self.anchor).exact


def may_rewrite(note: Annotation, names: Collection[str]) -> bool:
    """Whether somebody who writes under these names may change what it says; others may answer it.

    Status, tags and place are everybody's: who checks a note or finds its passage again is rarely who wrote it.
    """
    return note.author in names or note.author == SEED_AUTHOR


def overdue(note: Annotation, today: date) -> bool:
    """Whether its date has passed and it is neither checked off (已核) nor set aside (不采用)."""
    done = note.status in (AnnotationStatus.VERIFIED, AnnotationStatus.REJECTED)
    return note.due is not None and note.due < today and not done

"""What somebody has begun to write and not saved: kept as it is typed, so that no crash loses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from briefing.domain.annotation import AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.place import Place
from briefing.domain.span import Span


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An open editor's contents.

    ``id`` is that of the annotation being changed, or the one the new annotation will have; ``change`` says which.
    ``place`` is where the editor was open, ``stretch`` the passage of its item (None: the whole place). ``answers`` is
    the id of the annotation that a new one answers. ``at`` is when it was last kept (aware).
    """

    id: str
    place: Place
    stretch: Span | None
    kind: AnnotationKind
    status: AnnotationStatus
    text: str
    author: str
    at: datetime
    change: bool = False
    title: str = ""
    tags: tuple[str, ...] = ()
    due: date | None = None
    attachments: tuple[Attachment, ...] = ()
    answers: str = ""

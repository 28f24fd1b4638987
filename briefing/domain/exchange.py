"""What a colleague's file would bring, and what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import AnnotationKind, AnnotationStatus


class Arrival(StrEnum):
    """What taking in one annotation comes to. CHANGED brings something new to one that is here."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICTING = "conflicting"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    Arrival.NEW: "新增",
    Arrival.CHANGED: "改动",
    Arrival.CONFLICTING: "冲突",
    Arrival.UNCHANGED: "相同",
    Arrival.REFUSED: "不收",
}


@dataclass(frozen=True, slots=True)
class Arriving:
    """One annotation of a file as it would stand here.

    ``report`` is the name of its report, ``quote`` the words it is about (empty for a whole report), ``state`` how
    surely these are found here (None when refused). ``here`` is the text that stands now (None for a new one),
    ``fields`` names what differs or is in conflict. ``reason`` is a Chinese sentence for one that is refused.
    """

    id: str
    arrival: Arrival
    report: str
    quote: str
    kind: AnnotationKind
    status: AnnotationStatus
    author: str
    title: str
    text: str
    here: str | None = None
    deleted: bool = False
    state: AnchorState | None = None
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a file would bring. ``author`` and ``made`` say who made it and when, as the file has it."""

    file_name: str
    author: str
    made: datetime | None
    arriving: tuple[Arriving, ...]

    @property
    def counts(self) -> Mapping[Arrival, int]:
        """How many there are of each; every one is named."""
        found = Counter(one.arrival for one in self.arriving)
        return {arrival: found[arrival] for arrival in Arrival}


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a file brought. ``exchange`` is the id of the taking in, ``backup`` the name of the copy made before it.

    Both are empty when the file brought nothing: then nothing was written and no copy made.
    """

    exchange: str
    preview: MergePreview
    backup: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One taking in of a file, as it is remembered. ``undone`` says that it was taken back."""

    id: str
    at: datetime
    author: str
    file_name: str
    counts: Mapping[Arrival, int]
    undone: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What taking an exchange back, or bringing it again, came to: the ids of the annotations that are otherwise now.

    ``reports`` are the keys of their reports. ``left`` are those left alone, since somebody changed or answered them.
    """

    annotations: tuple[str, ...]
    reports: frozenset[str]
    left: tuple[str, ...] = ()

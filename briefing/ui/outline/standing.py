"""How the annotations of a place stand: how many wait, are settled, or have something that a person must decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation, AnnotationStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of annotations: all, by status, and those with a place to confirm or a conflict to settle.

    An annotation may be among both of the last two; ``lost`` ones have no place in the text.
    """

    whole: int = 0
    draft: int = 0
    pending: int = 0
    verified: int = 0
    rejected: int = 0
    asked: int = 0
    conflicts: int = 0
    lost: int = 0

    @property
    def decides(self) -> bool:
        """Whether there is something that nobody but a person can decide."""
        return bool(self.asked or self.conflicts or self.lost)

    @property
    def words(self) -> str:
        """待核 2 · 已核 3 · 冲突 1; empty without annotations."""
        named = (
            (AnnotationStatus.DRAFT.label, self.draft),
            (AnnotationStatus.PENDING.label, self.pending),
            (AnnotationStatus.VERIFIED.label, self.verified),
            (AnnotationStatus.REJECTED.label, self.rejected),
            (f"位置{AnchorState.SUGGESTED.label}", self.asked),
            (f"原文{AnchorState.ORPHAN.label}", self.lost),
            ("冲突", self.conflicts),
        )
        return " · ".join(f"{name} {count}" for name, count in named if count)


NOTHING = Standing()

_STATUSES = {
    AnnotationStatus.DRAFT.value: 1,
    AnnotationStatus.PENDING.value: 2,
    AnnotationStatus.VERIFIED.value: 3,
    AnnotationStatus.REJECTED.value: 4,
}


def standings(notes: Iterable[Annotation]) -> dict[int | tuple[int, ...], Standing]:
    """One pass: by an item's position, or by a section's path (empty for the report and for what has no place)."""
    found: dict[int | tuple[int, ...], list[int]] = {}
    suggested, orphan = AnchorState.SUGGESTED, AnchorState.ORPHAN
    for note in notes:
        if note.deleted:
            continue
        place: int | tuple[int, ...] = note.item if note.item is not None else note.section or ()
        counts = found.get(place)
        if counts is None:
            counts = found[place] = [0] * 8
        counts[0] += 1
        # By the plain word: an enumeration's members are hashed by Python.
        counts[_STATUSES[str(note.status)]] += 1
        if note.state is suggested:
            counts[5] += 1
        elif note.state is orphan:
            counts[7] += 1
        if note.conflicts:
            counts[6] += 1
    return {place: Standing(*counts) for place, counts in found.items()}


def summed(parts: Iterable[Standing]) -> Standing:
    """All of them together."""
    counted = [part for part in parts if part.whole]
    if len(counted) < 2:
        return counted[0] if counted else NOTHING
    return Standing(
        sum(part.whole for part in counted),
        sum(part.draft for part in counted),
        sum(part.pending for part in counted),
        sum(part.verified for part in counted),
        sum(part.rejected for part in counted),
        sum(part.asked for part in counted),
        sum(part.conflicts for part in counted),
        sum(part.lost for part in counted),
    )

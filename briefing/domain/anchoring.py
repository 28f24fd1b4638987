"""Finding an annotation's place in a text."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.anchor import Anchor, AnchorState, Scope, item_offset, resolve
from briefing.domain.report import Report
from briefing.domain.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor points: the item's position and the stretch of its text, or the section's path."""

    state: AnchorState
    item: int | None = None
    stretch: Span | None = None
    section: tuple[int, ...] | None = None
    score: float = 0.0


class Anchoring:
    """Finds anchors in one report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def find(self, anchor: Anchor, scope: Scope) -> Found:
        """Where the anchor points in this text."""
        if scope is Scope.REPORT:
            return Found(AnchorState.EXACT, score=1.0)
        if scope is Scope.SECTION:
            for section in self._report.sections():
                if section.heading == anchor.exact:
                    return Found(AnchorState.EXACT, section=section.path, score=1.0)
            return Found(AnchorState.ORPHAN)
        if not anchor.exact:
            for item in self._report.items():
                if item_offset(self._report, item) == anchor.start:
                    return Found(AnchorState.EXACT, item.position, score=1.0)
            return Found(AnchorState.ORPHAN)
        found = resolve(self._report, anchor)
        if found is None:
            return Found(AnchorState.ORPHAN)
        item, stretch = found
        here = item_offset(self._report, item) + stretch.start == anchor.start
        return Found(
            AnchorState.EXACT if here else AnchorState.MOVED,
            item.position,
            None if scope is Scope.ITEM else stretch,
            score=1.0,
        )

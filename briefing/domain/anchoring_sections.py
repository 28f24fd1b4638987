"""Finding the sections again that annotations are about, by their headings."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.domain.anchor import CONTEXT, Anchor, AnchorState, anchor_of_section
from briefing.domain.anchoring_text import FoldedReport

NAMED = 12
"""A heading of this length names one section; shorter ones (主要目标, 其他) may head any."""

LIKE = 0.6
"""Headings that share this much are worth showing as one another."""

_BEGUN = 16


@dataclass(frozen=True, slots=True)
class _Headed:
    path: tuple[int, ...]
    heading: str
    above: str
    begun: str


class SectionFinder:
    """Finds sections of one edition. A section's place is the headings above it, whatever their numbers."""

    def __init__(self, edition: FoldedReport) -> None:
        self._edition = edition
        self._sections: tuple[_Headed, ...] | None = None

    def find(self, anchor: Anchor) -> tuple[AnchorState, tuple[int, ...] | None, float]:
        """State, path and score. Never raises."""
        sought = self._headed((), anchor)
        sections = self._all()
        same = [section for section in sections if section.heading == sought.heading]
        at_home = [section for section in same if section.above == sought.above]
        if sought.heading:
            if len(at_home) == 1:
                return AnchorState.EXACT, at_home[0].path, 1.0
            begun = [section for section in at_home or same if _begins_alike(sought, section)]
            if len(begun) == 1:
                return AnchorState.EXACT if at_home else AnchorState.MOVED, begun[0].path, 1.0
            if len(same) == 1 and len(sought.heading) >= NAMED:
                return AnchorState.MOVED, same[0].path, 1.0
            if same:
                return AnchorState.SUGGESTED, (begun or at_home or same)[0].path, 0.9
        else:
            begun = [section for section in at_home if sought.begun and section.begun == sought.begun]
            if len(begun) == 1:
                return AnchorState.EXACT, begun[0].path, 1.0
        scored = [(_likeness(sought, section), section.path) for section in sections]
        score, path = max(scored, key=lambda each: each[0], default=(0.0, None))
        return (AnchorState.SUGGESTED, path, score) if score >= LIKE else (AnchorState.ORPHAN, None, score)

    def _all(self) -> tuple[_Headed, ...]:
        if self._sections is None:
            report = self._edition.report
            self._sections = tuple(
                self._headed(section.path, anchor_of_section(report, section)) for section in report.sections()
            )
        return self._sections

    def _headed(self, path: tuple[int, ...], anchor: Anchor) -> _Headed:
        fold = self._edition.folding.fold
        above = "\n".join(fold(line) for line in anchor.prefix[-CONTEXT:].splitlines())
        return _Headed(path, fold(anchor.exact), above, fold(anchor.suffix))


def _begins_alike(sought: _Headed, section: _Headed) -> bool:
    if not sought.begun:
        return not section.begun
    return section.begun.startswith(sought.begun[:_BEGUN])


def _likeness(sought: _Headed, section: _Headed) -> float:
    """How alike two sections are: by their headings, and as strongly by the words they begin with."""
    alike = _ratio(sought.heading, section.heading) if sought.heading and section.heading else 0.0
    begun = _ratio(sought.begun, section.begun) if sought.begun and section.begun else 0.0
    return max(alike, 0.9 * begun, 0.5 * (alike + begun))


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.4 else 0.0

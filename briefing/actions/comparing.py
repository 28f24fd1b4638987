"""Deciding about indicators: which figures belong together, and how that is worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.decision import NOTHING, Wording
from briefing.domain.figure import FigureRef
from briefing.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinFigures:
    """Compare these results with this target. To add a result to an indicator, give all its results and the new one.

    Raises LibraryError when they make no indicator (a target and results, all different) or the wording lacks
    something.
    """

    name: ClassVar[str] = "合并指标"

    results: tuple[FigureRef, ...]
    target: FigureRef
    author: str
    wording: Wording = NOTHING

    def apply(self, library: Library) -> Done[str]:
        """Join them. The value is the decision's id."""
        decision = library.join_figures(self.results, self.target, self.wording, author=self.author)
        return _decided(decision, (*self.results, self.target), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitIndicator:
    """Do not compare these results with this target. Raises LibraryError when they are not compared."""

    name: ClassVar[str] = "拆开指标"

    results: tuple[FigureRef, ...]
    target: FigureRef
    author: str

    def apply(self, library: Library) -> Done[str]:
        """Split them. The value is the decision's id."""
        decision = library.split_indicator(self.results, self.target, author=self.author)
        return _decided(decision, (*self.results, self.target), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordIndicator:
    """Word the indicator that compares these results with this target; None in ``wording`` leaves a part as it is.

    Raises LibraryError when they are not compared, or the wording lacks something (a caveat, a reason).
    """

    name: ClassVar[str] = "改口径说明"

    results: tuple[FigureRef, ...]
    target: FigureRef
    wording: Wording
    author: str

    def apply(self, library: Library) -> Done[str | None]:
        """Word it. The value is the decision's id, None when it was worded so already."""
        decision = library.reword_indicator(self.results, self.target, self.wording, author=self.author)
        if decision is None:
            return Done(None)
        done = _decided(decision, (*self.results, self.target), self.author)
        return Done(decision, done.changes, done.inverse)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """Take a decision about an indicator back, or let it hold again."""

    name: ClassVar[str] = "撤回指标决定"

    id: str
    author: str
    withdrawn: bool = True

    def apply(self, library: Library) -> Done[str]:
        """Take it back. The value is the decision's id."""
        if not library.withdraw_decision(self.id, self.withdrawn, author=self.author):
            return Done(self.id)
        decision = next(one for one in library.decisions() if one.id == self.id)
        return Done(
            self.id,
            _changes((*decision.results, decision.target)),
            WithdrawDecision(id=self.id, author=self.author, withdrawn=not self.withdrawn),
        )


def _decided(decision: str, refs: tuple[FigureRef, ...], author: str) -> Done[str]:
    return Done(decision, _changes(refs), WithdrawDecision(id=decision, author=author))


def _changes(refs: tuple[FigureRef, ...]) -> Changes:
    return Changes(reports=frozenset(ref.report_key for ref in refs), indicators=True)

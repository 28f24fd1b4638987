"""A library's indicators, and what people decide about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from briefing.domain.comparison import Indicator
from briefing.domain.decision import NOTHING, Decision, DecisionKind, Wording, decide, fault, meant, unworded
from briefing.domain.errors import LibraryError
from briefing.domain.figure import FigureRef
from briefing.library import corrections, decisions, indicators
from briefing.library.decisions import Placed
from briefing.library.figures import Numbered
from briefing.library.sessions import Sessions, kept_report
from briefing.library.words import whole


class DecisionDesk(Sessions):
    """Indicators, and the decisions about them. A decision is undone by withdrawing it."""

    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the comparison page: joined by rule, then as people decided."""
        with self._reading() as session:
            return tuple(indicators.load(session).values())

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision in the order of writing; withdrawn ones and orphans too."""
        with self._reading() as session:
            return decisions.load(session)

    def join_figures(
        self, results: Sequence[FigureRef], target: FigureRef, wording: Wording = NOTHING, *, author: str
    ) -> str:
        """Let these results be compared with this target, in the place of any indicator of the target that shares one.

        To add a result to an indicator, give its results and the new one. Returns the decision's id. Raises
        LibraryError when a figure is not there, they make no indicator, or the wording lacks something.
        """
        with self._writing() as session:
            placed = [_placed(session, ref) for ref in (*results, target)]
            problem = fault([figure for _, _, figure in placed[:-1]], placed[-1][2])
            if problem is not None:
                raise LibraryError(problem)
            return self._decide(session, DecisionKind.JOIN, placed, wording, author)

    def split_indicator(self, results: Sequence[FigureRef], target: FigureRef, *, author: str) -> str:
        """Let these results not be compared with this target. Returns the decision's id.

        Raises LibraryError when they are not compared today.
        """
        with self._writing() as session:
            self._meant(session, results, target)
            placed = [_placed(session, ref) for ref in (*results, target)]
            return self._decide(session, DecisionKind.SPLIT, placed, Wording(), author)

    def reword_indicator(
        self, results: Sequence[FigureRef], target: FigureRef, wording: Wording, *, author: str
    ) -> str | None:
        """Word the indicator that compares these results with this target. Returns the decision's id.

        None when it is worded so already. Raises LibraryError when they are not compared today, or the wording
        lacks something.
        """
        with self._writing() as session:
            indicator = self._meant(session, results, target)
            if wording.applied(indicator) == indicator:
                return None
            placed = [_placed(session, ref) for ref in (*(figure.ref for figure in indicator.results), target)]
            return self._decide(session, DecisionKind.REWORD, placed, wording, author)

    def withdraw_decision(self, decision_id: str, withdrawn: bool = True, *, author: str) -> bool:
        """Take a decision back, or let it hold again. False when it is so already. Raises LibraryError if unknown."""
        with self._writing() as session:
            changed = decisions.set_withdrawn(session, decision_id, withdrawn, self._note(author))
            if changed:
                self._changed()
            return changed

    def _decide(
        self, session: Session, kind: DecisionKind, placed: Sequence[Placed], wording: Wording, author: str
    ) -> str:
        wording = _kept(wording)
        decision = Decision(
            id=self._new_id(),
            kind=kind,
            results=tuple(figure.ref for _, _, figure in placed[:-1]),
            target=placed[-1][2].ref,
            wording=wording,
            author=author,
            created=self._clock(),
        )
        known = {figure.ref: figure for _, _, figure in placed}
        after = decide(indicators.load(session).values(), [decision], known)
        made = meant(after, decision.results, decision.target)
        problem = None if made is None else unworded(made)
        if problem is not None and kind is not DecisionKind.SPLIT:
            raise LibraryError(problem)
        decisions.add(session, kind, placed[:-1], placed[-1], wording, self._note(author), new_id=decision.id)
        self._changed()
        return decision.id

    def _meant(self, session: Session, results: Sequence[FigureRef], target: FigureRef) -> Indicator:
        self._join_again(session)
        found = meant(tuple(indicators.load(session).values()), results, target)
        if found is None or not set(results) <= {figure.ref for figure in found.results}:
            raise LibraryError("这些数据现在没有合并在一起，请刷新后再试。", detail=f"{results} / {target}")
        return found


def _placed(session: Session, ref: FigureRef) -> Placed:
    kept = kept_report(session, ref.report_key)
    one: Numbered = corrections.find(session, kept, ref)
    if one.removed:
        raise LibraryError(f"数据“{one.read.raw}”已被移除，请先恢复它。")
    return kept, one.number, one.figure


def _kept(wording: Wording) -> Wording:
    """Wording that UTF-8 can hold."""

    def held(words: str | None) -> str | None:
        return None if words is None else whole(words.strip())

    return replace(
        wording,
        name=held(wording.name),
        theme=held(wording.theme),
        caveat=held(wording.caveat),
        short=held(wording.short),
    )

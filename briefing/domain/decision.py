"""What people decide about indicators: that figures belong together, that they do not, and how it is worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Nature

OTHER_THEME = "其他"
"""The theme of what a person joined without naming one."""

UNCHECKED = "由人工合并，口径尚未核对。"
"""The caveat of what a person joined without saying on which terms it compares."""


class DecisionKind(StrEnum):
    """What a person decided."""

    JOIN = "join"
    SPLIT = "split"
    REWORD = "reword"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {DecisionKind.JOIN: "合并", DecisionKind.SPLIT: "拆开", DecisionKind.REWORD: "改口径说明"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What an indicator is called and on which terms it compares; None leaves a part as it is."""

    name: str | None = None
    theme: str | None = None
    terms: Terms | None = None
    caveat: str | None = None
    short: str | None = None

    def applied(self, indicator: Indicator) -> Indicator:
        """The indicator so worded."""
        return replace(
            indicator,
            name=indicator.name if self.name is None else self.name,
            theme=indicator.theme if self.theme is None else self.theme,
            terms=indicator.terms if self.terms is None else self.terms,
            caveat=indicator.caveat if self.caveat is None else self.caveat,
            short=indicator.short if self.short is None else self.short,
        )


NOTHING = Wording()
"""Wording that leaves everything as it is."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the library keeps it.

    It is about the indicator that compares ``results`` with ``target``; a split takes these results out of it.
    ``orphan`` says that one of the figures is not there today, so that the decision rests. Times are aware (UTC).
    """

    id: str
    kind: DecisionKind
    results: tuple[FigureRef, ...]
    target: FigureRef
    wording: Wording
    author: str
    created: datetime
    withdrawn: bool = False
    orphan: bool = False


def fault(results: Sequence[Figure], target: Figure) -> str | None:
    """Why these figures make no indicator, in one Chinese sentence with a way out; None when they do."""
    refs = [figure.ref for figure in results]
    if not refs or len({*refs, target.ref}) != len(refs) + 1:
        return "合并指标要有一个目标和至少一个不同的实绩，请重新选择。"
    if target.nature is not Nature.TARGET:
        return "要比照的一方应是目标，请选择目标数据，或先更正它的性质。"
    if any(figure.nature is not Nature.ACTUAL for figure in results):
        return "要比照的另一方应是实绩，请选择实绩数据，或先更正它的性质。"
    return None


def unworded(indicator: Indicator) -> str | None:
    """What its wording lacks, in one Chinese sentence with a way out; None when it lacks nothing."""
    if not indicator.name.strip():
        return "请写明指标的名称。"
    if indicator.terms is Terms.CAVEAT and not indicator.caveat.strip():
        return "口径有别的指标，请用一句话写明差别。"
    if indicator.terms is Terms.NOT_SUBTRACTABLE and not (indicator.caveat.strip() and indicator.short.strip()):
        return "不可相减的指标，请用几个字和一句话写明原因。"
    return None


def decide(
    joined: Iterable[Indicator], decisions: Iterable[Decision], figures: Mapping[FigureRef, Figure]
) -> tuple[Indicator, ...]:
    """The indicators that rules joined, after all that people decided, oldest decision first.

    A decision that is withdrawn, or whose figures are not all there or do not fit any more, changes nothing.
    """
    found = list(joined)
    for decision in decisions:
        if decision.withdrawn or decision.orphan:
            continue
        match decision.kind:
            case DecisionKind.JOIN:
                _join(found, decision, figures)
            case DecisionKind.SPLIT:
                _split(found, decision)
            case DecisionKind.REWORD:
                at = _find(found, decision)
                if at is not None:
                    found[at] = decision.wording.applied(found[at])
    return tuple(found)


def meant(indicators: Sequence[Indicator], results: Sequence[FigureRef], target: FigureRef) -> Indicator | None:
    """The indicator that compares these results with this target; else the only one that shares a result with them."""
    of_target = [indicator for indicator in indicators if indicator.target.ref == target]
    same = [one for one in of_target if {figure.ref for figure in one.results} == set(results)]
    near = same or [one for one in of_target if {figure.ref for figure in one.results} & set(results)]
    return near[0] if len(near) == 1 else None


def _find(found: Sequence[Indicator], decision: Decision) -> int | None:
    indicator = meant(found, decision.results, decision.target)
    return None if indicator is None else found.index(indicator)


def _split(found: list[Indicator], decision: Decision) -> None:
    refused = set(decision.results)
    left = []
    for indicator in found:
        results = tuple(figure for figure in indicator.results if figure.ref not in refused)
        if indicator.target.ref != decision.target or len(results) == len(indicator.results):
            left.append(indicator)
        elif results:
            left.append(replace(indicator, results=results))
    found[:] = left


def _join(found: list[Indicator], decision: Decision, figures: Mapping[FigureRef, Figure]) -> None:
    """Put the joined indicator in the place of those with its target that share a result with it, else after the last
    of its theme.
    """
    target = figures.get(decision.target)
    results = [figures[ref] for ref in decision.results if ref in figures]
    if target is None or len(results) < len(decision.results) or fault(results, target):
        return
    wanted = set(decision.results)
    old = [
        place
        for place, one in enumerate(found)
        if one.target.ref == decision.target and wanted & {figure.ref for figure in one.results}
    ]
    if old:
        found[old[0]] = decision.wording.applied(replace(found[old[0]], results=tuple(results)))
        for place in reversed(old[1:]):
            del found[place]
        return
    bare = Indicator(
        key=f"joined-{decision.id}",
        name=target.label,
        theme=OTHER_THEME,
        results=tuple(results),
        target=target,
        terms=Terms.CAVEAT,
        caveat=UNCHECKED,
    )
    made = decision.wording.applied(bare)
    if made.terms is Terms.SAME and decision.wording.caveat is None:
        made = replace(made, caveat="")
    after = [place for place, one in enumerate(found) if one.theme == made.theme]
    found.insert(after[-1] + 1 if after else len(found), made)

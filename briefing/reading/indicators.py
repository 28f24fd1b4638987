"""Joins figures of several reports that speak of one thing, by rule, with the terms on which they compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefing.domain.comparison import Indicator, indicator_key
from briefing.domain.figure import Figure
from briefing.domain.quantity import Bound
from briefing.domain.report import Nature, Report
from briefing.reading.indicators_context import regions_of, settings
from briefing.reading.indicators_match import Match, compare, compare_parts, summed_up, unlike_core
from briefing.reading.indicators_names import name_of, place_of, theme_of
from briefing.reading.indicators_terms import Flow, Kind, Term, spread, term_of

LEAST_CONFIDENCE = 0.6
"""Figures the reader doubts more than this are not joined: a wrong pair costs more than a missing one."""

Read = tuple[Report, tuple[Figure, ...]]


def join(reports: Sequence[Read]) -> tuple[Indicator, ...]:
    """The indicators of these reports: the latest target of a region with the latest earlier result(s) of one thing.

    One report with results and targets is enough; of several, the newest that promises gives the targets.
    Reports of different regions never join; those that name no region are taken as one region's.
    Sorted by theme, then by the target's place. Any figures will do; nothing is raised.
    """
    regions: dict[str, list[Read]] = defaultdict(list)
    for region, read in zip(regions_of(report for report, _ in reports), reports, strict=True):
        regions[region].append(read)
    found = [match for of_region in regions.values() for match in _matches(of_region)]
    made: dict[str, tuple[int, Indicator]] = {}
    for match in found:
        indicator = _indicator(match)
        made.setdefault(indicator.key, (place_of(indicator.theme), indicator))
    return tuple(indicator for _, indicator in sorted(made.values(), key=lambda pair: pair[0]))


def _indicator(match: Match) -> Indicator:
    name = name_of(match.results, match.target)
    results = tuple(term.figure for term in match.results)
    return Indicator(
        key=indicator_key(results, match.target.figure),
        name=name,
        theme=theme_of(name, match.target),
        results=results,
        target=match.target.figure,
        terms=match.terms,
        caveat=match.caveat,
        short=match.short,
    )


def _matches(reports: Iterable[Read]) -> list[Match]:
    results: list[Term] = []
    targets: list[Term] = []
    for report, figures in reports:
        trusted = [figure for figure in figures if figure.confidence >= LEAST_CONFIDENCE]
        for figure, setting in zip(trusted, settings(report, trusted), strict=True):
            term = term_of(report, figure, setting)
            if term is not None:
                (targets if figure.nature is Nature.TARGET else results).append(term)
    return _Joining(_newest(targets, [report for report, _ in reports]), results).run()


def _newest(targets: list[Term], reports: Iterable[Report]) -> list[Term]:
    """The targets of the newest report(s) that promise for their own year or later."""
    years = {report.key: report.year for report in reports}

    def year(term: Term) -> int:
        return years.get(term.figure.report_key) or term.year

    current = [term for term in targets if term.year >= year(term)]
    newest = max((year(term) for term in current), default=None)
    return [term for term in current if year(term) == newest]


class _Joining:
    """Finds each target its result: the same words first, then parts of a sum, then words of unlike scope."""

    def __init__(self, targets: list[Term], results: list[Term]) -> None:
        self._targets = _single(part for term in targets for part in spread(term))
        self._results = [part for term in results for part in spread(term)]
        self._used: set[Figure] = set()
        self._found: list[Match] = []

    def run(self) -> list[Match]:
        """Every match, in the order of the targets."""
        left = [term for term in self._targets if not self._same(term)]
        left = [term for term in left if not self._parts(term)]
        for term in left:
            self._unlike(term)
        order = {id(term): place for place, term in enumerate(self._targets)}
        return sorted(self._found, key=lambda match: order[id(match.target)])

    def _take(self, match: Match) -> bool:
        self._found.append(match)
        self._used.update(term.figure for term in match.results)
        return True

    def _same(self, target: Term) -> bool:
        result = self._latest([term for term in self._results if term.key == target.key], target)
        return result is not None and self._take(compare(result, target))

    def _parts(self, target: Term) -> bool:
        """A target said of several things together: all their results must be there, exact, in one report."""
        if target.kind is not Kind.AMOUNT or target.each or not 2 <= len(target.parts) <= 4:
            return False
        if target.figure.quantity.base_upper is not None:
            return False
        found = []
        for part in target.parts:
            alike = [
                term
                for term in self._results
                if term.core == part and term.key[1:] == target.key[1:] and term.family == target.family
            ]
            result = self._latest(alike, target)
            if result is None or result.figure.quantity.bound is not Bound.EXACT or result.setting.years:
                return False
            found.append(result)
        if len({(term.figure.report_key, term.year, term.figure.quantity.unit) for term in found}) != 1:
            return False
        return len({term.figure for term in found}) == len(found) and self._take(compare_parts(tuple(found), target))

    def _unlike(self, target: Term) -> bool:
        pairs = [(term, note) for term in self._results if (note := unlike_core(term, target)) is not None]
        cores = {term.core for term, _ in pairs}
        if len(cores) != 1:
            return False
        result = self._latest([term for term, _ in pairs], target)
        if result is None:
            return False
        return self._take(compare(result, target, next(note for term, note in pairs if term is result)))

    def _latest(self, terms: list[Term], target: Term) -> Term | None:
        """The result to set beside a target: the latest before it, of one year, of the text; None in doubt."""
        ready = [term for term in terms if term.year < target.year and term.figure not in self._used]
        ready = [term for term in ready if _fits(term, target)]
        if not ready:
            return None
        alike = [term for term in ready if (term.flow is Flow.NEW) == (target.flow is Flow.NEW)]
        ready = alike or ready
        # One year's amount is worth more beside a year's target than a later sum of several years.
        ready = [term for term in ready if not summed_up(term)] or ready
        latest = max(term.year for term in ready)
        ready = [term for term in ready if term.year == latest]
        ready = [term for term in ready if not term.setting.callout] or ready
        values = {term.hedged_value for term in ready}
        return ready[0] if len(values) == 1 else None


def _fits(result: Term, target: Term) -> bool:
    """Whether the spans of time can be set side by side: average growth of years is no growth of a year."""
    several = bool(result.setting.years)
    if result.kind in (Kind.GROWTH, Kind.DECLINE):
        return not several and not target.plan and not target.setting.years
    return not (target.plan and result.kind is Kind.AMOUNT)


def _single(terms: Iterable[Term]) -> list[Term]:
    """One target a thing: that of the year before that of the plan, the text before a call-out; none where
    two of them contradict each other.
    """
    groups: dict[tuple[object, ...], list[Term]] = defaultdict(list)
    for term in terms:
        groups[*term.key, term.flow is Flow.NEW, term.criteria].append(term)
    kept = []
    for group in groups.values():
        ready = [term for term in group if not term.plan] or group
        ready = [term for term in ready if not term.setting.callout] or ready
        if len({term.hedged_value for term in ready}) == 1:
            kept.append(ready[0])
    return kept

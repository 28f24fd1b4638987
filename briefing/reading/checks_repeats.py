"""The same thing said twice with different numbers; call-outs that do not say what the text says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from briefing.domain.figure import Figure
from briefing.domain.finding import Finding, FindingKind
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Report
from briefing.reading.checks_places import finding, place_of, told
from briefing.reading.indicators_context import settings
from briefing.reading.indicators_subjects import bare
from briefing.reading.indicators_terms import Kind, Term, term_of
from briefing.reading.vocabulary import table

_SURE = 0.75
_SHORTEST = 4
_NEAR = Decimal("0.05")


def contradictions(report: Report, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """What is said of one thing, one year and one kind in two places with numbers that cannot both be right."""
    sure = [figure for figure in figures if figure.confidence >= _SURE]
    terms = [
        term
        for figure, setting in zip(sure, settings(report, sure), strict=True)
        if (term := term_of(report, figure, setting)) is not None
    ]
    groups: dict[tuple[object, ...], list[Term]] = defaultdict(list)
    for term in terms:
        groups[_key(term)].append(term)
    both = len({term.figure.nature for term in terms}) > 1
    for group in groups.values():
        yield from _callouts(report, group)
        yield from _twice(report, [term for term in group if not term.setting.callout], both)


def _key(term: Term) -> tuple[object, ...]:
    return term.key, term.figure.nature, term.year, term.criteria, term.figure.measure


def _callouts(report: Report, group: list[Term]) -> Iterator[Finding]:
    text = [term for term in group if not term.setting.callout]
    for callout in group:
        if not callout.setting.callout or not text:
            continue
        if any(agree(callout.figure.quantity, term.figure.quantity) for term in text):
            continue
        yield from _pair(report, FindingKind.CALLOUT, text[0], callout, "正文", "大字")


def _twice(report: Report, group: list[Term], both: bool) -> Iterator[Finding]:
    """Contradictions in the text. In a report of ``both`` results and promises only within one part with a
    heading: elsewhere a promise may have been read as a result.
    """
    alike: dict[tuple[object, ...], list[Term]] = defaultdict(list)
    for term in group:
        part = term.setting.headings[:1]
        if _telling(term) and (part or not both):
            around = (
                part,
                _qualifier(term),
                term.flow,
                term.family,
                term.owner,
                term.narrowing,
                bool(term.setting.years),
            )
            alike[around].append(term)
    for terms in alike.values():
        first = terms[0]
        for other in terms[1:]:
            if not _one_breath(first, other) and not agree(first.figure.quantity, other.figure.quantity):
                yield from _pair(report, FindingKind.TWICE, first, other, "前文", "后文")
                break


def _pair(report: Report, kind: FindingKind, one: Term, other: Term, here: str, there: str) -> Iterator[Finding]:
    sentence = (
        f"“{one.figure.label}”{here}是{told(report, one.figure)}，{there}是{told(report, other.figure)}，"
        "两处不一致，引用前须核对。"
    )
    made = finding(report, kind, sentence, [place_of(report, one.figure), place_of(report, other.figure)])
    if made is not None:
        yield made


def _telling(term: Term) -> bool:
    """Whether a subject names one thing only: long enough, and no word that many things share."""
    if term.kind is Kind.AMOUNT and term.core.endswith(tuple(table("checks")["twice"]["many"])):
        return False
    rules = table("checks")["twice"]
    if len(term.core) < _SHORTEST or term.expected or term.each or re.match(rules["compared"], term.core):
        return False
    if term.core in rules["macro"] or len(term.core) >= rules["distinct"]:
        return True
    # What an earlier clause says may make it another thing.
    return len(term.setting.sentence.strip()) == len(term.setting.clause.strip())


def _qualifier(term: Term) -> str:
    """What stands before the subject in its clause and makes it another thing, without idle words."""
    clause = bare(term.setting.clause)
    at = clause.rfind(bare(term.figure.subject)[:_SHORTEST])
    before = clause[:at] if at > 0 else "" if at == 0 else clause
    return _idle().sub("", before)


@cache
def _idle() -> re.Pattern[str]:
    return re.compile("|".join(table("checks")["twice"]["idle"]))


def _one_breath(one: Term, other: Term) -> bool:
    """Whether both stand in one sentence: 由A到B, or a list that shares a noun."""
    same_item = one.figure.item == other.figure.item
    return same_item and (
        other.setting.sentence.startswith(one.setting.sentence)
        or one.setting.sentence.startswith(other.setting.sentence)
    )


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can both be right: rounding, hedges and ranges allowed for."""
    if one.bound is Bound.RANGE or other.bound is Bound.RANGE:
        low, high = _ends(one)
        least, most = _ends(other)
        return low <= most and least <= high
    a, b = one.base_value, other.base_value
    if a == b or _rounds_to(one, other) or _rounds_to(other, one):
        return True
    for first, second in ((one, other), (other, one)):
        match first.bound:
            case Bound.OVER | Bound.AT_LEAST if second.base_value >= first.base_value:
                return True
            case Bound.UNDER | Bound.AT_MOST if second.base_value <= first.base_value:
                return True
            case Bound.ABOUT | Bound.UNDER | Bound.OVER:
                if abs(a - b) <= _NEAR * max(abs(a), abs(b)):
                    return True
            case _:
                pass
    return False


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    upper = quantity.base_upper
    return quantity.base_value, quantity.base_value if upper is None else upper


def step(quantity: Quantity) -> Decimal:
    """What one in the last written digit is worth in the base unit: 0.1亿 of 2593.4亿元."""
    exponent = quantity.value.as_tuple().exponent
    places = exponent if isinstance(exponent, int) else 0
    scale = quantity.base_value / quantity.value if quantity.value else Decimal(1)
    return abs(scale).scaleb(min(places, 0)) if scale else Decimal(1)


def _rounds_to(rough: Quantity, fine: Quantity) -> bool:
    return abs(rough.base_value - fine.base_value) <= step(rough) / 2 and step(fine) < step(rough)

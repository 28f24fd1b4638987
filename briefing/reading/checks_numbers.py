"""Sums that do not add up, units that are missing, percentages that cannot be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from briefing.domain.figure import Figure, Measure
from briefing.domain.finding import Finding, FindingKind
from briefing.domain.quantity import Bound, plain
from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from briefing.reading.checks_places import finding, place, place_of, told
from briefing.reading.checks_repeats import step
from briefing.reading.indicators_subjects import take_apart
from briefing.reading.vocabulary import table

_STOP = re.compile(r"[。！？；;!?\n]")
_JOINT = re.compile(r"[^，。；、,;]{0,24}[、，,和及与][^，。；、,;]{0,24}")
_HUNDRED = Decimal(100)
_SLACK = Decimal("0.5")
_BEFORE = 16
# A list of more parts than this is no list that somebody added up.
_LONGEST = 20
_AMOUNTS = (Measure.LEVEL, Measure.COUNT)


@cache
def _any(group: str, key: str, tail: str = "") -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(table("checks")[group][key]) + ")" + tail)


def _sentences(report: Report, figures: Sequence[Figure]) -> Iterator[tuple[Item, list[Figure]]]:
    """The amounts of each sentence, in order."""
    items = {item.position: item for item in report.items()}
    by_item: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        item = items.get(figure.item)
        if item is not None and 0 < figure.text_span.end <= len(item.text):
            by_item[figure.item].append(figure)
    for position, group in by_item.items():
        text = items[position].text
        group.sort(key=lambda figure: figure.text_span)
        run: list[Figure] = []
        for figure in group:
            if run and _STOP.search(text, run[-1].text_span.end, figure.text_span.start):
                yield items[position], run
                run = []
            run.append(figure)
        if run:
            yield items[position], run


def broken_sums(report: Report, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """Totals that are not the sum of the list before them, parts that are more than what they are parts of,
    and shares of the three industries that are not 100.
    """
    for item, group in _sentences(report, figures):
        for index, figure in enumerate(group):
            start = figure.text_span.start
            if _any("sum", "total", "$").search(item.text, max(0, start - _BEFORE), start):
                yield from _total(report, item, group[max(0, index - _LONGEST) : index], figure)
        yield from _among(report, item, group)
    for item in report.items():
        yield from _industries(report, item)


def _alike(one: Figure, other: Figure) -> bool:
    amounts = one.measure in _AMOUNTS and other.measure in _AMOUNTS
    return amounts and one.quantity.base_unit == other.quantity.base_unit and bool(one.quantity.base_unit)


def _exact(figure: Figure) -> bool:
    return figure.quantity.bound is Bound.EXACT and figure.quantity.base_upper is None


def _total(report: Report, item: Item, before: list[Figure], total: Figure) -> Iterator[Finding]:
    parts = _list(item, reversed(before), total)[::-1]
    if len(parts) < 2 or not _exact(total):
        return
    added, slack = _added(parts, total)
    if abs(added - total.quantity.base_value) <= slack:
        return
    sentence = f"分项相加是{_sum_words(parts, total, added)}，原文合计是{told(report, total)}，两者不符，引用前须核对。"
    made = finding(report, FindingKind.SUM, sentence, [place_of(report, figure) for figure in (*parts, total)])
    if made is not None:
        yield made


def _list(item: Item, figures: Iterable[Figure], total: Figure) -> list[Figure]:
    """Of figures next to each other those that make one list of the total's kind, in the order given."""
    parts: list[Figure] = []
    for figure in figures:
        if not _alike(figure, total) or not _exact(figure):
            break
        if parts:
            first, last = sorted((figure, parts[-1]), key=lambda one: one.text_span)
            if not _JOINT.fullmatch(item.text[first.text_span.end : last.text_span.start]):
                break
        parts.append(figure)
    return parts


def _added(parts: Sequence[Figure], total: Figure) -> tuple[Decimal, Decimal]:
    """The sum in the base unit, and by how much rounding may have moved it; counts are not rounded."""
    added = sum((part.quantity.base_value for part in parts), Decimal(0))
    figures = (*parts, total)
    if all(figure.quantity.value == figure.quantity.base_value and step(figure.quantity) == 1 for figure in figures):
        return added, Decimal(0)
    return added, sum((step(figure.quantity) for figure in figures), Decimal(0)) / 2


def _sum_words(parts: Sequence[Figure], total: Figure, added: Decimal) -> str:
    listed = " + ".join(part.quantity.words for part in parts)
    scale = total.quantity.base_value / total.quantity.value if total.quantity.value else Decimal(1)
    return f"{plain(added / scale)}{total.quantity.unit}（测算：{listed}）"


def _among(report: Report, item: Item, group: list[Figure]) -> Iterator[Finding]:
    """Of which: neither one part nor all of a list are more than the whole."""
    among = _any("sum", "among")
    for index, (whole, part) in enumerate(pairwise(group)):
        between = item.text[whole.text_span.end : part.text_span.start]
        if not _alike(whole, part) or not among.search(between) or whole.measure is not part.measure:
            continue
        before = item.text[max(0, whole.text_span.start - 20) : whole.text_span.start]
        if re.search(table("checks")["sum"]["partial"], re.split(r"[，。；、,;]", before)[-1]):
            continue
        if whole.quantity.bound not in (Bound.EXACT, Bound.ABOUT) or whole.quantity.base_upper is not None:
            continue
        parts = _list(item, group[index + 1 : index + 1 + _LONGEST], whole) or [part]
        added, slack = _added(parts, whole)
        if part.quantity.base_value > whole.quantity.base_value:
            parts, sentence = [part], f"“其中”的{told(report, part)}大于总数{told(report, whole)}，引用前须核对。"
        elif added > whole.quantity.base_value + slack:
            words = _sum_words(parts, whole, added)
            sentence = f"“其中”各项相加是{words}，大于总数{told(report, whole)}，引用前须核对。"
        else:
            continue
        made = finding(report, FindingKind.SUM, sentence, [place_of(report, figure) for figure in (whole, *parts)])
        if made is not None:
            yield made


def _industries(report: Report, item: Item) -> Iterator[Finding]:
    for found in re.finditer(table("checks")["sum"]["industries"], item.text):
        shares = [Decimal(number) for number in found.groups()]
        added = sum(shares, Decimal(0))
        if abs(added - _HUNDRED) <= _SLACK:
            continue
        sentence = (
            f"三次产业比重相加是{plain(added)}（测算：{' + '.join(map(plain, shares))}），不是100，引用前须核对。"
        )
        made = finding(report, FindingKind.SUM, sentence, [place(report, item, Span(found.start(1), found.end(3)))])
        if made is not None:
            yield made


def missing_units(report: Report, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """A bare magnitude (4.3万以上) of what is counted in people or the like, or that another place gives a unit."""
    siblings = {
        take_apart(figure.subject).core: figure.quantity.base_unit
        for figure in figures
        if figure.measure in _AMOUNTS and figure.quantity.base_unit
    }
    for item, group in _sentences(report, figures):
        for index, figure in enumerate(group):
            if not _bare(figure, item.text) or _shares_unit(item.text, group, index):
                continue
            unit = siblings.get(take_apart(figure.subject).core) or _counted_in(figure.subject)
            if not unit:
                continue
            sentence = f"“{figure.subject}”的{told(report, figure)}没有写单位，可能漏了“{unit}”，引用前须核对。"
            made = finding(report, FindingKind.UNIT, sentence, [place_of(report, figure)])
            if made is not None:
                yield made


def _bare(figure: Figure, text: str) -> bool:
    if figure.quantity.base_unit or not figure.quantity.unit or figure.measure not in _AMOUNTS:
        return False
    if _any("unit", "told", "$").search(figure.subject):
        return False
    rules = table("checks")["unit"]
    if re.search(rules["before"] + "$", text[max(0, figure.text_span.start - _BEFORE) : figure.text_span.start]):
        return False
    return bool(re.compile(rules["hedge"] + rules["stop"]).match(text, figure.text_span.end))


def _shares_unit(text: str, group: list[Figure], index: int) -> bool:
    """Whether the next number of a list has the unit for both (74万、8.1万人)."""
    following = group[index + 1 : index + 3]
    if not following:
        return False
    between = text[group[index].text_span.end : following[0].text_span.start]
    return bool(re.fullmatch(r"[、和及,，]", between))


def _counted_in(subject: str) -> str:
    return next((unit for word, unit in table("checks")["unit"]["missing"] if word in subject), "")


def impossible_percentages(report: Report, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """Shares and rates of a whole that are over 100 %."""
    for figure in figures:
        quantity = figure.quantity
        over = max(quantity.base_value, quantity.base_upper or quantity.base_value) > _HUNDRED
        if quantity.base_unit != "%" or not over or figure.measure not in (Measure.SHARE, Measure.RATE):
            continue
        if not _any("percent", "capped", "$").search(figure.subject):
            continue
        sentence = f"“{figure.subject}”是{told(report, figure)}，这一比率不会超过100%，引用前须核对。"
        made = finding(report, FindingKind.PERCENT, sentence, [place_of(report, figure)])
        if made is not None:
            yield made

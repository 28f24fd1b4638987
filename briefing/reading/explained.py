"""Says of every number that is no figure why it is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from briefing.reading.exclusions import sift
from briefing.reading.figures import read_figures
from briefing.reading.mentions import find_mentions
from briefing.reading.places import Places
from briefing.reading.vocabulary import table
from briefing.reading.years import plain_years

_DIGITS = re.compile(r"[\d０-９]+(?:[.．][\d０-９]+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_HEADING_NUMBER = re.compile(r"[\s#●（(]*[\d０-９]{1,3}\s*(?:[.．、）)\s]|$)")
_IN_NO_ITEM = "标题、页面文字里的数，不在条目里"
_SECTION = "章节编号"
_YEAR_ALONE = "日期或年份"
_REST = "名称或编号里的数字"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A number that is no figure, and why.

    ``span`` lies in the report's source text, ``text_span`` in the text of the item at ``item``; both are None for a
    number outside the items, as in a heading. ``raw`` is the source at ``span``.
    """

    span: Span
    text_span: Span | None
    raw: str
    reason: str
    item: int | None = None


def read_exclusions(report: Report) -> tuple[Exclusion, ...]:
    """Every number of the source text that is no figure, in text order: digits wherever they stand, and in items also
    numbers in characters (两项, 第二批, 十五五). Linear in its text; never raises."""
    figures = [figure.span for figure in read_figures(report)]
    found = [each for item in report.items() for each in _of_item(report, item)]
    found = _apart_from(found, figures)
    found.extend(_in_gaps(report))
    taken = sorted([*figures, *(each.span for each in found)])
    found.extend(_outside(report, taken))
    return tuple(sorted(found, key=lambda each: each.span))


def _of_item(report: Report, item: Item) -> Iterator[Exclusion]:
    text = item.text
    if not text:
        return
    stretches = [
        (each.mention.start, each.mention.end, each.reason) for each in sift(text, find_mentions(text)) if each.reason
    ]
    stretches.extend(_in_characters(text))
    where = Places(item)
    last = -1
    for start, end, reason in sorted(stretches, key=lambda each: (each[0], -each[1])):
        if start < last:
            continue
        last = end
        span = Span(start, end)
        source = where.to_source(span)
        yield Exclusion(source, span, source.of(report.source_text), reason, item.position)


@cache
def _small_numerals() -> Sequence[tuple[re.Pattern[str], str]]:
    """Patterns of numbers in characters that no table carries, each with its reason."""
    return tuple((re.compile(entry["pattern"]), entry["reason"]) for entry in table("exclusions")["characters"])


def _apart_from(found: Iterable[Exclusion], figures: Sequence[Span]) -> list[Exclusion]:
    """Those that overlap no figure; ``figures`` are in order and apart."""
    ordered = sorted(figures)
    starts = [span.start for span in ordered]
    kept = []
    for each in found:
        near = ordered[max(0, bisect_right(starts, each.span.end) - 2) : bisect_right(starts, each.span.end)]
        if not any(span.overlaps(each.span) for span in near):
            kept.append(each)
    return kept


def _in_gaps(report: Report) -> Iterator[Exclusion]:
    """Numbers in characters in headings, titles and what else stands outside the items."""
    source = report.source_text
    last = 0
    spans = sorted(item.span for item in report.items() if item.pieces)
    for start, end in [*((s.start, s.end) for s in spans), (len(source), len(source))]:
        for low, high, reason in _in_characters(source[last:start]):
            span = Span(last + low, last + high)
            yield Exclusion(span, None, span.of(source), reason)
        last = max(last, end)


def _in_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers in characters with their reasons, the first and longest at each place."""
    found = [
        (*match.span(), reason)
        for pattern, reason in _small_numerals()
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    last = -1
    for low, high, reason in sorted(found, key=lambda each: (each[0], -each[1])):
        if low >= last:
            last = high
            yield low, high, reason


def _outside(report: Report, taken: Sequence[Span]) -> Iterator[Exclusion]:
    """Digits that neither a figure nor a number of an item accounts for: headings, titles, page numbers."""
    source = report.source_text
    plain = plain_years(source)
    pieces = sorted(_pieces(report))
    starts = [piece.start for piece, _, _ in pieces]
    index = 0
    for match in _DIGITS.finditer(source):
        while index < len(taken) and taken[index].end <= match.start():
            index += 1
        if index < len(taken) and taken[index].start < match.end():
            continue
        span = Span(*match.span())
        place = bisect_right(starts, span.start) - 1
        if place >= 0 and pieces[place][0].end > span.start:
            piece, passed, position = pieces[place]
            start = passed + span.start - piece.start
            length = min(span.end, piece.end) - span.start
            yield Exclusion(span, Span(start, start + length), match[0], _REST, position)
        elif _YEAR.fullmatch(plain, span.start, span.end):
            yield Exclusion(span, None, match[0], _YEAR_ALONE)
        else:
            line = source.rfind("\n", max(0, span.start - 12), span.start) + 1
            section = _HEADING_NUMBER.match(source, max(line, span.start - 12), span.end + 2)
            yield Exclusion(span, None, match[0], _SECTION if section else _IN_NO_ITEM)


def _pieces(report: Report) -> Iterator[tuple[Span, int, int]]:
    """Every piece of every item with how much of the item's text lies before it, and the item's position."""
    for item in report.items():
        passed = 0
        for piece in item.pieces:
            if len(piece):
                yield piece, passed, item.position
            passed += len(piece)

"""Where a figure stands: its sentence, what goes before it, whether several years are accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.domain.figure import Figure
from briefing.domain.report import Item, ItemRole, Report, Section
from briefing.reading.indicators_words import patterns

_SENTENCE = re.compile(r"[。！？；;!?]")
_CLAUSE = re.compile(r"[。！？；;!?，：:]|,(?!\d{3})")
# A cue this near to the start of an item holds for the items after it.
_OPENING = 40
_PLACE = r"[\u4e00-\u9fff]{2,12}?(?:特别行政区|自治区|自治州|自治县|省|市|县|区|旗|州|盟)"
_HOUSE = re.compile(rf"在\s*({_PLACE}(?:{_PLACE})?)\s*第\s*[一二三四五六七八九十]{{1,3}}\s*届\s*人民代表大会")
_TITLE = re.compile(rf"^(?:关于)?(?:(?:19|20)\d{{2}}年)?({_PLACE}(?:{_PLACE})?)(?:(?:19|20)\d{{2}}年)?(?:人民)?政府")
_HEAD = 3000
# How far back the start of a sentence is searched.
_REACH = 400
# How much of a clause is looked at after its number.
_AFTER = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a figure in its item; all empty when the item is not there."""

    sentence: str = ""
    """From the start of the sentence up to the number."""
    clause: str = ""
    """From the start of the clause up to the number."""
    after: str = ""
    """From the number to the end of its clause, when that is near."""
    callout: bool = False
    years: str = ""
    """The words that say that several years are accounted for (“十四五”时期), or nothing."""
    headings: tuple[str, ...] = ()


def settings(report: Report, figures: Iterable[Figure]) -> list[Setting]:
    """The setting of each figure, in the order given."""
    places = {item.position: (item, section, cue) for item, section, cue in _walk(report)}
    found = []
    for figure in figures:
        place = places.get(figure.item)
        found.append(Setting() if place is None else _setting(*place, figure, report))
    return found


def _setting(item: Item, section: Section, cue: str, figure: Figure, report: Report) -> Setting:
    text = item.text
    start, end = min(figure.text_span.start, len(text)), min(figure.text_span.end, len(text))
    breaks = item.role is ItemRole.CALLOUT
    low = max(0, start - _REACH) if breaks else _last(_SENTENCE, text, start)
    far = min(len(text), end + _AFTER)
    stop = _CLAUSE.search(text, end, far)
    heads = tuple(s.heading for s in (*report.ancestors(section), section) if s.heading)
    return Setting(
        sentence=text[low:start],
        clause=text[max(low, low if breaks else _last(_CLAUSE, text, start)) : start],
        after=text[end : stop.start() if stop else far],
        callout=breaks,
        years=_cue(text, start, low, cue),
        headings=heads,
    )


def _last(pattern: re.Pattern[str], text: str, end: int, reach: int = _REACH) -> int:
    """Where the stretch that ``end`` lies in begins, searched no further back than ``reach``."""
    low = max(0, end - reach)
    found = low
    for match in pattern.finditer(text, low, end):
        found = match.end()
    return found


def _cues(text: str, end: int, start: int = 0) -> Iterator[tuple[int, str]]:
    """Cues in a stretch of text with their places, in order: the words for several years, empty for one year."""
    several, one = patterns("years", "several"), patterns("years", "one")
    both = [(match.start(), match[0]) for match in several.finditer(text, start, end)]
    both += [(match.start(), "") for match in one.finditer(text, start, end)]
    yield from sorted(both)


def _cue(text: str, start: int, sentence: int, before: str) -> str:
    """The cue that holds for a number: the last of its sentence, else the one its item opened with."""
    cue = before
    for at, words in _cues(text, min(_OPENING, start)):
        cue = words if at < _OPENING else cue
    for _, words in _cues(text, start, sentence):
        cue = words
    near = patterns("years", "near").search(text, sentence, start)
    return cue or (near[0] if near else "")


def _walk(report: Report) -> Iterator[tuple[Item, Section, str]]:
    """Every item with its section and the cue that holds where it begins."""
    cue = ""
    for section in report.sections():
        if section.heading:
            heads = list(_cues(section.heading, len(section.heading)))
            if heads:
                # A heading that names both (“十四五”时期和2025年工作回顾) leaves it to the text.
                cue = "" if any(not words for _, words in heads) else heads[-1][1]
            elif len(section.path) == 1:
                cue = ""
        for item in section.own_items():
            yield item, section, cue
            for _, words in _cues(item.text, min(_OPENING, len(item.text))):
                cue = words


def region_of(report: Report) -> str:
    """The region a report speaks for: as kept, else from its title, its house of deputies or its issuer; else empty."""
    if report.region:
        return report.region
    named = _TITLE.match(report.title)
    if named:
        return named[1]
    for text in (report.subtitle, *report.credits, report.source_text[:_HEAD]):
        house = _HOUSE.search(text)
        if house and "代表" not in house[1]:
            return house[1]
    issued = re.match(_PLACE, report.issuer)
    return issued[0] if issued else ""


def regions_of(reports: Iterable[Report]) -> list[str]:
    """The region of each report. One that names none belongs to the region of another report
    that it names again and again, if there is just one such.
    """
    reports = list(reports)
    found = [region_of(report) for report in reports]
    known = {region: _stem(region) for region in found if region}
    for place, report in enumerate(reports):
        if found[place]:
            continue
        near = [region for region, stem in known.items() if len(stem) >= 2 and report.source_text.count(stem) >= 3]
        if len(near) == 1:
            found[place] = near[0]
    return found


def _stem(region: str) -> str:
    return re.sub(r"(?:特别行政区|自治区|自治州|自治县|省|市|县|区|旗|州|盟)$", "", region)

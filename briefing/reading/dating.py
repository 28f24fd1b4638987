"""Which year a report speaks of, and whether it reports or promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.domain.report import Nature
from briefing.reading.vocabulary import table
from briefing.reading.years import YEAR, plain_years

_GIVEN_IN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_LOOKS_BACK = re.compile(r"回顾|成效|成就|总结|完成情况|过去")
_OPENING = 2000
_OPENING_WORDS = 300
_GIVEN_ON = re.compile(r"关于[^，。到至]{0,24}?(?:19|20)\d{2}\s*年[^，。到至]{0,40}报告")


def resolve_year(marks: Sequence[int], block: Sequence[str], headings: Sequence[str], text: str) -> int | None:
    """The year a report speaks of, None when the document names none.

    In this order: a heading that is nothing but a year (the last of them), the title block (title first),
    the headings (one that looks ahead before one that looks back), the date the report was given on,
    the year named most often.
    """
    if marks:
        return marks[-1]
    for words in block:
        found = [int(year) for year in YEAR.findall(plain_years(words))]
        if found:
            return max(found)
    text = plain_years(text)
    opening = _GIVEN_ON.search(text[:_OPENING_WORDS])
    if opening:
        return max(int(year) for year in YEAR.findall(opening[0]))
    behind: list[int] = []
    for words in headings:
        years = [int(year) for year in YEAR.findall(plain_years(words))]
        if years and not _LOOKS_BACK.search(words):
            return years[-1]
        behind += years
    if behind:
        # A report that gives account of last year and then speaks of this one.
        return max(behind) + bool(re.search(r"今年(?!以来)", text))
    given = _GIVEN_IN.search(text[:_OPENING])
    if given:
        return int(given[1])
    named = Counter(int(year) for year in YEAR.findall(text))
    return max(named.items(), key=lambda entry: (entry[1], entry[0]))[0] if named else None


def resolve_nature(text: str) -> Nature:
    """Whether the words of promise outweigh the words of account; an even balance is an account."""
    cues = table("layout")["nature"]
    actual = sum(text.count(cue) for cue in cues["actual"])
    target = sum(text.count(cue) for cue in cues["target"])
    return Nature.TARGET if target > actual else Nature.ACTUAL

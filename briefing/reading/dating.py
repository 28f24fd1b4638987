"""Which year a report speaks of, and whether it reports or promises."""

from __future__ import annotations

import re
from collections import Counter

from briefing.domain.report import Nature
from briefing.reading.vocabulary import table

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_GIVEN_IN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def resolve_year(marks: list[int], title: str, subtitle: str, credits_: list[str], text: str) -> int | None:
    """The year: of a heading that is a year, of the title, of the subtitle, of the date of the speech, else the most named.

    None when the document names no year.
    """
    if marks:
        return marks[-1]
    for words in (title, subtitle, *credits_):
        found = _YEAR.search(words.translate(_WIDE))
        if found:
            return int(found[1])
    text = text.translate(_WIDE)
    given = _GIVEN_IN.search(text[:2000])
    if given:
        return int(given[1])
    named = Counter(int(year) for year in _YEAR.findall(text))
    if not named:
        return None
    return max(named.items(), key=lambda entry: (entry[1], entry[0]))[0]


def resolve_nature(text: str) -> Nature:
    """Whether the words of promise outweigh the words of account; an even balance is an account."""
    cues = table("layout")["nature"]
    actual = sum(text.count(cue) for cue in cues["actual"])
    target = sum(text.count(cue) for cue in cues["target"])
    return Nature.TARGET if target > actual else Nature.ACTUAL

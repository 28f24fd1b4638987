"""Years as reports write them: 2030年, ２０３０年, 2 0 3 0年, 二〇三〇年, and five-year plans by their number."""

from __future__ import annotations

import re

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_IN_WORDS = re.compile(r"(?:一九|二[〇零○O])[〇零○O一二三四五六七八九]{2}(?=年|[到至、—－-])")
_SPACED = re.compile(r"(?<![\d.])(?:1[ \u00a0]{0,2}9|2[ \u00a0]{0,2}0)[ \u00a0]{0,2}\d[ \u00a0]{1,2}\d(?=[ \u00a0]*年)")
_WIDE_YEAR = re.compile(r"(?:１９|２０)[０-９]{2}(?=\s*年)")
YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})\s*年")

_ORDER = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11,
    "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十七": 17,
}  # fmt: skip
PLAN = re.compile(r"[“\"]([一二三四五六七八九十]{1,2})五[”\"]|第([一二三四五六七八九十]{1,2})个五年(?:计划|规划)")


def plain_years(text: str) -> str:
    """The text with its digits narrow and every year in four of them; no offset changes."""
    text = text.translate(_WIDE)
    text = _IN_WORDS.sub(lambda found: found[0].translate(_HAN), text)
    return _SPACED.sub(lambda found: re.sub(r"\s", "", found[0]).rjust(len(found[0])), text)


def narrow_years(text: str) -> str:
    """The text with its years, and nothing else, in four narrow digits; no offset changes."""
    text = _WIDE_YEAR.sub(lambda found: found[0].translate(_WIDE), text)
    text = _IN_WORDS.sub(lambda found: found[0].translate(_HAN), text)
    return _SPACED.sub(lambda found: re.sub(r"\s", "", found[0]).rjust(len(found[0])), text)


def plan_end(name: str) -> int | None:
    """The last year of the five-year plan with that number (十四 for 十四五, which ends in 2025)."""
    order = _ORDER.get(name)
    return None if order is None else 1952 + 5 * order if order < 3 else 1955 + 5 * order


def plan_in(text: str) -> int | None:
    """The last year of the last plan that a text names."""
    found = None
    for match in PLAN.finditer(text):
        end = plan_end(match[1] or match[2])
        found = end if end is not None else found
    return found

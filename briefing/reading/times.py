"""Says of which year a figure speaks, and whether it was done or is promised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.domain.report import Nature, Report, Section, SectionRole
from briefing.reading.vocabulary import table

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(r"(?<![\d比较自由从])((?:19|20)\d{2})\s*年(?!代|以来|版)")
_COMPARED = re.compile(r"(?:比|较|自|由|从|是|相当于|同|与|快于|高于|低于|好于|慢于|优于)\s*$")
# A year this near to the start of its sentence holds for what follows it in the item.
_OPENING = 8
# How far back a sentence is searched for words that promise.
_NEAR = 300
_START = re.compile(r"(?:由|从)(?:“[^”]{2,4}”|(?:19|20)\d{2}年)?[^，。；、由从]{0,12}$")
_PLAN = re.compile(r"[“\"]([一二三四五六七八九十]{1,2})五[”\"]")
_PLAN_TIME = re.compile(r"[“\"]([一二三四五六七八九十]{1,2})五[”\"](?:时期|期间|末|期末|以来)")
_PLAN_ORDER = {
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
    "十三": 13,
    "十四": 14,
    "十五": 15,
    "十六": 16,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stretch of a report speaks of unless a sentence says otherwise."""

    nature: Nature
    year: int | None


def plan_end(name: str) -> int | None:
    """The last year of the five-year plan with that number (十四五 ends in 2025)."""
    order = _PLAN_ORDER.get(name)
    return None if order is None else 1955 + 5 * order


class Clock:
    """Follows a report in reading order and tells nature and year of each figure.

    A report speaks of what was done until its headings or its sentences turn to what is to be done
    (预期目标, 今年要, 力争); a year named in a sentence holds to the end of its item.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        cues = table("times")
        self._back = _any(cues["headings"]["back"])
        self._ahead = _any(cues["headings"]["ahead"])
        self._turn = _any(cues["sentences"]["turn"])
        self._promise = _any(cues["sentences"]["promise"])
        self._done = _any(cues["sentences"]["done"])
        self._both = self._speaks_of_both()
        self._setting = Setting(Nature.ACTUAL if self._both else report.nature, self._default_year(report.nature))

    def _speaks_of_both(self) -> bool:
        """Whether a report first accounts and then promises, as a whole government work report does."""
        heads = [section.heading or "" for section in self._report.sections()]
        if any(self._back.search(head) for head in heads):
            return any(self._ahead.search(head) for head in heads) or self._report.nature is Nature.TARGET
        marked = any(section.role is not SectionRole.BODY for section in self._report.sections())
        return not marked and any(self._turn.search(item.text) for item in self._report.items())

    def _default_year(self, nature: Nature) -> int | None:
        year = self._report.year
        if year is not None and self._both and nature is Nature.ACTUAL:
            return year - 1
        return year

    def enter(self, section: Section) -> None:
        """Take in the heading of the section that is read next."""
        head = (section.heading or "").translate(_WIDE)
        if not head:
            return
        nature = self._setting.nature
        years = [int(year) for year in _YEAR.findall(head)]
        plan = _PLAN.search(head)
        strong = len(section.path) == 1
        if self._back.search(head) and (strong or "回顾" in head):
            nature = Nature.ACTUAL
        elif (
            (strong or years or plan or "目标" in head)
            and self._ahead.search(head)
            and (self._both or self._report.nature is Nature.TARGET)
        ):
            nature = Nature.TARGET
        elif not years and not plan:
            return
        year = years[0] if years else None
        if year is None and plan:
            year = plan_end(plan[1])
        if year is None or (nature is Nature.TARGET and not years and not plan):
            year = self._report.year if nature is Nature.TARGET else self._default_year(nature)
        self._setting = Setting(nature, year)

    def settings(self, text: str, places: list[tuple[int, int, int]]) -> list[Setting]:
        """Nature and year for the numbers of one item: each place is sentence start, number start, and clause start."""
        plain = text.translate(_WIDE)
        found = []
        whole: int | None = None
        sentence_year: int | None = None
        sentence = -1
        last = 0
        for sentence_start, start, clause_start in places:
            if sentence_start != sentence:
                sentence, sentence_year = sentence_start, None
            if self._both and self._turn.search(plain, last, start):
                self._setting = Setting(Nature.TARGET, self._report.year)
                whole = sentence_year = None
            for match in _YEAR.finditer(plain, last, start):
                before = plain[max(0, match.start() - 3) : match.start()]
                if _COMPARED.search(before):
                    continue
                opens = match.start() <= _last_end(plain, match.start()) + _OPENING
                if opens and not before.endswith(("到", "至")):
                    whole, sentence_year = int(match[1]), None
                elif match.start() >= sentence_start:
                    sentence_year = int(match[1])
            last = start
            named = sentence_year if sentence_year is not None else whole
            near = max(sentence_start, start - _NEAR)
            found.append(self._one(plain[near:start], plain[max(clause_start, near) : start], named))
        if self._both and self._turn.search(plain, last):
            self._setting = Setting(Nature.TARGET, self._report.year)
        return found

    def _one(self, sentence: str, clause: str, named: int | None) -> Setting:
        nature, year = self._setting.nature, self._setting.year
        own = self._report.year
        year = named if named is not None else self._plan_year(sentence, year)
        if named is None and own is not None:
            if "去年" in sentence:
                year, nature = own - 1, Nature.ACTUAL
            elif "明年" in sentence:
                year, nature = own + 1, Nature.TARGET
            elif re.search(r"今年(?!以来)", sentence) and self._both:
                year = own
        if nature is Nature.ACTUAL:
            if self._promise.search(sentence) or (named is not None and own is not None and named > own):
                nature = Nature.TARGET
        elif self._done.search(sentence) or (named is not None and own is not None and named < own):
            nature = Nature.ACTUAL
        start = _START.search(clause)
        if start:
            years = [int(each) for each in re.findall(r"((?:19|20)\d{2})年", start[0])]
            plans = _PLAN.search(start[0])
            if years:
                year = years[-1]
            elif plans:
                year = plan_end(plans[1])
        return Setting(nature, year)

    def _plan_year(self, sentence: str, year: int | None) -> int | None:
        plans = [match[1] for match in _PLAN_TIME.finditer(sentence) if not _COMPARED.search(sentence[: match.start()])]
        end = plan_end(plans[-1]) if plans else None
        return year if end is None else end


def _last_end(text: str, start: int) -> int:
    """Where the sentence that holds ``start`` begins, when that is near; else the start of the text."""
    low = max(0, start - 2 * _OPENING)
    return max(text.rfind(mark, low, start) for mark in "。！？；") + 1


def _any(entries: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(entries))

"""Says of which year a figure speaks, and whether it was done or is promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.domain.report import Nature, Report, Section, SectionRole
from briefing.reading.vocabulary import table
from briefing.reading.years import PLAN, YEAR, plain_years, plan_end, plan_in

_COMPARED = re.compile(
    r"(?:比|较|自|由|从|是|相当于|同|与|快于|高于|低于|好于|慢于|优于|超过|占|以|[（(])(?:我国|全省|全市|全县)?\s*$"
)
# A year before which nothing else stands in its sentence holds for what follows it in the item.
_OPENS = re.compile(
    r"\s*(?:[—–-]+|[一二三四五六七八九十]+[是、]|[（(][一二三四五六七八九十\d]+[）)]|一年来，?)?(?:预计|回顾|总的看，?)?[“\"]?(?:全[市省县区国])?"
)
_OPENING = 12
# How far back a sentence is searched for words that promise.
_NEAR = 300
_START = re.compile(r"(?:由|从)(?P<when>[^，。；、由从]{0,14})$")
_ARRIVES = re.compile(
    r"(?:左右|以上|余)?[\u4e00-\u9fff]{0,4}[到至为]|[，,]?(?:提高|增加|下降|降低|扩大|发展|减少|上升|回落)"
)
_LAST_YEAR = re.compile(r"(?:上年|去年|年初|上一年)")
# The number that another is compared with (比2012年的300万吨增加…).
_THAT_OF = re.compile(r"[比较](?:(?P<year>(?:19|20)\d{2})年|上年|去年)(?:同期|底|末)?的$")
_TITLE = re.compile(r"《[^》]*$")
_SENTENCE_END = re.compile(r"[。！？!?]")
_PLAN_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stretch of a report speaks of unless a sentence says otherwise; ``years`` is how long that is."""

    nature: Nature
    year: int | None
    years: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in its item: start of its sentence, of its head, and its own bounds."""

    sentence: int
    head: int
    start: int
    end: int


class Clock:
    """Follows a report in reading order and tells nature and year of each figure.

    A report speaks of what was done until its headings or its sentences turn to what is to be done
    (预期目标, 今年要, 力争); a year named at the opening of a sentence holds to the end of its item,
    another one to the end of its sentence.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        cues = table("times")
        self._back = _any(cues["headings"]["back"])
        self._ahead = _any(cues["headings"]["ahead"])
        self._turn = _any(cues["sentences"]["turn"])
        self._promise = _any(cues["sentences"]["promise"])
        self._done = _any(cues["sentences"]["done"])
        self._words = _words(cues["words"])
        self._own = report.year
        self._both = self._speaks_of_both()
        self._goals = _any(cues["headings"]["goals"])
        # The last year of the plan a part speaks of, and what an item before this one set for those after it.
        self._plan: int | None = None
        self._era: Setting | None = None
        self._setting = Setting(Nature.ACTUAL if self._both else report.nature, self._default_year(report.nature))

    def _speaks_of_both(self) -> bool:
        """Whether a report first accounts and then promises, as a whole government work report does."""
        heads = [section.heading or "" for section in self._report.sections()]
        accounts = [plain_years(head) for head in heads if self._back.search(head)]
        if accounts:
            named = [int(year) for head in accounts for year in YEAR.findall(head)]
            earlier = self._own is not None and bool(named) and max(named) < self._own
            return earlier or any(self._ahead.search(head) for head in heads) or self._report.nature is Nature.TARGET
        marked = any(section.role is not SectionRole.BODY for section in self._report.sections())
        return not marked and any(self._turn.search(item.text) for item in self._report.items())

    def _default_year(self, nature: Nature) -> int | None:
        if self._own is not None and self._both and nature is Nature.ACTUAL:
            return self._own - 1
        return self._own

    def enter(self, section: Section) -> None:
        """Take in the heading of the section that is read next."""
        head = plain_years(section.heading or "")
        if not head:
            return
        nature = self._setting.nature
        years = [int(year) for year in YEAR.findall(head)]
        plan = self._plan_of(head)
        if plan is not None and self._back.search(head) and (first := PLAN.search(head)):
            # “十四五”成就和“十五五”目标: the part opens with the account, and turns later.
            plan = plan_end(first[1] or first[2]) or plan
        strong = len(section.path) == 1
        future = self._own is None or max([*years, plan or 0]) >= self._own
        promises = self._both or self._report.nature is Nature.TARGET
        if self._back.search(head) and (strong or "回顾" in head):
            nature = Nature.ACTUAL
        elif (promises and self._ahead.search(head) and (strong or self._goals.search(head) or future)) or (
            self._both and years and future
        ):
            nature = Nature.TARGET
        elif not years and plan is None:
            return
        self._era = None
        if plan is not None or strong:
            self._plan = self._plan_of(head)
        year = years[0] if years else plan
        if year is None:
            year = self._own if nature is Nature.TARGET else self._default_year(nature)
        setting = Setting(nature, year, 1 if plan is None or years else _PLAN_LENGTH)
        self._setting = setting if years else self._bounded(setting)

    def _past_year(self) -> int | None:
        """The last year that is accounted for."""
        setting = self._setting
        return setting.year if setting.nature is Nature.ACTUAL else self._default_year(Nature.ACTUAL)

    def _plan_of(self, head: str) -> int | None:
        """The last year of the five years a heading speaks of."""
        plan = plan_in(head)
        if plan is None and self._own is not None and re.search(r"(?:今后|未来)五年", head):
            plan = self._own + _PLAN_LENGTH - 1
        return plan

    def _bounded(self, setting: Setting) -> Setting:
        """What was done was done before the year of the report that gives account of it."""
        if setting.nature is Nature.ACTUAL and self._own is not None and setting.year is not None and self._both:
            return replace(setting, year=min(setting.year, self._own - 1))
        return setting

    def settings(self, text: str, places: Sequence[Place]) -> list[Setting]:
        """Nature and year for the numbers of one item, in order."""
        plain = plain_years(text)
        found = []
        whole = self._era
        named: Setting | None = None
        last = 0
        for place in places:
            if _SENTENCE_END.search(plain, last, place.start):
                named = None
            if self._both and (turn := self._turn.search(plain, last, place.start)):
                self._setting = Setting(Nature.TARGET, self._own)
                self._era = whole = named = None
                last = max(last, turn.start())
            for match in self._words.finditer(plain, last, place.start):
                setting = self._said(plain, match)
                if setting is None:
                    continue
                if match.lastgroup != "once" and self._opens(plain, match.start()):
                    whole, named = setting, None
                    self._era = setting if setting.years > 1 else None
                else:
                    named = setting
            last = place.start
            near = max(place.sentence, place.start - _NEAR)
            found.append(self._one(plain, near, place, named or whole))
        if self._both and self._turn.search(plain, last):
            self._setting = Setting(Nature.TARGET, self._own)
            self._era = None
        elif not found:
            self._hear(plain)
        return found

    def _hear(self, plain: str) -> None:
        """Take in an item without numbers, which may open with the time the next ones speak of."""
        match = self._words.match(plain, 1 if plain.startswith(tuple('—“"')) else 0)
        if match and (setting := self._said(plain, match)) is not None:
            self._era = setting if setting.years > 1 else None

    def _opens(self, plain: str, start: int) -> bool:
        return _OPENS.fullmatch(plain, _last_end(plain, start), start) is not None

    def _said(self, plain: str, match: re.Match[str]) -> Setting | None:
        """The setting a word of time makes, None when the word only compares."""
        before = plain[max(0, match.start() - 8) : match.start()]
        if _COMPARED.search(before) or (_TITLE.search(before) and not match[0].startswith("《")):
            return None
        nature, own = self._setting.nature, self._own
        kind = match.lastgroup
        if kind == "year":
            year = int(match["year"])
            if own is not None and year > own:
                return Setting(Nature.TARGET, year)
            past = own is not None and year < own
            years = self._setting.years if year == self._setting.year else 1
            return Setting(Nature.ACTUAL if past else nature, year, years)
        if kind in ("plan", "once"):
            end = plan_in(match[0]) or self._plan
            if end is None:
                return None
            if own is not None and end != own and "以来" not in match[0]:
                nature = Nature.ACTUAL if end < own else Nature.TARGET
            return self._bounded(Setting(nature, end, _PLAN_LENGTH))
        if own is None:
            return None
        if kind == "last":
            return Setting(Nature.ACTUAL, own - 1)
        if kind == "next":
            return Setting(Nature.TARGET, own + 1)
        if kind == "behind":
            return Setting(Nature.ACTUAL, self._past_year(), _PLAN_LENGTH)
        if kind == "ahead":
            return Setting(Nature.TARGET, self._plan or own + _PLAN_LENGTH - 1, _PLAN_LENGTH)
        return Setting(Nature.TARGET, own) if self._both else None

    def _one(self, plain: str, near: int, place: Place, named: Setting | None) -> Setting:
        setting = named or self._setting
        sentence = plain[near : place.start]
        year, own = setting.year, self._own
        nature = setting.nature
        if nature is Nature.ACTUAL:
            if self._promise.search(sentence) and (year is None or own is None or year >= own - 1):
                nature = Nature.TARGET
        elif self._done.search(sentence) and (year is None or own is None or year <= own):
            nature = Nature.ACTUAL
        compared = _THAT_OF.search(plain[max(place.head, near) : place.start])
        if compared and year is not None:
            return Setting(Nature.ACTUAL, int(compared["year"]) if compared["year"] else year - 1)
        start = _START.search(plain[max(place.head, near) : place.start])
        if start and _ARRIVES.match(plain, place.end):
            year = self._start_year(start["when"], replace(setting, year=year))
        return Setting(nature, year)

    def _start_year(self, when: str, setting: Setting) -> int | None:
        """The year from which a change ran (由2005年的21.5万辆发展到…)."""
        years = YEAR.findall(when)
        if years:
            return int(years[-1])
        plan = PLAN.search(when)
        if plan:
            return plan_end(plan[1] or plan[2])
        if setting.year is None:
            return None
        return setting.year - (1 if _LAST_YEAR.search(when) else setting.years)


def _last_end(text: str, start: int) -> int:
    """Where the sentence that holds ``start`` begins, when that is near; else the start of the text."""
    low = max(0, start - 2 * _OPENING)
    return max(text.rfind(mark, low, start) for mark in "。！？；") + 1


def _any(entries: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(entries))


def _words(groups: dict[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all words of time; the group that matched says what kind of word it was."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(entries)})" for kind, entries in groups.items()))

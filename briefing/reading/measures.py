"""Says what kind of thing a figure is: a level, a growth, a share, a rate, a count, an index."""

from __future__ import annotations

import re

from briefing.domain.figure import Measure
from briefing.reading.mentions import Mention
from briefing.reading.units import UnitKind
from briefing.reading.wording import trim_tail

_SHARE_ENDS = re.compile(r"(?:占比|比重|比例|份额|占[^，。]{1,24}|构成|成分)$")
_SHARE_AFTER = re.compile(r"(?:以上|左右)?(?:的(?!增长|增速|速度|目标|幅度)|用于|都|来自)")
# So many per cent of the villages that…: a part of a class of things.
_PART_OF_A_CLASS = re.compile(
    r"的(?:[^的]{0,4})(?:村|县|镇|乡镇|社区|企业|学校|家庭|农户|户|人|群众|居民|城市|地区|项目|学生|医院|机构|单位|部门|干部|耕地|地级市)$"
)
_GROWTH_ENDS = ("增速", "增幅", "涨幅", "增长率", "增长速度", "增长")
_DECLINE_ENDS = ("降幅", "跌幅", "下降率", "降低率")
_RATE_ENDS = ("率", "覆盖面", "覆盖", "度", "化", "面")
_GAP_WORDS = re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|领先|超过|高|低|快)(?:于)?[^，。；;]{0,14}$")
_INDEX_KINDS = (UnitKind.CONCENTRATION,)


def measure_of(
    mention: Mention, *, head: str, tail: str, change: str, reached: bool, subject: str, before: Measure | None
) -> Measure:
    """The measure of a mention.

    ``head`` and ``tail`` are the words around it, ``change`` and ``reached`` what led over to it
    (see Trimmed), ``subject`` the words left, ``before`` the measure of the number it continues a list with.
    """
    kind = mention.kind
    if kind is UnitKind.PERCENT:
        return _percent(head, tail, change, reached, subject, before)
    if kind is UnitKind.POINTS:
        if change and not reached:
            return Measure.GROWTH if change == "growth" else Measure.DECLINE
        if _GAP_WORDS.search(head):
            return Measure.LEVEL
        return before or Measure.GROWTH
    if kind is UnitKind.MULTIPLE:
        grew = change == "growth" and not reached
        return Measure.GROWTH if grew or (before is Measure.GROWTH and not head.strip()) else Measure.LEVEL
    if kind in _INDEX_KINDS:
        return Measure.INDEX
    if kind is UnitKind.BARE:
        return Measure.LEVEL if mention.magnitude_word or mention.in_words else Measure.INDEX
    if kind is UnitKind.COUNT or kind is UnitKind.DURATION:
        return Measure.COUNT
    return Measure.LEVEL


def _percent(head: str, tail: str, change: str, reached: bool, subject: str, before: Measure | None) -> Measure:
    if change and not reached:
        return Measure.GROWTH if change == "growth" else Measure.DECLINE
    if tail.startswith(("增长", "的增长", "的增速", "增速", "的增幅")):
        return Measure.GROWTH
    if subject.endswith(_GROWTH_ENDS) or head.rstrip("约达为在到至 ").endswith(_GROWTH_ENDS):
        return Measure.GROWTH
    if subject.endswith(_DECLINE_ENDS):
        return Measure.DECLINE
    if not head.strip("、，,和及与 以") and before is not None:
        return before
    if reached and before in (Measure.GROWTH, Measure.DECLINE) and not trim_tail(head).words:
        return before
    if _SHARE_ENDS.search(subject) or re.search(r"占[^，。；]{0,20}$", head):
        return Measure.SHARE
    if subject.endswith(_RATE_ENDS):
        return Measure.RATE
    if _PART_OF_A_CLASS.search(subject):
        return Measure.SHARE
    if _SHARE_AFTER.match(tail):
        return Measure.SHARE
    return Measure.RATE

"""Tells figures from numbers that are none: dates, ordinals, ranks, names, classes, durations, ratios."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.reading.mentions import Mention
from briefing.reading.units import UnitKind
from briefing.reading.vocabulary import words

_QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’，。；]{1,24})[”\"」』’]|《[^》]{1,60}》")
_BRACKETED = re.compile(r"[\[［【〔]\s*[\d０-９]{1,3}\s*[\]］】〕]|[（(]\s*[\d０-９]{1,2}\s*[）)]")
_RATIO = re.compile(
    r"(?<![\d０-９.．])[\d０-９][\d０-９.．]{0,12}\s{0,3}(?:[:：∶](?=[\d０-９])\s{0,3}[\d０-９.．]{1,12}){1,8}"
)
_PLUS = re.compile(r"(?<![\d０-９A-ZＮ])[\d０-９A-ZＮ]{1,12}(?:\s{0,3}[+＋]\s{0,3}[\d０-９A-ZＮXx]{1,12}){1,8}")
# Why a number is no figure, as a person reads it.
_RANK = "序数、名次或编号"
_BASE = "只是计量的基数（每……）"
_NAME = "名称、等级或型号的一部分"
_DATE = "日期或年份"
_DURATION = "时间长短，不是统计数量"
_GROUP = "固定的一组（全国多少个重点城市），不是数量"
_CLASS = "只用来划定类别的门槛，不是数值"
_PLAN_PARTS = "计划或报告有几项指标、几个方面，不是统计数量"
_NO_UNIT = "没有单位，也不是指数"
_COVERS = (
    (_QUOTED, "引号或书名号里的名称、口号"),
    (_BRACKETED, "注释号或编号"),
    (_RATIO, "几个数的比例，不是单个数值"),
    (_PLUS, "名称里的组合（如“1+3”）"),
)
_INDEX_BEFORE = re.compile(r"(?:指数|系数|得分|评分|分值|PMI|景气度)[^，。；、\d]{0,12}$")
# A threshold that things out of many pass (培育一批产值超10亿元的企业), alone or in a row of thresholds.
_MANY_OVER = re.compile(
    r"(?:一批|一大批|若干|多个|更多|[\d０-９]\s*[个家户名])[^，。；]{0,20}?(?:超过?|突破|达到?|过|逾|上)[^，。；\u4e00-\u9fff]{0,3}(?:[\d０-９.]+[万亿]*[元亩吨][、和]){0,3}$"
)
_MEANT = re.compile(r"(?:[、和][\d０-９.]+[万亿]*[元亩吨]){0,3}(?:以上|、[\u4e00-\u9fff]{2,12})?的(?![\d０-９目增])")
_THRESHOLD = re.compile(r"(?:及)?(?:以上|以下|以内|及以上)的?")
_KINDS_OF_UNDERTAKING = re.compile(r"(?:以上|级)?(?:[^\W\d]{0,4}企业|项目|村|乡镇|集群|园区|楼宇|产业链|经济强)")
_SETTLEMENT = re.compile(r"(?:及)?以上(?:的)?(?:自然村|村|小区|社区|集中|较大)")
_RATED = re.compile(r"(?:年产|日产|日处理|年处理|年加工|单机|总装机|装机容量)$")
_DATE_AFTER = re.compile(r"\s*(?:年|月份?|日|号|时许|届|期|周年|世纪|年代)")
# How many indicators, fields of work or measures a plan or a report has is no figure.
_PARTS_OF_A_PLAN = re.compile(
    r"(?:[^，。；、\d]{0,6}(?:(?<!退出)指标|领域|方面|维度|环节|板块)(?!企业|项目|人才|产业))"
)
_ANNOUNCED = re.compile(r"(?:以下|下列|如下|做好|抓好|突出抓|办好|着力)$")
_TASKS = re.compile(r"(?:主要|重点)?(?:目标)?(?:任务|工作|大事|要事)")
_SET_AS_GOALS = re.compile(r"(?:指标|目标)(?:设定为|确定为|共有|共计|共|分为|有|为)?$")
_WHOLE_NAMES = re.compile(r"[A-Za-z]$")
_ALLOWED_LETTERS = re.compile(r"(?:GDP|CPI|PPI|R&D|EVA)$")


@dataclass(frozen=True, slots=True)
class Sifted:
    """A number and why it is no figure; ``reason`` is empty for a figure."""

    mention: Mention
    reason: str


def sift(text: str, mentions: list[Mention]) -> list[Sifted]:
    """Every mention and the reason against it, a bare number of a list with the list's unit. Linear in the text."""
    covers = sorted((*match.span(), reason) for pattern, reason in _COVERS for match in pattern.finditer(text))
    sifted = []
    index = 0
    for mention in _with_shared_units(text, mentions):
        while index < len(covers) and covers[index][1] <= mention.start:
            index += 1
        cover = next((why for low, high, why in covers[index : index + 4] if low <= mention.start < high), "")
        sifted.append(Sifted(mention, cover or _against(text, mention)))
    return sifted


def figures_among(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions that are figures, a bare number of a list with the unit of the list. Linear in the text."""
    return [each.mention for each in sift(text, mentions) if not each.reason]


def _with_shared_units(text: str, mentions: list[Mention]) -> list[Mention]:
    listed: list[Mention] = []
    for mention in reversed(mentions):
        following = listed[-1] if listed else None
        if following is not None and _shares_unit(text, mention, following):
            mention = replace(
                mention,
                unit=following.unit,
                kind=following.kind,
                magnitude=following.magnitude,
                magnitude_word=following.magnitude_word,
            )
        listed.append(mention)
    listed.reverse()
    return listed


def _against(text: str, mention: Mention) -> str:
    """Why a number is no figure, in words a person reads; nothing when it is one."""
    before = text[max(0, mention.start - 16) : mention.start]
    after = text[mention.end : mention.end + 12]
    stripped = before.rstrip(" \u00a0")
    if stripped.endswith(words("exclusions", "before", "words")):
        return _RANK if not stripped.endswith(("每", "时速")) else _BASE
    if mention.kind is UnitKind.NONE:
        return _NAME
    if mention.kind is UnitKind.DURATION:
        return "" if _counts_days(text, mention, before) else _time(mention)
    if _WHOLE_NAMES.search(stripped) and not (mention.unit and _ALLOWED_LETTERS.search(stripped)):
        return _NAME
    if before.endswith(("-", "—", "/", ".")) and re.search(r"[A-Za-z\d][-—/.]$", before):
        return _NAME
    if stripped.endswith(words("exclusions", "before", "groups")) and mention.kind is UnitKind.COUNT:
        return _GROUP
    if mention.kind is UnitKind.BARE and not mention.unit:
        return "" if _is_bare_figure(text, mention, before, after) else _without_unit(after)
    if after.startswith(words("exclusions", "after", "words")) and not after.startswith(
        ("号召", "代表", "制造", "制定", "型号")
    ):
        return _NAME
    if mention.unit == "岁" and not re.search(r"寿命|年龄", before):
        return _CLASS
    if mention.unit in ("位", "名") and re.search(r"(?:排名|位次|前移|上升|提升|前进|跃升)[^，。；]{0,6}$|后$", before):
        return _RANK
    if mention.kind is UnitKind.COUNT and mention.unit in ("项", "个", "条", "类"):
        if _PARTS_OF_A_PLAN.match(after) or (_ANNOUNCED.search(before) and _TASKS.match(after)):
            return _PLAN_PARTS
        if mention.unit == "项" and _SET_AS_GOALS.search(before):
            return _PLAN_PARTS
    return _CLASS if _is_class(text, mention, before, after) else ""


def _time(mention: Mention) -> str:
    year = mention.unit == "年" and mention.value >= 1000
    return _DATE if year or mention.unit in ("月", "日", "时", "点", "年度") else _DURATION


def _without_unit(after: str) -> str:
    return _NAME if re.match(r"\s*[A-Za-z]|[级大]", after) else _DATE if _DATE_AFTER.match(after) else _NO_UNIT


def _shares_unit(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether a bare number takes its unit from the next of its list (分别提高20.9、36.2、54个百分点)."""
    if following is None or mention.kind is not UnitKind.BARE or mention.magnitude_word or mention.in_words:
        return False
    if following.kind in (UnitKind.NONE, UnitKind.DURATION, UnitKind.BARE):
        return False
    between = text[mention.end : following.start]
    listed = re.fullmatch(r"[、和及与]|以及", between) is not None
    return listed and ("分别" in text[max(0, mention.start - 24) : mention.start] or mention.value % 1 != 0)


def _counts_days(text: str, mention: Mention, before: str) -> bool:
    """A number of days is a figure where days themselves are counted (优良天数236天)."""
    if mention.unit != "天":
        return False
    clause = re.split(r"[，,。；;]", text[max(0, mention.start - 24) : mention.start])[-1]
    return any(word in clause for word in words("exclusions", "years", "days"))


def _is_bare_figure(text: str, mention: Mention, before: str, after: str) -> bool:
    """A number without any unit is an index, or a total whose unit was left out after its magnitude."""
    if mention.magnitude_word in ("万", "亿", "万亿") and not re.match(r"[级大]|[A-Za-z]", after):
        return True
    if mention.in_words and after.startswith("大关"):
        return True
    if mention.magnitude_word or re.match(r"\s*[A-Za-z]", after) or _DATE_AFTER.match(after):
        return False
    return bool(_INDEX_BEFORE.search(before)) and not mention.in_words


def _is_class(text: str, mention: Mention, before: str, after: str) -> bool:
    """Whether number and unit only say which things are meant (投资10亿元以上的重大项目, 110千伏变电站)."""
    if mention.unit in ("户", "人") and _SETTLEMENT.match(after):
        return True
    if mention.unit in ("米", "公里") and after.startswith(("内", "范围", "半径", "以内")):
        return True
    if mention.kind in (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.MULTIPLE, UnitKind.COUNT):
        return False
    if mention.kind is UnitKind.MONEY and _KINDS_OF_UNDERTAKING.match(after):
        return True
    if mention.in_words and mention.kind is UnitKind.MONEY and after.startswith("的"):
        return True
    if mention.kind in (UnitKind.MONEY, UnitKind.EXTENT) and _MEANT.match(text[mention.end : mention.end + 60]):
        clause = re.split(r"[，,。；;：]", text[max(0, mention.start - 40) : mention.start])[-1]
        if _MANY_OVER.search(clause):
            return True
    bound = _THRESHOLD.match(after)
    if bound:
        rest = text[mention.end + bound.end() : mention.end + bound.end() + 4]
        if rest and not rest.startswith(words("exclusions", "after", "clause") + words("exclusions", "after", "verbs")):
            return True
    named = after.startswith("的") and re.match(
        r"的[^\d，。；]{2,24}(?:项目|工程|基地|园|厂|中心|线)", after + text[mention.end + 12 : mention.end + 28]
    )
    return bool(_RATED.search(before)) and bool(re.match(r"[\u4e00-\u9fff]", after)) and not bound and not named

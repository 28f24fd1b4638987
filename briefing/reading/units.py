"""Units: which there are, what kind of thing each measures, and how magnitudes fold into a number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from functools import cache

from briefing.reading.vocabulary import table


class UnitKind(Enum):
    """What a unit measures; the names are the groups of the unit file."""

    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    EXTENT = "extent"
    CONCENTRATION = "concentration"
    PEOPLE = "people"
    MULTIPLE = "multiple"
    COUNT = "count"
    DURATION = "duration"
    NONE = "none"
    BARE = "bare"


_MAGNITUDES = (
    ("万亿", Decimal(10) ** 12),
    ("千亿", Decimal(10) ** 11),
    ("百亿", Decimal(10) ** 10),
    ("十亿", Decimal(10) ** 9),
    ("千万", Decimal(10) ** 7),
    ("百万", Decimal(10) ** 6),
    ("十万", Decimal(10) ** 5),
    ("亿", Decimal(10) ** 8),
    ("万", Decimal(10) ** 4),
    ("千", Decimal(10) ** 3),
    ("百", Decimal(10) ** 2),
)
# 千瓦, 千伏 and their like are units; 百分点 is no hundred.
_NO_MAGNITUDE = re.compile(r"千(?:瓦|米|克|伏|卡|帕|赫|字节|焦|人)|百分|百帕")
# 人 of 人民 and 台 of 台阶 are no units.
_NO_UNIT = re.compile(
    r"人民(?!币)|台阶|台风|条例|名城|项目|点钟|群众|对象|单位|部门|组织|队员|团员|家长|户籍|门诊|片区|点位|站点|面积|条件|名师|户外|口岸|头部|节能|节点|双创|季节|家庭(?!农场)医生"
)
_SLASHED = re.compile(r"[/／][\u4e00-\u9fffA-Za-z]{1,4}")


@cache
def _kinds() -> dict[str, UnitKind]:
    groups = table("units")
    kinds = dict.fromkeys(groups["percent"]["points"], UnitKind.POINTS)
    for kind in UnitKind:
        for unit in groups.get(kind.value, {}).get("units", ()):
            kinds.setdefault(unit, kind)
    return kinds


@cache
def unit_pattern() -> re.Pattern[str]:
    """Any unit, the longest first."""
    units = sorted(_kinds(), key=lambda unit: (-len(unit), unit))
    return re.compile("|".join(re.escape(unit) for unit in units))


def kind_of(unit: str) -> UnitKind:
    """What a unit without magnitude measures; BARE for the empty unit or an unknown one."""
    return _kinds().get(unit) or _kinds().get(_SLASHED.sub("", unit), UnitKind.BARE)


def unit_at(text: str, start: int) -> tuple[str, UnitKind, int]:
    """The unit that begins at ``start``: itself, its kind and its end. An empty one when there is none."""
    found = unit_pattern().match(text, start)
    if not found:
        return "", UnitKind.BARE, start
    if _NO_UNIT.match(text, start):
        return "", UnitKind.BARE, start
    unit, end = found[0], found.end()
    kind = _kinds()[unit]
    over = _SLASHED.match(text, end)
    if over and kind in (UnitKind.EXTENT, UnitKind.MONEY, UnitKind.CONCENTRATION):
        last = unit_pattern().match(text, end + 1)
        if last:
            return text[start : last.end()], kind, last.end()
    return unit, kind, end


def magnitude_at(text: str, start: int) -> tuple[Decimal, int]:
    """The magnitude (万, 亿, 万亿…) that begins at ``start`` and its end; 1 when there is none."""
    if not _NO_MAGNITUDE.match(text, start):
        for word, factor in _MAGNITUDES:
            if text.startswith(word, start):
                end = start + len(word)
                if len(word) > 1 and _NO_MAGNITUDE.match(text, end - 1):
                    continue
                return factor, end
    return Decimal(1), start


def base_unit(unit: str) -> str:
    """A unit in the one spelling figures are compared in."""
    plain = unicodedata.normalize("NFKC", unit)
    aliases: dict[str, str] = table("units")["aliases"]
    return aliases.get(unit, aliases.get(plain, plain))

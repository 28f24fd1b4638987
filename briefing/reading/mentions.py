"""Finds numbers with their units in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefing.reading import numerals
from briefing.reading.units import UnitKind, magnitude_at, unit_at

_GAP = r"[ \u00a0\u3000]{0,2}"
_TO = r"[-~—–－～]{1,2}|至|到"
_RANGE = re.compile(
    rf"(?P<low>{numerals.ARABIC})(?P<mag>{_GAP}(?:万亿|亿|万|[%％]|个百分点)?)(?:{_GAP}(?:{_TO}){_GAP})(?P<high>{numerals.ARABIC})"
)
_ARABIC = re.compile(numerals.ARABIC)
_PERCENT_IN_WORDS = re.compile(
    rf"百分之(?P<low>{numerals.CHINESE}|{numerals.ARABIC})(?:(?:{_TO})(?:百分之)?(?P<high>{numerals.CHINESE}))?"
)
_HEDGE = re.compile(rf"{_GAP}[余多来]")
_BLANKS = re.compile(_GAP)
# A Chinese number counts only with a magnitude word: 千亿元, 三万亿, 百余个, 上千名, 数百家.
_CHINESE = re.compile(
    r"(?<![第一二两三四五六七八九十百千万亿零〇○\d０-９])(?P<few>数|几)?(?P<number>[一二两三四五六七八九十百千]*)(?P<mag>万亿|千亿|百亿|千万|百万|十万|亿|万|千|百)(?P<hedge>余|多)?"
)
_BEFORE_CHINESE = re.compile(
    r"(?:突破|超过|超|达到|达|近|约|逾|上|过|不足|不到|不低于|跨越|跨上|迈上|迈入|跻身|站上|跃上|跃升至|增至|升至|扩大到|增加到|接近|总额|高达|多达)(?:了|个|近|约|超)?$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with its unit, as it stands in a text.

    ``start`` and ``end`` bound number, magnitude, unit and a hedge glued between them. ``magnitude`` is
    the factor of 万, 亿 and so on, ``magnitude_word`` how it is written; ``hedge`` is where 余, 多 or 数 stands.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    magnitude: Decimal
    magnitude_word: str
    unit: str
    kind: UnitKind
    hedge: tuple[int, int] | None = None
    in_words: bool = False


# A classifier no list knows, alone between a magnitude and a stop (6500万棒，).
_UNKNOWN_UNIT = re.compile(r"(?![以余多左上下级级个的])[\u4e00-\u9fff](?=[，。；、,;])")
# Written out in full: 五百零二万吨, 四亿五千万亩, 一千二百多万人, 三百六十五户, 十三个百分点.
_CN = "一二两三四五六七八九十百千零〇"
_WRITTEN = re.compile(
    rf"(?<![第数几点{_CN}万亿年\d０-９])(?P<high>[一二两三四五六七八九十][{_CN}]{{0,14}}(?:点[零〇一二三四五六七八九]{{1,9}})?)"
    rf"(?:(?P<mag>亿|万)(?P<low>零?[一二两三四五六七八九][{_CN}]{{0,12}})(?P<low_mag>万)?)?"
    rf"(?P<hedge>余|多)?(?P<last>万亿|亿|万)?(?P<late>余|多)?(?![{_CN}点])"
)
_LOWER = re.compile(rf"(?P<low>{numerals.ARABIC})(?P<hedge>余|多)?万")


def find_mentions(text: str) -> list[Mention]:
    """Every number of a text, whether it is a figure or not, in order and without overlaps."""
    found: list[Mention] = []
    for pattern, build in (
        (_PERCENT_IN_WORDS, _percent),
        (_RANGE, _range),
        (_ARABIC, _arabic),
        (_WRITTEN, _written),
        (_CHINESE, _in_words),
    ):
        for match in pattern.finditer(text):
            mention = build(text, match)
            if mention is not None:
                found.append(mention)
    return _without_overlaps(found)


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    # Builders ran from the most to the least specific and sorting is stable: the first of two wins.
    for mention in sorted(found, key=lambda each: each.start):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept


def _percent(text: str, match: re.Match[str]) -> Mention | None:
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else None
    if low is None:
        return None
    return Mention(match.start(), match.end(), low, high, Decimal(1), "", "%", UnitKind.PERCENT)


def _value(text: str) -> Decimal | None:
    return numerals.chinese(text) if not text[0].isdecimal() else numerals.arabic(text)


def _range(text: str, match: re.Match[str]) -> Mention | None:
    low, high = numerals.arabic(match["low"]), numerals.arabic(match["high"])
    if low >= high and not match["mag"].strip():
        return None
    rest = _tail(text, match.end(), with_hedge=False)
    if rest is None:
        return None
    magnitude, word, hedge, unit, kind, end = rest
    own = match["mag"].strip()
    if own in ("%", "％") and kind is not UnitKind.PERCENT:
        return None
    if own in ("亿", "万", "万亿") and own != word:
        return None
    return Mention(match.start(), end, low, high, magnitude, word, unit, kind, hedge)


def _arabic(text: str, match: re.Match[str]) -> Mention | None:
    rest = _tail(text, match.end(), with_hedge=True)
    if rest is None:
        return None
    magnitude, word, hedge, unit, kind, end = rest
    value = numerals.arabic(match[0])
    lower = _LOWER.match(text, end) if word == "亿" and hedge is None and not unit else None
    if lower and (rest := _tail(text, lower.end(), with_hedge=False)) and not rest[1]:
        # 7亿5000万元 is one number.
        value += numerals.arabic(lower["low"]) / 10000
        _, _, _, unit, kind, end = rest
        hedge = lower.span("hedge") if lower["hedge"] else None
    return Mention(match.start(), end, value, None, magnitude, word, unit, kind, hedge)


def _tail(
    text: str, start: int, *, with_hedge: bool
) -> tuple[Decimal, str, tuple[int, int] | None, str, UnitKind, int] | None:
    """Hedge, magnitude and unit after a number. The end falls back to the number's when nothing of them is there."""
    end = start
    hedge = None
    if with_hedge and (found := _HEDGE.match(text, end)) and _unit_follows(text, found.end()):
        hedge = (found.end() - 1, found.end())
        end = found.end()
    place = _skip(text, end)
    magnitude, after = magnitude_at(text, place)
    word = text[place:after]
    if word:
        end = after
        if with_hedge and hedge is None and (found := _HEDGE.match(text, end)) and _unit_follows(text, found.end()):
            hedge = (found.end() - 1, found.end())
            end = found.end()
    unit, kind, after = unit_at(text, _skip(text, end))
    if unit:
        end = after
    elif word and (found := _UNKNOWN_UNIT.match(text, end)):
        unit, kind, end = found[0], UnitKind.EXTENT, found.end()
    return magnitude, word, hedge, unit, kind, end


def _skip(text: str, start: int) -> int:
    found = _BLANKS.match(text, start)
    return found.end() if found else start


def _unit_follows(text: str, start: int) -> bool:
    return magnitude_at(text, start)[1] > start or unit_at(text, start)[2] > start


def _written(text: str, match: re.Match[str]) -> Mention | None:
    """A number written out in characters, when it is large or its unit is no mere classifier."""
    value, low = numerals.chinese(match["high"]), numerals.chinese(match["low"] or "零")
    if value is None or low is None:
        return None
    word = match["mag"] or match["last"] or ""
    if match["mag"] and match["last"]:
        return None
    factor = magnitude_at(word, 0)[0]
    if match["low"]:
        value += low * (10000 if match["low_mag"] else 1) / factor
    hedge = next((match.span(name) for name in ("hedge", "late") if match[name]), None)
    unit, kind, end = unit_at(text, match.end())
    if not unit or not _is_large(match["high"], value * factor, kind, measured=bool(word)):
        return None
    return Mention(match.start(), end, value, None, factor, word, unit, kind, hedge, True)


def _is_large(high: str, total: Decimal, kind: UnitKind, *, measured: bool) -> bool:
    """Whether a number in characters is more than a plain small numeral (两项, 四个) or a part of a name (千家万户)."""
    if kind in (UnitKind.DURATION, UnitKind.NONE, UnitKind.BARE, UnitKind.PERCENT):
        return False
    if "点" in high or measured:
        return True
    if kind in (UnitKind.POINTS, UnitKind.MONEY, UnitKind.EXTENT):
        return total > 10
    return total >= 100 and len(high) > 2


def _in_words(text: str, match: re.Match[str]) -> Mention | None:
    number, word, hedge_word = match["number"], match["mag"], match["hedge"]
    if text.startswith(("分", "分之"), match.end()) and word == "百":
        return None
    factor, _ = magnitude_at(word, 0)
    value = numerals.chinese(number) if number else Decimal(1)
    if value is None:
        return None
    unit, kind, after = unit_at(text, match.end())
    before = text[max(0, match.start() - 8) : match.start()]
    known = bool(match["few"] or hedge_word or _BEFORE_CHINESE.search(before) or (number and "亿" in word and unit))
    if not known or (not unit and not text.startswith("大关", match.end())):
        return None
    if word in ("百", "千"):
        # As written 百余个 is 100 个: the small magnitudes are part of the number.
        value, factor, word = value * factor, Decimal(1), ""
    elif len(word) == 2 and word != "万亿":
        lead, _ = magnitude_at(word[0], 0) if word[0] != "十" else (Decimal(10), 0)
        value, word = value * lead, word[1]
        factor = magnitude_at(word, 0)[0]
    hedge = (match.start("hedge"), match.end("hedge")) if hedge_word else None
    if match["few"]:
        hedge = (match.start("few"), match.end("few"))
    return Mention(match.start(), max(after, match.end()), value, None, factor, word, unit, kind, hedge, True)

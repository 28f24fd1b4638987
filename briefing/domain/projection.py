"""Computed views (测算): what figures imply, each with the formula it came from. Nothing here is a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity, plain, rounded

LAST_YEAR = 2030
"""Where a path ends: the last year of the plan that the targets belong to (“十五五”)."""

LONGEST = 30
"""No path is longer than this many years."""

_CONSTANT_PRICES = ("生产总值", "增加值", "GDP", "国民总收入")
"""What is told at current prices while its growth is told at constant ones (statistical practice in China)."""

_ONE_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Projection:
    """One computed value: ``value`` in ``unit`` in ``year``, from ``sources``; ``note`` says what it is worth.

    Rounded half up to as many decimals as the level it comes from was written with.
    """

    name: str
    year: int
    value: Decimal
    unit: str
    formula: str
    note: str
    sources: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Computed values year by year, from the year after the level's own: every one grows by the same rate."""

    name: str
    unit: str
    points: tuple[tuple[int, Decimal], ...]
    formula: str
    note: str
    sources: tuple[Figure, ...]


def implied_base(level: Figure, growth: Figure) -> Projection | None:
    """The level of the year before, from a level and its growth: 2593.4亿元 and 2.6% give 2023.

    None when the two do not speak of one subject and one year, when either is hedged or a range,
    or when the growth is −100 % or less.
    """
    if not _fit(level, growth) or growth.year != level.year or level.year is None:
        return None
    factor = _factor(growth)
    if factor <= 0:
        return None
    places = _places(level.quantity.value)
    value = rounded(level.quantity.value / factor, places)
    unit = level.quantity.unit
    rate = plain(growth.quantity.value)
    sign = "−" if growth.measure is Measure.DECLINE else "+"
    formula = f"{plain(level.quantity.value)} ÷ (1 {sign} {rate}%) ≈ {plain(value)}（{unit}，{_kept(places)}）"
    return Projection(
        name=f"{level.subject}：{level.year - 1}年基数",
        year=level.year - 1,
        value=value,
        unit=unit,
        formula=formula,
        note=_base_note(level),
        sources=(level, growth),
    )


def implied_bases(figures: Iterable[Figure]) -> tuple[Projection, ...]:
    """The implied base of every level that stands in one item with its own growth, each subject and year once."""
    found: dict[tuple[str, int], Projection] = {}
    levels: dict[tuple[str, int, str, int | None], Figure] = {}
    for figure in figures:
        key = (figure.report_key, figure.item, figure.subject, figure.year)
        if figure.measure is Measure.LEVEL:
            levels[key] = figure
        elif figure.measure in (Measure.GROWTH, Measure.DECLINE) and key in levels:
            made = implied_base(levels[key], figure)
            if made is not None:
                found.setdefault((figure.subject, made.year), made)
    return tuple(found.values())


def path(level: Figure, rate: Figure, until: int = LAST_YEAR) -> Path | None:
    """The level year by year up to ``until`` if it grew by the promised rate every year from its own on.

    None when the two do not speak of one subject, when the level is hedged or the rate a range, when the
    level has no year or ``until`` is not after it (or more than ``LONGEST`` years), or when it would vanish.
    A rate with a bound (6%以上, 6%左右) counts by its number, which the note says.
    """
    if level.year is None or not level.year < until <= level.year + LONGEST:
        return None
    if not _fit(level, rate, hedged_rate=True):
        return None
    factor = _factor(rate)
    if factor <= 0:
        return None
    places = _places(level.quantity.value)
    exact, points = level.quantity.value, []
    for year in range(level.year + 1, until + 1):
        exact *= factor
        points.append((year, rounded(exact, places)))
    sign = "−" if rate.measure is Measure.DECLINE else "+"
    number, years = plain(rate.quantity.value), until - level.year
    formula = (
        f"{plain(level.quantity.value)} × (1 {sign} {number}%)^{years} ≈ {plain(points[-1][1])}"
        f"（{level.quantity.unit}，{_kept(places)}）"
    )
    return Path(
        name=f"{level.subject}：到{until}年的测算",
        unit=level.quantity.unit,
        points=tuple(points),
        formula=formula,
        note=_path_note(level, rate, until),
        sources=(level, rate),
    )


def level_of(indicator: Indicator, figures: Iterable[Figure]) -> Figure | None:
    """The level that stands with an indicator's result: same report, item, subject and year; None without one."""
    if len(indicator.results) != 1:
        return None
    result = indicator.results[0]
    here = (result.report_key, result.item, result.subject, result.year)
    return next(
        (f for f in figures if f.measure is Measure.LEVEL and (f.report_key, f.item, f.subject, f.year) == here), None
    )


def _fit(level: Figure, rate: Figure, *, hedged_rate: bool = False) -> bool:
    """Whether a level and a rate can be put into one formula."""
    if level.subject != rate.subject or not level.subject or level.measure is not Measure.LEVEL:
        return False
    if rate.measure not in (Measure.GROWTH, Measure.DECLINE) or rate.quantity.base_unit != "%":
        return False
    if level.quantity.bound is not Bound.EXACT or level.quantity.base_unit == "%" or level.quantity.value <= 0:
        return False
    return _single(rate.quantity) if hedged_rate else rate.quantity.bound is Bound.EXACT and _single(rate.quantity)


def _single(quantity: Quantity) -> bool:
    return quantity.upper is None and quantity.bound is not Bound.RANGE


def _factor(rate: Figure) -> Decimal:
    share = rate.quantity.value / _ONE_PERCENT
    return 1 - share if rate.measure is Measure.DECLINE else 1 + share


def _places(value: Decimal) -> int:
    """How many decimals a value was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _kept(places: int) -> str:
    return f"四舍五入到{places}位小数" if places else "四舍五入到整数"


def _constant(level: Figure) -> bool:
    return any(word in level.subject for word in _CONSTANT_PRICES)


def _base_note(level: Figure) -> str:
    if _constant(level):
        return "总量按当年价格计算，增速按不变价格计算，两者相除所得只供参考，不是公布数。"
    return "由本年总量和增速反推，不是公布数；上年数如有修订，与公布数会有出入。"


def _path_note(level: Figure, rate: Figure, until: int) -> str:
    first = (level.year or until) + 1
    span = f"{first}年" if first == until else f"{first}—{until}年每年"
    word = "下降" if rate.measure is Measure.DECLINE else "增长"
    told = f"假定{span}都按{rate.quantity.words}的{_number(rate)}{word}"
    target = "" if rate.year is None else f"（{rate.year}年目标）"
    tail = "；增速按不变价格计算，所得只供参考" if _constant(level) else ""
    return f"{told}{target}，不是预测，也不是公布的目标{tail}。"


def _number(rate: Figure) -> str:
    return {Bound.AT_LEAST: "下限", Bound.OVER: "下限", Bound.AT_MOST: "上限", Bound.UNDER: "上限"}.get(
        rate.quantity.bound, "速度"
    )
